"""Hosts suggested: who knows the person, the committee, the county, the party; and nobody more than their share."""

import datetime as dt
from collections import Counter

import pytest

from advocacy.services import onboarding_cohort, onboarding_hosts
from contacts.services import people
from tests import make
from tests.advocacy.onboarding_world import DAY, NEW, OLD, Riksdag, case_of, meet, start, step

pytestmark = pytest.mark.django_db
JUNE = dt.date(2026, 6, 10)


@pytest.fixture
def world(on_day):
    on_day(DAY)
    return Riksdag()


@pytest.fixture
def colleagues(alma, dag, eva):
    return [alma, dag, eva]


def suggest(programme, reader, colleagues=None):
    newcomers = onboarding_cohort.cohort(programme, DAY).values()
    return onboarding_hosts.suggest(newcomers, reader=reader, colleagues=colleagues)


def test_who_has_talked_with_somebody_is_suggested_and_told_why(world, alma, dag, eva, colleagues):
    new = world.mp("Ny Nilsson", code="S")
    for person, user in ((new, dag), (new, dag), (world.mp("Gammal Gran", code="S", starts_on=OLD), eva)):
        meet(person, on=JUNE, actor=user)
    found = suggest(world.programme(), alma, colleagues)[new.pk]
    assert found.user == dag and found.reasons[0] == "2 samtal med personen"


def test_committee_weighs_more_than_county_and_county_more_than_party(world, alma, dag, eva, colleagues):
    new = world.mp("Ny Nilsson", code="S")
    make.membership(new, world.committee, starts_on=dt.date(2026, 10, 6))
    known = world.mp("Utskott Ulla", code="M", starts_on=OLD, constituency=world.orebro)
    make.membership(known, world.committee, starts_on=OLD)
    near = world.mp("Nära Nordin", code="M", starts_on=OLD)
    friend = world.mp("Parti Persson", code="S", starts_on=OLD, constituency=world.orebro)
    meet(known, on=JUNE, actor=eva), meet(near, on=JUNE, actor=dag), meet(friend, on=JUNE, actor=alma)
    programme = world.programme()
    first, second, third = ([alma, dag, eva], [alma, dag], [alma])
    assert suggest(programme, alma, first)[new.pk].user == eva
    assert suggest(programme, alma, first)[new.pk].reasons == ("1 kontakt med ledamöter i Trafikutskottet",)
    assert suggest(programme, alma, second)[new.pk].reasons == ("1 kontakt i Uppsala län",)
    assert suggest(programme, alma, third)[new.pk].reasons == ("1 kontakt med S",)


def test_who_looks_after_the_person_comes_first(world, alma, dag, colleagues):
    new = world.mp("Ny Nilsson")
    people.edit(person=new, owner=dag, actor=alma)
    meet(new, on=JUNE, actor=alma)
    found = suggest(world.programme(), alma, colleagues)[new.pk]
    assert found.user == dag and found.reasons[0] == "är kontaktansvarig för personen"


def test_load_is_spread_evenly(world, alma, dag, eva, colleagues):
    new = [world.mp(f"Ny Nr{n}", code="S") for n in range(9)]
    for person in new:
        meet(person, on=DAY, actor=alma)
    found = suggest(world.programme(), alma, colleagues)
    assert Counter(suggestion.user for suggestion in found.values()) == {alma: 3, dag: 3, eva: 3}
    assert {s.reasons for s in found.values() if s.user != alma} == {()}


def test_open_introductions_are_part_of_the_load(world, alma, dag, colleagues):
    first = world.programme("Första", entered_until=NEW)
    step(first)
    old = [world.mp(f"Redan Nr{n}") for n in range(4)]
    start(first, hosts={person.pk: alma for person in old})
    new = [world.mp(f"Ny Nr{n}", starts_on=dt.date(2026, 11, 1)) for n in range(2)]
    for person in new:
        meet(person, on=DAY, actor=alma)
    found = suggest(world.programme("Andra", entered_from=dt.date(2026, 11, 1)), alma, [alma, dag])
    assert {s.user for s in found.values()} == {dag}
    assert case_of(old[0]).host == alma


def test_contacts_of_long_ago_and_confidential_ones_say_nothing(world, alma, dag, eva, colleagues):
    new = world.mp("Ny Nilsson")
    meet(new, on=dt.date(2024, 6, 1), actor=dag)
    meet(new, on=JUNE, actor=eva, is_confidential=True)
    assert suggest(world.programme(), alma, colleagues)[new.pk].reasons == ()
    assert suggest(world.programme("Egen"), eva, colleagues)[new.pk].user == eva


def test_all_who_can_edit_are_asked_when_nobody_is_named(world, alma, bo, cai):
    new = world.mp("Ny Nilsson")
    assert suggest(world.programme(), alma)[new.pk].user == alma


def test_cases_are_suggested_for_too(world, alma, dag):
    new = world.mp("Ny Nilsson", code="S")
    programme = world.programme()
    step(programme)
    start(programme)
    meet(new, on=DAY, actor=dag)
    cases = list(programme.cases.for_list())
    newcomers = onboarding_hosts.newcomers_of(cases)
    assert newcomers == list(onboarding_cohort.cohort(programme, DAY).values())
    assert onboarding_hosts.suggest(newcomers, reader=alma, colleagues=[alma, dag])[new.pk].user == dag


def test_suggesting_asks_as_much_whatever_the_number(world, alma, colleagues):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    programme = world.programme()

    def asked():
        newcomers = onboarding_cohort.cohort(programme, DAY).values()
        with CaptureQueriesContext(connection) as queries:
            onboarding_hosts.suggest(newcomers, reader=alma, colleagues=colleagues)
        return len(queries)

    world.mp("Ny Nilsson")
    few = asked()
    for n in range(15):
        meet(world.mp(f"Ny Nr{n}"), on=DAY, actor=alma)
    assert asked() <= few <= 10
