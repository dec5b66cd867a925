"""How many questions every page asks of the database is written down, and a row more never means a question more.

A page that has come to ask more, or fewer, fails here: look why, then write the numbers anew with

    UPDATE_QUERY_COUNTS=1 .venv/bin/pytest tests/sweeps/test_query_counts.py
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.base import make_user
from tests.sweeps.more import add_more
from tests.sweeps.table import API, PAGES
from tests.sweeps.world import build

pytestmark = pytest.mark.django_db
FILE = Path(__file__).with_name("query_counts.json")
ASIDE = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET ")
# What may grow, by something else than rows.
GROWS = {
    # Organizations beneath one are found level by level.
    "contacts:composition_candidates",
}
MOST = {"contacts:person_list": 10, "contacts:organization_list": 10, "contacts:person_detail": 12}


def counted(world: dict[str, dict[str, object]]) -> dict[str, int]:
    """By the name of the address: how many queries, once what is kept in memory is there."""
    client = Client()
    client.force_login(make_user("dag"))
    found = {}
    for name, rule in sorted((PAGES | API).items()):
        if rule.get is None:
            continue
        path = reverse(name, kwargs=world[rule.of])
        for _again in range(2):
            with transaction.atomic(), CaptureQueriesContext(connection) as queries:
                answer = client.get(path)
                if answer.streaming:
                    b"".join(answer.streaming_content)
                transaction.set_rollback(True)
                # Those of the page: what `transaction` says around it is ours.
                asked = [query for query in queries if not query["sql"].lstrip().upper().startswith(ASIDE)]
        if answer.status_code == 200:
            found[name] = len(asked)
    return found


@pytest.mark.usefixtures("in_the_plan")
def test_every_page_asks_as_many_queries_as_written_down() -> None:
    found = counted(build())
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        FILE.write_text(json.dumps(found, indent=2, sort_keys=True) + "\n")
    written = json.loads(FILE.read_text())
    assert found == written
    assert {name: n for name, n in found.items() if n > MOST.get(name, n)} == {}


def test_a_row_more_never_means_a_query_more() -> None:
    world = build()
    grown = add_more()
    assert {"contacts.Person", "contacts.Membership", "contacts.ContactDetail", "advocacy.Interaction",
            "advocacy.Participation", "advocacy.Task", "advocacy.Goal"} <= grown  # fmt: skip
    few = counted(world)
    add_more()
    many = counted(world)
    assert {name: (few[name], n) for name, n in many.items() if n > few.get(name, n) and name not in GROWS} == {}
