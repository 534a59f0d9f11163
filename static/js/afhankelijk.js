// A field that only makes sense after a certain answer is shown after that answer.
// <div class="afhankelijk" data-bij="aanwezig" data-waarde="nee video"> ... </div>
// Without this script it is simply always there.

function valueOf(form, name) {
  const field = form.elements.namedItem(name);
  if (!field) return null;
  if (field instanceof RadioNodeList) return field.value;
  if (field.type === "checkbox") return field.checked ? field.value || "on" : "";
  return field.value;
}

function refresh(form) {
  for (const part of form.querySelectorAll(".afhankelijk[data-bij]")) {
    const value = valueOf(form, part.dataset.bij);
    const wanted = part.dataset.waarde.split(" ");
    // What went wrong is never hidden.
    part.hidden = !wanted.includes(value ?? "") && !part.querySelector("[aria-invalid]");
  }
}

export function startAfhankelijk() {
  const all = () => {
    for (const form of document.forms) refresh(form);
  };
  all();
  document.addEventListener("change", (event) => event.target.form && refresh(event.target.form));
  document.addEventListener("htmx:load", all);
}
