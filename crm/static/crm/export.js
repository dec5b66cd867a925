/* The export page: columns ordered by buttons or Alt and arrows, all ticked or none; text copied with a button. */
(() => {
  "use strict";

  const say = (text) => window.samsyn?.announce(text);

  /** Move `item` one step among its siblings; focus stays on the control that moved it. */
  function move(item, up, control) {
    const list = item.parentElement;
    const other = up ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    list.insertBefore(up ? item : other, up ? other : item);
    control.focus();
    const place = [...list.children].indexOf(item) + 1;
    say(`${item.querySelector("label").textContent.trim()}: ${list.dataset.moved} ${place}/${list.children.length}`);
  }

  function tickAll(id, on) {
    for (const box of document.querySelectorAll(`#${CSS.escape(id)} input[type=checkbox]`)) box.checked = on;
  }

  async function copy(button) {
    const text = document.getElementById(button.dataset.copy);
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      document.execCommand("copy");
    }
    say(button.dataset.copied);
    const label = button.querySelector("span");
    const before = label.textContent;
    label.textContent = button.dataset.copied;
    setTimeout(() => { label.textContent = before; }, 2000);
  }

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const mover = target?.closest("[data-sortable] [data-move]");
    if (mover) {
      event.preventDefault();
      move(mover.closest("li"), mover.dataset.move === "up", mover);
      return;
    }
    const ticker = target?.closest("[data-tick], [data-untick]");
    if (ticker) {
      tickAll(ticker.dataset.tick || ticker.dataset.untick, "tick" in ticker.dataset);
      return;
    }
    const copier = target?.closest("[data-copy]");
    if (copier) copy(copier);
  });

  document.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const item = event.target.closest?.("[data-sortable] > li");
    if (!item) return;
    event.preventDefault();
    move(item, event.key === "ArrowUp", event.target);
  });

  /* A file leaves one on the page, where the next button may be pressed at once: soon, not after the usual pause. */
  document.addEventListener("submit", (event) => {
    setTimeout(() => { delete event.target.dataset.sent; }, 700);
  });

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-tick], [data-untick]")) button.hidden = false;
  });
})();
