"""A private PostgreSQL cluster in a temporary folder, gone when it is no longer needed.

    python -m tests.postgres -- python -m pytest tests/contacts

As root the server runs as another user, since PostgreSQL refuses to run as root.
"""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# No test survives a power cut anyway. Rows of a test are never committed: an analysis beside it would find its tables
# empty, and they would be read as if they were.
SPEED = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "60",
}


class PostgresMissing(Exception):
    """No PostgreSQL server programs were found, or none that can run here."""


def programs() -> Path:
    """The folder of `initdb` and `pg_ctl`; the newest version when there are several."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = [path for root in ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt") for path in _in(root)]
    if not folders:
        raise PostgresMissing("PostgreSQL's server programs (initdb) were not found")
    return max(folders, key=_version)


def _in(root: str) -> list[Path]:
    return [path.parent for path in Path(root).glob("*/bin/initdb")] + [
        path.parent for path in Path(root).glob("bin/initdb")
    ]


def _version(folder: Path) -> tuple[int, ...]:
    digits = "".join(sign if sign.isdigit() else " " for sign in folder.parent.name)
    return tuple(int(part) for part in digits.split())


def _other_user() -> pwd.struct_passwd | None:
    """Whom to run the server as: None is ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise PostgresMissing("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody'")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster, yield its DATABASE_URL, and take it away again."""
    home = Path(tempfile.mkdtemp(prefix="samsyn-pg-"))
    try:
        with kept(home, stop="immediate") as url:
            yield url
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def kept(home: Path, *, stop: str = "fast") -> Iterator[str]:
    """Start the cluster in `home`, made first if there is none, yield its DATABASE_URL, and stop it: it stays."""
    folder, user = programs(), _other_user()
    if not (home / "data" / "postgresql.conf").exists():
        _make(home, folder, user)
    port = _free_port()
    options = f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home}"
    _run(user, home, folder / "pg_ctl", "start", "-w", "-D", home / "data", "-l", home / "log", "-o", options)
    try:
        yield f"postgres://samsyn:{(home / 'password').read_text()}@127.0.0.1:{port}/postgres"
    finally:
        _run(user, home, folder / "pg_ctl", "stop", "-w", "-m", stop, "-D", home / "data")


def _make(home: Path, folder: Path, user: pwd.struct_passwd | None) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "password").write_text(secrets.token_urlsafe(16))
    if user:
        os.chown(home, user.pw_uid, user.pw_gid)
        os.chown(home / "password", user.pw_uid, user.pw_gid)
    _run(
        user, home, folder / "initdb", "--pgdata", home / "data", "--username", "samsyn", "--pwfile",
        home / "password", "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync",
    )  # fmt: skip
    with (home / "data" / "postgresql.conf").open("a") as conf:
        conf.writelines(f"{name} = '{value}'\n" for name, value in SPEED.items())


def _run(user: pwd.struct_passwd | None, home: Path, *command: str | Path) -> None:
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=home,
        stdin=subprocess.DEVNULL,
        # To a file: the server keeps what it inherits open, and a pipe would never end.
        stdout=(output := (home / "output").open("a+")),
        stderr=subprocess.STDOUT,
        check=False,
        **who,
    )
    output.seek(0)
    text = output.read()
    output.close()
    if done.returncode:
        log = home / "log"
        raise PostgresMissing(f"{Path(command[0]).name} failed:\n{text}{log.read_text() if log.exists() else ''}")


def main(arguments: list[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with cluster() as url:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except PostgresMissing as reason:
        print(reason, file=sys.stderr)
        return 69


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
