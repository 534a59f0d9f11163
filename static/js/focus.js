// After a form came back with errors, the reader starts at the summary of them.

export function startFocus() {
  document.querySelector(".fouten")?.focus();
  document.addEventListener("htmx:afterSettle", (event) => {
    event.target.querySelector?.(".fouten")?.focus();
  });
}
