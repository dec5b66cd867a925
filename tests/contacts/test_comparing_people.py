"""What a source says of people beside their seats: names, identifiers, addresses. Nothing true is overwritten."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from contacts.choices import ChangeKind, Scheme, TermBody
from contacts.imports.roster import Listed, Seat
from contacts.models import ContactDetail, ExternalIdentifier, Party, Person
from contacts.services import people
from contacts.services.import_plan import Wrong
from tests import make
from tests.contacts.comparing import (
    LAST,
    carried_out,
    certain,
    compared,
    council,
    elected,
    identified_as,
    kinds,
    listed,
    proposed,
    riksdag_list,
    seat,
    seated,
    terms,
)

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 20)


@pytest.fixture
def place() -> Seat:
    return seat(make.riksdag(), terms()[TermBody.RIKSDAG, 2026])


def used(row: int, given: str, family: str, *seats: Seat, **fields: Any) -> Listed:
    return listed(
        row, f"{given} {family}", *seats, given=given, family=family, is_legal_name=False, number=f"0{row}", **fields
    )


# --- Names ------------------------------------------------------------------------------------------------------


def test_legal_name_is_kept_beside_the_name_that_they_go_by(place: Seat) -> None:
    held = seated("Lotta Ek", make.riksdag(), ends_on=LAST)
    told = carried_out(elected(listed(1, "Anna Charlotta Ek", place)), {1: certain(held.person)})
    assert (kinds(told), told[0].also) == (["re_elected"], [])
    held.person.refresh_from_db()
    assert (held.person.name, held.person.legal_name) == ("Lotta Ek", "Anna Charlotta Ek")


def test_name_that_staff_mended_is_not_overwritten_by_a_legal_name(place: Seat) -> None:
    carried_out(elected(listed(1, "Anna Charlotta Ek", place)))
    person = Person.objects.get()
    people.edit(person=person, actor=make.actor(), version=person.version, given_name="Lotta", family_name="Ek")
    assert proposed(elected(listed(1, "Anna Charlotta Ek", place))) == []
    carried_out(elected(listed(1, "Anna Charlotta Maria Ek", place)))
    person.refresh_from_db()
    assert (person.name, person.legal_name) == ("Lotta Ek", "Anna Charlotta Maria Ek")


def test_one_who_married_since_is_told_of_with_the_new_seat(place: Seat) -> None:
    held = seated("Anna Ek", make.riksdag(), ends_on=LAST)
    (told,) = proposed(elected(listed(1, "Anna Dahlström", place)), {1: certain(held.person)})
    assert told.also == [ChangeKind.NAME_CHANGED]
    assert ["Folkbokföringsnamn", "Anna Dahlström"] in told.after


@pytest.mark.parametrize("legal", ["Anna Hultkvist", "Anna Ek Hultqvist", "Anna Maria Hultqvist-Ek"])
def test_name_spelled_otherwise_or_longer_is_no_other_name(place: Seat, legal: str) -> None:
    held = seated("Anna Hultqvist", make.riksdag(), ends_on=LAST)
    (told,) = proposed(elected(listed(1, legal, place)), {1: certain(held.person)})
    assert told.also == []


def test_another_legal_name_of_one_who_has_no_new_seat_is_a_change_of_name(place: Seat) -> None:
    carried_out(elected(listed(1, "Anna Ek", place)))
    (told,) = carried_out(elected(listed(1, "Anna Dahlström", place)))
    assert told.kind == ChangeKind.NAME_CHANGED
    assert (Person.objects.get().name, Person.objects.get().legal_name) == ("Anna Ek", "Anna Dahlström")


def test_name_that_the_source_says_they_go_by_is_a_change_of_its_own() -> None:
    identified_as(seated("Anna Ek", make.riksdag(), ends_on=LAST).person, "01")
    roster = riksdag_list(DAY, used(1, "Anna", "Dahlström"))
    (told,) = proposed(roster)
    assert told.kind == ChangeKind.NAME_CHANGED
    assert (told.before[0], told.after[0]) == (["Namn", "Anna Ek"], ["Namn", "Anna Dahlström"])
    carried_out(roster)
    assert Person.objects.get().name == "Anna Dahlström"


def test_name_that_was_only_guessed_from_the_legal_one_is_a_detail(place: Seat) -> None:
    carried_out(elected(listed(1, "Anna Charlotta Ek", place)))
    roster = riksdag_list(DAY, used(1, "Lotta", "Ek"))
    (told,) = carried_out(roster, {1: certain(Person.objects.get())})
    assert told.kind == ChangeKind.DETAILS
    assert (Person.objects.get().name, Person.objects.get().legal_name) == ("Lotta Ek", "Anna Charlotta Ek")


def test_shorter_legal_name_of_another_source_does_not_replace_the_whole_one(place: Seat) -> None:
    carried_out(elected(listed(1, "Anna Charlotta Ek", place)))
    history = elected(listed(1, "Anna Ek", number="4711"), scheme=Scheme.ELECTION_2022, covers=[])
    carried_out(history, {1: certain(Person.objects.get())})
    assert Person.objects.get().legal_name == "Anna Charlotta Ek"


# --- Details ----------------------------------------------------------------------------------------------------


def test_new_address_is_added_beside_what_staff_have_noted() -> None:
    person = identified_as(make.person("Anna Ek", email="anna@exempel.example"), "01")
    roster = riksdag_list(DAY, used(1, "Anna", "Ek", details=[("email", "Anna.Ek@riksdagen.example", "Riksdagen")]))
    (told,) = proposed(roster)
    assert (told.kind, ["E-post", "anna.ek@riksdagen.example"] in told.after) == (ChangeKind.DETAILS, True)
    carried_out(roster)
    details = ContactDetail.objects.filter(person=person).values_list("value", "is_preferred")
    assert set(details) == {("anna@exempel.example", True), ("anna.ek@riksdagen.example", False)}
    assert proposed(roster) == []


def test_address_that_cannot_be_one_is_told_of_and_left_out() -> None:
    identified_as(make.person("Anna Ek"), "01")
    found = compared(riksdag_list(DAY, used(1, "Anna", "Ek", details=[("email", "anna på jobbet", "")])))
    assert found.proposals == []
    assert [doubt.row for doubt in found.doubtful] == [1]


def test_what_the_source_leaves_empty_says_nothing() -> None:
    person = identified_as(make.person("Anna Ek", birth_year=1970, title="Jurist"), "01")
    assert proposed(riksdag_list(DAY, used(1, "Anna", "Ek"))) == []
    told = carried_out(riksdag_list(DAY, used(1, "Anna", "Ek", birth_year=1971, title="Doktor")))
    assert kinds(told) == ["details"]
    assert [line for line in told[0].before if line[0] == "Födelseår"] == [["Födelseår", "1970"]]
    person.refresh_from_db()
    assert (person.birth_year, person.title) == (1971, "Doktor")


def test_identifier_that_the_register_lacks_goes_with_the_new_seat_or_alone(place: Seat) -> None:
    held = seated("Anna Ek", make.riksdag(), ends_on=LAST)
    alone = riksdag_list(DAY, used(1, "Anna", "Ek"))
    assert kinds(carried_out(alone, {1: certain(held.person)})) == ["details"]
    assert proposed(alone) == []
    with_seat = elected(listed(1, "Anna Ek", place))
    assert kinds(carried_out(with_seat, {1: certain(held.person)})) == ["re_elected"]
    assert ExternalIdentifier.objects.filter(person=held.person).count() == 2


# --- Parties and wrong rows ---------------------------------------------------------------------------------------


def test_local_party_comes_with_the_first_seat_held_for_it_and_is_found_again(place: Seat) -> None:
    local = Party(code="XX", name="Exempelpartiet", level="local")
    places = [seat(make.riksdag(), place.term) for _n in range(2)]
    for one in places:
        one.party, one.party_number = local, "1234"
    roster = elected(listed(1, "Anna Ek", places[0]), listed(2, "Bo Al", places[1]))
    told = proposed(roster)
    assert not Party.objects.filter(code="XX").exists()
    carried_out(roster, chosen=told[1:])
    party = Party.objects.get(code="XX")
    assert [alias.value for alias in party.aliases.all()] == ["1234"]
    assert party.memberships.get().person.name == "Bo Al"


def test_row_that_is_wrong_in_itself_is_passed_over(place: Seat) -> None:
    roster = elected(listed(1, "Anna Ek", place), wrong=[Wrong(1, "valkrets", "Månen", "Finns inte.")])
    assert proposed(roster) == []


def test_namesakes_are_counted_not_joined(place: Seat) -> None:
    make.person("Anna Ek")
    found = compared(elected(listed(1, "Anna Ek", place)))
    assert (kinds(found.proposals), found.namesakes) == (["new_person"], 1)


def test_somebody_new_is_not_said_to_be_unknown_when_another_is_called_the_same(place: Seat) -> None:
    held = seated("Anna Ek", council("Kommunfullmäktige i Tierp"))
    make.person("Anna Ek")
    (told,) = proposed(elected(listed(1, "Anna Ek", place)))
    other = f"{held.role}, Kommunfullmäktige i Tierp"
    assert told.reasons == [f"I registret finns någon annan med samma namn: {other}; utan uppdrag."]


# --- Identifiers that somebody else has, and what is remembered ---------------------------------------------------


def test_identifier_that_somebody_else_has_is_told_of_and_left_there() -> None:
    anna = identified_as(make.person("Anna Ek"), "01")
    bo = identified_as(make.person("Bo Al"), "AB-12", Scheme.RIKSDAGEN_GUID)
    roster = riksdag_list(DAY, used(1, "Anna", "Ek", others={Scheme.RIKSDAGEN_GUID: "AB-12"}))
    found = compared(roster)
    assert found.proposals == []
    assert ["Bo Al" in doubt.reason for doubt in found.doubtful] == [True]
    assert (anna.identifiers.count(), bo.identifiers.count()) == (1, 1)


def test_detail_is_known_again_by_what_it_says_and_not_by_the_day_of_the_list() -> None:
    identified_as(make.person("Anna Ek", title="Jurist"), "01")
    told = [
        proposed(riksdag_list(day, used(1, "Anna", "Ek", title=title)))[0].key
        for day, title in ((DAY, "Doktor"), (DAY + dt.timedelta(days=7), "Doktor"), (DAY, "Docent"))
    ]
    assert told[0] == told[1] != told[2]
