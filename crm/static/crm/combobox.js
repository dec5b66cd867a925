/*
 * Type-ahead choice: the WAI-ARIA authoring practice's editable combobox with list autocomplete, for one or many.
 * Markup: templates/django/forms/widgets/combobox_body.html. Suggestions: GET data-url?q=… → {"results": [...]}.
 * Chosen rows are hidden inputs, so the form posts without knowing of any of this.
 */
(() => {
  "use strict";

  const WAIT = 160;
  const { make, partyChip, cross, optionOf, dialogOf, addIn } = window.samsyn.parts;

  class Combobox {
    constructor(root) {
      this.root = root;
      root.combobox = this;
      this.texts = root.dataset;
      this.box = root.querySelector(".combobox-box");
      this.input = root.querySelector(".combobox-input");
      this.list = root.querySelector("[role=listbox]");
      this.chosen = root.querySelector(".combobox-chosen");
      this.status = root.querySelector("[data-combobox-status]");
      this.hint = root.querySelector(".combobox-hint");
      this.placeholder = this.input.placeholder;
      this.multiple = "multiple" in root.dataset;
      this.options = [];
      this.active = -1;
      this.early = "";
      this.input.addEventListener("beforeinput", (event) => this.hold(event));
      this.input.addEventListener("input", () => this.typed());
      this.input.addEventListener("focus", () => this.focused());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.box.addEventListener("click", (event) => this.clicked(event));
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.choose(this.options[[...this.list.children].indexOf(option)]);
      });
      root.addEventListener("focusout", (event) => {
        if (!root.contains(event.relatedTarget)) this.left();
      });
      root.closest("form")?.addEventListener("submit", (event) => this.guard(event), true);
      this.refresh();
      // Who was quicker than the script is answered too.
      if (document.activeElement === this.input) this.input.value ? this.typed() : this.focused();
    }

    /** A name that was typed and not chosen must not be lost in silence: the form stays, the field says why. */
    guard(event) {
      const typed = this.input.value.trim();
      if (!typed || this.creating) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.isTaken = false;
      this.left();
      this.input.focus();
      this.hint.hidden = false;
      this.say(this.hint.textContent);
    }

    ids() {
      return [...this.chosen.children].map((chip) => chip.dataset.id);
    }

    refresh() {
      const any = this.chosen.children.length > 0;
      this.chosen.hidden = !any;
      this.input.placeholder = any && !this.multiple ? "" : this.placeholder;
    }

    say(text) {
      this.status.textContent = "";
      setTimeout(() => { this.status.textContent = text; }, 40);
    }

    /* --- Asking ------------------------------------------------------------------------------ */

    /** With data-recent the empty field shows the latest ones. Nobody asked for them: Enter alone takes none of them. */
    focused() {
      if (!this.ids().length) this.offer();
    }

    offer() {
      if (!("recent" in this.texts) || this.input.value || !this.list.hidden) return;
      this.isOffer = true;
      this.ask();
    }

    typed() {
      this.isOffer = this.isTaken = false;
      this.isPending = true;
      this.list.children[this.active]?.setAttribute("aria-selected", "false");
      this.active = -1;
      clearTimeout(this.timer);
      this.request?.abort();
      this.hint.hidden = true;
      if (!this.input.value.trim()) {
        this.close();
        return;
      }
      this.timer = setTimeout(() => this.ask(), WAIT);
    }

    /** What is typed on while an answer that was taken is on its way begins the next name: it waits for its turn. */
    hold(event) {
      const text = event.data ?? event.dataTransfer?.getData("text/plain");
      if (!this.isTaken || !event.cancelable || !["insertText", "insertFromPaste"].includes(event.inputType) || !text) return;
      event.preventDefault();
      this.early += text;
    }

    async ask() {
      clearTimeout(this.timer);
      this.request?.abort();
      const request = new AbortController();
      this.request = request;
      const query = this.input.value.trim();
      const url = new URL(this.texts.url, location.href);
      url.searchParams.set("q", query);
      try {
        const response = await fetch(url, { signal: request.signal, headers: { Accept: "application/json" }, credentials: "same-origin" });
        if (!response.ok) throw new Error(String(response.status));
        const { results } = await response.json();
        if (request.signal.aborted || !(this.isTaken || this.root.contains(document.activeElement))) return;
        this.show(results, query);
        if (this.isTaken) this.settle();
      } catch (error) {
        if (error.name === "AbortError") return;
        this.isTaken = false;
        this.goOn(this.waited(), false);
        this.fill([{ note: this.texts.textFailed }]);
        this.say(this.texts.textFailed);
      }
    }

    show(results, query) {
      const have = new Set(this.ids());
      const options = results.filter((item) => !have.has(String(item.id)));
      if (!query && !options.length) return this.close();
      const rows = [...options];
      if (!rows.length) rows.push({ note: this.texts.textNone });
      if (this.texts.createUrl && query) rows.push({ create: true, text: `${this.texts.createLabel}: ${query}` });
      this.fill(rows, query);
      this.list.querySelector(".combobox-option:not(.combobox-create)")?.classList.add("combobox-first");
      clearTimeout(this.counting);
      this.counting = setTimeout(() => {
        const count = options.length;
        this.say(count === 0 ? this.texts.textNone : count === 1 ? this.texts.textOne : this.texts.textMany.replace("%s", count));
      }, 350);
    }

    /** What the arrows chose stays chosen when the answer to the last letters comes after it, if it is still there. */
    fill(rows, query = "") {
      const chosen = this.options[this.active];
      this.isPending = false;
      this.options = rows;
      this.active = -1;
      this.input.removeAttribute("aria-activedescendant");
      this.list.replaceChildren(...rows.map((row, index) => optionOf(row, `${this.list.id}_${index}`, query)));
      this.list.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
      const at = chosen ? rows.findIndex((row) => (chosen.create ? row.create : row.id === chosen.id)) : -1;
      if (at >= 0) this.activate(at);
    }

    close() {
      clearTimeout(this.timer);
      clearTimeout(this.counting);
      this.request?.abort();
      this.isPending = this.isTaken = false;
      this.input.value = [this.input.value, this.waited()].filter(Boolean).join(" ");
      this.list.hidden = true;
      this.list.replaceChildren();
      this.options = [];
      this.active = -1;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }

    left() {
      if (this.isTaken) return;
      this.close();
      const typed = this.creating ? "" : this.input.value.trim();
      this.hint.hidden = !typed;
      this.hint.textContent = typed ? this.texts.textUnchosen.replace("%s", typed) : "";
    }

    /* --- Keys -------------------------------------------------------------------------------- */

    key(event) {
      if (event.isComposing) return;
      const open = !this.list.hidden;
      switch (event.key) {
        case "ArrowDown":
        case "ArrowUp":
          event.preventDefault();
          if (!open) {
            this.isOffer = false;
            this.ask();
          } else this.move(event.key === "ArrowDown" ? 1 : -1);
          break;
        case "Enter":
          if (event.ctrlKey || event.metaKey) break;
          event.preventDefault();
          if (this.isTaken) this.early += this.early && "\n";
          else if (this.isPending && this.active < 0) this.isTaken = true;
          else if (open) this.enter();
          else if (this.input.value.trim()) this.ask();
          break;
        case "Escape":
          if (!open && !this.input.value) break;
          event.preventDefault();
          event.stopPropagation();
          if (open) this.close();
          else this.input.value = "";
          this.hint.hidden = true;
          break;
        case "Backspace":
          if (!this.input.value && this.chosen.lastElementChild) {
            event.preventDefault();
            this.remove(this.chosen.lastElementChild);
          }
          break;
      }
    }

    /** Enter takes what the arrows chose, else the best hit; without hits it goes to adding, or says that there are none. */
    enter() {
      const best = this.options.findIndex((row) => !row.note && !row.create);
      const adding = this.options.findIndex((row) => row.create);
      if (this.active >= 0) this.choose(this.options[this.active]);
      else if (this.isOffer) return;
      else if (best >= 0) this.choose(this.options[best]);
      else if (adding >= 0) this.activate(adding);
      else this.missing();
    }

    /** Enter came before the answer: it means what was typed, not what stood in the list before; and one may have gone on. */
    settle() {
      this.isTaken = false;
      const best = this.options.find((row) => !row.note && !row.create);
      const early = this.waited();
      if (!early && this.root.contains(document.activeElement)) return this.enter();
      if (best) this.add(best);
      if (early) this.goOn(early, Boolean(best));
      else if (!best) this.left();
    }

    waited() {
      const early = this.early;
      this.early = "";
      return early;
    }

    /** What waited is typed now, and Enter after it pressed; behind a name that was not found it stays to be looked at. */
    goOn(early, isNext) {
      if (!early) return;
      const [first, ...rest] = early.split("\n");
      this.input.value = isNext ? first : [this.input.value, first, ...rest].join(" ").trim();
      this.input.dispatchEvent(new Event("input", { bubbles: true }));
      if (isNext && rest.length) {
        this.isTaken = true;
        this.early = rest.join("\n");
        this.ask();
      } else if (!this.root.contains(document.activeElement)) this.left();
    }

    missing() {
      this.hint.textContent = this.texts.textMissing.replace("%s", this.input.value.trim());
      this.hint.hidden = false;
      this.say(this.hint.textContent);
    }

    move(step) {
      const usable = this.options.map((row, index) => (row.note ? -1 : index)).filter((index) => index >= 0);
      if (!usable.length) return;
      const at = usable.indexOf(this.active);
      this.activate(usable[at < 0 ? (step > 0 ? 0 : usable.length - 1) : (at + step + usable.length) % usable.length]);
    }

    activate(index) {
      this.list.children[this.active]?.setAttribute("aria-selected", "false");
      this.active = index;
      const option = this.list.children[index];
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    }

    clicked(event) {
      const button = event.target.closest(".chip-remove");
      if (button) this.remove(button.closest("li"));
      else if (!event.target.closest(".chip")) {
        this.input.focus();
        this.offer();
      }
    }

    /* --- Choosing ---------------------------------------------------------------------------- */

    choose(row) {
      if (!row || row.note) return;
      if (row.create) {
        // What stands in the field: the list may be that of fewer letters.
        const typed = this.input.value.trim();
        this.close();
        this.create(typed);
        return;
      }
      this.add(row);
      this.input.focus();
    }

    add(row) {
      if (!this.multiple) this.chosen.replaceChildren();
      if (!this.ids().includes(String(row.id))) this.chosen.append(this.chip(row));
      this.input.value = "";
      this.hint.hidden = true;
      this.close();
      this.changed(`${row.text} ${this.texts.textChosen}`);
    }

    chip(row) {
      const chip = make("li", "chip");
      chip.dataset.id = row.id;
      const hidden = make("input");
      hidden.type = "hidden";
      hidden.name = this.texts.name;
      hidden.value = row.id;
      const remove = make("button", "chip-remove");
      remove.type = "button";
      remove.setAttribute("aria-label", `${this.texts.textRemove} ${row.text}`);
      remove.append(cross());
      chip.append(hidden);
      if (row.party) chip.append(partyChip(row.party, row.color || ""));
      chip.append(make("span", "chip-text", row.text), remove);
      return chip;
    }

    /** Make these the chosen ones, and `typed` what stands in the field. */
    put(rows, typed) {
      this.chosen.replaceChildren(...rows.map((row) => this.chip(row)));
      this.input.value = typed;
      this.refresh();
    }

    remove(chip) {
      const text = chip.querySelector(".chip-text").textContent;
      chip.remove();
      this.input.focus();
      this.changed(`${text} ${this.texts.textRemoved}`);
    }

    changed(text) {
      this.refresh();
      this.say(text);
      this.input.removeAttribute("aria-invalid");
      this.root.dispatchEvent(new Event("change", { bubbles: true }));
    }

    /* --- Adding one that is not there ------------------------------------------------------------ */

    create(query) {
      const url = new URL(this.texts.createUrl, location.href);
      url.searchParams.set("q", query);
      addIn(this.dialog(), url, { start, failed: this.texts.textFailed, done: (row) => this.add(row) });
    }

    dialog() {
      this.creating = true;
      const dialog = dialogOf(this.texts.createLabel, this.texts.textClose);
      dialog.addEventListener("close", () => {
        dialog.remove();
        this.creating = false;
        this.input.focus();
      });
      document.body.append(dialog);
      dialog.showModal();
      return dialog;
    }
  }

  const known = new WeakSet();

  function start(within) {
    const roots = [...within.querySelectorAll("[data-combobox]")];
    if (within.matches?.("[data-combobox]")) roots.push(within);
    for (const root of roots) {
      if (known.has(root)) continue;
      known.add(root);
      new Combobox(root);
    }
  }

  document.addEventListener("DOMContentLoaded", () => start(document.body));
  document.addEventListener("htmx:load", (event) => start(event.detail.elt));
})();
