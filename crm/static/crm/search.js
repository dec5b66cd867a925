/*
 * What lies under the search field while one types: an editable combobox with a list of links in groups (WAI-ARIA
 * authoring practice). The options come ready from the server: GET data-suggest-url?q=…. Without this the form works.
 */
(() => {
  "use strict";

  const WAIT = 120;
  const SHORTEST = 2;

  class Suggestions {
    constructor(form) {
      this.form = form;
      this.input = form.querySelector("input[type=search]");
      this.list = form.querySelector("[role=listbox]");
      this.active = null;
      this.input.addEventListener("input", () => this.typed());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]"), event));
      form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) this.close(); });
      form.addEventListener("submit", () => this.close());
    }

    options() {
      return [...this.list.querySelectorAll("[role=option]")];
    }

    typed() {
      clearTimeout(this.timer);
      if (this.input.value.trim().length < SHORTEST) this.close();
      else this.timer = setTimeout(() => this.ask(), WAIT);
    }

    async ask() {
      this.request?.abort();
      const request = new AbortController();
      this.request = request;
      const url = new URL(this.form.dataset.suggestUrl, location.href);
      url.searchParams.set("q", this.input.value.trim());
      try {
        const response = await fetch(url, { signal: request.signal, headers: { Accept: "text/html" }, credentials: "same-origin" });
        // Whoever was logged out meanwhile gets the login page: that is nothing to choose among.
        if (!response.ok || response.redirected) throw new Error(String(response.status));
        const html = await response.text();
        if (!request.signal.aborted && this.form.contains(document.activeElement)) this.show(html);
      } catch (error) {
        // The field still searches with Enter.
        if (error.name !== "AbortError") this.close();
      }
    }

    /** What the arrows chose stays chosen when the answer to the last letters comes after it, if it is still there. */
    show(html) {
      const chosen = this.active?.dataset.href;
      const parsed = new DOMParser().parseFromString(html, "text/html");
      this.list.replaceChildren(...parsed.body.childNodes);
      this.activate(this.options().find((option) => option.dataset.href === chosen) ?? null);
      const count = this.list.querySelector("[data-count]")?.dataset.count;
      this.list.hidden = !this.options().length;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
      clearTimeout(this.counting);
      const texts = this.form.dataset;
      this.counting = setTimeout(() => window.samsyn?.announce(count === "1" ? texts.textOne : texts.textMany.replace("%s", count)), 400);
    }

    close() {
      clearTimeout(this.timer);
      clearTimeout(this.counting);
      this.request?.abort();
      this.list.hidden = true;
      this.list.replaceChildren();
      this.activate(null);
      this.input.setAttribute("aria-expanded", "false");
    }

    activate(option) {
      this.active?.setAttribute("aria-selected", "false");
      this.active = option;
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        this.input.setAttribute("aria-activedescendant", option.id);
      } else {
        this.input.removeAttribute("aria-activedescendant");
      }
    }

    /** Down from the field is the first, up from the field the last; beyond the ends is the field again. */
    move(step) {
      const options = this.options();
      const at = this.active ? options.indexOf(this.active) + step : step > 0 ? 0 : options.length - 1;
      this.activate(options[at] ?? null);
    }

    key(event) {
      if (event.isComposing) return;
      const open = !this.list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!open && this.input.value.trim().length < SHORTEST) return;
        event.preventDefault();
        if (open) this.move(event.key === "ArrowDown" ? 1 : -1);
        else this.ask();
      } else if (event.key === "Enter" && open && this.active) {
        event.preventDefault();
        this.go(this.active, event);
      } else if (event.key === "Escape" && open) {
        event.preventDefault();
        event.stopPropagation();
        this.close();
      }
    }

    go(option, event) {
      if (!option) return;
      if (event.ctrlKey || event.metaKey) {
        window.open(option.dataset.href, "_blank", "noopener");
        return;
      }
      this.close();
      location.assign(option.dataset.href);
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.querySelectorAll("form[data-suggest-url]")) new Suggestions(form);
  });
})();
