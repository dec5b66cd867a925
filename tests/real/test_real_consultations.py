"""The public sample of 139 consultations: the last days and diary numbers are found in the text, and none is wrong."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command

from advocacy.imports.consultations import read
from advocacy.models import Consultation
from contacts.services.reference import load_register
from crm.models import User

pytestmark = [pytest.mark.real, pytest.mark.django_db]
FILE = "data/remisser/g0v_remisser_2025-09_2026-01.json"
ANSWERS = ("deadline", "diarienummer")  # what others found in the same pages: read by the test alone


def asked(shared) -> list[dict[str, str]]:
    """The rows of the sample without what is to be found."""
    rows = json.loads(shared(FILE).read_bytes())
    return [{name: said for name, said in row.items() if name not in ANSWERS} for row in rows]


def test_last_days_and_diary_numbers_are_found_and_none_is_wrong(shared) -> None:
    reading = read(json.dumps(asked(shared)).encode(), "remisser.json")
    right = json.loads(shared(FILE).read_bytes())
    found = reading.referrals

    assert (len(found), reading.wrong) == (139, [])
    assert sum(1 for one in found if one.due_on) >= 127
    assert sum(1 for one in found if one.reference) >= 134
    for one, key in zip(found, right, strict=True):
        assert one.due_on is None or one.due_on.isoformat() == key["deadline"], one.url
        assert not one.reference or one.reference == key["diarienummer"], one.url


def test_sample_becomes_a_desk_and_reading_it_again_changes_nothing(shared) -> None:
    load_register(actor=User.objects.system())
    path, told = str(shared(FILE)), []
    for _again in range(2):
        out = io.StringIO()
        call_command("import_consultations", path, "--apply", "--json", stdout=out)
        told.append(json.loads(out.getvalue()))

    assert told[0]["consultations"] == {"new": 139, "changed": 0, "unchanged": 0, "skipped": 0}
    assert told[1]["consultations"] == {"new": 0, "changed": 0, "unchanged": 139, "skipped": 0}
    assert told[0]["deadlines"] == 127 and told[0]["references"] == 134
    assert Consultation.objects.filter(due_on__isnull=False).count() == 127
    assert Consultation.objects.filter(sender__isnull=True).count() <= 5
    assert Consultation.history.count() == 139
