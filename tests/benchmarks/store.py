"""What is kept between runs: databases with the register, with everything, with the baseline; and the files to import.

In `var/bench`, or where SAMSYN_BENCH_DATA says: a SQLite file each, or a database each in a PostgreSQL cluster that
is started for the run (or the server at SAMSYN_BENCH_POSTGRESQL, 'postgres://…:5432/', which is left running; the
database's own processor time is told of one on this machine). A benchmark that writes works on a copy.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from tests import postgres

ROOT = Path(__file__).resolve().parents[2]
VENDORS = ("sqlite", "postgresql")


def folder() -> Path:
    place = Path(os.environ.get("SAMSYN_BENCH_DATA") or ROOT / "var" / "bench").resolve()
    place.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        # PostgreSQL runs as another user, who must get through to its own folder.
        for part in (place, place.parent):
            part.chmod(part.stat().st_mode | 0o011)
    return place


@contextlib.contextmanager
def server(vendor: str) -> Iterator[str]:
    """The address that the databases' names are put to."""
    if vendor == "sqlite":
        yield f"sqlite:///{folder()}/"
        return
    if running := os.environ.get("SAMSYN_BENCH_POSTGRESQL"):
        yield running.rstrip("/") + "/"
        return
    with postgres.kept(folder() / "postgresql") as url:
        yield url.rpartition("/")[0] + "/"


def address(server_url: str, name: str) -> str:
    return f"{server_url}{name}.sqlite3" if server_url.startswith("sqlite") else f"{server_url}{name}"


def path(url: str) -> Path:
    return Path("/" + urlsplit(url).path.lstrip("/"))


def exists(server_url: str, name: str) -> bool:
    if server_url.startswith("sqlite"):
        return path(address(server_url, name)).exists()
    with _admin(server_url) as cursor:
        return bool(cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def create(server_url: str, name: str, template: str = "") -> str:
    """A new database, as a copy of `template` if one is given; returns its address."""
    drop(server_url, name)
    if not server_url.startswith("sqlite"):
        with _admin(server_url) as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    elif template:
        shutil.copyfile(path(address(server_url, template)), path(address(server_url, name)))
    return address(server_url, name)


def drop(server_url: str, name: str) -> None:
    if server_url.startswith("sqlite"):
        for ending in ("", "-wal", "-shm"):
            Path(f"{path(address(server_url, name))}{ending}").unlink(missing_ok=True)
        return
    with _admin(server_url) as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextlib.contextmanager
def _admin(server_url: str) -> Iterator:  # type: ignore[type-arg]
    import psycopg

    with psycopg.connect(f"{server_url}postgres", autocommit=True) as connection:
        yield connection.cursor()


def child(url: str, *arguments: str, settings: str = "tests.benchmarks.settings") -> str:
    """Run a module of ours in a process of its own on a database, and return what it printed."""
    env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": settings, "SAMSYN_BENCH_FOLDER": str(folder())}
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed on {url}")
    return done.stdout


def digest(*parts: str) -> str:
    """Of the sources that kept data is made by: when they change it is made anew."""
    files = sorted(file for part in parts for file in (ROOT.glob(part)))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


# By what each kept database is made: the module that fills it, and the sources that decide what it holds.
KEPT = {
    "register": ("tests.benchmarks.fill", ("crm/demo/volume*.py", "fixtures/*.csv")),
    "full": ("tests.benchmarks.fill", ("crm/demo/volume*.py", "fixtures/*.csv")),
    "baseline": (
        "tests.benchmarks.baseline.fill",
        ("tests/benchmarks/rows.py", "tests/benchmarks/baseline/[fm][io][ld]*.py"),
    ),
}


def ensure(server_url: str, name: str) -> str:
    """The address of a kept database, filled first when it is missing or made by other sources."""
    module, sources = KEPT[name]
    vendor = "sqlite" if server_url.startswith("sqlite") else "postgresql"
    mark = folder() / f"{vendor}-{name}"
    wanted = digest(*sources)
    settings = "tests.benchmarks.baseline.settings" if name == "baseline" else "tests.benchmarks.settings"
    if exists(server_url, name) and mark.exists() and mark.read_text() == wanted:
        child(address(server_url, name), module, "renew", settings=settings)
        return address(server_url, name)
    print(f"  filling {vendor} {name} …", file=sys.stderr, flush=True)
    mark.unlink(missing_ok=True)
    url = create(server_url, name)
    child(url, module, name, settings=settings)
    mark.write_text(wanted)
    return url
