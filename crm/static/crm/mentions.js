/* '@' in a field with data-mentions: a list of colleagues under it. Arrows, Enter or Tab choose, Escape closes. Without
   this the name is plain text, which the server understands as well. */
(() => {
  "use strict";

  const MOST = 8;
  const ASKED = /(?:^|[^\p{L}\p{N}_@.+-])@([\p{L}\p{N}_-]*(?: [\p{L}\p{N}_-]*)?)$/u;
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const known = new Map();
  let open = null;
  let asking = null; // the field whose list is on its way
  let isTaken = false; // Enter or Tab came before it: they mean the first of the list

  /** The colleagues, asked for with the first @ of a page. */
  function colleagues(url) {
    if (!known.has(url)) {
      const asked = fetch(url, { headers: { Accept: "application/json" } }).then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      }).then((data) => data.results.map((row) => row.text));
      asked.catch(() => known.delete(url));
      known.set(url, asked);
    }
    return known.get(url);
  }

  const asked = (field) => field.value.slice(0, field.selectionStart).match(ASKED)?.[1] ?? null;

  /** Those whose name begins with what is typed, then those with a word that does. */
  function fitting(names, typed) {
    const wanted = plain(typed);
    const begins = (text) => text.startsWith(wanted);
    const first = names.filter((name) => begins(plain(name)));
    const others = names.filter((name) => !first.includes(name) && plain(name).split(" ").some(begins));
    return [...first, ...others].slice(0, MOST);
  }

  class List {
    constructor(field) {
      this.field = field;
      this.element = document.createElement("ul");
      Object.assign(this.element, { id: `${field.id}_colleagues`, className: "mentions", role: "listbox" });
      this.element.setAttribute("aria-label", field.dataset.mentionsLabel || "@");
      field.after(this.element);
      this.element.style.top = `${field.offsetTop + field.offsetHeight}px`;
      this.element.style.left = `${field.offsetLeft}px`;
      field.setAttribute("aria-autocomplete", "list");
      field.setAttribute("aria-controls", this.element.id);
      this.element.addEventListener("mousedown", (event) => {
        event.preventDefault();
        const option = event.target.closest("[role=option]");
        if (option) this.choose(option);
      });
    }

    show(names) {
      this.element.replaceChildren(...names.map((name, index) => {
        const option = document.createElement("li");
        Object.assign(option, { id: `${this.element.id}_${index}`, role: "option", textContent: name });
        return option;
      }));
      this.mark(this.element.firstElementChild);
    }

    mark(option) {
      for (const other of this.element.children) other.setAttribute("aria-selected", String(other === option));
      this.field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }

    get chosen() {
      return this.element.querySelector("[aria-selected=true]");
    }

    move(step) {
      const options = [...this.element.children];
      this.mark(options[(options.indexOf(this.chosen) + step + options.length) % options.length]);
    }

    choose(option) {
      const end = this.field.selectionStart;
      const start = end - asked(this.field).length;
      const follows = this.field.value.slice(end).startsWith(" ") ? "" : " ";
      this.field.setRangeText(`${option.textContent}${follows}`, start, end, "end");
      close();
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function close() {
    if (!open) return;
    open.element.remove();
    for (const name of ["aria-autocomplete", "aria-controls", "aria-activedescendant"]) open.field.removeAttribute(name);
    open = null;
  }

  async function look(field) {
    const typed = asked(field);
    asking = null;
    if (typed === null) return close();
    asking = field;
    const names = fitting(await colleagues(field.dataset.mentions).catch(() => []), typed);
    if (asked(field) !== typed || document.activeElement !== field) return undefined;
    asking = null;
    const whole = names.length === 1 && plain(names[0]) === plain(typed.trim());
    if (!names.length || whole) return close();
    if (open?.field !== field) {
      close();
      open = new List(field);
    }
    open.show(names);
    if (isTaken) open.choose(open.chosen);
    else window.samsyn?.announce(names.join(", "));
    return undefined;
  }

  document.addEventListener("input", (event) => {
    if (!event.target.matches?.("[data-mentions]")) return;
    isTaken = false;
    look(event.target);
  });
  document.addEventListener("focusout", (event) => {
    if (asking === event.target) asking = null;
    if (open?.field === event.target) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (asking === event.target && !open && asked(asking) && ["Enter", "Tab"].includes(event.key) && !event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      isTaken = true;
      return;
    }
    if (!open || event.target !== open.field) return;
    const does = {
      ArrowDown: () => open.move(1), ArrowUp: () => open.move(-1), Enter: () => open.choose(open.chosen),
      Tab: () => open.choose(open.chosen), Escape: close,
    }[event.key];
    if (!does || (event.key === "Tab" && event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  }, true);
})();
