"""The real public files: who was elected in 2026, who sat 2022–26."""

import datetime as dt
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import ExternalIdentifier, Membership, Person
from contacts.services.reference import load_register
from crm.models import User

pytestmark = [pytest.mark.real, pytest.mark.django_db]

NOTHING = {"person": 0, "membership": 0}
LAST_DAY, FIRST_DAY = dt.date(2026, 9, 27), dt.date(2026, 9, 28)


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    load_register(actor=User.objects.system())


def run(command: str, path: Path, flag: str = "--apply") -> dict[str, Any]:
    out = io.StringIO()
    call_command(command, str(path), flag, "--json", stdout=out)
    return json.loads(out.getvalue())


def seats(day: dt.date) -> Counter[str]:
    held = Membership.objects.active_on(day).filter(organization__name="Sveriges riksdag")
    return Counter(held.values_list("party__code", flat=True))


def test_349_elected_become_349_people_with_a_mandate_each(shared) -> None:
    path = shared("data/val/RD_slutlig_mandatfordelning_2026_rekonstruerad.json")
    result = run("import_election", path)
    assert (result["rows"], result["wrong"], result["doubtful"], result["warnings"]) == (349, [], 0, [])
    assert (result["new"]["person"], result["new"]["membership"]) == (349, 349)
    assert Person.objects.count() == Membership.objects.count() == 349
    assert seats(LAST_DAY) == {}
    assert seats(FIRST_DAY) == {"S": 99, "M": 70, "SD": 62, "V": 30, "C": 25, "KD": 22, "MP": 22, "L": 19}
    areas = Counter(Membership.objects.values_list("area__kind", "area__name"))
    assert len(areas) == 29
    assert areas["constituency", "Stockholms län"] == 43
    assert ExternalIdentifier.objects.filter(scheme="val-2026").count() == 349

    again = run("import_election", path)
    assert again["new"] == again["changed"] == again["ended"] == NOTHING
    assert again["unchanged"] == {"person": 349, "membership": 349}


def test_443_members_become_443_people_with_471_mandates_and_one_doubt(shared) -> None:
    path = shared("data/riksdagen/personlista_rekonstruerad_2022_2026.json")
    result = run("import_riksdagen", path)
    assert (result["rows"], result["wrong"], result["doubtful"], result["warnings"]) == (443, [], 1, [])
    assert (result["new"]["person"], result["new"]["membership"]) == (443, 471)
    assert Person.objects.filter(memberships=None).count() == 29
    assert "2026-09 " in result["doubtful_rows"][0]["reason"]
    assert 340 <= seats(dt.date(2026, 3, 11)).total() <= 360
    assert seats(LAST_DAY).total() > 0
    assert seats(FIRST_DAY) == {}
    assert Person.objects.filter(given_name="Mattias", family_name="Karlsson").count() == 2

    again = run("import_riksdagen", path)
    assert again["new"] == again["changed"] == again["ended"] == NOTHING
    assert (again["unchanged"], again["doubtful"]) == ({"person": 443, "membership": 471}, 1)


def test_record_with_every_field_keeps_its_public_parts(shared) -> None:
    result = run("import_riksdagen", shared("data/riksdagen/personlista_sample_single_person.json"))
    assert (result["new"]["person"], result["new"]["membership"]) == (1, 5)
    # Two delegations that the register does not hold.
    assert result["doubtful"] == 2
    person = Person.objects.get()
    assert person.contact_details.get().value.endswith("@riksdagen.se")
    assert set(person.identifiers.values_list("scheme", flat=True)) == {"riksdagen", "riksdagen-guid"}


def test_reading_a_long_list_takes_no_more_questions_than_a_short_one(shared) -> None:
    path = shared("data/val/RD_slutlig_mandatfordelning_2026_rekonstruerad.json")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        run("import_election", path)
    assert len(asked) < 70
