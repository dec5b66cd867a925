/* On every page: the phone belongs to who is logged in, and logging out leaves nothing there (see field.js).
   Only where the field page has been used; localStorage says so, and by whom. */
(() => {
  "use strict";

  const MARK = "samsyn-falt";
  const vault = window.fieldVault;
  const dialog = () => document.getElementById("field-unsent");

  function known() {
    try {
      return JSON.parse(localStorage.getItem(MARK));
    } catch {
      return null; // not ours, or the browser keeps nothing
    }
  }

  /** What another user had taken along is not shown to this one; what has had its time goes. */
  async function guard(mark) {
    const user = Number(dialog()?.dataset.user);
    if (user && mark.user !== user) {
      await vault.adopt(user);
      localStorage.setItem(MARK, JSON.stringify({ user, expires: 0 }));
    }
    await vault.expire();
  }

  /** Without a mark the form goes its way, past whatever else has to be done at logout. */
  async function leave(form) {
    localStorage.removeItem(MARK);
    await vault.empty().finally(() => form.requestSubmit());
  }

  /** Something would be lost: say how much, and let them choose. */
  function warn(form, count) {
    const box = dialog();
    box.querySelector("[data-count]").textContent = count;
    box.querySelector("[data-yes]").onclick = () => leave(form);
    box.showModal();
  }

  async function leaving(form, mark) {
    const { mine } = await vault.waiting(mark.user);
    if (mine && dialog()) warn(form, mine);
    else await leave(form);
  }

  document.addEventListener("submit", (event) => {
    const mark = known(), form = event.target;
    if (!mark || !form.action || new URL(form.action).pathname !== dialog()?.dataset.logout) return;
    event.preventDefault();
    // A browser that cannot read what it keeps must not keep anybody logged in: the server tells it to forget.
    leaving(form, mark).catch(() => leave(form));
  }, true);

  const mark = known();
  if (mark) guard(mark);
})();
