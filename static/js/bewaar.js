// Typed text is never lost: not by an expired session, a lost connection or a server error.
//
// A form with data-bewaar="<key>" keeps what is typed in this tab (sessionStorage) until its POST
// has succeeded. A success is a page that the browser came to from the page with the form (a POST
// that redirects keeps its referrer), that is not marked data-bewaar-houd (login, error) and does
// not show the form with errors. In every other case the text is put back.
// What one person typed is never shown to the next who logs in on the same tab.

const PREFIX = "bewaar:";
const NEVER = new Set(["hidden", "password", "file", "submit", "button", "reset", "image"]);

const who = () => document.documentElement.dataset.wie ?? "";
const store = {
  get(key) {
    try {
      return JSON.parse(sessionStorage.getItem(PREFIX + key));
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      sessionStorage.setItem(PREFIX + key, JSON.stringify(value));
    } catch {
      // Storage is full or forbidden: the page works as it would without this script.
    }
  },
  remove(key) {
    try {
      sessionStorage.removeItem(PREFIX + key);
    } catch {
      // As above.
    }
  },
  keys() {
    try {
      return Object.keys(sessionStorage)
        .filter((name) => name.startsWith(PREFIX))
        .map((name) => name.slice(PREFIX.length));
    } catch {
      return [];
    }
  },
};

const fieldsOf = (form) =>
  [...form.elements].filter((field) => field.name && !NEVER.has(field.type) && !field.disabled);

function read(form) {
  const values = {};
  for (const field of fieldsOf(form)) {
    const list = (values[field.name] ??= []);
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked) list.push(field.value);
    } else if (field.type === "select-multiple") {
      list.push(...[...field.selectedOptions].map((option) => option.value));
    } else {
      list.push(field.value);
    }
  }
  return values;
}

function write(form, values) {
  const queues = {};
  for (const field of fieldsOf(form)) {
    const saved = values[field.name];
    if (!saved) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = saved.includes(field.value);
    } else if (field.type === "select-multiple") {
      for (const option of field.options) option.selected = saved.includes(option.value);
    } else {
      const queue = (queues[field.name] ??= [...saved]);
      if (queue.length) field.value = queue.shift();
    }
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function notice(form, fresh) {
  const texts = document.body.dataset;
  const box = document.createElement("div");
  box.className = "melding melding--rust";
  box.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = texts.tekstBewaard ?? "";
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "knoplink";
  undo.textContent = texts.tekstOpnieuw ?? "";
  undo.addEventListener("click", () => {
    store.remove(form.dataset.bewaar);
    write(form, fresh);
    store.remove(form.dataset.bewaar);
    box.remove();
  });
  const inner = document.createElement("div");
  inner.append(words, undo);
  box.append(inner);
  form.prepend(box);
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const here = () => location.href.split("#")[0];

/** Whether this page is where a successful POST of that form leads to. */
function succeeded(saved, form) {
  return (
    saved.from === document.referrer &&
    performance.getEntriesByType("navigation")[0]?.type === "navigate" &&
    !("bewaarHoud" in document.body.dataset) &&
    !form?.querySelector("[data-fouten]")
  );
}

/** The browser's own memory of a form knows no persons: what it puts back is anybody's. */
function forgetElsewhere(form) {
  for (const field of fieldsOf(form)) {
    if (!field.hasAttribute("autocomplete")) field.autocomplete = "off";
  }
}

function remember(form) {
  if (form.dataset.bewaarBezig) return;
  form.dataset.bewaarBezig = "1";
  forgetElsewhere(form);
  const key = form.dataset.bewaar;
  const fresh = read(form);
  let saved = store.get(key);
  if (saved && (saved.who !== who() || (saved.sent && succeeded(saved, form)))) {
    store.remove(key);
    saved = null;
  }
  if (saved?.sent) {
    saved.sent = false;
    store.set(key, saved);
  }
  if (saved && !same(saved.values, fresh)) {
    write(form, saved.values);
    notice(form, fresh);
  }
  const keep = (sent) => store.set(key, { who: who(), from: here(), sent, values: read(form) });
  form.addEventListener("input", () => keep(false));
  form.addEventListener("change", (event) => event.isTrusted && keep(false));
  form.addEventListener("submit", () => store.get(key) && keep(true));
}

/** On a page without the form: forget what has arrived, keep what has not. */
function settle() {
  for (const key of store.keys()) {
    const saved = store.get(key);
    if (!saved?.sent || document.querySelector(`form[data-bewaar="${CSS.escape(key)}"]`)) continue;
    if (succeeded(saved, null)) store.remove(key);
    else store.set(key, { ...saved, sent: false });
  }
}

export function startBewaar() {
  settle();
  const all = (root) => root.querySelectorAll("form[data-bewaar]").forEach(remember);
  all(document);
  document.addEventListener("htmx:load", (event) => all(event.target.parentElement ?? document));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest("form[data-bewaar]");
    if (form && event.detail.successful) store.remove(form.dataset.bewaar);
  });
}
