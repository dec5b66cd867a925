"""Measuring one piece of work: time on the wall, processor time of us and of the database, memory it came to hold."""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

Work = Callable[[], object]
Measures = dict[str, dict[str, float]]
# Where a transaction begins and ends is told as a query too.
BOUNDS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
TICKS = os.sysconf("SC_CLK_TCK")


def database_cpu() -> float:
    """Seconds of processor time that PostgreSQL's process for our connection has used; 0 on SQLite."""
    from django.db import connection

    if connection.vendor != "postgresql" or connection.connection is None:
        return 0.0
    pid = connection.connection.info.backend_pid
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    with contextlib.suppress(OSError):  # a kernel that tells it only in hundredths
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
    return 0.0


def once(work: Work) -> dict[str, float]:
    gc.collect()
    wall, cpu, theirs = time.perf_counter(), time.process_time(), database_cpu()
    work()
    passed = time.perf_counter() - wall
    server = database_cpu() - theirs
    return {"wall": passed, "cpu": time.process_time() - cpu + server, "server": server}


def median(measures: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(one[name] for one in measures) for name in measures[0]}


def several(work: Work, repeat: int = 7, warm_up: int = 2) -> dict[str, float]:
    """Medians; the first times, which fill caches, are not counted."""
    for _ in range(warm_up):
        work()
    return median([once(work) for _ in range(repeat)])


def in_turn(works: Mapping[str, Work], repeat: int = 7, warm_up: int = 2) -> Measures:
    """Medians of works that are held against each other, turn by turn: what disturbs one disturbs the others too."""
    for _ in range(warm_up):
        for work in works.values():
            work()
    found = [{name: once(work) for name, work in works.items()} for _ in range(repeat)]
    return {name: median([one[name] for one in found]) for name in works}


def page(client: Any, urls: str | Sequence[str], repeat: int = 7) -> dict[str, float]:
    """Medians of one page, or of several fetched one after the other, with the number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def get() -> None:
        for url in [urls] if isinstance(urls, str) else urls:
            response = client.get(url)
            if response.status_code != 200:
                raise RuntimeError(f"{url} answered {response.status_code}")

    get()
    with CaptureQueriesContext(connection) as queries:
        get()
    asked = [query for query in queries if not query["sql"].startswith(BOUNDS)]
    return {**several(get, repeat, warm_up=0), "queries": len(asked)}


def with_memory(work: Work) -> dict[str, float]:
    """Once, with how many MB the process grew at most. Linux tells the peak of a stretch; elsewhere of all so far."""
    gc.collect()
    before = _memory("VmRSS")
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew
    measured = once(work)
    return {**measured, "grew": max(0.0, _memory("VmHWM") - before)}


def _memory(name: str) -> float:
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
