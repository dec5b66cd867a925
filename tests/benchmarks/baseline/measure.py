"""`python -m tests.benchmarks.baseline.measure PART`: what the baseline needs, as JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import json
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

django.setup()

import tablib  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from tests.benchmarks.baseline.admin import PersonResource  # noqa: E402
from tests.benchmarks.baseline.models import Person  # noqa: E402
from tests.benchmarks.measuring import median, once, several  # noqa: E402

FEW = 10_000
MANY = 100_000
FOLDER = Path(os.environ["SAMSYN_BENCH_FOLDER"])
Measures = dict[str, dict[str, float]]


def _lines(number: int) -> Iterator[str]:
    with (FOLDER / "baseline.csv").open(encoding="utf-8", newline="") as text:
        yield from itertools.islice(text, number + 1)


def import_() -> Measures:
    """10,000 rows through the resource, with history; and what storing 100,000 ready rows takes at the very least."""
    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0, run_syncdb=True)
    content = "".join(_lines(FEW))

    def work() -> None:
        dataset = tablib.Dataset().load(content, format="csv")
        result = PersonResource().import_data(dataset)
        if result.has_errors() or result.totals["new"] != FEW:
            raise RuntimeError("the baseline's import failed")

    measured = once(work)
    count = Person.history.count()
    if count != FEW:
        raise RuntimeError(f"{count} entries of history for {FEW} people")
    return {"import": {**measured, "rows": FEW}, "copy": {**_raw_copy(), "rows": MANY}}


def _raw_copy() -> dict[str, float]:
    rows = [tuple(row) for row in csv.reader(_lines(MANY))]
    columns, rows = ", ".join(rows[0]), rows[1:]

    def work() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY baseline_person ({columns}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * 11)
                cursor.executemany(f"INSERT INTO baseline_person ({columns}) VALUES ({marks})", rows)  # noqa: S608

    measures = []
    for _ in range(3):
        with connection.cursor() as cursor:
            is_sqlite = connection.vendor == "sqlite"
            cursor.execute("DELETE FROM baseline_person" if is_sqlite else "TRUNCATE baseline_person CASCADE")
        measures.append(once(work))
    return median(measures)


def export() -> Measures:
    def work() -> None:
        dataset = PersonResource().export(Person.objects.order_by("pk")[:FEW])
        if len(dataset.export("xlsx")) < FEW:
            raise RuntimeError("the baseline's export is empty")

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {"export": {**several(work, repeat=3, warm_up=0), "rows": FEW}, "raw writer": _raw_writer()}


def _raw_writer() -> dict[str, float]:
    """The fastest that a workbook of 100,000 rows is written: ready values, no formats, no database."""
    from rustpy_xlsxwriter import FastExcel

    with (FOLDER / "baseline.csv").open(encoding="utf-8", newline="") as text:
        listed = list(itertools.islice(csv.DictReader(text), MANY))
    for row in listed:
        row["starts_on"] = dt.date.fromisoformat(row["starts_on"])  # type: ignore[assignment]
    return {**several(lambda: FastExcel(io.BytesIO()).sheet("P", listed).save(), repeat=3, warm_up=1), "rows": MANY}


def _client() -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.get())
    return client


def _page(url: str) -> dict[str, float]:
    client = _client()

    def get() -> None:
        response = client.get(url)
        if response.status_code != 200:
            raise RuntimeError(f"{url} answered {response.status_code}")

    return several(get)


def pages() -> Measures:
    people = reverse("admin:baseline_person_changelist")
    return {
        "list 1": _page(people),
        "list 1000": _page(f"{people}?p=1000"),
        "person": _page(reverse("admin:baseline_person_change", args=[1])),
        "search": _page(f"{people}?q=almvre"),
    }


PARTS: dict[str, Any] = {"import": import_, "export": export, "pages": pages}

if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]]()))
