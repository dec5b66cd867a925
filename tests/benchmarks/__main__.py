"""`python -m tests.benchmarks [PART …] [--only postgresql|sqlite]`: measures on both databases, prints one table.

Parts: import, export, list, person, search, reach, board, radar, recall. Without any, all of them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import sys
import time

from tests.benchmarks import store
from tests.benchmarks.table import LINES, SHOWN, Found, Line

PAGES = {"list", "person", "search", "goal"}
PARTS = ("import", "export", "list", "person", "search", "reach", "board", "radar", "recall")
BASELINE = "tests.benchmarks.baseline.settings"


def measure(vendor: str, wanted: set[str]) -> Found:
    found: Found = {}

    def run(who: str, url: str, part: str) -> None:
        module, settings = (
            ("tests.benchmarks.product", "tests.benchmarks.settings")
            if who == "product"
            else ("tests.benchmarks.baseline.measure", BASELINE)
        )
        print(f"  {vendor}: {who} {part} …", file=sys.stderr, flush=True)
        for what, measured in json.loads(store.child(url, module, part, settings=settings).splitlines()[-1]).items():
            found[who, what] = measured
            told = ", ".join(f"{name} {value:,.3f}" for name, value in measured.items())
            print(f"    {what}: {told}", file=sys.stderr, flush=True)

    with store.server(vendor) as server:
        if "import" in wanted:
            run("baseline", store.create(server, "work"), "import")
            for part in ("csv", "xlsx"):
                store.ensure(server, "register")
                run("product", store.create(server, "work", "register"), part)
            store.drop(server, "work")
        if "export" in wanted:
            run("baseline", store.ensure(server, "baseline"), "export")
            run("product", store.ensure(server, "full"), "export")
        if wanted & PAGES or "reach" in wanted:
            run("baseline", store.ensure(server, "baseline"), "pages")
            run("product", store.ensure(server, "full"), "pages")
        if "reach" in wanted:
            run("product", store.ensure(server, "full"), "reach")
        if "board" in wanted:
            run("product", store.ensure(server, "full"), "board")
        if "radar" in wanted:
            store.ensure(server, "register")
            run("product", store.create(server, "work", "register"), "radar")
            store.drop(server, "work")
        if "recall" in wanted:
            recall(vendor, store.ensure(server, "full"))
    return found


def recall(vendor: str, url: str) -> None:
    """How much of what is meant is found: the labelled sets of search and of duplicates."""
    for name, title in (("search_cases", "misspellings"), ("duplicate_pairs", "duplicates")):
        if importlib.util.find_spec(f"tests.benchmarks.{name}") is not None:
            print(f"\n{title}, {vendor}\n{store.child(url, f'tests.benchmarks.{name}')}")


def ensure_files() -> None:
    made = store.folder() / "files"
    wanted = store.digest("tests/benchmarks/rows.py", "crm/demo/names.py", "fixtures/organizations.csv")
    if made.exists() and made.read_text() == wanted:
        return
    with store.server("sqlite") as server:
        store.child(store.create(server, "work"), "tests.benchmarks.fill", "files")
        store.drop(server, "work")
    made.write_text(wanted)


def row(line: Line, vendor: str, found: Found) -> tuple[str, bool] | None:
    try:
        value, by_cpu = line.value(found, "wall"), line.value(found, "cpu")
    except KeyError:
        return None
    verdict = line.verdict(value) if line.least else ""
    sign = "≤" if line.is_most else "≥"
    target = f"{sign} {line.least:g}" if line.least else ""
    aim = f"{sign} {line.aim:g}" if line.aim is not None else ""
    cpu = written(by_cpu) if line.by_clock else ""
    text = f"{line.name} | {vendor} | {written(value)} {line.unit} | {cpu} | {target} | {aim} | {verdict}"
    return f"| {text} |", verdict != "SHORT"


def written(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def seconds(vendor: str, found: Found) -> list[str]:
    """What was measured, as it is: wall, CPU (ours and the database's), for whoever wants to know."""
    lines = []
    for (who, what), measured in found.items():
        per = f" for {measured['rows']:,.0f} rows" if "rows" in measured else ""
        name = SHOWN.get(what, what)
        lines.append(f"| {who}: {name}{per} | {vendor} | {measured['wall']:.3f} | {measured['cpu']:.3f} |")
    return lines


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART")
    parser.add_argument("--only", choices=store.VENDORS, action="append")
    asked = parser.parse_args(arguments)
    wanted = set(asked.parts or PARTS)
    began = time.monotonic()
    ensure_files()
    rows, measured, is_fine = [], [], True
    for vendor in asked.only or ("postgresql", "sqlite"):
        found = measure(vendor, wanted)
        for line in LINES:
            if line.part in wanted and vendor in line.vendors and (told := row(line, vendor, found)):
                rows.append(told[0])
                is_fine &= told[1]
        measured += seconds(vendor, found)
    print(f"\n{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    print("Medians; ratios by the clock and by CPU (ours and the database's together).")
    print("\n| what | database | by the clock | by CPU | at least | aim | |\n|---|---|---|---|---|---|---|")
    print("\n".join(rows))
    print("\n| measured | database | seconds | CPU |\n|---|---|---|---|")
    print("\n".join(measured))
    print(f"\n{(time.monotonic() - began) / 60:.1f} minutes")
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
