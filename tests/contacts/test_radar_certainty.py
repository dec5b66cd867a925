"""Nothing wrong comes by itself: lists that are short, somebody else's, of another day, or say what cannot be."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from copy import deepcopy
from email.message import Message
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import TestCase
from django.utils import timezone

from contacts import jobs_radar
from contacts.choices import ChangeKind, ChangeState, RadarSource, RadarState, Scheme, TermBody
from contacts.imports import fetching, packages, radar_files
from contacts.imports import radar as source
from contacts.imports.comparing import compare
from contacts.imports.matching import matched
from contacts.imports.result import Unusable
from contacts.imports.roster import Listed, Roster
from contacts.imports.rosters_read import read
from contacts.imports.sources import riksdagen, valmyndigheten
from contacts.models import FetchedSource, Membership, Organization, Person, RadarChange, RadarRun
from contacts.services import fetched_sources, radar_applying, radar_decisions, radar_tidying
from contacts.services.import_plan import Doubt, Wrong
from contacts.services.reference import load_register
from crm.common import extensions
from crm.models import User
from tests import make
from tests.contacts import comparing
from tests.contacts.comparing import elected, identified_as, kinds, known_by_identifier, listed, of_kind, seat, seated
from tests.contacts.importing import DATA, sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> dict[Any, Any]:
    return comparing.terms()


def left(told: Any) -> list[Any]:
    return [one for one in told if one.kind == ChangeKind.LEFT]


# --- A list that is short -----------------------------------------------------------------------------------------


def test_file_with_fewer_elected_than_it_has_seats_says_of_nobody_that_they_left(register) -> None:
    data = sample("val_RD.json")
    data["valomrade"]["totaltAntalMandat"] = 349
    found = valmyndigheten.roster(data)
    assert found.covers == []
    assert "3 av 349" in found.warnings[0]
    data["valomrade"]["totaltAntalMandat"] = 3
    assert [cover.role for cover in valmyndigheten.roster(data).covers] == ["Riksdagsledamot"]


def test_empty_chairs_of_a_party_are_no_missing_elected(register) -> None:
    data = sample("val_KF_1980.json")
    many = len(valmyndigheten.roster(deepcopy(data)).people)
    data["valomrade"]["totaltAntalMandat"] = many + 1
    assert valmyndigheten.roster(deepcopy(data)).covers == []
    party = _parties(data)[0]
    party["antalTommaStolar"] = 1
    assert len(valmyndigheten.roster(data).covers) == 1


def _parties(data: Any) -> list[Any]:
    whole = data["valomrade"]
    parts = whole.get("valkretsLista") or []
    parts = parts if isinstance(parts, list) else [parts]
    level = parts[0] if parts and all(part.get("valda") for part in parts) else whole
    found = level["valda"]["partiLedamoterLista"]
    return found if isinstance(found, list) else [found]


def test_nobody_left_while_a_row_of_the_list_could_not_be_read(register) -> None:
    data = sample("val_KF_1980.json")
    party = _parties(data)[0]
    member = party["ledamoter"][0] if isinstance(party["ledamoter"], list) else party["ledamoter"]
    member["namn"] = ""
    found = valmyndigheten.roster(data)
    assert (len(found.wrong), found.covers) == (1, [])


def test_wrong_row_of_one_file_in_a_package_is_that_row_and_no_other(register) -> None:
    data = sample("val_KF_1980.json")
    party = _parties(data)[0]
    member = party["ledamoter"][0] if isinstance(party["ledamoter"], list) else party["ledamoter"]
    member["kandidatnummer"], member["namn"] = "4711", ""
    files = [
        ("mandatfordelning_RD.json", json.dumps(sample("val_RD.json")).encode()),
        ("mandatfordelning_KF.json", json.dumps(data).encode()),
    ]
    (found,) = read(packages.packed(files), "Val.zip", "valmyndigheten")
    rows = {one.row: one for one in found.people}
    assert [rows[wrong.row].number for wrong in found.wrong] == ["4711"]
    assert [cover.role for cover in found.covers] == ["Riksdagsledamot"]


def test_nobody_left_of_those_whose_row_is_wrong_or_not_fully_read(of) -> None:
    ann, bo = identified_as(make.person("Ann Ek"), "90002"), identified_as(make.person("Bo Al"), "90003")
    for who in (ann, bo):
        seated(who, make.riksdag())
    new = of[TermBody.RIKSDAG, 2026]
    for who, number in ((ann, "90002"), (bo, "90003")):
        who.identifiers.update(scheme=Scheme.ELECTION, value=number)
    roster = elected(
        listed(1, "Cia Berg", seat(make.riksdag(), new)), listed(2, "Ann Ek"), listed(3, "Bo Al"),
    )  # fmt: skip
    roster.wrong, roster.doubtful = [Wrong(2, "valkrets", "?", "Finns inte")], [Doubt(3, "Bo Al", "Perioden går inte")]
    told = left(compare(roster, known_by_identifier(roster)).proposals)
    assert [(one.person, one.is_certain) for one in told] == [(ann.pk, False), (bo.pk, False)]


def test_list_without_many_of_those_who_sat_is_perhaps_not_the_whole(of) -> None:
    """Sixteen sat, four of the new are listed: a file cut off, a party's own list, another council's."""
    body, new = comparing.council(), of[TermBody.MUNICIPAL_COUNCIL, 2026]
    for number in range(16):
        seated(f"Person{number} Ek{number}", body, starts_on=comparing.COUNCIL_OLD)
    rows = [listed(row, f"Ny{row} Al{row}", seat(body, new)) for row in range(1, 5)]
    told = left(compare(elected(*rows), {}).proposals)
    assert len(told) == 16
    assert not any(one.is_certain for one in told)
    assert "hela listan" in " ".join(told[0].reasons)
    rows = [listed(row, f"Ny{row} Al{row}", seat(body, new)) for row in range(1, 17)]
    assert not any(one.is_certain for one in left(compare(elected(*rows), {}).proposals))


def test_list_with_somebody_who_sat_and_as_many_as_sat_is_the_council_s(of) -> None:
    body, new = comparing.council(), of[TermBody.MUNICIPAL_COUNCIL, 2026]
    people = [make.person(f"Person{number} Ek{number}") for number in range(16)]
    for who in people:
        seated(who, body, starts_on=comparing.COUNCIL_OLD)
    rows = [listed(row, f"Ny{row} Al{row}", seat(body, new)) for row in range(1, 16)]
    matches = {row: comparing.certain(people[row]) for row in range(1, 7)}
    told = left(compare(elected(*rows), matches).proposals)
    assert len(told) == 10
    assert all(one.is_certain for one in told)


# --- Somebody else's list -----------------------------------------------------------------------------------------

FIRST = dt.date(2026, 10, 15)
LIST = "Namn;Parti;Uppdrag\r\nAnna Ek;S;Ledamot\r\n"


@pytest.fixture
def register(db: None) -> None:
    load_register(actor=User.objects.system())


def sheet(content: str, name: str = "lista.csv", **options: Any) -> Roster:
    (found,) = read(content.encode("utf-8-sig"), name, "sheet", options={"source_on": "2026-11-20", **options})
    return found


def test_list_that_calls_itself_another_council_s_says_of_nobody_that_they_left(register) -> None:
    sala = Organization.objects.get(name="Kommunfullmäktige i Sala kommun")
    assert sheet(LIST, organization=sala.pk).covers
    found = sheet("Förtroendevalda i Västerås stad\r\n" + LIST, organization=sala.pk)
    assert found.covers == []
    assert "Västerås" in " ".join(found.warnings)


def test_list_that_tells_no_party_says_of_nobody_that_they_left_theirs(register) -> None:
    sala = Organization.objects.get(name="Kommunfullmäktige i Sala kommun")
    held = make.membership(make.person("Anna Ek"), sala, party=make.party("S"), role="Ledamot", starts_on=FIRST)
    matches = {2: comparing.certain(held.person)}
    silent = sheet("Namn;Uppdrag\r\nAnna Ek;Ledamot\r\n", organization=sala.pk)
    assert kinds(compare(silent, matches).proposals) == []
    telling = sheet("Namn;Parti;Uppdrag\r\nAnna Ek;Partilös;Ledamot\r\n", organization=sala.pk)
    assert kinds(compare(telling, matches).proposals) == ["changed_party"]
    Membership.objects.update(starts_on=dt.date(2022, 10, 15), ends_on=FIRST - dt.timedelta(days=1))
    (told,) = compare(silent, matches).proposals
    assert (told.kind, told.also) == (ChangeKind.RE_ELECTED, [])


# --- Another day --------------------------------------------------------------------------------------------------


def test_older_list_than_the_one_that_was_read_is_certain_of_nothing(of) -> None:
    new = of[TermBody.RIKSDAG, 2026]
    today, yesterday = dt.date(2026, 9, 25), dt.date(2026, 9, 24)
    rows = [listed(1, "Ann Ek", seat(make.riksdag(), new))]
    comparing.carried_out(elected(*rows, source_on=today))
    old = [listed(1, "Ann Ek", seat(make.riksdag(), new)), listed(2, "Bo Al", seat(make.riksdag(), new))]
    told = comparing.proposed(elected(*old, source_on=yesterday))
    assert kinds(told) == ["new_person"]
    assert not told[0].is_certain
    assert "2026-09-25" in " ".join(told[0].reasons)
    assert of_kind(comparing.proposed(elected(*old, source_on=today)), ChangeKind.NEW_PERSON).is_certain


# --- Numbers that are somebody else's -----------------------------------------------------------------------------


def test_number_of_somebody_with_quite_another_name_is_left_to_a_person() -> None:
    """A file of another election, whose numbers begin anew."""
    ann = identified_as(make.person("Anna Ek"), "4711", Scheme.ELECTION)
    roster = Roster("Valmyndigheten", dt.date(2026, 9, 20), Scheme.ELECTION)
    roster.people = [Listed(1, "4711", "Sten Bergdahl", "Sten", "Bergdahl")]
    found = matched(roster)[1]
    assert (found.person, found.is_certain, [one.person for one in found.candidates]) == (None, False, [ann.pk])
    assert found.score < 90
    roster.people = [Listed(1, "4711", "Anna Bergdahl", "Anna", "Bergdahl")]
    assert matched(roster)[1].person == ann.pk
    assert matched(roster, decided={"4711": ann.pk})[1].person == ann.pk


# --- Answers belong to the one who was asked about ----------------------------------------------------------------


def test_answer_about_a_row_of_one_list_is_no_answer_about_the_same_row_of_the_next(register, alma) -> None:
    sala, vasteras = (
        Organization.objects.get(name=f"Kommunfullmäktige i {name}") for name in ("Sala kommun", "Västerås stad")
    )
    anna, bertil = make.person("Anna Testberg"), make.person("Bertil Provhult")
    for who, body in ((anna, sala), (bertil, vasteras)):
        make.membership(who, body, party=make.party("M"), starts_on=dt.date(2022, 10, 15))
    files = [
        ("Sala kommun.csv", b"Namn;Parti;Uppdrag\r\nAnna Testberg;S;Ledamot\r\n"),
        ("Västerås stad.csv", "Namn;Parti;Uppdrag\r\nCilla Nyström;S;Ledamot\r\n".encode()),
    ]
    run = jobs_radar.radar.start(
        actor=alma, source=RadarSource.SHEET, file=ContentFile(packages.packed(files), name="Listor.zip"),
        options={source.MANY: 2, "source_on": "2026-11-20"},
    )  # fmt: skip
    found = jobs_radar.held(run)
    jobs_radar.compare(run, found)
    change = run.changes.get(kind=ChangeKind.DOUBTFUL)
    assert change.name == "Anna Testberg"
    radar_decisions.accept_certain(actor=alma, run=run)
    radar_decisions.decide(actor=alma, change=change, state=ChangeState.ACCEPTED, choice=str(anna.pk))
    radar_applying.apply(run=run, actor=alma, compare=found.compare)
    assert {held.organization for held in anna.memberships.all()} == {sala}
    assert Person.objects.get(family_name="Nyström").memberships.get().organization == vasteras


def test_two_who_sit_in_one_body_are_not_the_same_person(alma) -> None:
    body, anna = comparing.council(), make.person("Anna Ek")
    run = RadarRun.objects.create(source="sheet", file_name="a.csv", created_by=alma, state=RadarState.OPEN)
    candidates = [{"person": anna.pk, "score": 60, "reasons": []}]
    first, second, elsewhere = (
        RadarChange.objects.create(
            run=run, key=key, kind=ChangeKind.DOUBTFUL, name="A Ek", organization=where, candidates=candidates
        )
        for key, where in (("a", body), ("b", body), ("c", comparing.council("Regionfullmäktige")))
    )
    accepted, choice = ChangeState.ACCEPTED, str(anna.pk)
    radar_decisions.decide(actor=alma, change=first, state=accepted, choice=choice)
    radar_decisions.decide(actor=alma, change=first, state=accepted, choice=choice)
    with pytest.raises(ValidationError, match="redan"):
        radar_decisions.decide(actor=alma, change=second, state=accepted, choice=choice)
    radar_decisions.decide(actor=alma, change=elsewhere, state=accepted, choice=choice)
    radar_decisions.decide(actor=alma, change=second, state=accepted, choice="new")


def test_two_of_one_name_in_one_list_are_two_changes(register, alma) -> None:
    content = "Namn;Parti;Uppdrag\r\nAnna Ek;S;Ledamot\r\nAnna Ek;M;Ledamot\r\nAnna Ek;S;Ledamot\r\n"
    sala = Organization.objects.get(name="Kommunfullmäktige i Sala kommun")
    run = jobs_radar.radar.start(
        actor=alma, source=RadarSource.SHEET, file=ContentFile(content.encode(), name="Sala kommun.csv"),
        options={"organization": sala.pk, "source_on": "2026-11-20"},
    )  # fmt: skip
    found = jobs_radar.held(run)
    jobs_radar.compare(run, found)
    assert RadarChange.objects.filter(run=run, kind=ChangeKind.NEW_PERSON).count() == 3
    radar_decisions.accept_certain(actor=alma, run=run)
    radar_applying.apply(run=run, actor=alma, compare=found.compare)
    assert Person.objects.filter(family_name="Ek").count() == 3


# --- What is kept -------------------------------------------------------------------------------------------------


def test_candidates_age_and_home_are_in_no_kept_file(register, alma, eva) -> None:
    content = (DATA / "val_kandidaturer_2026.csv").read_bytes()
    one = radar_files.chosen([("kandidater.csv", content)])
    header, *rows = one.content.decode("utf-8-sig").splitlines()
    assert header == "KANDIDATNUMMER;NAMN;ORDNING;GILTIG"
    assert all(row.count(";") == 3 for row in rows)
    make_known("90002", "Karl Provhult")
    as_it_was, kept = (
        read(text, "kandidater.csv", one.source, options={"source_on": "2026-09-13"})[0].people
        for text in (content, one.content)
    )
    assert as_it_was == kept != []


def make_known(number: str, name: str) -> None:
    who = make.person(name)
    Person.objects.filter(pk=who.pk).update(legal_name=name)
    identified_as(who, number, Scheme.ELECTION)


def test_one_who_is_forgotten_is_in_no_change(alma, eva) -> None:
    anna, bo = make.person("Anna Ek"), make.person("Bo Ek")
    run = RadarRun.objects.create(source="sheet", file_name="a.csv", created_by=alma)
    RadarChange.objects.create(run=run, key="a", kind=ChangeKind.LEFT, name="Anna Ek", person=anna)
    RadarChange.objects.create(run=run, key="b", kind=ChangeKind.LEFT, name="Bo Ek", person=bo)
    candidates = [{"person": one.pk, "score": 60, "reasons": []} for one in (anna, bo)]
    RadarChange.objects.create(
        run=run, key="c", kind=ChangeKind.DOUBTFUL, name="A Ek", before=[["Namn", "Anna Ek"]], candidates=candidates
    )
    (data,) = (one for one in extensions.personal_data if one.name == "radar")
    assert [told["name"] for told in data.extract(anna)] == ["Anna Ek"]
    data.erase(anna, eva)
    left = {change.key: change for change in run.changes.all()}
    assert left.keys() == {"b", "c"}
    assert (left["c"].before, [one["person"] for one in left["c"].candidates]) == ([], [bo.pk])


def test_copies_of_sources_are_thrown_away_in_time(db) -> None:
    kept = fetched_sources.keep(address="https://a.example/x", content=b"x", digest="", name="x", headers={"etag": "1"})
    storage, name = kept.file.storage, kept.file.name
    assert radar_tidying.forget_files() == 0
    FetchedSource.objects.update(fetched_at=timezone.now() - radar_tidying.KEPT - dt.timedelta(days=1))
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert radar_tidying.forget_files() == 1
    assert not storage.exists(name)
    assert fetched_sources.copy_of(FetchedSource.objects.get()) is None


def test_deeply_nested_xml_is_refused_in_words(register) -> None:
    content = b"<personlista>" + b"<a>" * 5_000 + b"</a>" * 5_000 + b"</personlista>"
    with pytest.raises(Unusable, match="inte läsbar XML"):
        read(content, "lista.xml", "riksdagen")


def test_host_that_lets_a_byte_fall_now_and_then_is_not_waited_for(db) -> None:
    seconds = itertools.count(0, 60)

    class Drip:
        @staticmethod
        def read1(_most: int) -> bytes:
            return b"x"

    fetcher = fetching.Fetcher(clock=lambda: float(next(seconds)))
    with pytest.raises(Unusable, match="för långsamt"):
        fetcher._read(Drip(), Message())  # type: ignore[arg-type]


# --- How it is told -----------------------------------------------------------------------------------------------


def test_name_that_was_guessed_is_told_once_on_each_side() -> None:
    who = identified_as(make.person("Karl Anders Provhult"), "90002", Scheme.ELECTION)
    Person.objects.filter(pk=who.pk).update(legal_name="Karl Anders Provhult")
    roster = Roster("Valmyndigheten", dt.date(2026, 9, 13), Scheme.ELECTION)
    roster.people = [Listed(1, "90002", "Kalle Provhult", "Kalle", "Provhult")]
    (told,) = compare(roster, known_by_identifier(roster)).proposals
    for side in (told.before, told.after):
        assert [line[0] for line in side].count("Namn") == 1


def test_substitute_who_does_not_serve_is_no_substitute_in(register) -> None:
    found = riksdagen.roster(sample("personlista.json"))
    idle = {one.name for one in found.people for held in one.seats if held.is_idle}
    told = {one.name: one.kind for one in compare(found, {}).proposals if one.kind == ChangeKind.SUBSTITUTE_IN}
    assert idle
    assert not idle & told.keys()
