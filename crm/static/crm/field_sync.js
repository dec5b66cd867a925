/* Sends what waits when there is network. Used by the page and by the service worker. */
((scope) => {
  "use strict";

  const vault = scope.fieldVault;
  const STATE = "/falt/lage/", SEND = "/falt/skicka/", TOGETHER = 20;
  const SENT_AS_THEY_ARE = ["kind", "held_on", "held_at", "tone", "text", "hospitality", "hospitality_payer", "hospitality_worth", "is_confidential", "our_users", "names", "anyway"];

  /** Ask the server something. {is: "in", data}, or why not: "out" (logged out), "refused", "busy", "offline", "wrong". */
  async function ask(address, options = {}) {
    let response;
    try {
      response = await fetch(address, { ...options, redirect: "manual", cache: "no-store", credentials: "same-origin" });
    } catch {
      return { is: "offline" };
    }
    if (response.type === "opaqueredirect") return { is: "out" };
    if (response.status === 403 || response.status === 404) return { is: "refused" };
    if (response.status === 422) return { is: "wrong", data: await response.json() };
    return response.ok ? { is: "in", data: await response.json() } : { is: "busy" };
  }

  const state = () => ask(STATE);

  function wire(item) {
    const row = { key: item.key, people: item.people.map((person) => person.id), priorities: item.priorities.map((one) => one.id) };
    if (item.event) row.event = item.event.id;
    if (item.join) row.join = item.join;
    for (const name of SENT_AS_THEY_ARE) row[name] = item[name];
    return row;
  }

  function send(items, token) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    return ask(SEND, { method: "POST", headers, body: JSON.stringify({ items: items.map(wire) }) });
  }

  /** Before it leaves: with which content the first attempt was made, for when its answer is lost. */
  async function noteAttempt(user, items) {
    for (const item of items) {
      if (item.tried) continue;
      item.tried = item.revision;
      await vault.enqueue(user, item);
    }
  }

  /** Do with one of the queue what its answer says. Returns what is to be told of it, if it has arrived. */
  async function settle(user, sent, answer) {
    const now = await vault.item(user, sent.key);
    if (answer.state !== "ok" && answer.state !== "already") {
      if (now && now.revision === sent.revision) await vault.enqueue(user, { ...now, state: answer.state, answer });
      return null;
    }
    const stored = answer.state === "ok" ? sent.revision : sent.tried;
    if (now && now.revision !== stored) await vault.enqueue(user, { ...now, state: "late", answer });
    else await vault.drop(sent.key);
    return { key: sent.key, title: answer.title, url: answer.url, message: answer.message };
  }

  async function sendAll(user, told) {
    const arrived = [];
    let token = told.data.token, again = true;
    for (;;) {
      const items = (await vault.queue(user)).filter((item) => item.state === "waiting").slice(0, TOGETHER);
      if (!items.length) return { ...told, arrived };
      await noteAttempt(user, items);
      let answer = await send(items, token);
      if (answer.is === "refused" && again) {
        again = false; // the token was of an earlier login: ask for a new one, once
        const renewed = await state();
        if (renewed.is !== "in") return { ...renewed, arrived };
        token = renewed.data.token;
        answer = await send(items, token);
      }
      if (answer.is !== "in") return { ...answer, arrived };
      for (const [number, result] of answer.data.results.entries()) {
        const one = await settle(user, items[number], result);
        if (one) arrived.push(one);
      }
    }
  }

  /** Send what the phone's user has waiting. {is, data, arrived}; "other" when somebody else is logged in by now. */
  async function run() {
    const told = await state();
    if (told.is !== "in") return { ...told, arrived: [] };
    const user = await vault.owner();
    if (user === null || user !== told.data.user.id) return { ...told, is: "other", arrived: [] };
    return sendAll(user, told);
  }

  /** One at a time, page and service worker together. */
  const runAlone = () => (scope.navigator.locks ? scope.navigator.locks.request("samsyn-falt", run) : run());

  scope.fieldSync = { ask, state, run: runAlone };
})(self);
