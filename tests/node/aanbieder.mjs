// A real OpenID provider for tests: one process, one issuer, one client (oidc-provider).
//
//   node aanbieder.mjs PORT CLIENT_ID CLIENT_SECRET REDIRECT_URI
//
// Its login page asks who somebody is and how they proved it; a test fills that in as a person would.
import { createServer } from "node:http";

import Provider from "oidc-provider";

const [port, clientId, clientSecret, redirectUri] = process.argv.slice(2);
const issuer = `http://localhost:${port}`;

const provider = new Provider(issuer, {
  clients: [
    { client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] },
  ],
  acrValues: ["basis", "substantieel", "hoog"],
  claims: { openid: ["sub", "acr", "amr"], profile: ["name", "email"] },
  conformIdTokenClaims: false,
  cookies: { keys: ["alleen-voor-tests"] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_ctx, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: "Naam Bij Aanbieder", email: "samira@voorbeeld.test" }),
  }),
  interactions: { url: (_ctx, interaction) => `/wie/${interaction.uid}` },
  pkce: { required: () => true },
  // Nobody is asked what the client may know: it is ours.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid");
    await grant.save();
    return grant;
  },
});

const page = (uid) => `<!doctype html><html lang="nl"><title>Aanbieder</title>
<h1>Wie bent u?</h1>
<form method="post" action="/wie/${uid}">
<label>Nummer <input name="sub" required></label>
<label>Niveau <input name="acr"></label>
<label>Manieren <input name="amr"></label>
<button>Log in bij de aanbieder</button></form>
<form method="post" action="/wie/${uid}"><input type="hidden" name="stop" value="ja"><button>Stop</button></form>
</html>`;

async function ask(req, res, uid) {
  if (req.method !== "POST") {
    res.setHeader("Content-Type", "text/html; charset=utf-8");
    res.end(page(uid));
    return;
  }
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  const typed = new URLSearchParams(Buffer.concat(chunks).toString());
  const result = typed.get("stop")
    ? { error: "access_denied", error_description: "stopped" }
    : {
        login: {
          accountId: typed.get("sub"),
          acr: typed.get("acr") || undefined,
          amr: typed.get("amr") ? typed.get("amr").split(" ") : undefined,
          remember: false,
        },
      };
  await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
}

const handle = provider.callback();
createServer((req, res) => {
  const asked = /^\/wie\/([\w-]+)$/.exec(req.url);
  if (asked) {
    ask(req, res, asked[1]).catch((error) => {
      res.statusCode = 400;
      res.end(error.message);
    });
  } else {
    handle(req, res);
  }
}).listen(Number(port), "localhost", () => console.log("klaar"));
