/* The quick log as a dialog over the page: a[data-quick] opens it. Without this script the link leads to its page. */
(() => {
  "use strict";

  const dialog = () => document.getElementById("quick");
  const body = () => dialog().querySelector("[data-quick-body]");
  const form = () => body().querySelector("[data-quick-form]");
  const isPlain = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  // What is typed before the form has come is not lost.
  let early = "";

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-quick]");
    if (!link || !dialog() || !isPlain(event)) return;
    event.preventDefault();
    open(link.href);
  });

  async function open(url) {
    early = "";
    if (!dialog().open) dialog().showModal();
    body().setAttribute("aria-busy", "true");
    await window.htmx.ajax("GET", url, { target: body(), swap: "innerHTML" }).catch(() => null);
    body().removeAttribute("aria-busy");
    if (!form()) {
      location.assign(url);
      return;
    }
    const input = form().querySelector(".combobox-input");
    input.focus();
    if (!early) return;
    input.value = early;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("keydown", (event) => {
    const isQuick = event.target.closest?.("[data-quick-form]");
    if (isQuick && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      isQuick.querySelector(".form-buttons .button-primary").click();
      return;
    }
    if (event.defaultPrevented || !dialog()?.open || form() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length === 1) early += event.key;
  });

  // --- A pasted list ---

  const isList = (text) => /[\n;\t]|@|,\s*\S+\s+\S+/.test(text.trim());

  /* A click, since htmx sends along the button that was clicked, and not the submitter of a script. */
  function lookUp(quick) {
    quick.querySelector("button[name=do][value=match]").click();
  }

  document.addEventListener("paste", (event) => {
    const quick = event.target.matches?.("[data-name=people] .combobox-input") && event.target.closest("[data-quick-form]");
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!quick || !isList(text)) return;
    event.preventDefault();
    event.target.value = "";
    const field = quick.elements.namedItem("pasted");
    field.value = [field.value.trim(), text.trim()].filter(Boolean).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    lookUp(quick);
  });

  /* A draft with a pasted list: whom it means is asked anew, with what had been chosen. */
  document.addEventListener("samsyn:draft-taken", (event) => {
    const quick = event.target;
    if (!quick.matches("[data-quick-form]") || !quick.elements.namedItem("pasted").value.trim()) return;
    for (const [name, [value]] of event.detail.rest) {
      if (!/^(shown|who|given|family)_\d+$/.test(name)) continue;
      const kept = document.createElement("input");
      kept.type = "hidden";
      [kept.name, kept.value] = [name, value];
      quick.append(kept);
    }
    lookUp(quick);
  });

  // --- After sending ---

  /** Where there is something to look at first: errors, a contact like this one, people to choose between. */
  function attend(quick) {
    const place = quick.querySelector("[data-alike], [data-error-summary], [data-pasted-rows]");
    if (!place) return;
    const undecided = place.matches("[data-pasted-rows]") && [...place.querySelectorAll("li")].find((row) => !row.querySelector(":checked"));
    const target = (undecided && undecided.querySelector("input:not([type=hidden])")) || place;
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt.matches?.("[data-quick-form][data-draft-goes-on]")) attend(event.detail.elt);
  });

  function toast({ text, url, link }) {
    const place = document.getElementById("messages");
    place.querySelector(".toast")?.remove();
    const shown = document.getElementById("quick-toast").content.cloneNode(true);
    shown.querySelector("[data-toast-text]").textContent = text;
    const anchor = shown.querySelector("a");
    anchor.href = url;
    anchor.textContent = link;
    place.append(shown);
  }

  /* What the page shows of contacts is fetched anew, unless one stands in it or has ticked its rows; the rest stays. */
  function refresh() {
    for (const part of document.querySelectorAll("#results, #tidslinje, #contacts")) {
      if (part.contains(document.activeElement) || part.querySelector("input[type=checkbox]:checked")) continue;
      const how = part.id === "results" ? { swap: "innerHTML" } : { swap: "outerHTML", select: `#${part.id}` };
      window.htmx.ajax("GET", location.href, { source: part, target: part, ...how });
    }
  }

  document.addEventListener("samsyn:logged", (event) => {
    dialog().close();
    toast(event.detail);
    refresh();
  });

  document.addEventListener("DOMContentLoaded", () => {
    dialog()?.addEventListener("close", () => body().replaceChildren());
    for (const part of document.querySelectorAll(".main [data-pasted]")) {
      if (!part.querySelector("textarea").value) part.hidden = true;
    }
    const quick = document.querySelector(".main [data-quick-form][data-draft-goes-on]");
    if (quick) attend(quick);
  });
})();
