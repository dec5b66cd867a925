"""What the tests of the field mode do on a phone, and how they look into it."""

import pytest
from playwright.sync_api import expect

from tests.browsing import PATIENCE

# All that lies in the phone, as anybody reads it who opens the browser's store: keys, rows, bytes as letters.
RAW = """async () => {
  const letters = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? String.fromCharCode(...new Uint8Array(value.buffer || value)) : value;
  const open = indexedDB.open("samsyn-falt");
  await new Promise((done) => { open.onsuccess = done; });
  const found = {};
  for (const name of open.result.objectStoreNames) {
    const rows = open.result.transaction(name).objectStore(name).getAll();
    await new Promise((done) => { rows.onsuccess = done; });
    const told = (value) => value instanceof CryptoKey
      ? { extractable: value.extractable, algorithm: value.algorithm.name } : letters(value);
    found[name] = rows.result.map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, told(value)])));
  }
  open.result.close();
  return { found, storage: JSON.stringify({ ...localStorage }) };
}"""
CACHED = """async () => {
  const found = {};
  for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) {
    const path = new URL(request.url).pathname;
    found[path] = await (await (await caches.open(name)).match(request)).clone().text();
  }
  return found;
}"""

# What one taps on the field page and is lower than a thumb needs.
TOO_SMALL = """() => [...document.querySelectorAll("main :is(a, button, input, select, summary, .pills label)")]
  .filter((one) => one.offsetParent && !one.matches(".pills input") && one.getBoundingClientRect().height < 44)
  .map((one) => one.outerHTML.slice(0, 80))"""


def enter(page):
    page.goto("/falt/")
    page.wait_for_selector("body[data-ready]")


def until(page, expression):
    """Playwright's own waiting evaluates text within the page, which the policy refuses from the second look on."""
    for _n in range(PATIENCE // 100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    pytest.fail(expression)


def without_network(page):
    page.context.set_offline(True)
    page.reload()
    page.wait_for_selector("body[data-ready]")
    expect(page.locator("#net")).to_have_text("Utan nät")


def choose(page, typed, name):
    page.fill("#who", typed)
    page.locator("#who-hits button", has_text=name).first.click()
    expect(page.locator("#who-chosen")).to_contain_text(name)


def log(page, *names, text=""):
    for name in names:
        choose(page, name, name)
    page.fill("#text", text)
    page.click("#save")


def waits(page, n):
    expect(page.locator("#waiting")).to_have_text(f"{n} väntar" if n else "Inget väntar")


def sent(page):
    return page.locator("#sent-items a")
