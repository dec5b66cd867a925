/* Behaviour by data attributes; see docs/design.md. No inline handlers, nothing evaluated. */
(() => {
  "use strict";

  const announcer = () => document.getElementById("announcer");

  /** Say `text` in the page's live region. */
  function announce(text) {
    const region = announcer();
    if (!region || !text) return;
    region.textContent = "";
    setTimeout(() => { region.textContent = text.replace(/\s+/g, " ").trim(); }, 60);
  }

  function openDialog(id) {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
    return dialog;
  }

  function closeMenus(except) {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (menu !== except && !menu.contains(except)) menu.open = false;
    }
  }

  /** One more row of a formset, from its <template>: `data-add-row` names the place that holds the rows. */
  function addRow(button) {
    const place = document.getElementById(button.dataset.addRow);
    const total = place?.querySelector("input[name$='-TOTAL_FORMS']");
    const template = place?.querySelector("template");
    if (!place || !total || !template) return;
    const number = Number(total.value);
    const row = document.createElement("div");
    row.innerHTML = template.innerHTML.replaceAll("__prefix__", String(number)).replaceAll("__number__", String(number + 1));
    template.before(...row.children);
    total.value = String(number + 1);
    template.previousElementSibling.querySelector("select, input:not([type=hidden])")?.focus();
  }

  function focusFirst(region) {
    region.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }

  /* What was opened before it was here: it need not be fetched again, and is gone to as if it had been. */
  document.addEventListener("htmx:afterSwap", (event) => {
    const region = event.detail.target;
    if (region?.getAttribute("hx-trigger") !== "expand") return;
    region.dataset.fetched = "yes";
    if (!region.hidden) focusFirst(region);
  });

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    closeMenus(target.closest("details[data-menu]"));

    const opener = target.closest("[data-dialog]");
    if (opener) {
      closeMenus(null);
      openDialog(opener.dataset.dialog);
      return;
    }
    if (target.closest("[data-close]")) {
      target.closest("dialog")?.close();
      return;
    }
    if (target instanceof HTMLDialogElement && target.open) {
      const box = target.getBoundingClientRect();
      const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
      if (!inside && event.detail > 0) target.close();
      return;
    }
    const dismiss = target.closest("[data-dismiss]");
    if (dismiss) {
      dismiss.closest(".message")?.remove();
      document.getElementById("main")?.focus({ preventScroll: true });
      return;
    }
    if (target.closest("[data-print]")) {
      window.print();
      return;
    }
    const adder = target.closest("[data-add-row]");
    if (adder) {
      addRow(adder);
      return;
    }
    const expander = target.closest("[data-expand]");
    if (expander) {
      const open = expander.getAttribute("aria-expanded") !== "true";
      expander.setAttribute("aria-expanded", String(open));
      const region = document.getElementById(expander.getAttribute("aria-controls"));
      if (region) {
        region.hidden = !open;
        // What is not here yet is fetched: htmx waits for this event (`hx-trigger="expand"`).
        if (open && !region.dataset.fetched) region.dispatchEvent(new Event("expand"));
        if (open) focusFirst(region);
      }
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });

  document.addEventListener("focusin", (event) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-submit-on-change]");
    if (form && event.target.matches("select, input[type=checkbox], input[type=radio], input[type=date]")) form.requestSubmit();
  });

  /* A submit button that asks first: the dialog's own [data-yes] button then submits the form. */
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button?.dataset?.confirm || button.dataset.confirmed) return;
    event.preventDefault();
    const dialog = openDialog(button.dataset.confirm);
    dialog?.querySelector("[data-yes]")?.addEventListener("click", () => {
      button.dataset.confirmed = "yes";
      dialog.close();
      event.target.requestSubmit(button);
    }, { once: true });
  });

  /* A form that has been sent is not sent twice by an impatient hand. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.closest("[data-combobox-dialog]")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  /* Links of an error summary to a group go to its first control. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".summary a[href^='#']");
    if (!link) return;
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!place) return;
    event.preventDefault();
    const hidden = place.closest("details:not([open])");
    if (hidden) hidden.open = true;
    const control = place.matches("input, select, textarea") ? place : place.querySelector("input:not([type=hidden]), select, textarea") || place;
    control.focus();
    control.scrollIntoView({ block: "center" });
  });

  /* A filter that is empty is left out of the address. */
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") return;
    const given = event.detail.parameters;
    for (const name of Object.keys(given)) {
      const said = [given[name]].flat().filter((value) => value !== "");
      if (!said.length) delete given[name];
      else if (Array.isArray(given[name]) && said.length < given[name].length) given[name] = said;
    }
  });

  /* A day from the calendar or one counted from today: what is chosen last holds, before the list is asked. */
  document.addEventListener("change", (event) => {
    for (const other of event.target.closest?.("[data-day]")?.children || []) {
      if (other !== event.target && event.target.value) other.value = "";
    }
  }, true);

  /* What htmx swaps in is announced, and focus goes where the eye does. */
  document.addEventListener("htmx:afterSettle", (event) => {
    const swapped = event.detail.elt;
    if (!(swapped instanceof Element)) return;
    const speaking = swapped.matches("[data-announce]") ? swapped : swapped.querySelector("[data-announce]");
    if (speaking) announce(speaking.dataset.announce);
    swapped.querySelector("[data-autofocus]")?.focus();
  });
  document.addEventListener("htmx:oobAfterSwap", (event) => announce(event.detail.target?.dataset?.announce));
  document.addEventListener("htmx:responseError", () => announce(document.body.dataset.textFailed));
  document.addEventListener("htmx:sendError", () => announce(document.body.dataset.textFailed));

  /* A table wider than its place scrolls sideways: then the keyboard must reach it. */
  function reachable(within) {
    for (const wrap of within.querySelectorAll(".table-wrap")) {
      if (wrap.scrollWidth <= wrap.clientWidth || wrap.tabIndex === 0) continue;
      wrap.tabIndex = 0;
      wrap.setAttribute("role", "group");
      wrap.setAttribute("aria-label", wrap.querySelector("caption")?.textContent.trim() || document.title);
    }
  }
  document.addEventListener("htmx:load", (event) => reachable(event.detail.elt.parentElement || document.body));
  window.addEventListener("resize", () => reachable(document.body));

  document.addEventListener("DOMContentLoaded", () => {
    reachable(document.body);
    document.querySelector("[data-error-summary]")?.focus();
  });

  window.samsyn = { announce, openDialog };
})();
