// The score of a running site by the Observatory's own scorer.
//
//   NODE_EXTRA_CA_CERTS=ca.pem node kopregels.mjs localhost:8443
import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { scan } from "@mdn/mdn-http-observatory/src/scanner/index.js";

// The scorer downloads the browsers' preload list when it is installed, which set-up does not allow;
// localhost is on no list, so an empty one says the same.
const list = new URL("../../conf/hsts-preload.json", import.meta.resolve("@mdn/mdn-http-observatory/src/scanner/index.js"));
if (!existsSync(fileURLToPath(list))) writeFileSync(fileURLToPath(list), "{}");

const { scan: result, tests } = await scan(process.argv[2]);
const parts = Object.values(tests).map((test) => [test.name, test.pass, test.result]);
console.log(JSON.stringify({ score: result.score, grade: result.grade, parts }));
