/*
 * A form with data-draft="name" keeps what is typed at every keystroke, in this browser and for this user, and offers it
 * again. See docs/decisions/0012-drafts-in-the-browser.md. A draft goes when the form is saved, when it is thrown away, at
 * logout, when somebody else logs in here, and after seven days.
 */
(() => {
  "use strict";

  const PREFIX = "samsyn:draft:";
  const SENT = "samsyn:sent";
  const KEPT = 7 * 24 * 60 * 60 * 1000;
  const NOT_KEPT = new Set(["csrfmiddlewaretoken", "seen", "do"]);
  const offer = () => document.getElementById("draft-offer");
  const user = () => offer()?.dataset.user || "";

  // --- Where drafts are kept ---

  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const forget = (key) => { if (key) localStorage.removeItem(key); };

  /** Those of this user and form, the newest first, but not `own`. */
  function kept(name, own) {
    const mine = keys().filter((key) => key.startsWith(`${PREFIX}${user()}:${name}:`) && key !== own);
    return mine.map((key) => ({ key, draft: read(key) })).sort((a, b) => b.draft.at - a.draft.at);
  }

  /** Out with what is too old, cannot be read, or is somebody else's. */
  function tidy() {
    for (const key of keys()) {
      const draft = read(key);
      if (!key.startsWith(`${PREFIX}${user()}:`) || !draft || Date.now() - draft.at > KEPT) forget(key);
    }
  }

  // --- What stands in a form ---

  const controls = (form) => [...form.elements].filter((one) => one.name && !NOT_KEPT.has(one.name)
    && !["file", "password", "submit", "button"].includes(one.type) && !one.closest(".combobox-chosen"));

  function contentOf(form) {
    const fields = controls(form)
      .filter((one) => !["checkbox", "radio"].includes(one.type) || one.checked)
      .map((one) => [one.name, one.value]);
    const choices = [...form.querySelectorAll("[data-combobox]")].map((root) => [root.dataset.name, {
      typed: root.querySelector(".combobox-input").value,
      rows: [...root.querySelectorAll(".combobox-chosen > li")].map((chip) => ({
        id: chip.dataset.id,
        text: chip.querySelector(".chip-text").textContent,
        party: chip.querySelector(".party")?.textContent.trim(),
        color: chip.querySelector(".party rect")?.getAttribute("fill"),
      })),
    }]);
    return { fields, choices };
  }

  const told = (one) => one.dispatchEvent(new Event("change", { bubbles: true }));

  /** Whether a field holds something else than what the page came with. */
  function isChanged(one) {
    if (one.type === "hidden") return false;
    if (["checkbox", "radio"].includes(one.type)) return one.checked && !one.defaultChecked;
    if (one.options) return [...one.options].some((option) => option.selected && !option.defaultSelected && option.index > 0);
    return one.value !== one.defaultValue;
  }

  function fillField(one, values) {
    if (["checkbox", "radio"].includes(one.type)) one.checked = values.includes(one.value);
    else if (one.multiple) for (const option of one.options) option.selected = values.includes(option.value);
    else one.value = values[0] ?? "";
    if (!isChanged(one)) return;
    for (let part = one.closest("details:not([open])"); part; part = part.closest("details:not([open])")) part.open = true;
  }

  /** Put the content of a draft into a form. What has no place in it yet is given back, by name. */
  function fill(form, content) {
    const values = new Map();
    for (const [name, value] of content.fields) values.set(name, [...(values.get(name) || []), value]);
    for (const [name, [total]] of values) if (name.endsWith("-TOTAL_FORMS")) addRows(form, name, Number(total));
    const found = new Set();
    for (const one of controls(form)) {
      found.add(one.name);
      fillField(one, values.get(one.name) || []);
    }
    for (const [name, { typed, rows }] of content.choices) {
      const root = form.querySelector(`[data-combobox][data-name="${CSS.escape(name)}"]`);
      root?.combobox.put(rows, typed);
    }
    return [...values].filter(([name]) => !found.has(name));
  }

  function addRows(form, name, wanted) {
    const total = form.elements.namedItem(name);
    const place = total?.parentElement.closest("[id]");
    const button = place && document.querySelector(`[data-add-row="${CSS.escape(place.id)}"]`);
    while (button && Number(total.value) < wanted) {
      const before = total.value;
      button.click();
      if (total.value === before) return;
    }
  }

  // --- One form ---

  class Draft {
    constructor(form, key) {
      this.form = form;
      this.name = form.dataset.draft;
      this.key = key;
      this.first = JSON.stringify(contentOf(form));
      for (const kind of ["input", "change"]) form.addEventListener(kind, () => this.keep());
      form.addEventListener("htmx:afterSettle", () => this.fillRest());
      if (form.hasAttribute("data-draft-now")) this.keep(true);
      if (!key) this.offer();
    }

    keep(always) {
      if (this.isFilling) return;
      const content = contentOf(this.form);
      if (!always && !this.key && JSON.stringify(content) === this.first) return;
      this.key ||= `${PREFIX}${user()}:${this.name}:${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
      try {
        localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), ...content }));
      } catch {
        this.say(offer().dataset.textFull);
      }
    }

    say(text) {
      const place = this.place();
      if (place.textContent !== text) place.textContent = text;
    }

    place() {
      let place = this.form.querySelector(":scope > [data-draft-place]");
      if (!place) {
        place = document.createElement("div");
        place.dataset.draftPlace = "";
        place.setAttribute("role", "status");
        this.form.prepend(place);
      }
      return place;
    }

    offer() {
      const place = this.place();
      place.replaceChildren();
      const [newest] = kept(this.name, this.key);
      if (!newest) return;
      const shown = offer().content.cloneNode(true);
      const at = new Date(newest.draft.at);
      const isToday = at.toDateString() === new Date().toDateString();
      const format = isToday ? { timeStyle: "short" } : { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
      shown.querySelector("[data-draft-time]").textContent = at.toLocaleString(document.documentElement.lang, format);
      shown.querySelector("[data-draft-take]").addEventListener("click", () => this.take(newest));
      shown.querySelector("[data-draft-drop]").addEventListener("click", () => {
        forget(newest.key);
        this.offer();
        this.focus();
      });
      setTimeout(() => place.replaceChildren(shown), 50);
    }

    focus() {
      this.form.querySelector(".combobox-input, input:not([type=hidden]), textarea, select")?.focus();
    }

    async take({ key, draft }) {
      this.place().replaceChildren();
      this.key = key;
      this.isFilling = true;
      this.rest = fill(this.form, draft);
      await this.fixDay(new Date(draft.at));
      this.isFilling = false;
      for (const one of this.form.querySelectorAll("[data-combobox], input[type=radio]:checked")) told(one);
      // The day is read out anew: beside 'igår' it must not say today.
      this.form.querySelector("[data-when] input")?.dispatchEvent(new Event("input", { bubbles: true }));
      this.focus();
      this.form.dispatchEvent(new CustomEvent("samsyn:draft-taken", { bubbles: true, detail: { rest: this.rest } }));
    }

    /** 'Igår' in a draft of Friday is Thursday: on another day it is written as a date. */
    async fixDay(at) {
      const when = this.form.querySelector("[data-when]");
      const input = when?.querySelector("input");
      if (!input || at.toDateString() === new Date().toDateString()) return;
      const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
      const url = new URL(when.getAttribute("hx-get"), location.href);
      url.search = new URLSearchParams({ when: input.value, at: day });
      const response = await fetch(url, { credentials: "same-origin" }).catch(() => null);
      const answer = new DOMParser().parseFromString(response?.ok ? await response.text() : "", "text/html");
      const said = answer.querySelector("[data-day]");
      if (!said) return;
      input.value = [said.dataset.day, said.dataset.time].filter(Boolean).join(" ");
      when.querySelector("output").textContent = said.textContent.trim();
    }

    /** Fields that came with what was chosen. */
    fillRest() {
      if (!this.rest?.length) return;
      const values = new Map(this.rest);
      for (const one of controls(this.form)) if (values.has(one.name)) fillField(one, values.get(one.name));
      this.rest = this.rest.filter(([name]) => !this.form.elements.namedItem(name));
    }
  }

  // --- Forms that come and go ---

  const live = new Map();

  /** The draft that a form goes on with: the one it was sent with, when it came back to be mended. */
  function keyFor(form, sent) {
    const before = live.get(form.dataset.draft);
    const isSame = form.hasAttribute("data-draft-goes-on");
    if (isSame && before && !before.form.isConnected) return before.key;
    return isSame && sent?.name === form.dataset.draft ? sent.key : undefined;
  }

  function start(within, sent) {
    for (const form of within.querySelectorAll("form[data-draft]")) {
      const before = live.get(form.dataset.draft);
      if (before?.form === form) continue;
      live.set(form.dataset.draft, new Draft(form, keyFor(form, sent)));
    }
  }

  /* At logout the server asks the browser to empty its store as well: for those that do not heed it, here too. */
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-logout]") && !event.defaultPrevented) keys().forEach(forget);
  });

  document.addEventListener("submit", (event) => {
    const draft = live.get(event.target.dataset?.draft);
    if (!draft?.key || draft.form !== event.target) return;
    sessionStorage.setItem(SENT, JSON.stringify({ key: draft.key, name: draft.name, from: location.pathname }));
  }, true);

  /* Saved in the dialog. */
  document.addEventListener("samsyn:logged", (event) => {
    const draft = live.get(event.target.dataset?.draft);
    forget(draft?.key);
    if (draft) live.delete(draft.name);
    sessionStorage.removeItem(SENT);
  });

  /* What the page before this one sent is saved when this page says so, or when it took it over. */
  function settle() {
    const sent = JSON.parse(sessionStorage.getItem(SENT) || "null");
    sessionStorage.removeItem(SENT);
    if (!sent) return null;
    const isTaken = document.querySelector(`form[data-draft-from="${CSS.escape(sent.name)}"]`);
    const came = document.referrer ? new URL(document.referrer).pathname : "";
    const isSaved = came === sent.from && document.querySelector("#messages .message[data-state=ok]");
    if (isTaken || isSaved) forget(sent.key);
    return sent;
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (!user()) return;
    tidy();
    const sent = settle();
    start(document.body, sent);
    document.addEventListener("htmx:load", (event) => start(event.detail.elt.parentElement || document.body, null));
  });
})();
