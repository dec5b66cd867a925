/* What a type-ahead choice is built of: elements, a party's chip, a cross, text with what was typed marked. */
(() => {
  "use strict";

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function svg(tag, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  function partyChip(code, color) {
    const chip = make("span", "party");
    const edge = svg("svg", { class: "party-edge", width: "4", height: "20", "aria-hidden": "true" });
    edge.append(svg("rect", { width: "4", height: "20", fill: /^#[0-9a-f]{6}$/i.test(color) ? color : "#66757d" }));
    chip.append(edge, code);
    return chip;
  }

  function cross() {
    const icon = svg("svg", { class: "icon", width: "14", height: "14", viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": "2", "stroke-linecap": "round", "aria-hidden": "true" });
    icon.append(svg("path", { d: "M18 6 6 18" }), svg("path", { d: "m6 6 12 12" }));
    return icon;
  }

  /** `text` with the places where the words of `query` begin a word marked. */
  function marked(text, query) {
    const holder = make("span");
    const words = query.trim().split(/\s+/).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    if (!words.length) {
      holder.textContent = text;
      return holder;
    }
    const pattern = new RegExp(`(^|[\\s(-])(${words.join("|")})`, "gi");
    let last = 0;
    for (const match of text.matchAll(pattern)) {
      const start = match.index + match[1].length;
      if (start < last) continue;
      holder.append(text.slice(last, start), make("mark", "", match[2]));
      last = start + match[2].length;
    }
    holder.append(text.slice(last));
    return holder;
  }

  /** One row of suggestions: somebody to choose, something to add, or a word that there is nothing. */
  function optionOf(row, id, query) {
    const option = make("li", "combobox-option");
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.id = id;
    if (row.note) {
      option.className = "combobox-note";
      option.setAttribute("aria-disabled", "true");
      option.textContent = row.note;
      return option;
    }
    if (row.create) {
      option.classList.add("combobox-create");
      option.textContent = `+ ${row.text}`;
      return option;
    }
    const text = make("span", "combobox-option-text");
    text.append(marked(row.text, query));
    if (row.detail) text.append(make("span", "combobox-option-detail", row.detail));
    if (row.party) option.append(partyChip(row.party, row.color || ""));
    option.append(text);
    return option;
  }

  let serial = 0;

  /** An empty dialog with its name and a button that closes it; what comes into it goes into `body`. */
  function dialogOf(label, closeLabel) {
    const dialog = make("dialog", "dialog");
    dialog.dataset.comboboxDialog = "";
    const title = make("h2", "", label);
    title.id = `combobox-dialog-${++serial}`;
    dialog.setAttribute("aria-labelledby", title.id);
    const close = make("button", "dialog-close");
    close.type = "button";
    close.dataset.close = "";
    close.setAttribute("aria-label", closeLabel);
    close.append(cross());
    const head = make("header", "dialog-head");
    head.append(title, close);
    dialog.body = make("div", "dialog-body");
    dialog.append(head, dialog.body);
    return dialog;
  }

  /* Adding one that is not there, in a dialog: the form at `url`, again with its errors, until it answers 201 with the row. */
  async function addIn(dialog, url, doing) {
    try {
      const response = await fetch(url, { headers: { Accept: "text/html" }, credentials: "same-origin" });
      if (!response.ok) throw new Error(String(response.status));
      fill(dialog, await response.text(), url, doing);
    } catch {
      dialog.body.replaceChildren(make("p", "", doing.failed));
    }
  }

  function fill(dialog, html, url, doing) {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    dialog.body.replaceChildren(...parsed.body.childNodes);
    doing.start(dialog.body);
    const form = dialog.body.querySelector("form");
    if (!form) return;
    (form.querySelector("[data-error-summary]") || form.querySelector("[autofocus]") || form.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.dataset.sending) return;
      form.dataset.sending = "yes";
      try {
        await send(dialog, form, url, doing);
      } catch {
        fail(form, doing.failed);
      } finally {
        delete form.dataset.sending;
      }
    });
  }

  async function send(dialog, form, url, doing) {
    const target = new URL(form.getAttribute("action") || url, location.href);
    const response = await fetch(target, { method: "POST", body: new FormData(form), headers: { Accept: "application/json, text/html" }, credentials: "same-origin" });
    if (response.status === 201) {
      const row = await response.json();
      dialog.close();
      doing.done(row);
    } else if (response.ok || response.status === 422 || response.status === 409) {
      fill(dialog, await response.text(), url, doing);
    } else {
      throw new Error(String(response.status));
    }
  }

  function fail(form, text) {
    let note = form.querySelector(".field-error[role=alert]");
    if (!note) {
      note = make("p", "field-error");
      note.setAttribute("role", "alert");
      form.prepend(note);
    }
    note.textContent = text;
  }

  window.samsyn.parts = { make, partyChip, cross, optionOf, dialogOf, addIn };
})();
