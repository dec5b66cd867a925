"""`python -m tests.benchmarks.product PART`: what Samsyn needs, as JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.cache import cache  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.http import HttpRequest, QueryDict  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from advocacy.models import Goal, Participation, Plan  # noqa: E402
from advocacy.services.reach import Reach  # noqa: E402
from contacts.imports import engine  # noqa: E402
from contacts.models import Person  # noqa: E402
from contacts.views.exports import PersonExport  # noqa: E402
from crm.common.dates import today  # noqa: E402
from crm.common.exports import XLSX  # noqa: E402
from crm.models import User  # noqa: E402
from tests.benchmarks import board, radar  # noqa: E402
from tests.benchmarks.measuring import Measures, page, several, with_memory  # noqa: E402

MANY = 100_000
FOLDER = Path(os.environ["SAMSYN_BENCH_FOLDER"])
# The columns that the baseline has too.
COLUMNS = (
    "given_name", "family_name", "title", "email", "phone", "organization", "role", "area", "party", "starts_on",
)  # fmt: skip


def _user() -> User:
    return User.objects.get(email="bench@example.se")


def import_(name: str) -> Measures:
    """A whole file into a register without people: read, understood, matched, stored with history, committed."""
    content = (FOLDER / name).read_bytes()
    actor = _user()

    def work() -> None:
        found = engine.reading(engine.SOURCES[engine.LIST], content, name)
        result = engine.apply(found, name, actor=actor)
        if not result.applied or result.new["person"] != MANY:
            raise RuntimeError(f"the import failed: {result.wrong[:3]}")

    measured = with_memory(work)
    if Person.history.count() != MANY:
        raise RuntimeError("there are people without history")
    return {f"import {name.rpartition('.')[2]}": {**measured, "rows": MANY}}


def export() -> Measures:
    """The list of people as its export page writes it, with the columns of the baseline."""

    def work() -> None:
        listing: Any = PersonExport()
        request = HttpRequest()
        request.method, request.path, request.GET, request.user = (
            "GET",
            reverse("contacts:person_export"),
            QueryDict(),
            _user(),
        )
        listing.setup(request)
        request.resolver_match = None
        taking = listing.taking(XLSX, COLUMNS, {})
        with (FOLDER / "out.xlsx").open("wb") as stream:
            if XLSX.write(stream, taking) != MANY:
                raise RuntimeError("the export is not whole")

    work()
    return {"export": {**several(work, repeat=3, warm_up=0), "grew": with_memory(work)["grew"], "rows": MANY}}


def pages() -> Measures:
    cache.clear()
    client = Client(SERVER_NAME="localhost")
    client.force_login(_user())
    met = Participation.objects.filter(person__isnull=False).values("person").annotate(n=Count("pk"))
    someone = met.filter(n__gte=50).order_by("n", "person").first() or met.order_by("-n", "person")[0]
    people = reverse("contacts:person_list")
    return {
        "list 1": page(client, people),
        "list 1000": page(client, f"{people}?sida=1000"),
        "person": {
            **page(client, reverse("contacts:person_detail", args=[someone["person"]])),
            "contacts": someone["n"],
        },
        "search": page(client, reverse("crm:search_suggest") + "?q=almvre"),
    }


def _goal() -> Goal:
    plan = Plan.objects.current(today())
    if plan is None:
        raise RuntimeError("there is no plan to measure on")
    return Goal.objects.get(plan=plan, code="SAMHB-1")


def reach() -> Measures:
    goal = _goal()
    first, last = goal.plan.starts_on, min(today(), goal.plan.ends_on or today())

    def count() -> None:
        found = Reach(goal, first, last)
        if not found.reached or found.coverage is None or not found.groups:
            raise RuntimeError("nothing was reached: the seed and the goal do not meet")

    client = Client(SERVER_NAME="localhost")
    client.force_login(_user())
    addresses = {
        "goal page": goal.get_absolute_url(),
        "coverage card": reverse("advocacy:goal_coverage"),
        "plan page": goal.plan.get_absolute_url(),
        "priority page": goal.priority.get_absolute_url(),
        "goal list": reverse("advocacy:goal_units", args=[goal.pk, "missed"]),
    }
    measured = {"reach": several(count, repeat=3, warm_up=1)}
    return measured | {name: page(client, url, repeat=3) for name, url in addresses.items()}


PARTS: dict[str, Callable[[], Measures]] = {
    "csv": lambda: import_("people.csv"),
    "xlsx": lambda: import_("people.xlsx"),
    "export": export,
    "pages": pages,
    "reach": reach,
    "board": board.measure,
    "radar": radar.councils_after_an_election,
}

if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]]()))
