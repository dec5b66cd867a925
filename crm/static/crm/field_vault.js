/* What lies on the phone: in IndexedDB, each user's part encrypted (AES-GCM) with a key that scripts cannot read out.
   Used by the page and by the service worker. See docs/faltlage.md. */
((scope) => {
  "use strict";

  const NAME = "samsyn-falt";
  const STORES = { keys: "user", kept: "id", queue: "key", about: "id" };
  const canSeal = Boolean(scope.isSecureContext && scope.crypto?.subtle);
  let opening = null;

  const answered = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  function open() {
    opening ||= new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        for (const [name, keyPath] of Object.entries(STORES)) request.result.createObjectStore(name, { keyPath });
      };
      request.onsuccess = () => {
        request.result.onversionchange = () => { request.result.close(); opening = null; };
        resolve(request.result);
      };
      request.onerror = () => { opening = null; reject(request.error); };
    });
    return opening;
  }

  /** Do `work(store)` in one transaction; what it returns must be a request or nothing. */
  async function within(name, mode, work) {
    const database = await open();
    const transaction = database.transaction(name, mode);
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
    const request = work(transaction.objectStore(name));
    const result = request ? await answered(request) : undefined;
    await done;
    return result;
  }
  const get = (name, key) => within(name, "readonly", (store) => store.get(key));
  const all = (name) => within(name, "readonly", (store) => store.getAll());
  const put = (name, row) => within(name, "readwrite", (store) => store.put(row));
  const remove = (name, key) => within(name, "readwrite", (store) => store.delete(key));

  async function keyOf(user) {
    const known = await get("keys", user);
    if (known) return known.key;
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    try {
      await within("keys", "readwrite", (store) => store.add({ user, key }));
      return key;
    } catch (error) {
      if (error?.name !== "ConstraintError") throw error; // the service worker made one meanwhile
      return (await get("keys", user)).key;
    }
  }

  const bound = (user) => new TextEncoder().encode(String(user));

  async function seal(user, value) {
    const text = JSON.stringify(value);
    if (!canSeal) return { plain: text };
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const how = { name: "AES-GCM", iv, additionalData: bound(user) };
    return { iv, data: await crypto.subtle.encrypt(how, await keyOf(user), new TextEncoder().encode(text)) };
  }

  async function unseal(user, row) {
    if (row.plain !== undefined) return JSON.parse(row.plain);
    const how = { name: "AES-GCM", iv: row.iv, additionalData: bound(user) };
    const bytes = await crypto.subtle.decrypt(how, await keyOf(user), row.data);
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  // --- What was taken along, the draft, who was chosen lately ---------------------------------------------

  /** Keep a value until `expires` (milliseconds). Where it cannot be encrypted it is not kept: returns whether it was. */
  async function keep(user, what, value, expires) {
    if (!canSeal) return false;
    await put("kept", { id: `${user}:${what}`, user, expires, ...await seal(user, value) });
    return true;
  }

  async function read(user, what) {
    const row = await get("kept", `${user}:${what}`);
    return row && row.expires > Date.now() ? unseal(user, row) : null;
  }

  const forget = (user, what) => remove("kept", `${user}:${what}`);

  /** Throw away what has had its time. What waits to be sent has no time. */
  async function expire() {
    for (const row of await all("kept")) if (row.expires <= Date.now()) await remove("kept", row.id);
  }

  // --- The queue ------------------------------------------------------------------------------------------

  async function queue(user) {
    const rows = (await all("queue")).filter((row) => row.user === user).sort((a, b) => a.made - b.made);
    return Promise.all(rows.map(async (row) => ({ ...await unseal(user, row), key: row.key, made: row.made })));
  }

  async function item(user, key) {
    const row = await get("queue", key);
    return row?.user === user ? { ...await unseal(user, row), key: row.key, made: row.made } : null;
  }

  async function enqueue(user, { key, made, ...content }) {
    await put("queue", { key, made, user, ...await seal(user, content) });
  }

  /** How many wait: one's own, and those of whoever else has used the phone. */
  async function waiting(user) {
    const rows = await all("queue");
    const mine = rows.filter((row) => row.user === user).length;
    return { mine, others: rows.length - mine };
  }

  // --- Whose phone it is ----------------------------------------------------------------------------------

  async function owner() {
    return (await get("about", "owner"))?.user ?? null;
  }

  /** The phone is `user`'s from now on: what another had taken along is gone. A queue stays, closed, until they are back. */
  async function adopt(user) {
    if (await owner() !== user) {
      for (const row of await all("kept")) if (row.user !== user) await remove("kept", row.id);
      await put("about", { id: "owner", user });
    }
  }

  /** Leave nothing of anybody, keys included. */
  async function empty() {
    const database = await open();
    const transaction = database.transaction(Object.keys(STORES), "readwrite");
    for (const name of Object.keys(STORES)) transaction.objectStore(name).clear();
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  }

  scope.fieldVault = {
    canSeal, keep, read, forget, expire, queue, item, enqueue, waiting, owner, adopt, empty,
    drop: (key) => remove("queue", key),
  };
})(self);
