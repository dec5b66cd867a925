"""Two who write at once: SQLite has one writer at a time, and on PostgreSQL two may come to wait for each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction

MOMENT_MS = 50
# How PostgreSQL says that of two transactions one had to give way: serialization failure, deadlock.
COLLISIONS = ("40001", "40P01")


def is_busy(error: BaseException) -> bool:
    """Whether a write was given up since somebody else held the database for too long."""
    return isinstance(error, OperationalError) and "locked" in str(error)


def is_collision(error: BaseException) -> bool:
    """Whether a write was given up since it and somebody else's each waited for what the other held."""
    return isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", None) in COLLISIONS


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


@contextmanager
def one_view() -> Iterator[None]:
    """A long reading sees everything as it was at its start, whatever others write meanwhile; it may not write itself.

    On PostgreSQL alone, and only where no transaction is open yet: how one sees is settled at its first statement. On
    SQLite each question sees what is there when it is asked: a transaction there is one that writes (IMMEDIATE), which
    would keep all who write waiting until the reading is done.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
