"""`serve`: parts that live and die together."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from crm.management.commands.serve import Family, check_port

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_taken_port_is_told_in_one_line_that_says_how_to_choose_another():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(CommandError, match=rf"Port {port}.*PORT=8080 make run") as caught:
            call_command("serve", host="127.0.0.1", port=port)
    assert "\n" not in str(caught.value)


def test_free_port_is_accepted():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        port = holder.getsockname()[1]
    check_port("127.0.0.1", port)


@pytest.fixture
def signals():
    """Leave pytest's own signal handlers as they were."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("signals")
def test_when_one_part_dies_the_others_are_stopped_and_it_is_named():
    family = Family({"steady": SLEEPER, "frail": [sys.executable, "-c", "raise SystemExit(1)"]})
    assert family.run(ready=lambda: False, announce=lambda: None) == "frail"
    assert all(process.poll() is not None for process in family.members.values())


@pytest.mark.usefixtures("signals")
def test_asked_to_stop_it_ends_every_part_and_blames_none():
    family = Family({"one": SLEEPER, "two": SLEEPER})
    assert family.run(ready=lambda: True, announce=lambda: os.kill(os.getpid(), signal.SIGTERM)) is None
    assert all(process.poll() is not None for process in family.members.values())


@pytest.mark.usefixtures("signals")
def test_what_a_part_started_is_ended_with_it(tmp_path):
    note = tmp_path / "pid"
    parent = (
        "import pathlib, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(child.pid))\n"
        "time.sleep(60)\n"
    )
    family = Family({"parent": [sys.executable, "-c", parent]})
    stop = lambda: os.kill(os.getpid(), signal.SIGTERM)  # noqa: E731
    family.run(ready=lambda: note.exists() and note.read_text().isdigit(), announce=stop)
    assert has_ended(int(note.read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_parent_that_is_killed_outright_leaves_no_part_behind(tmp_path):
    note = tmp_path / "pid"
    parent = (
        "import pathlib, subprocess, sys, time\n"
        "from crm.management.commands.serve import die_with_parent\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'], preexec_fn=die_with_parent)\n"
        f"pathlib.Path({str(note)!r}).write_text(str(child.pid))\n"
        "time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", parent], env={**os.environ, "DJANGO_SETTINGS_MODULE": "crm.settings"}
    )
    try:
        wait_for(lambda: note.exists() and note.read_text().isdigit())
    finally:
        process.kill()
        process.wait()
    assert has_ended(int(note.read_text()))


def has_ended(pid: int) -> bool:
    """Gone, or a zombie that nobody has buried yet."""

    def is_over() -> bool:
        try:
            return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
        except FileNotFoundError:
            return True

    return wait_for(is_over)


def wait_for(condition) -> bool:
    deadline = time.monotonic() + 10
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
