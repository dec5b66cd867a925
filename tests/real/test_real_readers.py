"""The real public files in all the forms that their publishers give them."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest

from contacts.imports.roster import Listed, Roster
from contacts.imports.rosters_read import read, recognise
from contacts.models import ExternalIdentifier, Person
from contacts.services.reference import load_register
from crm.models import User
from tests import make

pytestmark = [pytest.mark.real, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    load_register(actor=User.objects.system())


def one(content: bytes, name: str, source: str, **options: Any) -> Roster:
    (found,) = read(content, name, source, options=options)
    return found


def told(found: Roster) -> list[Any]:
    return [[repr(getattr(person, name)) for name in Listed.__slots__] for person in found.people]


def element(tag: str, value: Any) -> ElementTree.Element:
    """A value of the JSON as the XML of the same source has it."""
    made = ElementTree.Element(tag)
    if isinstance(value, dict):
        for name, inner in value.items():
            if name.startswith("@"):
                made.set(name[1:], str(inner))
            else:
                made.extend(element(name, each) for each in (inner if isinstance(inner, list) else [inner]))
    elif value is not None:
        made.text = str(value)
    return made


@pytest.mark.parametrize("name", ["personlista_rekonstruerad_2022_2026.json", "personlista_sample_single_person.json"])
def test_list_of_members_says_the_same_as_xml(shared, name) -> None:
    content = shared(f"data/riksdagen/{name}").read_bytes()
    xml = ElementTree.tostring(element("personlista", json.loads(content)["personlista"]), encoding="utf-8")
    assert recognise(content, name) == recognise(xml, "personlista.xml") == "riksdagen"
    assert told(one(xml, "personlista.xml", "riksdagen")) == told(one(content, name, "riksdagen"))


def test_349_elected_come_out_of_the_package_as_out_of_the_file(shared) -> None:
    content = shared("data/val/RD_slutlig_mandatfordelning_2026_rekonstruerad.json").read_bytes()
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("Val_2026_slutlig_mandatfordelning_00_RD.json", content)
    packed = one(room.getvalue(), "Val_2026_slutlig_00_RD.zip", "valmyndigheten")
    assert (len(packed.people), packed.wrong, packed.warnings) == (349, [], [])
    assert told(packed) == told(one(content, "RD.json", "valmyndigheten"))


def test_candidate_number_is_the_bridge_from_the_legal_name_to_the_one_people_know(shared) -> None:
    content = shared("data/val/kandidaturer_2026_subset_sample.csv").read_bytes()
    person = make.person("Abdulkadir Kasirga")
    Person.objects.filter(pk=person.pk).update(legal_name="Abdulkadir Kasirga")
    ExternalIdentifier.objects.create(scheme="val-2026", value="3795", person=person)
    assert recognise(content, "kandidaturer.csv") == "candidates"
    (listed,) = one(content, "kandidaturer.csv", "candidates").people
    assert (listed.number, listed.given, listed.family) == ("3795", "Kadir", "Kasirga")
    assert "Stockholm" not in repr(listed)
