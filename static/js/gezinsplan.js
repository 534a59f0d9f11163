// One file for every page. All pages work without it; it only makes them kinder.
import htmx from "htmx.org";

import { startAfhankelijk } from "./afhankelijk.js";
import { startBewaar } from "./bewaar.js";
import { startFocus } from "./focus.js";
import { startTafelmodus } from "./tafelmodus.js";
import { startVerbinding } from "./verbinding.js";

window.htmx = htmx;
startBewaar();
startAfhankelijk();
startFocus();
startVerbinding(htmx);
startTafelmodus(htmx);
