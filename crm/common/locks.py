"""SQLite has one writer at a time: what to do while somebody else, a long import say, is the one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection

MOMENT_MS = 50


def is_busy(error: BaseException) -> bool:
    """Whether a write was given up since somebody else held the database for too long."""
    return isinstance(error, OperationalError) and "locked" in str(error)


def know_features(*, connection: Any, **kwargs: Any) -> None:
    """Learn at connecting that SQLite knows JSON (receiver of `connection_created`).

    Django asks at the first page that needs it, in a transaction that writes: while somebody else holds the database
    the answer would be no, and stay no until the process is started again.
    """
    if connection.vendor == "sqlite":
        connection.connection.execute("SELECT JSON('{}')")
        connection.features.supports_json_field = True


@contextmanager
def if_free() -> Iterator[None]:
    """A small write that may be left out: a page that is read never waits for somebody else's long one."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    patience_ms = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    connection.connection.execute(f"PRAGMA busy_timeout = {MOMENT_MS}")
    try:
        yield
    except OperationalError as error:
        if not is_busy(error):
            raise
    finally:
        connection.connection.execute(f"PRAGMA busy_timeout = {patience_ms}")
