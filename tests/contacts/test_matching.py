"""Who a listed person is: certain only where nobody else can be meant; what is doubtful is left to a person."""

import datetime as dt
import itertools
import random

import pytest

from contacts.choices import ChangeKind, ChangeState, Level, RoleKind, Scheme
from contacts.imports.matching import doubles, identified, key_of, matched
from contacts.imports.roster import Listed, Roster, Seat
from contacts.models import ExternalIdentifier, PersonPair, RadarChange
from contacts.services import duplicates
from crm.common import writes
from tests import make
from tests.contacts.radaring import Told, run_of

pytestmark = pytest.mark.django_db

BEFORE, AFTER, LAST_DAY = dt.date(2022, 9, 26), dt.date(2026, 9, 28), dt.date(2026, 9, 27)


class Place:
    """Two counties with their constituencies, regions and towns, and councils there."""

    def __init__(self) -> None:
        self.county, self.other_county = make.area("Uppsala län"), make.area("Skåne län")
        self.here = make.constituency("Uppsala läns valkrets", self.county)
        self.there = make.constituency("Skånes södra valkrets", self.other_county)
        self.town, self.next_town = (make.municipality(name, self.county) for name in ("Knivsta", "Tierp"))
        self.far_town = make.municipality("Lund", self.other_county)
        self.chamber = make.riksdag()
        self.council, self.next_council, self.far_council = (
            make.organization(f"Fullmäktige {town}", "assembly", level=Level.LOCAL, area=town)
            for town in (self.town, self.next_town, self.far_town)
        )
        self.region = make.organization("Regionfullmäktige", "assembly", level=Level.REGIONAL, area=self.county)


@pytest.fixture
def place(db):
    return Place()


def known(name, body, code="S", area=None, ends_on=LAST_DAY, starts_on=BEFORE, **fields):
    """Somebody of the register who sat in `body` in the term before."""
    who = make.person(name, **fields)
    make.membership(who, body, party=make.party(code), area=area, starts_on=starts_on, ends_on=ends_on)
    return who


def listed(name, body, code="S", area=None, number=None, row=None, **fields):
    """Somebody on the source's list of the new term, called by their legal name."""
    party = make.party(code) if code else None
    seat = Seat(body, "Ledamot", RoleKind.ELECTED, AFTER, None, party=party, area=area)
    row = row or next(ROWS)
    fields.setdefault("is_legal_name", True)
    return Listed(row, str(row) if number is None else number, name, seats=[seat], **fields)


ROWS = itertools.count(1)


def roster(*people, scheme=Scheme.ELECTION):
    return Roster("Valmyndigheten", AFTER, scheme, people=list(people))


def match(*people, decided=None):
    """How the first of `people` is matched, with the others on the list too."""
    return matched(roster(*people), decided=decided or {})[people[0].row]


def is_doubtful(found, *people):
    return found.is_doubtful and found.person is None and [c.person for c in found.candidates] == [p.pk for p in people]


# --- What is certain ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "legal"),
    [
        ("Heléne Björk", "Heléne Björk"),
        ("Fredrik Olovsson", "Jan Fredrik Olovsson"),
        ("Ebba Busch", "Ebba-Elisabeth Busch"),
        ("Peter Hultqvist", "Peter Hultkvist"),
        ("Håkan Svenneling", "Håkan Erik Matz Svenneling"),
        ("Romina Pourmokhtari", "Romina Pourmokhtari Holwaster"),
        ("John E Weinerhall", "John Eriksson Weinerhall"),
    ],
)
def test_member_elected_again_is_certain_whatever_form_of_the_name(place, name, legal):
    who = known(name, place.chamber, area=place.here)
    found = match(listed(legal, place.chamber, area=place.here))
    assert (found.person, found.is_certain) == (who.pk, True)
    assert "Samma valkrets" in found.reasons


def test_common_name_in_the_same_council_and_party_is_certain_though_others_have_it_elsewhere(place):
    for body, code in [
        (place.next_council, "S"),
        (place.far_council, "S"),
        (place.council, "M"),
        (place.far_council, "V"),
    ]:
        known("Anna Johansson", body, code)
    who = known("Anna Johansson", place.council)
    assert match(listed("Anna Johansson", place.council)).person == who.pk


def test_rare_name_that_goes_from_council_to_riksdag_in_one_county_and_party_is_certain(place):
    who = known("Ylva Krusenhjelm", place.council)
    assert match(listed("Ylva Krusenhjelm", place.chamber, area=place.here)).person == who.pk
    assert match(listed("Ylva Krusenhjelm", place.region)).person == who.pk


def test_birth_year_makes_one_who_changed_county_certain(place):
    who = known("Ylva Krusenhjelm", place.council, birth_year=1975)
    found = match(listed("Ylva Krusenhjelm", place.chamber, area=place.there, birth_year=1975))
    assert (found.person, found.is_certain) == (who.pk, True)


def test_one_whose_party_is_not_told_is_certain_by_a_rare_name_in_the_same_council(place):
    who = known("Ylva Krusenhjelm", place.council)
    known("Anna Johansson", place.council)
    assert match(listed("Ylva Krusenhjelm", place.council, code="")).person == who.pk
    assert not match(listed("Anna Johansson", place.council, code="")).is_certain


def test_party_left_behind_still_tells(place):
    who = known("Ylva Krusenhjelm", place.council, "S", ends_on=dt.date(2024, 1, 31))
    make.membership(who, place.council, party=make.party("V"), starts_on=dt.date(2024, 2, 1), ends_on=LAST_DAY)
    assert match(listed("Ylva Krusenhjelm", place.council, "S")).person == who.pk


def test_former_name_tells_too(place):
    who = known("Ylva Krusenhjelm", place.council, other_names="Ylva Sandelhielm")
    assert match(listed("Ylva Sandelhielm", place.council)).person == who.pk


# --- What is not ----------------------------------------------------------------------------------------


def test_father_and_son_of_one_name_and_party_in_two_constituencies_are_never_certain(place):
    father = known("Göran Krusenhjelm", place.chamber, area=place.here)
    son = listed("Göran Krusenhjelm", place.chamber, area=place.there)
    again = listed("Göran Krusenhjelm", place.chamber, area=place.here)
    assert is_doubtful(match(son), father)
    both = matched(roster(son, again))
    assert not both[son.row].is_certain
    assert not both[again.row].is_certain


def test_father_and_son_are_told_apart_by_their_years(place):
    father = known("Göran Krusenhjelm", place.chamber, area=place.here, birth_year=1950)
    son = listed("Göran Krusenhjelm", place.chamber, area=place.here, birth_year=1980)
    again = listed("Göran Krusenhjelm", place.chamber, area=place.here, birth_year=1950)
    assert not match(son).is_certain
    both = matched(roster(son, again))
    assert both[again.row].person == father.pk
    assert both[son.row].person is None


def test_namesakes_in_one_council_are_left_to_a_person(place):
    one, other = known("Maria Ekwall", place.council), known("Maria Ekwall", place.council)
    found = match(listed("Maria Ekwall", place.council))
    assert is_doubtful(found, one, other)
    assert "Flera i registret kan vara den listade" in found.candidates[0].reasons


def test_two_listed_who_want_one_person_are_both_doubtful(place):
    who = known("Maria Ekwall", place.council)
    first, second = listed("Maria Ekwall", place.council), listed("Maria Ekwall", place.council)
    found = matched(roster(first, second))
    assert is_doubtful(found[first.row], who)
    assert is_doubtful(found[second.row], who)
    assert "Flera i källan kan vara den här personen" in found[first.row].candidates[0].reasons


@pytest.mark.parametrize("name", ["Anna Johansson", "Ylva Krusenhjelm"])
@pytest.mark.parametrize("body", ["next_council", "far_council"])
def test_namesake_in_another_municipality_is_never_certain(place, name, body):
    who = known(name, place.council, birth_year=1975, email="a@example.se")
    make.membership(who, place.region, party=make.party("S"), starts_on=BEFORE, ends_on=LAST_DAY)
    one = listed(name, getattr(place, body), birth_year=1975, details=[("email", "a@example.se", "")])
    assert not match(one).is_certain


def test_common_name_that_goes_from_council_to_riksdag_is_doubtful(place):
    who = known("Anna Johansson", place.council)
    assert is_doubtful(match(listed("Anna Johansson", place.chamber, area=place.here)), who)


def test_five_of_one_common_name_are_never_certain_on_another_level(place):
    for body in (place.council, place.next_council, place.council, place.far_council, place.region):
        known("Anna Johansson", body)
    assert not match(listed("Anna Johansson", place.chamber, area=place.here)).is_certain


def test_person_who_changed_party_and_county_is_not_certain(place):
    known("Ylva Krusenhjelm", place.chamber, "SD", area=place.here)
    assert not match(listed("Ylva Krusenhjelm", place.chamber, "M", area=place.there)).is_certain


def test_namesake_of_another_party_in_the_same_constituency_is_doubtful(place):
    who = known("Malin Ekwall", place.chamber, "C", area=place.here)
    assert is_doubtful(match(listed("Malin Ekwall", place.chamber, "V", area=place.here)), who)


def test_three_given_names_that_are_two_people_of_the_register_are_doubtful(place):
    one = known("Karl Ekwall", place.council)
    other = known("Anders Ekwall", place.council)
    found = match(listed("Karl Anders Henrik Ekwall", place.council))
    assert found.is_doubtful
    assert {c.person for c in found.candidates} == {one.pk, other.pk}


@pytest.mark.parametrize(
    ("name", "legal"),
    [("Nooshi Dadgostar", "Mehrnoosh Dadgostar"), ("Kadir Kasirga", "Abdulkadir Kasirga"),
     ("Lotta Edelholm", "Charlotta Edelholm"), ("Daniel Vencu Öhrlund Castro", "Daniel Vencu Velasquez Castro")],
)  # fmt: skip
def test_call_name_and_new_surname_are_shown_but_not_certain(place, name, legal):
    given, _space, family = name.partition(" ")
    who = make.person(name)
    who.given_name, who.family_name = given, family
    writes.save(who, actor=make.actor())
    make.membership(who, place.chamber, party=make.party("V"), area=place.here, starts_on=BEFORE, ends_on=LAST_DAY)
    assert is_doubtful(match(listed(legal, place.chamber, "V", area=place.here)), who)


def test_other_given_name_is_nobody(place):
    known("Magnus Krusenhjelm", place.chamber, area=place.here)
    found = match(listed("Ingrid Krusenhjelm", place.chamber, area=place.here))
    assert (found.person, found.candidates) == (None, ())


def test_one_who_sat_long_ago_in_the_same_council_is_doubtful_with_a_common_name(place):
    known("Anna Johansson", place.council, starts_on=dt.date(2002, 10, 15), ends_on=dt.date(2006, 10, 14))
    assert not match(listed("Anna Johansson", place.council)).is_certain


def test_official_of_the_council_is_not_taken_for_its_member(place):
    who = make.person("Anna Johansson")
    make.membership(who, place.council, "Sekreterare", RoleKind.OFFICIAL, starts_on=BEFORE)
    assert not match(listed("Anna Johansson", place.council)).is_certain


# --- Identifiers and decisions --------------------------------------------------------------------------


def number(who, value, scheme=Scheme.ELECTION):
    writes.save(ExternalIdentifier(scheme=scheme, value=value, person=who), actor=make.actor())


def test_identifier_tells_alone_as_long_as_something_of_the_name_is_the_same(place):
    who = known("Ylva Krusenhjelm", place.council)
    number(who, "4711")
    one = listed("Ylva Ny", place.far_council, "M", number="4711")
    assert identified(roster(one))[one.row].person == who.pk
    assert match(one).is_certain


def test_plain_import_goes_by_identifier_alone(place):
    known("Ylva Krusenhjelm", place.council)
    one = listed("Ylva Krusenhjelm", place.council)
    assert identified(roster(one))[one.row].person is None
    assert match(one).is_certain


def test_one_candidate_number_on_two_rows_is_one_person(place):
    who = known("Ylva Krusenhjelm", place.council)
    first = listed("Ylva Krusenhjelm", place.council, number="77")
    second = listed("Ylva Krusenhjelm", place.region, number="77")
    found = matched(roster(first, second))
    assert found[first.row].person == found[second.row].person == who.pk


def test_one_candidate_number_with_two_names_is_not_certain(place):
    known("Ylva Krusenhjelm", place.council)
    first = listed("Ylva Krusenhjelm", place.council, number="77")
    assert not match(first, listed("Bo Sandelhielm", place.council, number="77")).is_certain


def test_two_rows_without_numbers_are_one_person_unless_it_is_the_same_seat(place):
    who = known("Ylva Krusenhjelm", place.council)
    board = make.organization("Nämnden", "board", level=Level.LOCAL, area=place.town)
    rows = [listed("Ylva Krusenhjelm", body, number="") for body in (place.council, board)]
    assert {m.person for m in matched(roster(*rows, scheme=None)).values()} == {who.pk}
    rows = [listed("Ylva Krusenhjelm", place.council, number="") for _n in range(2)]
    assert {m.person for m in matched(roster(*rows, scheme=None)).values()} == {None}


def test_one_whom_the_source_knows_by_another_number_is_not_certain(place):
    who = known("Ylva Krusenhjelm", place.council)
    number(who, "1")
    assert not match(listed("Ylva Krusenhjelm", place.council, number="2")).is_certain


def test_decision_wins_over_everything(place):
    who, other = known("Ylva Krusenhjelm", place.council), make.person("Bo Annan")
    one = listed("Ylva Krusenhjelm", place.council)
    assert match(one).person == who.pk
    assert match(one, decided={key_of(one): other.pk}).person == other.pk
    nobody = match(one, decided={key_of(one): None})
    assert (nobody.person, nobody.is_doubtful) == (None, False)


def test_whoever_is_decided_on_is_nobody_else(place):
    who = known("Maria Ekwall", place.council)
    first, second = listed("Maria Ekwall", place.council), listed("Maria Ekwall", place.council)
    found = matched(roster(first, second), decided={key_of(first): who.pk})
    assert found[first.row].person == who.pk
    assert (found[second.row].person, found[second.row].candidates) == (None, ())


def test_key_of_one_without_a_number_is_the_same_in_every_file(place):
    one = listed("Ylva  Krusenhjelm", place.council, number="", row=1)
    other = listed("ylva krusenhjelm", place.council, number="", row=9)
    assert key_of(one) == key_of(other) != key_of(listed("Ylva Krusenhjelm", place.region, number=""))


# --- Twice in the register ------------------------------------------------------------------------------


def test_one_who_was_imported_beside_themselves_is_found_and_the_name_in_use_is_kept(place):
    copy = make.person("Jan Fredrik Krusenhjelm")
    number(copy, "4711")
    make.membership(copy, place.chamber, party=make.party("S"), area=place.here, starts_on=AFTER)
    who = known("Fredrik Krusenhjelm", place.chamber, area=place.here)
    number(who, "0123456789012", Scheme.RIKSDAGEN)
    sheet = roster(listed("Jan Fredrik Krusenhjelm", place.chamber, area=place.here, number="4711"))
    (double,) = doubles(sheet, matched(sheet))
    assert (double.keep, double.drop, double.is_certain, double.is_refused) == (who.pk, copy.pk, True, False)

    run_of(make.actor(), Told("same", ChangeKind.SAME_PERSON, person=copy.pk, other=who.pk))
    RadarChange.objects.update(state=ChangeState.REFUSED)
    (double,) = doubles(sheet, matched(sheet))
    assert double.is_refused

    first, second = sorted((who, copy), key=lambda p: p.pk)
    pair = PersonPair.objects.create(first=first, second=second, score=99)
    duplicates.decide(pair=pair, is_same=False, actor=make.actor())
    assert doubles(sheet, matched(sheet)) == []


def test_two_identifiers_of_one_row_that_are_two_people_are_one(place):
    one, other = make.person("Ylva Krusenhjelm"), make.person("Ylva K")
    number(one, "4711")
    number(other, "0123456789012", Scheme.RIKSDAGEN)
    row = listed("Ylva Krusenhjelm", place.chamber, number="4711", others={Scheme.RIKSDAGEN: "0123456789012"})
    (double,) = doubles(roster(row), matched(roster(row)))
    assert {double.keep, double.drop} == {one.pk, other.pk}
    assert double.keep == other.pk


# --- As many as there may be ----------------------------------------------------------------------------


def test_statements_do_not_grow_with_the_people(place, django_assert_max_num_queries):
    people = [known(f"Ylva Krusen{letter}hjelm", place.council) for letter in "abcdefghij"]
    rows = [listed(person.name, place.council) for person in people]
    with django_assert_max_num_queries(8):
        found = matched(roster(*rows))
    assert all(m.is_certain for m in found.values())


GIVEN = ["Anna", "Karl", "Eva-Lena", "Lars", "Yusuf", "Maria", "Britt-Marie", "Oskar"]
FAMILY = ["Johansson", "Andersson", "Lindberg", "Krusenhjelm", "Sandelhielm", "Ekwall", "Demirovic", "Ek"]


@pytest.mark.parametrize("seed", range(8))
def test_no_namesake_is_certain_in_a_register_made_at_random(place, seed):
    """Thirty who sat; some sit again, and for each name there is somebody else who stands elsewhere."""
    rng = random.Random(seed)
    seats = [(place.council, None), (place.next_council, None), (place.far_council, None), (place.region, None),
             (place.chamber, place.here), (place.chamber, place.there)]  # fmt: skip
    truth, rows = {}, []
    # 'Anna Maria Ek' is called Maria; nobody else of the register is.
    names = rng.sample([(given, family) for given in GIVEN for family in FAMILY], 30)
    for used, family in names:
        given = f"{rng.choice(GIVEN)} {used}" if rng.random() < 0.3 else used
        (body, area), code = rng.choice(seats), rng.choice("SM")
        who = known(f"{used} {family}", body, code, area)
        if rng.random() < 0.6:
            again = listed(f"{given} {family}", body, code, area)
            truth[again.row] = who.pk
            rows.append(again)
        if rng.random() < 0.5:
            elsewhere = [seat for seat in seats if seat[0].level == body.level and seat != (body, area)]
            if elsewhere:
                other_body, other_area = rng.choice(elsewhere)
                rows.append(listed(f"{used} {family}", other_body, code, other_area))
    rng.shuffle(rows)
    found = {row: m.person for row, m in matched(roster(*rows)).items() if m.is_certain}
    assert {row: person for row, person in found.items() if truth.get(row) != person} == {}
    assert found
