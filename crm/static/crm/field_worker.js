/* The service worker of /falt/: keeps the empty page and its files, and nothing else. No page with anybody's data,
   no answer of the server is ever put here. `fieldKept` (which files, which version) comes with the view that serves it. */
(() => {
  "use strict";

  const { page, files, version } = self.fieldKept;
  const CACHE = `samsyn-falt-${version}`;
  const NAME = /^samsyn-falt-/;

  async function fill() {
    const cache = await caches.open(CACHE);
    await Promise.all([page, ...files].map(async (address) => {
      // A login page in the place of ours would be kept as if it were it: a redirect fails.
      const response = await fetch(address, { redirect: "error", cache: "no-cache", credentials: "same-origin" });
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      await cache.put(address, response);
    }));
  }

  async function tidy() {
    for (const name of await caches.keys()) if (NAME.test(name) && name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  }

  const kept = async (address) => (await caches.open(CACHE)).match(address);

  self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
  self.addEventListener("activate", (event) => event.waitUntil(tidy()));

  self.addEventListener("fetch", (event) => {
    const { request } = event, address = new URL(request.url);
    if (request.method !== "GET" || address.origin !== self.location.origin) return;
    if (request.mode === "navigate") {
      if (address.pathname === page) event.respondWith(kept(page).then((found) => found || fetch(request)));
      else event.respondWith(fetch(request).catch(() => Response.redirect(page)));
    } else if (files.includes(address.pathname)) {
      event.respondWith(kept(address.pathname).then((found) => found || fetch(request)));
    }
  });

  // Background Sync, where the browser has it: the queue leaves though the page is closed.
  self.addEventListener("sync", (event) => {
    if (event.tag === "samsyn-falt") event.waitUntil(sendAndTell());
  });

  async function sendAndTell() {
    const told = await self.fieldSync.run();
    for (const client of await self.clients.matchAll()) client.postMessage({ arrived: told.arrived });
    if (told.is === "offline" || told.is === "busy") throw new Error(told.is); // then the browser tries again
  }
})();
