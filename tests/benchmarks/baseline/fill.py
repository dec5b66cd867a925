"""`python -m tests.benchmarks.baseline.fill baseline`: 100,000 people, one of them with 50 contacts."""

from __future__ import annotations

import csv
import datetime as dt
import os
import sys
from pathlib import Path

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from tests.benchmarks.baseline.models import Contact, Person  # noqa: E402

SUMMARY = "Vi gick igenom läget, vad som beslutats och vad som återstår att göra före sommaren. " * 3

if __name__ == "__main__" and sys.argv[1] != "renew":
    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0, run_syncdb=True)  # our own tables refer to those of the admin
    with (Path(os.environ["SAMSYN_BENCH_FOLDER"]) / "baseline.csv").open(encoding="utf-8", newline="") as text:
        people = [Person(**row) for row in csv.DictReader(text)]
    Person.objects.bulk_create(people, batch_size=1000)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('baseline_person', 'id'), max(id)) FROM baseline_person"
            )
    day = dt.date(2026, 9, 1)
    Contact.objects.bulk_create(
        Contact(
            person_id=1,
            held_on=day - dt.timedelta(days=9 * n),
            kind="Möte",
            title=f"Möte {n} om tågen",
            summary=SUMMARY,
        )
        for n in range(50)
    )
    get_user_model().objects.create_superuser("bench", "bench@example.se", "x")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
