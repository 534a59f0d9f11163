// When an update in the page does not arrive, the page says so and keeps everything as it was.

export function startVerbinding(htmx) {
  const line = document.getElementById("verbinding");
  const say = (text) => {
    if (line && line.textContent !== text) line.textContent = text;
    if (line) line.hidden = !text;
  };
  const texts = document.body.dataset;

  htmx.on("htmx:sendError", () => say(texts.tekstGeenVerbinding ?? ""));
  htmx.on("htmx:responseError", () => say(texts.tekstNietGelukt ?? ""));
  htmx.on("htmx:afterRequest", (event) => event.detail.successful && say(""));

  // A whole page where a part was asked for is the login page: the session ended. Loading this
  // page again brings the reader there and back; bewaar.js keeps what was typed.
  htmx.on("htmx:beforeSwap", (event) => {
    if (/^\s*<!doctype html/i.test(event.detail.serverResponse ?? "")) {
      event.detail.shouldSwap = false;
      window.location.reload();
    }
  });
}
