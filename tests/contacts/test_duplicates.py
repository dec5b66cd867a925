"""Duplicates: found with a score and reasons, never merged by themselves, and what was decided is remembered."""

import datetime as dt
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from contacts.models import OrganizationPair, PersonPair
from contacts.services import duplicates, people
from contacts.services.duplicate_evidence import CERTAIN, LISTED
from contacts.services.duplicate_reasons import said
from tests import make
from tests.benchmarks import duplicate_pairs

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make.area("Uppsala län")


@pytest.fixture
def town(county):
    return make.municipality("Knivsta", county)


def council(area):
    return make.organization(f"{area.name} kommunfullmäktige", "assembly", level="local", area=area)


def scan(actor):
    return {(f.first, f.second): f for f in duplicates.scan_people(actor=actor)[1]}


def codes(found):
    return {code for code, _detail in found.reasons}


# --- Who is found --------------------------------------------------------------------------------------


def test_same_name_and_email_looks_certain_and_says_why(alma):
    one, other = make.person("Maja Ek", email="maja@example.se"), make.person("Maja Ek", email="maja@example.se")

    found = scan(alma)[one.pk, other.pk]

    assert found.score >= CERTAIN
    assert [said(r) for r in found.reasons][:2] == ["Samma namn", "Samma e-post: maja@example.se"]


def test_misspelt_name_in_one_council_is_found(alma, town):
    body = council(town)
    one, other = make.person("Maja Lindqvist"), make.person("Maja Lindkvist")
    for person in (one, other):
        make.membership(person, body, starts_on=dt.date(2022, 10, 15))

    assert "sounds_alike" in codes(scan(alma)[one.pk, other.pk])


def test_namesakes_in_two_councils_are_not_shown(alma, county, town):
    elsewhere = make.municipality("Heby", county)
    for area in (town, elsewhere):
        make.membership(make.person("Maja Ek"), council(area), starts_on=dt.date(2022, 10, 15))

    assert scan(alma) == {}


def test_changed_surname_is_found_by_what_is_their_own(alma):
    one = make.person("Maja Ek", email="maja@example.se", birth_year=1970)
    other = make.person("Maja Lindqvist", email="maja@example.se", birth_year=1970)

    assert "changed_surname" in codes(scan(alma)[one.pk, other.pk])


def test_name_used_before_is_compared_too(alma):
    one = make.person("Maja Ek", other_names="Maja Lindqvist")
    other = make.person("Maja Lindqvist")

    assert "former_name" in codes(scan(alma)[one.pk, other.pk])


def test_father_and_son_of_one_name_are_not_shown(alma, town):
    body = council(town)
    for year in (1950, 1981):
        make.membership(make.person("Bo Ek", birth_year=year), body, starts_on=dt.date(2022, 10, 15))

    assert scan(alma) == {}


def test_two_with_identifiers_of_their_own_are_two(alma):
    from contacts.models import ExternalIdentifier

    body = make.organization("Sveriges riksdag")
    for value in ("0111", "0222"):
        person = make.person("Maja Ek")
        make.membership(person, body)
        ExternalIdentifier.objects.create(person=person, scheme="riksdagen", value=value)

    assert scan(alma) == {}


def test_merged_ones_are_not_compared(alma):
    one, other = make.person("Maja Ek", email="m@example.se"), make.person("Maja Ek", email="m@example.se")
    people.merge(keep=one, drop=other, actor=alma)

    assert duplicates.scan_people(actor=alma) == (1, [])


# --- What is kept ---------------------------------------------------------------------------------------


def test_scanning_again_changes_nothing(alma):
    make.person("Maja Ek", email="m@example.se"), make.person("Maja Ek", email="m@example.se")
    scan(alma)
    before = list(PersonPair.objects.values())

    scan(alma)

    assert list(PersonPair.objects.values()) == before
    assert PersonPair.history.count() == 1


def test_not_the_same_is_never_asked_again_until_taken_back(alma):
    make.person("Maja Ek", email="m@example.se"), make.person("Maja Ek", email="m@example.se")
    scan(alma)
    pair = PersonPair.objects.get()

    duplicates.decide(pair=pair, is_same=False, actor=alma)
    assert scan(alma) == {}
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("different", alma)

    duplicates.decide(pair=pair, is_same=None, actor=alma)
    assert len(scan(alma)) == 1


def test_pair_that_is_no_longer_alike_goes(alma):
    one, _other = make.person("Maja Ek"), make.person("Maja Ek")
    scan(alma)
    people.edit(person=one, given_name="Bertil", family_name="Nordtorpa", actor=alma)

    assert scan(alma) == {}
    assert not PersonPair.objects.exists()


def test_reader_neither_scans_nor_decides(bo):
    with pytest.raises(PermissionDenied):
        duplicates.scan_people(actor=bo)
    with pytest.raises(PermissionDenied):
        duplicates.decide(pair=PersonPair(), is_same=False, actor=bo)


def test_command_prints_every_pair(capsys):
    one, other = make.person("Maja Ek", email="m@example.se"), make.person("Maja Ek", email="m@example.se")

    call_command("find_duplicates", "--json")

    printed = json.loads(capsys.readouterr().out)
    assert printed["scanned"] == 2
    [pair] = printed["pairs"]
    assert (pair["first"], pair["second"]) == (one.pk, other.pk)
    assert pair["score"] >= LISTED
    assert "Samma namn" in pair["reasons"]


def test_more_people_are_no_more_queries(alma, django_assert_num_queries):
    for n in range(5):
        make.person(f"Maja Ek{n}", email=f"m{n}@example.se")
    with django_assert_num_queries(5):
        list(duplicates.people_entries())
    for n in range(20):
        make.person(f"Bo Ek{n}", email=f"b{n}@example.se")
    with django_assert_num_queries(5):
        list(duplicates.people_entries())


# --- While typing -----------------------------------------------------------------------------------------


def test_typing_a_name_shows_those_who_have_it_or_nearly(alma):
    ek, lind = make.person("Maja Ekström"), make.person("Maja Lindqvist", other_names="Maja Ekstrand")
    make.person("Bo Ekström")

    def alike(given, family):
        return duplicates.alike_people(given_name=given, family_name=family, actor=alma)

    assert alike("Maja", "Ekström") == [ek]
    assert alike("Maja", "Ekstrom") == [ek]
    assert alike("Maja", "Ekstrand") == [lind]
    assert alike("Ekström", "Maja") == [ek]
    assert alike("M", "") == []


# --- Organizations ----------------------------------------------------------------------------------------


def test_organizations_of_one_name_are_found_unless_they_are_elsewhere(alma, county, town):
    one, other = make.organization("Trafikverket"), make.organization("Trafik verket")
    make.organization("Socialnämnden", "committee", area=town)
    make.organization("Socialnämnden", "committee", area=make.municipality("Heby", county))
    make.organization("Distrikt 1"), make.organization("Distrikt 2")

    scanned, found = duplicates.scan_organizations(actor=alma)

    assert scanned == 6
    assert [(f.first, f.second) for f in found] == [(one.pk, other.pk)]
    assert OrganizationPair.objects.count() == 1


def test_short_name_and_domain_speak_for_one_organization(alma):
    one = make.organization("Mälardalsrådet", short_name="MDR", email="info@mdr.example.se")
    other = make.organization("MDR", email="kansli@mdr.example.se")

    found = duplicates.scan_organizations(actor=alma)[1]

    assert [(f.first, f.second) for f in found] == [(one.pk, other.pk)]
    assert [o.name for o in duplicates.alike_organizations(name="Mälardalsradet", actor=alma)] == ["Mälardalsrådet"]


# --- The labelled pairs -------------------------------------------------------------------------------------


def test_labelled_pairs_are_found_as_well_as_promised():
    result = duplicate_pairs.figures()

    assert result.cases >= 500
    assert result.precision_certain >= duplicate_pairs.PRECISION
    assert result.recall >= duplicate_pairs.RECALL
