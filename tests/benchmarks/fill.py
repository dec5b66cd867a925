"""`python -m tests.benchmarks.fill register|full|files`: fills a kept database, or writes the files to import."""

from __future__ import annotations

import csv
import datetime as dt
import os
import sys
from pathlib import Path

import django

django.setup()

from django.contrib.auth.models import Group  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from rustpy_xlsxwriter import FastExcel, Format  # noqa: E402

from advocacy.services.reference import load_plans  # noqa: E402
from contacts.services.reference import load_register  # noqa: E402
from crm.models import User  # noqa: E402
from tests.benchmarks.rows import HEADINGS, rows  # noqa: E402


def database(name: str) -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    if name == "renew":  # what is kept follows the models
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return
    actor = User.objects.system()
    if name == "full":
        call_command("seed_benchmark", verbosity=0)
    else:
        load_register(actor=actor)
        load_plans(actor=actor)
    user = User.objects.create_user("bench@example.se", name="Bench")
    user.groups.add(Group.objects.get(name="manager"))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM ANALYZE")


def files() -> None:
    folder = Path(os.environ["SAMSYN_BENCH_FOLDER"])
    listed = list(rows())
    with (folder / "people.csv").open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows(listed)
    # The baseline knows its columns by their names, and a row by its id.
    with (folder / "baseline.csv").open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(["id", "given_name", "family_name", "title", "email", "phone", "organization", "role",
                         "municipality", "party", "starts_on"])  # fmt: skip
        writer.writerows((n, *row) for n, row in enumerate(listed, start=1))
    records = ({**dict(zip(HEADINGS, row, strict=True)), "Från": dt.date.fromisoformat(row[-1])} for row in listed)
    with (folder / "people.xlsx").open("wb") as stream:
        date = Format().set_num_format("yyyy-mm-dd")
        FastExcel(stream).sheet("Personer", records, column_formats={"Från": date}).save()


if __name__ == "__main__":
    files() if sys.argv[1] == "files" else database(sys.argv[1])
