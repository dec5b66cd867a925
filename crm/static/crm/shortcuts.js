/* One-key shortcuts: an element with data-key="n" is activated by n, unless one is writing. '?' lists them. */
(() => {
  "use strict";

  const writes = (element) => element instanceof Element
    && (element.isContentEditable || element.matches("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select"));

  /** In a form that one is filling in, a letter typed on a choice is meant for the form. */
  const chooses = (element) => element instanceof HTMLInputElement && Boolean(element.closest("form[data-draft]"));

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (writes(event.target) || chooses(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "?") {
      event.preventDefault();
      window.samsyn?.openDialog("keys");
      return;
    }
    const target = [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === event.key);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input, textarea, select")) {
      target.focus();
      target.select?.();
    } else {
      target.click();
    }
  });
})();
