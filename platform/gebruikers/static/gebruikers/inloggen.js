// Makes the pages of logging in kinder; all but the passkey work without it.

// A passkey needs this script and a browser that has them: only then is it offered.
if (window.PublicKeyCredential) {
  for (const place of document.querySelectorAll("[data-passkey]")) place.hidden = false;
  for (const place of document.querySelectorAll("[data-geen-passkey]")) place.hidden = true;
}

// allauth's script tells what went wrong to developers; a person gets a sentence.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const place = document.querySelector("[data-passkey-fout]");
  if (!place) return;
  place.hidden = false;
  place.focus();
});

// The QR code of a letter carries its code behind a #: that part never reaches a server or its log.
const field = document.querySelector("[data-briefcode]");
if (field && location.hash.length > 1) {
  field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname + location.search);
}

// Typed text that this tab kept itself is waiting in the form it was typed in (js/bewaar.js), or is
// sent as soon as the page of the table is there again (js/tafelmodus.js).
const back = document.querySelector("[data-terug-naar-formulier]");
if (back) {
  const who = document.documentElement.dataset.wie ?? "";
  const kept = Object.entries(sessionStorage).some(([key, value]) => {
    if (!key.startsWith("bewaar:") && !key.startsWith("tafel:")) return false;
    try {
      return JSON.parse(value).who === who;
    } catch {
      return false;
    }
  });
  if (kept) location.replace(back.dataset.terugNaarFormulier);
}
