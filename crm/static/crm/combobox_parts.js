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

  window.samsyn.parts = { make, partyChip, cross, marked };
})();
