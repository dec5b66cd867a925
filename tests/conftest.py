"""What every test may ask for: a browser in two widths, an accessibility check, the shared public data.

With SAMSYN_REQUIRE_ALL=1 (as in .ci/run) anything that is left out is a failure.
"""

import contextlib
import datetime as dt
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.utils import timezone, translation

from crm.common.translations import compile_catalogues
from tests.base import alma, bo, cai, dag, eva  # noqa: F401 the five people are fixtures everywhere

REQUIRE_ALL = os.environ.get("SAMSYN_REQUIRE_ALL") == "1"
SHARED = Path(os.environ.get("SAMSYN_SHARED", django_settings.BASE_DIR.parent / "shared"))
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


@pytest.fixture(autouse=True)
def kept_queries_hold(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a test reads a query that is kept, it is held against the same made anew; not where time is measured."""
    if "benchmarks" not in request.node.nodeid:
        monkeypatch.setattr("crm.common.kept_queries.is_checking", True)


# --- Nothing is left out in silence -------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    compile_catalogues()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Browser tests are those that ask for a browser; tests of the other database are not ours to run."""
    from django.db import connection

    kept, others = [], []
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        vendors = {mark.args[0] for mark in item.iter_markers("vendor")}
        (others if vendors and connection.vendor not in vendors else kept).append(item)
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = kept


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    report = yield
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        _fail_instead(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Any:
    report = yield
    if REQUIRE_ALL and report.skipped:
        _fail_instead(report)
    return report


def _fail_instead(report: Any) -> None:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid} was left out, and SAMSYN_REQUIRE_ALL=1 allows nothing to be: {reason}"


# --- The database ------------------------------------------------------------------------------------
# Migrating takes ten seconds: on SQLite a migrated, empty database is kept in pytest's cache and copied.


def _migrated(config: pytest.Config) -> Path:
    """Where the migrated database of this very state of the migrations is kept."""
    root = django_settings.BASE_DIR
    sources = [root / "requirements.txt", root / "crm" / "settings.py", *sorted(root.glob("*/migrations/*.py"))]
    digest = hashlib.sha256(b"".join(str(path).encode() + path.read_bytes() for path in sources)).hexdigest()
    return config.cache.mkdir("database") / f"{digest[:20]}.sqlite3"


def _is_sqlite() -> bool:
    return django_settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.date], None]:
    """`on_day(dt.date(2026, 11, 22))`: from now on it is that day."""
    real = timezone.localdate

    def stand(day: dt.date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda value=None, *args: real(value, *args) if value else day)

    return stand


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    return _is_sqlite() or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    if _is_sqlite() and (kept := _migrated(request.config)).exists():
        shutil.copyfile(kept, django_settings.DATABASES["default"]["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    from django.db import connection

    with django_db_blocker.unblock():
        if _is_sqlite() and not (kept := _migrated(request.config)).exists():
            _keep(kept)
        rows = connection.creation.serialize_db_to_string()
    with _put_back_after_emptying(rows):
        yield


def _keep(place: Path) -> None:
    from django.db import connection

    for outdated in place.parent.glob("*.sqlite3"):
        outdated.unlink(missing_ok=True)
    half = place.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(half)) as copy:
        connection.connection.backup(copy)
    half.replace(place)


@contextlib.contextmanager
def _put_back_after_emptying(rows: str) -> Iterator[None]:
    """A test with a live server ends by emptying every table: put back what the migrations made (roles, permissions).

    Django offers this for the start of such a test only, and counts on all others having run before it.
    Several processes share the tests by file, so that they come in any order.
    """
    from django.core.management import call_command
    from django.db import connection
    from django.test import TransactionTestCase

    def empty_and_restore(self: Any) -> None:
        call_command("flush", verbosity=0, interactive=False, allow_cascade=False, inhibit_post_migrate=True)
        connection.creation.deserialize_db_from_string(rows)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_and_restore)
        yield


@pytest.fixture(autouse=True)
def words_of_this_test_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a search knows is kept in memory: none of it is left from another test, and no commit is waited for."""
    from crm.common.search import vocabulary

    vocabulary.VOCABULARY.forget()
    monkeypatch.setattr(vocabulary, "_later", lambda work: work())


@pytest.fixture(autouse=True)
def jobs_of_this_test_alone() -> None:
    """How far a job has come is told in files: none of them is left from a test that never ran its job."""
    shutil.rmtree(django_settings.DATA_DIR / "progress", ignore_errors=True)


@pytest.fixture(autouse=True)
def language_of_this_test_alone() -> None:
    """A page asked for in English leaves its language in the thread: the next test begins in the product's own."""
    translation.activate(django_settings.LANGUAGE_CODE)


# --- Data and jobs --------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """The path of a file of public data beside the checkout; without it the test is left out."""

    def find(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            pytest.skip(f"{name} is not in {SHARED}; put the public data there, or name its folder in SAMSYN_SHARED")
        return path

    return find


@pytest.fixture
def run_jobs() -> Callable[[], int]:
    """Run what lies in the job queue, as the worker does; a job that fails fails the test."""

    def run() -> int:
        from django_tasks_db.management.commands.db_worker import Worker
        from django_tasks_db.models import DBTaskResult

        worker = Worker(
            queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
            max_tasks=None, worker_id="test", excluded_queue_names=[],
        )  # fmt: skip
        count = 0
        while job := DBTaskResult.objects.ready().first():
            job.claim("test")
            worker.run_task(job)
            job.refresh_from_db()
            assert not job.exception_class_path, job.traceback
            count += 1
        return count

    return run


# --- The browser ------------------------------------------------------------------------------------


def chromium() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    program = chromium()
    if not program:
        pytest.skip("no Chromium was found (Debian: apt-get install chromium), or name it in CHROMIUM")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, which Django takes for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    flags = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=flags)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """Open a page in a window of its own: `open_page(width=NARROW)`. It may not talk to anyone but us, nor stumble."""
    contexts, troubles = [], []

    def open_one(*, width: int = WIDE, height: int = HEIGHT, locale: str = "sv-SE", is_touch: bool = False) -> Any:
        context = browser.new_context(
            has_touch=is_touch,
            is_mobile=is_touch,
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale=locale,
            timezone_id=django_settings.TIME_ZONE,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        context.set_default_timeout(10_000)
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
    """Fail on anything that axe calls serious or critical: `axe(page)`."""
    from axe_playwright_python.sync_playwright import Axe

    checker = Axe()

    def check(page: Any) -> None:
        found = checker.run(page).response["violations"]
        bad = [_violation(one) for one in found if one["impact"] in ("serious", "critical")]
        if bad:
            _fail(f"{page.url}\n" + "\n".join(bad))

    return check


def _violation(one: dict[str, Any]) -> str:
    nodes = "\n".join(f"    {node['html'][:200]}\n      {node.get('failureSummary', '')}" for node in one["nodes"][:5])
    return f"  {one['impact']}: {one['id']}: {one['help']}\n{nodes}"


# Parts that a page fetches at once are asked for before it says that it is loaded.
IS_SETTLED = "() => document.readyState === 'complete' && !document.querySelector('.htmx-request')"


@pytest.fixture(scope="session")
def settled() -> Callable[[Any], None]:
    """Wait until a page has all that it fetches by itself: `settled(page)`.

    Playwright's own waiting evaluates text within the page, which the policy refuses from the second look on.
    """

    def wait(page: Any) -> None:
        for _n in range(200):
            if page.evaluate(IS_SETTLED):
                return
            page.wait_for_timeout(50)
        pytest.fail(f"{page.url} still fetches something")

    return wait


@pytest.fixture(scope="session")
def fits() -> Callable[[Any], None]:
    """Fail when a page is wider than its window, so that one must scroll sideways: `fits(page)`."""

    def check(page: Any) -> None:
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
