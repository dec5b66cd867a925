"""Everything that a running Samsyn consists of, under one parent: web, job worker, scheduler."""

import contextlib
import ctypes
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from crm.common.translations import compile_catalogues

PATIENCE = 20  # seconds that a part is given to finish what it does


class Command(BaseCommand):
    help = "Serve the pages, run the jobs and keep the schedule, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
        parser.add_argument("--workers", type=int, default=os.environ.get("WEB_WORKERS", "2"))
        parser.add_argument("--threads", type=int, default=os.environ.get("WEB_THREADS", "4"))

    def handle(self, *, host: str, port: int, workers: int, threads: int, **options: Any) -> None:
        check_port(host, port)
        compile_catalogues()
        collect_static()
        family = Family({"web": web(host, port, workers, threads), "worker": worker(), "scheduler": scheduler()})
        failed = family.run(ready=lambda: answers(host, port), announce=lambda: self.announce(host, port))
        if failed:
            raise CommandError(_("Delen ”%(name)s” stannade, så allt stoppades.") % {"name": failed})

    def announce(self, host: str, port: int) -> None:
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(
            _("Samsyn finns nu på %(address)s – Ctrl+C stoppar.") % {"address": f"http://{shown}:{port}/"}
        )
        self.stdout.flush()


# --- The parts --------------------------------------------------------------------------------


def web(host: str, port: int, workers: int, threads: int) -> list[str]:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        *(sys.executable, "-m", "gunicorn", "crm.wsgi", "--bind", address, "--worker-class", "gthread"),
        *("--workers", str(workers), "--threads", str(threads), "--timeout", "120"),
        *("--graceful-timeout", str(PATIENCE // 2), "--no-control-socket", "--log-level", "warning"),
    ]


def worker() -> list[str]:
    return [sys.executable, manage(), "db_worker", "--queue-name", "*", "--no-reload", "--no-color"]


def scheduler() -> list[str]:
    return [sys.executable, manage(), "scheduler", "--no-color"]


def manage() -> str:
    return str(settings.BASE_DIR / "manage.py")


class Family:
    """Processes that live and die together."""

    def __init__(self, commands: dict[str, list[str]]) -> None:
        self.commands = commands
        self.members: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def run(self, *, ready: Callable[[], bool], announce: Callable[[], None]) -> str | None:
        """Run until told to stop (None) or until a member dies (its name)."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)
        announced = False
        try:
            for name, command in self.commands.items():
                self.members[name] = start(command)
            while not self.stopping:
                dead = next((name for name, process in self.members.items() if process.poll() is not None), None)
                if dead:
                    return dead
                if not announced and ready():
                    announce()
                    announced = True
                time.sleep(0.2)
            return None
        finally:
            self.end()

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def end(self) -> None:
        """Ask every member to finish; whoever has not when patience is out is ended, with all it started."""
        for process in self.members.values():
            tell(process, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for process in self.members.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            tell_group(process, signal.SIGKILL)
            process.wait()


def start(command: list[str]) -> subprocess.Popen[bytes]:
    # A group of its own: Ctrl+C in the terminal reaches the parent alone, which then ends all in order.
    return subprocess.Popen(
        command, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=die_with_parent
    )


def die_with_parent() -> None:
    """On Linux, have the kernel end this process when the parent is killed outright."""
    if sys.platform == "linux":
        PR_SET_PDEATHSIG = 1  # noqa: N806
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def tell(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    if process.poll() is None:
        process.send_signal(number)


def tell_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


# --- Before the start ---------------------------------------------------------------------------


def check_port(host: str, port: int) -> None:
    """Fail in one clear line when the address cannot be had, before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                _("Port %(port)s på %(host)s går inte att använda (%(why)s). Välj en annan: PORT=%(other)s make run")
                % {"port": port, "host": host, "why": error, "other": 8080 if port != 8080 else 8090}
            ) from error


def answers(host: str, port: int) -> bool:
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    try:
        with socket.create_connection((target, port), timeout=1):
            return True
    except OSError:
        return False


def collect_static() -> None:
    """Collect the static files when any of them changed since the last time."""
    mark = Path(settings.STATIC_ROOT) / ".collected"
    now = static_fingerprint()
    if mark.exists() and mark.read_text() == now:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.write_text(now)


def static_fingerprint() -> str:
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            digest.update(f"{path}|{facts.st_size}|{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
