// At the table what is typed is saved as it is typed, also over a lost connection.
//
// A form[data-vanzelf] is posted by htmx while somebody types; the answer carries the new version in
// the event "bewaard". Until that event the text stays in sessionStorage with the version it was
// based on: after a reload it is sent again, and a text of somebody else in between is a conflict
// that shows both. No other form or link leaves the page before everything has arrived.

const PREFIX = "tafel:";
const RETRY = 3000;
const NOT_TYPED = new Set(["versie", "versie_hun", "neem", "csrfmiddlewaretoken", "wie"]);

const who = () => document.documentElement.dataset.wie ?? "";
const selector = "form[data-vanzelf]";
const keyOf = (form) => PREFIX + form.getAttribute("action") + (form.elements.wie?.value ?? "");
const typed = (form) => [...new FormData(form)].filter(([name]) => !NOT_TYPED.has(name));
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

const open = new Set();
const failed = new Set();
const sent = new WeakMap();
let leaving = false;

function store(form) {
  const value = { who: who(), versie: form.elements.versie.value, typed: typed(form) };
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: what is typed is still sent.
  }
}

function stored(form) {
  try {
    const value = JSON.parse(sessionStorage.getItem(keyOf(form)));
    return value?.who === who() ? value : null;
  } catch {
    return null;
  }
}

function forget(form) {
  open.delete(form);
  failed.delete(form);
  try {
    sessionStorage.removeItem(keyOf(form));
  } catch {
    // As above.
  }
}

function putBack(form, values) {
  for (const [name, value] of values) {
    const field = form.elements[name];
    if (field instanceof RadioNodeList || field?.type === "radio") {
      for (const radio of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        radio.checked = radio.value === value;
      }
    } else if (field) {
      field.value = value;
    }
  }
}

/** Two forms may write to one row: what one of them saves is the version of the other as well. */
function setVersion(form, versie) {
  const shared = form.elements.versie.dataset.deelt;
  const fields = shared
    ? document.querySelectorAll(`[data-deelt="${CSS.escape(shared)}"]`)
    : [form.elements.versie];
  for (const field of fields) {
    field.value = versie;
    if (open.has(field.form)) store(field.form);
  }
}

function say(text) {
  const line = document.getElementById("bewaard");
  const words = line?.querySelector(".staat > :last-child");
  if (!words || !text) return;
  line.hidden = false;
  if (words.textContent !== text) words.textContent = text;
}

function onSaved(event) {
  const form = event.target.closest?.(selector);
  say(event.detail.tekst);
  if (!form) return;
  if (event.detail.versie !== null) setVersion(form, event.detail.versie);
  form.querySelector(".botsingplek").replaceChildren();
  if (event.detail.vergeet || same(sent.get(form), typed(form))) forget(form);
  else store(form);
  if (event.detail.herlaad && !leaving) location.reload();
}

function resend(htmx, form) {
  return new Promise((resolve) => {
    form.addEventListener("htmx:afterRequest", resolve, { once: true });
    htmx.trigger(form, "opnieuw");
  });
}

/** Sends what has not arrived; true when all of it has. */
async function flush(htmx) {
  for (let round = 0; round < 2 && open.size; round += 1) {
    await Promise.all([...open].map((form) => resend(htmx, form)));
  }
  document.querySelector(".botsingplek > *")?.scrollIntoView({ block: "center" });
  return open.size === 0;
}

/** Leaves the page, by go(), when everything on it has arrived. */
async function leave(htmx, event, go) {
  event.preventDefault();
  leaving = true;
  leaving = await flush(htmx);
  if (leaving) go();
}

/** Whether this click loads another page in this tab. */
function follows(event, link) {
  if (!link || event.defaultPrevented || event.button !== 0 || link.target) return false;
  const apart = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  return !apart && !link.getAttribute("href").startsWith("#");
}

function restore() {
  for (const form of document.querySelectorAll(selector)) {
    const was = stored(form);
    if (!was) continue;
    if (same(was.typed, typed(form))) {
      forget(form);
      continue;
    }
    putBack(form, was.typed);
    form.elements.versie.value = was.versie;
    open.add(form);
    // Not at once: htmx listens to its forms only when the page has loaded.
    failed.add(form);
  }
}

/**
 * Somebody else keeps the minutes now: the refusal (403) says who, and holds what was typed. It is
 * shown where the answer belongs; the text stays in its field and in sessionStorage.
 */
function onRefused(event) {
  const { xhr, target } = event.detail;
  const form = event.target.closest?.(selector);
  const part = !/^\s*<!doctype html/i.test(xhr.responseText);
  if (xhr.status !== 403 || !part || !(form || target?.id === "stand")) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
}

export function startTafelmodus(htmx) {
  if (!document.body.classList.contains("tm")) return;
  say(document.body.dataset.tekstVanzelf);
  document.addEventListener("input", (event) => {
    const form = event.target.closest(selector);
    if (!form) return;
    open.add(form);
    store(form);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target.closest(selector);
    if (form) sent.set(form, typed(form));
  });
  document.addEventListener("bewaard", onSaved);
  document.addEventListener("htmx:beforeSwap", onRefused);
  document.addEventListener("htmx:sendError", (event) => {
    const form = event.target.closest(selector);
    if (form) failed.add(form);
  });
  const again = () => {
    const forms = [...failed];
    failed.clear();
    for (const form of forms) htmx.trigger(form, "opnieuw");
  };
  window.addEventListener("online", again);
  setInterval(again, RETRY);
  document.addEventListener("submit", (event) => {
    if (!open.size || event.target.matches("[data-vanzelf], [hx-post]")) return;
    leave(htmx, event, () => event.target.requestSubmit(event.submitter));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (open.size && follows(event, link)) leave(htmx, event, () => location.assign(link.href));
  });
  restore();
}
