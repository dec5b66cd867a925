"""Measures what must stay fast. `make bench` prints a table; no test of the suite depends on a clock.

A benchmark is a function in a module of this folder:

    @benchmark("list of 100,000 people, first page", per="list of 1,000 people, first page", at_most=3)
    def large_list() -> Work:
        make_people(100_000)                # preparation, not measured
        return lambda: list(first_page())   # measured, several times

What is judged is a ratio to another benchmark on the same machine, never seconds: those belong to the machine.
"""

import importlib
import pkgutil
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Benchmark:
    """Something worth measuring: `prepare` returns the work; `per` names what its time is compared with."""

    name: str
    prepare: Callable[[], Work]
    per: str = ""
    at_most: float | None = None
    repeat: int = 5


@dataclass(frozen=True)
class Measure:
    """Medians over the repeats, in seconds: by the clock on the wall, and by the processor of this process."""

    wall: float
    cpu: float


REGISTER: dict[str, Benchmark] = {}


def benchmark(name: str, *, per: str = "", at_most: float | None = None, repeat: int = 5) -> Callable[..., object]:
    def register(prepare: Callable[[], Work]) -> Callable[[], Work]:
        if name in REGISTER:
            raise ValueError(f"two benchmarks are called {name!r}")
        REGISTER[name] = Benchmark(name, prepare, per, at_most, repeat)
        return prepare

    return register


def load_all() -> None:
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("__"):
            importlib.import_module(f"{__name__}.{module.name}")


def measure(work: Work, repeat: int) -> Measure:
    work()  # once to warm up: caches, connections, imports
    walls, cpus = [], []
    for _ in range(repeat):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return Measure(statistics.median(walls), statistics.median(cpus))
