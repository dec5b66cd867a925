/* The field page: begins, logs, sends, takes along and empties. The parts are in the other field_*.js. */
(() => {
  "use strict";

  const { fieldVault: vault, fieldSync: sync } = window;
  const MARK = "samsyn-falt"; // tells other pages whose phone this is, and until when; see field_leaving.js
  const DAY = 86_400_000, EVERY = 60_000;
  const texts = JSON.parse(document.getElementById("texts").textContent);
  const element = (id) => document.getElementById(id);
  const fill = (text, ...values) => values.reduce((told, value, number) => told.replace(`{${number}}`, value), text);
  const peopleIn = ({ people: rows }) => (rows.length === 1 ? texts.people_one : fill(texts.people_many, rows.length));
  const form = () => element("carry-form");

  let user = null, carried = null, working = Promise.resolve(), token = "", people, note, queue;

  function announce(text) {
    element("announcer").textContent = "";
    setTimeout(() => { element("announcer").textContent = text; }, 60);
  }

  /** Something that holds until it does not: one notice for each `name`, none without a text. */
  function notice(name, text = "", action = null) {
    document.getElementById(`notice-${name}`)?.remove();
    if (!text) return;
    const box = document.createElement("div"), words = document.createElement("p");
    box.id = `notice-${name}`;
    box.className = "notice";
    box.dataset.state = name === "begin" ? "info" : "warn";
    words.textContent = text;
    box.append(words);
    if (action) {
      const link = document.createElement("a");
      Object.assign(link, { className: "button", href: action.href, textContent: action.text });
      box.append(link);
    }
    element("notices").append(box);
  }

  /** Ask before something is lost. */
  function sure(text) {
    const dialog = element("ask");
    element("ask-text").textContent = text;
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((resolve) => {
      element("ask-yes").onclick = () => dialog.close("yes");
      element("ask-no").onclick = () => dialog.close();
      dialog.onclose = () => resolve(dialog.returnValue === "yes");
    });
  }

  /** One of its own for each contact: by it the server knows what comes a second time. */
  function newKey() {
    if (crypto.randomUUID) return crypto.randomUUID();
    // Without https the browser has no randomUUID, only what it is made of.
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  function netIs(name) {
    element("net").textContent = texts[name];
    element("net").dataset.state = name;
  }

  // --- What lies in the phone ---------------------------------------------------------------------------

  async function show() {
    carried = user === null ? null : await vault.read(user, "pack");
    people.carry(carried?.people || [], (carried && await vault.read(user, "latest")) || carried?.latest || []);
    note.carry(carried || { priorities: [], events: [], colleagues: [], event_id: null });
    element("carried").textContent = carried
      ? fill(texts.carried, carried.list, peopleIn(carried), new Date(carried.expires_at).toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long" }))
      : texts.not_carried;
    await showQueue();
  }

  async function showQueue() {
    queue.draw(user === null ? [] : await vault.queue(user));
    const { others } = await vault.waiting(user);
    notice("others", others ? fill(texts.others, others) : "");
    notice("nobody", user === null && !navigator.onLine ? texts.nobody : "");
    notice("begin", user !== null && !carried && vault.canSeal ? texts.begin : "", { text: texts.to_carry, href: "#carry" });
  }

  function mark(expires) {
    localStorage.setItem(MARK, JSON.stringify({ user, expires }));
  }

  async function become(id) {
    if (id === user) return;
    const isAnother = user !== null;
    await vault.adopt(id);
    user = id;
    const known = await vault.read(user, "pack");
    mark(known ? Date.parse(known.expires_at) : 0);
    await show();
    const draft = await vault.read(user, "draft");
    // What was written before the phone knew whose it is stays; what another user wrote does not.
    if (draft || isAnother || note.isUntouched) note.blank();
    if (draft) note.fill(draft);
  }

  // --- Logging ------------------------------------------------------------------------------------------

  let saving = 0;
  function keepDraft() {
    clearTimeout(saving);
    saving = setTimeout(async () => {
      if (user === null || note.editing) return;
      if (note.isBlank) await vault.forget(user, "draft");
      else await vault.keep(user, "draft", note.read(), Date.now() + 7 * DAY);
    }, 300);
  }

  let isKeeping = false;
  async function save(event) {
    event.preventDefault();
    if (isKeeping && note.isBlank) return; // the second tap of two
    const content = note.read(), before = note.editing;
    if (note.complain(note.problems(content))) return announce(texts.errors);
    if (user === null) return notice("nobody", texts.nobody);
    const latest = people.used();
    clearTimeout(saving);
    // At once: what is typed from now on is the next contact, and a second tap keeps nothing twice.
    note.blank();
    element("who").focus();
    isKeeping = true;
    try {
      await keepInQueue(content, before, latest);
    } catch (error) {
      if (before) note.edit(before);
      note.fill(content);
      throw error;
    } finally {
      isKeeping = false;
    }
    await showQueue();
    announce(`${texts.saved} ${element("waiting").textContent}`);
    await send();
    await askForBackgroundSync();
  }

  async function keepInQueue(content, before, latest) {
    const stored = before && await vault.item(user, before.key);
    // Gone while it was being changed: it has been sent, and the change stays here until it is made there.
    const isLate = Boolean(before && !stored);
    await vault.enqueue(user, {
      ...content,
      key: before?.key || newKey(),
      made: before?.made || Date.now(),
      revision: (stored?.revision || 0) + 1,
      tried: stored?.tried || 0,
      state: isLate ? "late" : "waiting",
      answer: isLate ? { url: queue.addressOf(before) } : null,
      anyway: false,
      join: null,
    });
    await vault.forget(user, "draft");
    keepDraft(); // of what has been typed since
    await vault.keep(user, "latest", latest, Date.parse(carried?.expires_at || "") || Date.now() + DAY);
  }

  function leaveEditing() {
    note.blank();
    showQueue();
  }

  async function edit(item) {
    note.edit(item);
    element("note").scrollIntoView();
  }

  async function remove(item) {
    if (item.state !== "late" && !await sure(texts.remove_sure)) return;
    await vault.drop(item.key);
    if (note.editing?.key === item.key) note.blank();
    await showQueue();
    element("queue").focus();
    announce(texts.removed);
  }

  async function decide(item, changes) {
    const stored = await vault.item(user, item.key);
    if (stored) await vault.enqueue(user, { ...stored, ...changes, answer: null, state: "waiting", revision: stored.revision + 1 });
    await showQueue();
    element("queue").focus();
    send();
  }

  // --- Sending ------------------------------------------------------------------------------------------

  /** What is left leaves by the service worker, though the page be closed. */
  async function askForBackgroundSync() {
    if (user === null || !(await vault.queue(user)).some((item) => item.state === "waiting")) return;
    const worker = await navigator.serviceWorker?.getRegistration();
    // Without it, or where the user has forbidden it, the queue leaves when the page is opened.
    await worker?.sync?.register("samsyn-falt").catch((error) => console.info(error.message));
  }

  /** Send what waits, and learn who is logged in. One at a time: who asks meanwhile is next. */
  function send() {
    working = working.then(work, work);
    return working;
  }

  async function work() {
    if (!navigator.onLine) return netIs("offline");
    let told = await sync.run();
    if (told.is === "other") {
      await become(told.data.user.id);
      told = await sync.run();
    }
    await tell(told);
  }

  async function tell(told) {
    netIs(told.is === "offline" ? "offline" : "online");
    notice("out", told.is === "out" ? texts.out : "", { text: texts.log_in, href: document.body.dataset.login });
    notice("busy", told.is === "busy" ? texts.busy : "");
    notice("refused", told.is === "refused" ? texts.refused : "");
    if (told.is === "refused" && user !== null) {
      await vault.forget(user, "pack");
      await show();
    }
    if (told.is === "in") choices(told.data);
    form().hidden = told.is !== "in" || !vault.canSeal;
    await arrive(told.arrived);
  }

  async function arrive(arrived) {
    if (arrived.length) {
      queue.drawSent(arrived);
      announce(arrived.length === 1 ? texts.sent_one : fill(texts.sent_many, arrived.length));
    }
    await showQueue();
  }

  // --- Taking along -------------------------------------------------------------------------------------

  function choices({ token: given, lists, events, most, days }) {
    token = given;
    element("carry-help").textContent = fill(texts.carry_help, most, days);
    const options = (rows) => rows.map((one) => new Option(one.name, one.id));
    const chosen = [element("carry-list").value, element("carry-event").value];
    element("carry-list").replaceChildren(...options(lists));
    element("carry-event").replaceChildren(new Option(texts.no_event, ""), ...options(events));
    if (chosen[0]) element("carry-list").value = chosen[0];
    element("carry-event").value = chosen[1] || events.find((one) => one.week)?.id || "";
  }

  function complain(text) {
    element("carry-error").textContent = text;
    element("carry-error").hidden = !text;
  }

  async function carry(event) {
    event.preventDefault();
    complain("");
    const told = await sync.ask(document.body.dataset.carry, { method: "POST", headers: { "X-CSRFToken": token }, body: new FormData(form()) });
    if (told.is === "wrong") return complain(Object.values(told.data.errors).flat().join(" "));
    if (told.is === "out" || told.is === "refused") return tell({ ...told, arrived: [] });
    if (told.is !== "in") return complain(texts.fetch_failed);
    await become(told.data.user);
    await vault.keep(user, "pack", told.data, Date.parse(told.data.expires_at));
    mark(Date.parse(told.data.expires_at));
    await show();
    if (note.isUntouched) note.blank();
    announce(fill(texts.fetched, peopleIn(told.data)));
    element("carried").scrollIntoView({ block: "center" });
  }

  async function emptyPhone() {
    const { mine, others } = await vault.waiting(user);
    const lost = mine + others;
    if (!await sure(lost ? `${texts.empty_sure} ${fill(texts.empty_unsent, lost)}` : texts.empty_sure)) return;
    const owner = user;
    clearTimeout(saving);
    await vault.empty();
    localStorage.removeItem(MARK);
    user = null;
    queue.drawSent([]);
    await show();
    note.blank();
    if (navigator.onLine && owner !== null) await send();
    announce(texts.emptied);
  }

  /** What has had its time goes while the page stands open too. */
  async function expire() {
    await vault.expire();
    if (carried && Date.parse(carried.expires_at) <= Date.now()) await show();
  }

  // --- Beginning ----------------------------------------------------------------------------------------

  function listen() {
    element("note").addEventListener("submit", save);
    element("stop-editing").addEventListener("click", leaveEditing);
    element("send").addEventListener("click", send);
    element("carry-form").addEventListener("submit", carry);
    element("empty").addEventListener("click", emptyPhone);
    window.addEventListener("online", send);
    window.addEventListener("offline", () => { netIs("offline"); form().hidden = true; });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
    navigator.serviceWorker?.addEventListener("message", (event) => arrive(event.data.arrived));
    setInterval(() => { expire(); if (navigator.onLine) send(); }, EVERY);
  }

  async function begin() {
    people = new window.fieldPeople.People({ texts, announce, changed: keepDraft });
    note = new window.fieldForm.NoteForm({ texts, people, changed: keepDraft });
    queue = new window.fieldQueue.Queue({ texts, on: { edit, remove, decide } });
    netIs(navigator.onLine ? "online" : "offline");
    note.carry({ priorities: [], events: [], colleagues: [], event_id: null });
    note.blank();
    listen();
    // Not before it is known what lies here: the draft would take the place of what is typed.
    element("note").inert = true;
    try {
      await vault.expire();
      const known = await vault.owner();
      if (known !== null) await become(known);
      else await show();
    } catch (error) {
      notice("cannot_keep", texts.cannot_keep);
      throw error;
    } finally {
      element("note").inert = false;
    }
    if (!vault.canSeal) notice("cannot_seal", texts.cannot_seal);
    await navigator.serviceWorker?.register(document.body.dataset.worker);
    await send();
    document.body.dataset.ready = "yes";
  }

  begin();
})();
