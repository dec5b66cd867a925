/* Who: search among those whom the phone carries, the latest first; a name that it lacks is kept as a name. */
(() => {
  "use strict";

  const SHOWN = 6, LATEST = 5;
  const OTHERS = { ø: "o", æ: "ae", đ: "d", ł: "l", ß: "ss", ð: "d", þ: "th" };

  /** As the register folds: 'Åsa Öberg' → 'asa oberg'. */
  function fold(text) {
    const lowered = text.toLowerCase().replace(/[øæđłßðþ]/g, (letter) => OTHERS[letter]);
    return lowered.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim();
  }

  /** Those of `people` who have every word of `asked`, best first: their name begins so, then their party or role, then within. */
  function found(people, latest, asked) {
    const words = fold(asked).split(" ").filter(Boolean);
    if (!words.length) return latest.map((id) => people.find((one) => one.id === id)).filter(Boolean).slice(0, LATEST);
    const begins = (own) => words.every((word) => own.some((one) => one.startsWith(word)));
    const rank = (one) => {
      const place = latest.indexOf(one.id);
      return (begins(one.names) ? 0 : begins(one.words) ? 1000 : 2000) + (place < 0 ? 100 : place);
    };
    const fits = people.filter((one) => words.every((word) => one.words.some((own) => own.includes(word))));
    return fits.map((one, number) => [rank(one), number, one]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((row) => row[2]);
  }

  /** A person as the page shows one: name, party, what they are. */
  function shown(person, texts) {
    const span = document.createElement("span"), name = document.createElement("b"), detail = document.createElement("small");
    span.className = "field-person";
    name.textContent = person.party ? `${person.name} (${person.party})` : person.name;
    detail.textContent = person.id ? [person.role, person.quiet ? texts.quiet : ""].filter(Boolean).join(" · ") : texts.new_name;
    span.append(name, detail);
    return span;
  }

  class People {
    constructor({ texts, announce, changed }) {
      Object.assign(this, { texts, announce, changed, people: [], latest: [], chosen: [] });
      this.input = document.getElementById("who");
      this.hits = document.getElementById("who-hits");
      this.list = document.getElementById("who-chosen");
      this.input.addEventListener("input", () => this.offer(true));
      this.input.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        this.hits.querySelector("button")?.click();
      });
    }

    carry(people, latest) {
      this.people = people.map((one) => ({
        ...one,
        names: fold(one.name).split(/[ -]/),
        words: fold(`${one.name} ${one.party} ${one.role}`).split(/[ ,-]/).filter(Boolean),
      }));
      this.latest = latest;
      this.offer();
    }

    offer(speak = false) {
      const asked = this.input.value.trim();
      const taken = new Set(this.chosen.map((one) => one.id));
      const all = found(this.people, this.latest, asked).filter((one) => !taken.has(one.id));
      const rows = all.slice(0, SHOWN).map((one) => this.option(shown(one, this.texts), () => this.choose(one)));
      if (asked.length > 1) {
        const words = document.createElement("span");
        words.textContent = this.texts.add_name.replace("{0}", asked);
        rows.push(this.option(words, () => this.choose({ id: null, name: asked, role: "", party: "" })));
      }
      this.hits.replaceChildren(...rows);
      if (speak && asked) this.announce(all.length ? (all.length === 1 ? this.texts.hits_one : this.texts.hits_many.replace("{0}", Math.min(all.length, SHOWN))) : this.texts.hits_none);
    }

    option(content, choose) {
      const row = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.append(content);
      button.addEventListener("click", choose);
      row.append(button);
      return row;
    }

    choose({ id, name, role, party, quiet }) {
      const person = { id, name, role, party, ...(quiet ? { quiet } : {}) };
      const same = (one) => (id ? one.id === id : !one.id && one.name === name);
      if (!this.chosen.some(same)) this.chosen.push(person);
      this.input.value = "";
      this.draw();
      this.input.focus();
      this.announce(this.texts.chosen.replace("{0}", name));
      this.changed();
    }

    drop(person) {
      this.chosen = this.chosen.filter((one) => one !== person);
      this.draw();
      this.input.focus();
      this.announce(this.texts.taken_away.replace("{0}", person.name));
      this.changed();
    }

    draw() {
      this.list.replaceChildren(...this.chosen.map((person) => {
        const row = document.createElement("li"), button = document.createElement("button");
        button.type = "button";
        button.textContent = "×";
        button.setAttribute("aria-label", this.texts.take_away.replace("{0}", person.name));
        button.addEventListener("click", () => this.drop(person));
        row.append(shown(person, this.texts), button);
        return row;
      }));
      this.offer();
    }

    set(people) {
      this.chosen = people.map((one) => ({ ...one }));
      this.input.value = "";
      this.draw();
    }

    /** Let `text` stand in the field, as when it was typed. */
    type(text) {
      this.input.value = text;
      this.offer();
    }

    /** Move those just used to the front of the latest. */
    used() {
      const ids = this.chosen.map((one) => one.id).filter(Boolean);
      this.latest = [...ids, ...this.latest.filter((id) => !ids.includes(id))].slice(0, 20);
      return this.latest;
    }
  }

  window.fieldPeople = { People, fold, found };
})();
