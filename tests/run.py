"""`make test`: checks, then every test on SQLite and on PostgreSQL.

What is missing on this machine is installed when that is ours to do (root on Debian), else named in one line and left
out. With SAMSYN_REQUIRE_ALL=1, as in .ci/run, anything left out is a failure.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.postgres import PostgresMissing, cluster, programs

ROOT = Path(__file__).resolve().parent.parent
REQUIRE_ALL = os.environ.get("SAMSYN_REQUIRE_ALL") == "1"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NOT_BROWSER = "not browser or smoke"


def has_postgres() -> bool:
    try:
        return bool(programs())
    except PostgresMissing:
        return False


def has_chromium() -> bool:
    return bool(os.environ.get("CHROMIUM")) or any(map(shutil.which, CHROMIUM))


def has_gettext() -> bool:
    return bool(shutil.which("xgettext") and shutil.which("msgmerge"))


# What the tests need beside Python: is it here, what Debian calls it, what is left out without it.
NEEDS: dict[str, tuple[Callable[[], bool], str, str]] = {
    "PostgreSQL": (has_postgres, "postgresql", "the whole run on PostgreSQL"),
    "Chromium": (has_chromium, "chromium", "every browser test"),
    "gettext": (has_gettext, "gettext", "the check that the translation is complete"),
}


def provide() -> list[str]:
    """Install what is missing where we may; return what is still missing."""
    missing = [name for name, (is_here, _, _) in NEEDS.items() if not is_here()]
    if missing and os.geteuid() == 0 and Path("/etc/debian_version").exists() and shutil.which("apt-get"):
        install([NEEDS[name][1] for name in missing])
        missing = [name for name, (is_here, _, _) in NEEDS.items() if not is_here()]
    for name in missing:
        print(f"LEFT OUT: {NEEDS[name][2]}: {name} was not found. Debian: apt-get install {NEEDS[name][1]}", flush=True)
    return missing


def install(packages: list[str]) -> None:
    print(f"Installing with apt-get: {' '.join(packages)}", flush=True)
    conf = Path("/etc/postgresql-common/createcluster.conf")
    if "postgresql" in packages and not conf.exists():
        # No cluster of Debian's own: the tests start theirs.
        conf.parent.mkdir(exist_ok=True)
        conf.write_text("create_main_cluster = false\n")
    options = ["-y", "-qq", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold"]
    for command in (["update", "-qq"], ["install", *options, *packages]):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", *command], env=environment, stdout=subprocess.DEVNULL, check=False)


def pytest(title: str, marks: str, arguments: list[str], **environment: str) -> int:
    """Run pytest as a process of its own; no test chosen is a failure too."""
    print(f"\n=== {title} ===", flush=True)
    # In the order of their names: by number of tests, the walk of every page would come last and run alone.
    shared = ["--numprocesses", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [sys.executable, "-m", "pytest", "-q", *shared]
    command += ["-m", marks] if marks else []
    surroundings = {**os.environ, **environment}
    if not environment:
        surroundings.pop("DATABASE_URL", None)
    return subprocess.run([*command, *arguments], cwd=ROOT, env=surroundings, check=False).returncode


def on_postgres(arguments: list[str]) -> int:
    try:
        with cluster() as url:
            return pytest("PostgreSQL", NOT_BROWSER, arguments, DATABASE_URL=url)
    except PostgresMissing as reason:
        print(f"LEFT OUT: the whole run on PostgreSQL: {reason}", flush=True)
        return int(REQUIRE_ALL)


def timed(results: dict[str, tuple[int, float]], name: str, run: Callable[[], int]) -> None:
    start = time.monotonic()
    results[name] = (run(), time.monotonic() - start)


def main(arguments: list[str]) -> int:
    missing = provide()
    results: dict[str, tuple[int, float]] = {}
    timed(results, "checks", lambda: subprocess.run([sys.executable, "-m", "tests.checks"], cwd=ROOT).returncode)
    timed(results, "SQLite", lambda: pytest("SQLite", "", arguments))
    if "PostgreSQL" not in missing:
        timed(results, "PostgreSQL", lambda: on_postgres(arguments))
    print()
    for name, (code, seconds) in results.items():
        print(f"{'✗' if code else '✓'} {name}: {seconds / 60:.1f} min")
    if missing:
        print(f"left out, since they are missing here: {', '.join(missing)}")
    return int(any(code for code, _ in results.values()) or (REQUIRE_ALL and bool(missing)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
