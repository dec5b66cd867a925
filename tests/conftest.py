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
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.utils import timezone, translation

from crm.common.translations import compile_catalogues
from tests.base import alma, bo, cai, dag, eva  # noqa: F401 the five people are fixtures everywhere
from tests.browsing import (  # noqa: F401 and so is what looks at a page
    NARROW,
    WIDE,
    answered,
    any_page,
    axe,
    browser,
    fits,
    open_page,
    page,
    settled,
    sign_in,
)

REQUIRE_ALL = os.environ.get("SAMSYN_REQUIRE_ALL") == "1"
SHARED = Path(os.environ.get("SAMSYN_SHARED", django_settings.BASE_DIR.parent / "shared"))


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


@pytest.fixture
def in_the_plan(on_day: Callable[[dt.date], None]) -> None:
    """It is a day in the year of the plan that the tests make, whenever they are run."""
    on_day(dt.date(2026, 11, 23))


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
