"""A browser for the tests: windows in two widths, a check for accessibility, a check that a page fits its window.

What these fixtures wait for is told by the page or the server, never by a clock: a slow machine is slower, not wrong.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any, NoReturn
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings

WIDE, NARROW = 1360, 360
HEIGHT = 900
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The browser talks to the page under test and to nobody else.
CHROMIUM_FLAGS = (
    "--disable-background-networking",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-pings",
    "--safebrowsing-disable-auto-update",
)
# Milliseconds until a page that does not come about is given up: it costs nothing where all is well.
PATIENCE = 30_000


def chromium() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    program = chromium()
    if not program:
        pytest.skip("no Chromium was found (Debian: apt-get install chromium), or name it in CHROMIUM")
    from playwright.sync_api import expect, sync_playwright

    # Playwright keeps an event loop in this thread, which Django takes for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    flags = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=flags)
        yield running
        running.close()


@pytest.fixture
def answered(live_server: Any) -> Iterator[None]:
    """A test ends when the server has answered all that its pages asked for: then the tables are emptied."""
    yield
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:  # so the server names those that answer
            thread.join(PATIENCE / 1000)
            assert not thread.is_alive(), "the server is still answering"


@pytest.fixture
def open_page(browser: Any, live_server: Any, answered: None) -> Iterator[Callable[..., Any]]:
    """Open a page in a window of its own: `open_page(width=NARROW)`. It may not talk to anyone but us, nor stumble.

    `options` are those of Playwright for a window, beside our own.
    """
    contexts, troubles = [], []

    def open_one(
        *, width: int = WIDE, height: int = HEIGHT, locale: str = "sv-SE", is_touch: bool = False, **options: Any
    ) -> Any:
        context = browser.new_context(
            has_touch=is_touch,
            is_mobile=is_touch,
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale=locale,
            timezone_id=django_settings.TIME_ZONE,
            reduced_motion="reduce",
            accept_downloads=True,
            **options,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"script error: {error}"))
        page.on("console", lambda message: troubles.append(_console(message)) if _is_trouble(message) else None)
        context.on("request", lambda request: _note_stranger(request.url, live_server.url, troubles))
        return page

    open_one.troubles = troubles  # type: ignore[attr-defined]
    yield open_one
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)


def _is_trouble(message: Any) -> bool:
    # A refused form (4xx) is also told on the console: that is the page's business, and the test's.
    return message.type == "error" and "Failed to load resource" not in message.text


def _console(message: Any) -> str:
    return f"console: {message.text} ({message.location.get('url', '')})"


def _note_stranger(url: str, home: str, troubles: list[str]) -> None:
    if urlsplit(url).scheme in ("http", "https", "ws", "wss") and not url.startswith(home):
        troubles.append(f"a call to another host: {url}")


@pytest.fixture
def page(open_page: Callable[..., Any]) -> Any:
    """A wide window."""
    return open_page()


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def any_page(request: pytest.FixtureRequest, open_page: Callable[..., Any]) -> Any:
    """A window in each of the two widths that the design promises."""
    return open_page(width=request.param)


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Any, Any], None]:
    """Give a page the session of a user who has logged in: `sign_in(page, user)`."""

    def give(page: Any, user: Any) -> None:
        from django.test import Client

        client = Client()
        client.force_login(user)
        name = django_settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return give


@pytest.fixture(scope="session")
def axe() -> Callable[[Any], None]:
    """Fail on anything that axe calls serious or critical, once the page is settled: `axe(page)`."""
    from axe_playwright_python.base import AXE_SCRIPT

    def check(page: Any) -> None:
        settle(page)
        page.evaluate(AXE_SCRIPT)
        # What was found to be well, node by node, is not carried over to us.
        found = page.evaluate("axe.run({resultTypes: ['violations']}).then((told) => told.violations)")
        bad = [_violation(one) for one in found if one["impact"] in ("serious", "critical")]
        if bad:
            _fail(f"{page.url}\n" + "\n".join(bad))

    return check


def _violation(one: dict[str, Any]) -> str:
    nodes = "\n".join(f"    {node['html'][:200]}\n      {node.get('failureSummary', '')}" for node in one["nodes"][:5])
    return f"  {one['impact']}: {one['id']}: {one['help']}\n{nodes}"


# Parts that a page fetches at once are asked for before it says that it is loaded.
IS_SETTLED = "() => document.readyState === 'complete' && !document.querySelector('.htmx-request')"


def settle(page: Any) -> None:
    """Wait until a page has all that it fetches by itself, and is not just being left for another.

    Playwright's own waiting evaluates text within the page, which the policy refuses from the second look on.
    """
    from playwright.sync_api import Error

    waited, pause = 0, 5
    while waited < PATIENCE:
        try:
            if page.evaluate(IS_SETTLED):
                return
        except Error as left:
            if "context was destroyed" not in str(left):
                raise
        page.wait_for_timeout(pause)
        waited, pause = waited + pause, min(2 * pause, 50)
    pytest.fail(f"{page.url} still fetches something")


@pytest.fixture(scope="session")
def settled() -> Callable[[Any], None]:
    """Wait until a page has all that it fetches by itself: `settled(page)`."""
    return settle


@pytest.fixture(scope="session")
def fits() -> Callable[[Any], None]:
    """Fail when a page is wider than its window, so that one must scroll sideways: `fits(page)`."""

    def check(page: Any) -> None:
        settle(page)
        wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        if wide > room:
            culprits = page.evaluate(
                """room => [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > room + 1)
                    .slice(0, 8).map(e => e.outerHTML.slice(0, 120))""",
                room,
            )
            _fail(f"{page.url} is {wide} px wide in a window of {room}:\n" + "\n".join(culprits))

    return check


def _fail(text: str) -> NoReturn:
    pytest.fail(text, pytrace=False)
