"""Who the 349 elected of 2026 are among the 443 members of 2022–26, held against pairs that were judged by hand."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command

from contacts.choices import RadarSource, Scheme
from contacts.imports import rosters_read
from contacts.imports.matching import Match, doubles, matched
from contacts.imports.roster import Roster
from contacts.models import ExternalIdentifier
from contacts.services.reference import load_register
from crm.models import User

pytestmark = [pytest.mark.real, pytest.mark.django_db]

LABELS = Path(__file__).parents[1] / "data" / "labelled_pairs.csv"
MEMBERS = "data/riksdagen/personlista_rekonstruerad_2022_2026.json"
ELECTED = "data/val/RD_slutlig_mandatfordelning_2026_rekonstruerad.json"


def elected(path: Path) -> Roster:
    (roster,) = rosters_read.read(path.read_bytes(), path.name, RadarSource.VALMYNDIGHETEN)
    return roster


def labels() -> dict[tuple[str, str], str]:
    with LABELS.open(newline="") as file:
        return {(row["intressent_id"], row["kandidatnummer"]): row["same"] for row in csv.DictReader(file)}


@dataclass
class Figures:
    certain: set[tuple[str, str]]
    doubtful: dict[str, list[str]]
    none: list[str]

    @classmethod
    def of(cls, roster: Roster, matches: dict[int, Match]) -> "Figures":
        held = ExternalIdentifier.objects.filter(scheme=Scheme.RIKSDAGEN)
        ids = dict(held.values_list("person_id", "value"))
        found = cls(set(), {}, [])
        for one in roster.people:
            match = matches[one.row]
            if match.is_certain:
                found.certain.add((ids[match.person], one.number))
            elif match.candidates:
                found.doubtful[one.number] = [ids[c.person] for c in match.candidates]
            else:
                found.none.append(one.number)
        return found


@pytest.fixture
def register(db: None) -> None:
    load_register(actor=User.objects.system())


def bring_in(command: str, path: Path) -> None:
    call_command(command, str(path), "--apply", "--json", stdout=io.StringIO())


def test_certain_is_certain_and_little_is_left_to_a_person(register: None, shared) -> None:
    bring_in("import_riksdagen", shared(MEMBERS))
    roster = elected(shared(ELECTED))
    figures = Figures.of(roster, matched(roster))
    told = labels()
    same = {pair for pair, word in told.items() if word == "yes"}
    right = figures.certain & same
    seen = {pair for pair in same - right if pair[0] in figures.doubtful.get(pair[1], [])}
    print(f"certain {len(figures.certain)}, doubtful {len(figures.doubtful)}, none {len(figures.none)};")
    print(f"precision {len(right) / len(figures.certain):.3f}, recall {len(right) / len(same):.3f},")
    print(f"recall with the doubtful {len(right | seen) / len(same):.3f}, of {len(same)} pairs")
    assert figures.certain - same == set()
    assert len(right) >= 0.88 * len(same)
    assert right | seen == same
    assert len(figures.doubtful) <= 30


def test_those_imported_side_by_side_are_found_to_be_one(register: None, shared) -> None:
    bring_in("import_riksdagen", shared(MEMBERS))
    roster = elected(shared(ELECTED))
    certain = Figures.of(roster, matched(roster)).certain
    bring_in("import_election", shared(ELECTED))
    matches = matched(roster)
    assert all(match.is_certain and match.reasons == ("Samma externa id",) for match in matches.values())
    held = ExternalIdentifier.objects.filter(scheme=Scheme.RIKSDAGEN)
    ids = dict(held.values_list("person_id", "value"))
    numbers = {one.row: one.number for one in roster.people}
    found = doubles(roster, matches)
    assert {(ids[double.keep], numbers[double.row]) for double in found if double.is_certain} == certain
    print(f"side by side: certain {len(certain)}, doubtful {len(found) - len(certain)}")
    assert len(found) - len(certain) <= 30


def test_the_other_way_round_nobody_else_is_certain_either(register: None, shared) -> None:
    """The elected are in the register, and Riksdagen's list of those before is read: the same pairs, as certain."""
    bring_in("import_election", shared(ELECTED))
    path = shared(MEMBERS)
    (roster,) = rosters_read.read(path.read_bytes(), path.name, RadarSource.RIKSDAGEN)
    found = matched(roster)
    held = ExternalIdentifier.objects.filter(scheme=Scheme.ELECTION)
    ids = dict(held.values_list("person_id", "value"))
    certain = {(one.number, ids[m.person]) for one in roster.people if (m := found[one.row]).is_certain}
    doubtful = [one for one in roster.people if found[one.row].is_doubtful]
    same = {pair for pair, word in labels().items() if word == "yes"}
    print(f"the other way round: certain {len(certain)}, doubtful {len(doubtful)}")
    assert certain - same == set()
    assert len(certain) >= 0.85 * len(same)
    assert len(doubtful) <= 40
