/* A list that is decided line by line, by keyboard: j and k go between the lines, and the keys of their buttons
   (data-answer) answer. What was decided leaves its place to the next one that is open. */
(() => {
  "use strict";

  const writes = (element) => element.matches("input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea");
  const current = (element) => element instanceof Element && element.closest("[data-radar] > li");

  let latest = null; // the line that was decided last: u takes it back from wherever one stands
  let isDeciding = false; // an answer is on its way to the server: where one stands afterwards is not known yet
  let early = []; // the keys that were pressed meanwhile: they mean the line that comes next

  function go(change) {
    if (!change) return;
    change.focus();
    change.scrollIntoView({ block: "nearest" });
  }

  /** Do what `key` means on the line where one stands. Returns whether it means anything. */
  function press(key, change) {
    if (key === "j" || key === "k") {
      go(key === "j" ? change.nextElementSibling : change.previousElementSibling);
      return true;
    }
    const answers = `[data-answer="${CSS.escape(key)}"]`;
    const button = change.querySelector(answers) || (key === "u" && latest?.isConnected && latest.querySelector(answers));
    if (button) button.click();
    return Boolean(button);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const change = current(event.target);
    const key = event.key.toLowerCase();
    if (isDeciding && (change || event.target === document.body) && !writes(event.target) && /^\S$/.test(key)) {
      event.preventDefault();
      event.stopPropagation();
      early.push(key);
      return;
    }
    if (!change && key === "j" && event.target === document.body) {
      event.preventDefault();
      go(document.querySelector("[data-radar] > li"));
    }
    if (!change || writes(event.target)) return;
    if (press(key, change)) event.preventDefault();
  }, true);

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (current(event.detail.elt)) isDeciding = true;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) return;
    isDeciding = false;
    early = [];
  });

  /* The button that was pressed is gone with the line that it stood in. */
  document.addEventListener("htmx:afterSettle", (event) => {
    const change = event.detail.elt instanceof Element && event.detail.elt.matches("[data-radar] > li") ? event.detail.elt : null;
    if (!change) return;
    isDeciding = false;
    // What is wrong is looked at first: the keys that came before it was said mean nothing.
    if (change.querySelector("[role=alert]")) early = [];
    else goOn(change);
    while (early.length && !isDeciding && current(document.activeElement)) press(early.shift(), current(document.activeElement));
  });

  function goOn(change) {
    let next = change;
    latest = change.dataset.state === "open" ? null : change;
    if (change.dataset.state !== "open") {
      do next = next.nextElementSibling; while (next && next.dataset.state !== "open");
    }
    go(next || change);
  }
})();
