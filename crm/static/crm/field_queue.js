/* What lies in the phone and is not sent yet: shown, changed, taken away, and asked about where the server asked. */
(() => {
  "use strict";

  const element = (id) => document.getElementById(id);

  function tag(name, text, className = "") {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function link(text, url) {
    const made = tag("a", text);
    made.href = url;
    return made;
  }

  const BADGES = { waiting: "info", wrong: "warn", conflict: "warn", late: "neutral" };

  class Queue {
    /** `on`: what is done with one: edit(item), remove(item), decide(item, changes). */
    constructor({ texts, on }) {
      Object.assign(this, { texts, on, items: [], sent: [] });
    }

    draw(items) {
      this.items = items;
      const { texts } = this;
      element("waiting").textContent = items.length ? texts.waiting_some.replace("{0}", items.length) : texts.waiting_none;
      element("waiting").hidden = false;
      element("queue-empty").hidden = items.length > 0;
      element("send").hidden = !items.some((item) => item.state === "waiting");
      element("queue-items").replaceChildren(...items.map((item) => this.row(item)));
    }

    /** Those that have just arrived, with the way to them. */
    drawSent(arrived) {
      this.sent = [...arrived, ...this.sent].slice(0, 10);
      element("sent").hidden = !this.sent.length;
      element("sent-items").replaceChildren(...this.sent.map((one) => {
        const row = document.createElement("li");
        row.append(link(one.title, one.url), one.message ? ` ${one.message}` : "");
        return row;
      }));
    }

    /** Where one that was sent is to be found: among those just sent, else in the list of contacts. */
    addressOf(item) {
      return this.sent.find((one) => one.key === item.key)?.url || "/kontakter/";
    }

    row(item) {
      const row = document.createElement("li");
      row.dataset.state = item.state;
      row.dataset.key = item.key;
      const who = [...item.people.map((one) => one.name), ...item.names].join(", ");
      const about = [item.held_on, item.held_at, item.priorities.map((one) => one.name).join(", ")].filter(Boolean).join(" · ");
      const badge = tag("span", this.texts[`state_${item.state}`], "badge");
      badge.dataset.state = BADGES[item.state];
      row.append(tag("b", who || this.texts.nobody_named), " ", badge, tag("p", about, "muted small"));
      if (item.text) row.append(tag("p", item.text));
      row.append(...this.answer(item), this.buttons(item, who));
      return row;
    }

    answer(item) {
      if (item.state === "late") return [tag("p", this.texts.late), link(this.texts.open_contact, item.answer.url)];
      if (item.state === "wrong") {
        const told = Object.entries(item.answer.errors).filter(([name]) => name !== "__all__").map(([, line]) => tag("p", line, "field-error"));
        return [tag("p", item.answer.message, told.length ? "" : "field-error"), ...told];
      }
      return item.state === "conflict" ? this.conflict(item) : [];
    }

    conflict(item) {
      const { message, alike, gone } = item.answer;
      const told = [tag("p", message)];
      if (gone.length) {
        const lost = item.people.filter((one) => gone.includes(one.id));
        const names = lost.map((one) => one.name);
        told.push(this.button(this.texts.keep_names.replace("{0}", names.join(", ")), () => this.on.decide(item, {
          people: item.people.filter((one) => !lost.includes(one)), names: [...item.names, ...names],
        })));
        return told;
      }
      for (const one of alike) {
        const box = tag("div", "", "field-alike");
        box.append(one.url ? link(one.title, one.url) : tag("b", one.title), tag("p", one.detail, "muted small"));
        if (one.id) box.append(this.button(this.texts.join, () => this.on.decide(item, { join: one.id })));
        told.push(box);
      }
      const anyway = tag("div", "", "row");
      anyway.append(this.button(this.texts.anyway, () => this.on.decide(item, { anyway: true })));
      return [...told, anyway];
    }

    buttons(item, who) {
      const row = tag("div", "", "row");
      if (item.state !== "late") row.append(this.button(this.texts.edit, () => this.on.edit(item), who));
      row.append(this.button(this.texts.remove, () => this.on.remove(item), who));
      return row;
    }

    button(text, act, about = "") {
      const made = tag("button", text, "button");
      made.type = "button";
      if (about) made.setAttribute("aria-label", `${text}: ${about}`);
      made.addEventListener("click", act);
      return made;
    }
  }

  window.fieldQueue = { Queue };
})();
