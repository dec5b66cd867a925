"""`make check`: what can be seen without running a test. Every check runs, also when one before it failed."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def production() -> dict[str, str]:
    """The environment of an installation behind a proxy, with nothing of this machine's own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "SAMSYN_DATA": _data,
        "SECRET_KEY": secrets.token_urlsafe(60),
        "SECURE_PROXY": "1",
        "ALLOWED_HOSTS": "samsyn.example",
        "CSRF_TRUSTED_ORIGINS": "https://samsyn.example",
    }


def manage(*arguments: str) -> list[str]:
    return [sys.executable, "-W", "error::DeprecationWarning:crm", "manage.py", *arguments]


CHECKS: dict[str, Callable[[], list[str]]] = {
    "lint": lambda: [str(BIN / "ruff"), "check", "--quiet", "."],
    "format": lambda: [str(BIN / "ruff"), "format", "--quiet", "--diff", "."],
    "types": lambda: [str(BIN / "mypy")],
    "templates": lambda: [str(BIN / "djlint"), "templates", "--lint", "--quiet"],
    "deploy": lambda: manage("check", "--deploy", "--fail-level", "WARNING"),
    "migrations": lambda: manage("makemigrations", "--check", "--dry-run"),
    "translations": lambda: [sys.executable, "-m", "tests.translations"],
}


def left_out(name: str) -> str:
    """Why a check cannot run here, or nothing."""
    if name == "translations" and not (shutil.which("xgettext") and shutil.which("msgmerge")):
        return "gettext was not found (Debian: apt-get install gettext)"
    return ""


def main(names: list[str]) -> int:
    failed = []
    for name in names or CHECKS:
        reason = left_out(name)
        if reason:
            print(f"- {name}: left out, {reason}")
            if os.environ.get("SAMSYN_REQUIRE_ALL") == "1":
                failed.append(name)
            continue
        start = time.monotonic()
        done = subprocess.run(CHECKS[name](), cwd=ROOT, env=production(), capture_output=True, text=True, check=False)
        print(f"{'✗' if done.returncode else '✓'} {name} ({time.monotonic() - start:.0f} s)", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout + done.stderr, flush=True)
    print(f"check: {'failed: ' + ', '.join(failed) if failed else 'all is well'}", flush=True)
    return bool(failed)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="samsyn-check-") as _data:
        sys.exit(main(sys.argv[1:]))
