/* Lists: which rows are ticked and what may be done to them; which columns are shown, in which order. */
(() => {
  "use strict";

  /* What was typed has been asked for already: when the field is left, the list is not fetched again under the hand. */
  document.addEventListener("change", (event) => {
    if (event.target.matches?.(".filters input[type=search]")) event.stopPropagation();
  }, true);

  /* On a phone the panel of filters covers the list: who asks for the list gets to see it. */
  const isNarrow = window.matchMedia("(max-width: 699.98px)");
  document.addEventListener("submit", (event) => {
    const toggle = event.target.matches?.("form.filters") && event.target.querySelector(".filters-toggle[aria-expanded=true]");
    if (!toggle || !isNarrow.matches) return;
    toggle.focus();
    toggle.click();
  });

  // --- Ticked rows ---

  const form = () => document.getElementById("bulk");
  const boxes = () => [...document.querySelectorAll("input[type=checkbox][form=bulk]")];
  const pageBox = () => document.querySelector("[data-select-page=bulk]");
  const whole = () => form()?.elements.namedItem("urval");

  /** Show what is ticked. While everything that the filter finds is meant, the rows send no ids of their own. */
  function show() {
    const bar = form();
    if (!bar) return;
    const all = boxes();
    const ticked = all.filter((box) => box.checked);
    const isWhole = !whole().disabled;
    bar.hidden = !ticked.length;
    const count = isWhole ? Number(bar.dataset.total) : ticked.length;
    bar.querySelector("[data-bulk-count]").textContent = count.toLocaleString(document.documentElement.lang);
    const more = bar.querySelector("[data-bulk-all]");
    if (more) more.hidden = isWhole || ticked.length < all.length;
    for (const box of all) box.closest("tr")?.classList.toggle("is-ticked", box.checked);
    const head = pageBox();
    if (head) {
      head.checked = ticked.length > 0 && ticked.length === all.length;
      head.indeterminate = ticked.length > 0 && ticked.length < all.length;
    }
  }

  function tick(isTicked) {
    whole().disabled = true;
    for (const box of boxes()) box.checked = isTicked;
    show();
  }

  document.addEventListener("change", (event) => {
    if (event.target === pageBox()) return tick(event.target.checked);
    if (!event.target.matches?.("input[type=checkbox][form=bulk]")) return;
    whole().disabled = true;
    show();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-bulk-none]")) {
      tick(false);
      pageBox()?.focus();
    } else if (event.target.closest?.("[data-bulk-all]")) {
      whole().disabled = false;
      show();
      form().querySelector("summary")?.focus();
    }
  });

  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    const isWhole = !whole().disabled;
    for (const box of boxes()) box.disabled = isWhole;
    // What was sent stays ticked, also for a download after which the page is still there.
    setTimeout(() => { for (const box of boxes()) box.disabled = false; });
  });

  document.addEventListener("htmx:afterSettle", show);
  window.addEventListener("pageshow", show);

  // --- Columns ---

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-move]");
    if (!button) return;
    const row = button.closest("li");
    const other = button.dataset.move === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (other) other[button.dataset.move === "up" ? "before" : "after"](row);
    button.focus();
    const place = [...row.parentElement.children].indexOf(row) + 1;
    window.samsyn.announce(`${row.querySelector(".check").textContent.trim()}: ${place}`);
  });

  document.addEventListener("submit", (event) => {
    const chooser = event.target;
    if (!chooser.matches?.("form[data-columns]")) return;
    event.preventDefault();
    // The address is the state of the list: everything stays but the columns and the page.
    const state = new URLSearchParams(location.search);
    state.delete("sida");
    state.delete("kolumner");
    if (!event.submitter?.hasAttribute("data-columns-reset")) {
      const chosen = [...chooser.querySelectorAll("input[name=kolumner]:checked")].map((box) => box.value);
      state.set("kolumner", chosen.join(","));
    }
    location.search = state.toString().replaceAll("%2C", ",");
  });
})();
