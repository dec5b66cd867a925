/* The form: from what stands in it to one of the queue and back, what is wrong with it, and its draft. */
(() => {
  "use strict";

  const PLAIN = ["kind", "held_on", "held_at", "text", "hospitality", "hospitality_payer", "hospitality_worth"];
  const FIRST = 4; // priorities at once
  const BEHIND_MORE = ["event", "our_users", "hospitality", "hospitality_payer", "hospitality_worth"];
  const element = (id) => document.getElementById(id);
  const two = (number) => String(number).padStart(2, "0");
  const dayOf = (time) => `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const timeOf = (time) => `${two(time.getHours())}:${two(time.getMinutes())}`;

  function pill(name, value, label) {
    const box = document.createElement("label"), input = document.createElement("input");
    Object.assign(input, { type: "checkbox", name, value: String(value) });
    box.append(input, ` ${label}`);
    return box;
  }

  class NoteForm {
    constructor({ texts, people, changed }) {
      Object.assign(this, { texts, people, changed, priorities: [], events: [], editing: null });
      this.form = element("note");
      this.form.addEventListener("input", () => this.changed());
      this.form.addEventListener("change", () => this.changed());
    }

    carry({ priorities, events, colleagues, event_id: event }) {
      Object.assign(this, { priorities, events, usual: event });
      const content = this.read(), typed = this.people.input.value;
      const pills = priorities.map((one) => pill("priorities", one.id, one.name));
      const rest = pills.slice(FIRST);
      for (const box of rest) box.hidden = true;
      element("priorities").replaceChildren(...pills, ...(rest.length ? [this.moreButton(rest)] : []));
      element("our_users").replaceChildren(...colleagues.map((one) => pill("our_users", one.id, one.name)));
      for (const name of ["priorities", "our_users"]) this.form.querySelector(`[data-field=${name}]`).hidden = !element(name).children.length;
      this.eventChoices(events);
      this.fill(content);
      this.people.type(typed);
    }

    moreButton(rest) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "button", textContent: this.texts.more_priorities, id: "more-priorities" });
      button.addEventListener("click", () => {
        this.showAll();
        rest[0].querySelector("input").focus();
      });
      return button;
    }

    showAll() {
      for (const box of element("priorities").children) box.hidden = false;
      element("more-priorities")?.remove();
    }

    eventChoices(events) {
      const line = (one) => [one.day.slice(5).replace("-", "/"), one.time, one.name].filter(Boolean).join(" ");
      element("event").replaceChildren(new Option(this.texts.no_event, ""), ...events.map((one) => new Option(line(one), one.id)));
    }

    // --- To and from one of the queue -------------------------------------------------------------------

    read() {
      const ticked = (name) => [...this.form.querySelectorAll(`[name=${name}]:checked`)].map((input) => Number(input.value));
      const chosen = new Set(ticked("priorities"));
      const item = Object.fromEntries(PLAIN.map((name) => [name, this.form.elements[name].value.trim()]));
      return {
        ...item,
        tone: this.form.elements.tone.value,
        people: this.people.chosen.filter((one) => one.id),
        names: this.people.chosen.filter((one) => !one.id).map((one) => one.name),
        priorities: [...this.priorities.filter((one) => chosen.has(one.id)), ...this.unknown("priorities")],
        event: [...this.events, this.editing?.event].find((one) => one && String(one.id) === element("event").value) || null,
        our_users: ticked("our_users"),
        is_confidential: element("is_confidential").checked,
      };
    }

    /** What one that is edited has and the phone does not carry any more stays with it. */
    unknown(name) {
      const known = new Set(this[name].map((one) => one.id));
      return (this.editing?.[name] || []).filter((one) => !known.has(one.id));
    }

    fill(item) {
      for (const name of PLAIN) this.form.elements[name].value = item[name] ?? "";
      for (const input of this.form.querySelectorAll("[name=tone]")) input.checked = input.value === (item.tone || "");
      this.people.set([...item.people, ...item.names.map((name) => ({ id: null, name, role: "", party: "" }))]);
      const about = new Set(item.priorities.map((one) => String(one.id)));
      const with_ = new Set(item.our_users.map(String));
      for (const input of this.form.querySelectorAll("[name=priorities]")) {
        input.checked = about.has(input.value);
        if (input.checked && input.parentElement.hidden) this.showAll();
      }
      for (const input of this.form.querySelectorAll("[name=our_users]")) input.checked = with_.has(input.value);
      if (item.event && !this.events.some((one) => one.id === item.event.id)) element("event").append(new Option(item.event.name, item.event.id));
      element("event").value = item.event ? String(item.event.id) : "";
      element("is_confidential").checked = item.is_confidential;
    }

    blank() {
      const now = new Date();
      this.stopEditing();
      this.fill({ people: [], names: [], priorities: [], our_users: [], event: this.usualEvent(), kind: "almedalen", held_on: dayOf(now), held_at: timeOf(now), is_confidential: false });
      element("more").open = false;
      this.complain({});
    }

    usualEvent() {
      return this.events.find((one) => one.id === this.usual) || null;
    }

    /** Nobody chosen and nothing written: there is no draft to keep. */
    get isBlank() {
      const item = this.read();
      return !(item.people.length || item.names.length || item.text || item.hospitality || item.priorities.length);
    }

    /** Nor has anybody begun to type a name. */
    get isUntouched() {
      return this.isBlank && !this.people.input.value.trim();
    }

    edit(item) {
      this.editing = item;
      this.fill(item);
      element("save").textContent = this.texts.save_change;
      element("stop-editing").hidden = false;
      this.complain(item.answer?.errors || {});
      if (!Object.keys(item.answer?.errors || {}).length) element("who").focus();
    }

    stopEditing() {
      this.editing = null;
      element("save").textContent = this.texts.save;
      element("stop-editing").hidden = true;
    }

    // --- What is wrong -----------------------------------------------------------------------------------

    problems(item) {
      const errors = {};
      // A name that is typed and not taken would be gone with the form.
      const typed = this.people.input.value.trim();
      if (typed) errors.people = this.texts.name_left.replace("{0}", typed);
      else if (!item.people.length && !item.names.length) errors.people = this.texts.need_person;
      if (!item.held_on) errors.held_on = this.texts.need_day;
      else if (item.held_on > dayOf(new Date())) errors.held_on = this.texts.day_ahead;
      if (item.hospitality_worth && !/^\d{1,7}$/.test(item.hospitality_worth)) errors.hospitality_worth = this.texts.bad_worth;
      return errors;
    }

    /** Say what is wrong beside each field, and go to the first. Returns whether anything is. */
    complain(errors) {
      for (const line of this.form.querySelectorAll(".field-error")) line.hidden = true;
      for (const input of this.form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
      const names = Object.keys(errors);
      for (const name of names) {
        const line = element(`${name}-error`) || element("note-error");
        line.textContent = errors[name];
        line.hidden = false;
        this.control(name)?.setAttribute("aria-invalid", "true");
        if (BEHIND_MORE.includes(name)) element("more").open = true;
      }
      if (names.length) this.control(names[0])?.focus();
      return names.length > 0;
    }

    control(name) {
      const id = { people: "who", names: "who" }[name] || name;
      const place = element(id);
      return place?.matches("input, select, textarea") ? place : this.form.querySelector(`[data-field=${name}] input`);
    }
  }

  window.fieldForm = { NoteForm, dayOf };
})();
