"""History of what imports store has few indexes: what the pages and undoing ask of it are among them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from contacts.models import Person
from contacts.views.editing import parts_of_person
from crm.models import User
from tests import make

pytestmark = pytest.mark.django_db


def is_read_by_index(asked: Any) -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # which reads so few rows through, unless it may not
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = asked.explain()
    scans = [line for line in plan.splitlines() if "SCAN" in line or "Scan" in line]
    return not any("Seq Scan on contacts_historical" in line or "SCAN contacts_historical" in line for line in scans)


def test_changes_of_a_person_are_found_by_indexes() -> None:
    anna = make.person("Anna Ek")
    for asked in [anna.history.all(), *parts_of_person(anna)]:
        assert is_read_by_index(asked.order_by("-history_date", "-history_id")), str(asked.query)


def test_rows_of_an_operation_are_found_by_indexes() -> None:
    assert is_read_by_index(Person.history.filter(operation=1).order_by("history_id"))
    assert not is_read_by_index(Person.history.filter(history_user=User.objects.system()).order_by())
