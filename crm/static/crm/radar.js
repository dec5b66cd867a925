/* A list that is decided line by line, by keyboard: j and k go between the lines, and the keys of their buttons
   (data-answer) answer. What was decided leaves its place to the next one that is open. */
(() => {
  "use strict";

  const writes = (element) => element.matches("input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea");
  const current = (element) => element instanceof Element && element.closest("[data-radar] > li");

  let latest = null; // the line that was decided last: u takes it back from wherever one stands

  function go(change) {
    if (!change) return;
    change.focus();
    change.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const change = current(event.target);
    const key = event.key.toLowerCase();
    if (!change && key === "j" && event.target === document.body) {
      event.preventDefault();
      go(document.querySelector("[data-radar] > li"));
    }
    if (!change || writes(event.target)) return;
    if (key === "j" || key === "k") {
      event.preventDefault();
      go(key === "j" ? change.nextElementSibling : change.previousElementSibling);
      return;
    }
    const answers = `[data-answer="${CSS.escape(key)}"]`;
    const button = change.querySelector(answers) || (key === "u" && latest?.isConnected && latest.querySelector(answers));
    if (!button) return;
    event.preventDefault();
    button.click();
  }, true);

  /* The button that was pressed is gone with the line that it stood in. */
  document.addEventListener("htmx:afterSettle", (event) => {
    const change = event.detail.elt instanceof Element && event.detail.elt.matches("[data-radar] > li") ? event.detail.elt : null;
    if (!change || change.querySelector("[role=alert]")) return;
    let next = change;
    latest = change.dataset.state === "open" ? null : change;
    if (change.dataset.state !== "open") {
      do next = next.nextElementSibling; while (next && next.dataset.state !== "open");
    }
    go(next || change);
  });
})();
