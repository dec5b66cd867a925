"""`python -m tests.benchmarks [PART OF A NAME …]`: measures in a database that is thrown away, prints a table."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from tests import benchmarks  # noqa: E402


def run(one: benchmarks.Benchmark) -> benchmarks.Measure:
    """Measure with what the benchmark prepared, and take that away again."""
    with transaction.atomic():
        try:
            return benchmarks.measure(one.prepare(), one.repeat)
        finally:
            transaction.set_rollback(True)


def row(one: benchmarks.Benchmark, measures: dict[str, benchmarks.Measure]) -> tuple[str, bool]:
    mine = measures[one.name]
    line = f"{one.name:<60} {mine.wall * 1000:>10.1f} {mine.cpu * 1000:>10.1f}"
    if one.per not in measures:
        return line, True
    ratio = mine.wall / max(measures[one.per].wall, 1e-9)
    is_fine = one.at_most is None or ratio <= one.at_most
    limit = f" (at most {one.at_most:g})" if one.at_most is not None else ""
    return f"{line} {ratio:>8.2f} × {one.per}{limit}{'' if is_fine else '  TOO SLOW'}", is_fine


def main(wanted: list[str]) -> int:
    benchmarks.load_all()
    chosen = {
        name: one for name, one in benchmarks.REGISTER.items() if not wanted or any(part in name for part in wanted)
    }
    # What something is compared with is measured too.
    chosen |= {one.per: benchmarks.REGISTER[one.per] for one in chosen.values() if one.per}
    if not chosen:
        print("No benchmark is registered" + (f" whose name holds {' or '.join(wanted)}." if wanted else " yet."))
        return 0
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"{connection.vendor}; medians in ms\n{'':<60} {'wall':>10} {'CPU':>10} {'ratio':>8}")
        measures = {name: run(one) for name, one in chosen.items()}
        rows = [row(one, measures) for one in chosen.values()]
    finally:
        teardown_databases(databases, verbosity=0)
    print("\n".join(line for line, _ in rows))
    return 0 if all(is_fine for _, is_fine in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
