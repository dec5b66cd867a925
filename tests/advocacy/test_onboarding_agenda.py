"""Steps of introductions where a colleague looks for what to do: 'Idag', the week, the day's letter, the calendar."""

import datetime as dt

import pytest
from django.urls import reverse

from advocacy.exports.calendar import calendar_of
from advocacy.jobs import keep_introductions
from advocacy.services import agenda, onboarding, onboarding_agenda, onboarding_cases, onboarding_hosts
from crm.services import digests, handovers
from tests import make
from tests.advocacy.onboarding_world import DAY, Riksdag, case_of, end, start, step, steps_of
from tests.base import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(on_day):
    on_day(DAY)
    return Riksdag()


@pytest.fixture
def programme(world, eva):
    return world.programme(actor=eva)


def titles(user):
    return [due.title for due in onboarding_agenda.late(user, dt.date(2030, 1, 1))]


def test_step_is_done_by_its_owner_else_the_host_else_who_answers_for_the_programme(world, programme, alma, dag, eva):
    world.mp("Hos Alma"), world.mp("Hos Ingen")
    step(programme, "Ring", due_days=1)
    step(programme, "Brev", due_days=2, owner=dag)
    hosted = world.mp("Värd Finns")
    start(programme, hosts={hosted.pk: alma})
    assert titles(alma) == ["Ring: Värd Finns"]
    assert titles(dag) == ["Brev: 3 personer"]
    assert titles(eva) == ["Ring: 2 personer"]


def test_step_stands_on_its_day_in_the_week_and_late_ones_on_top(world, programme, alma):
    new = world.mp("Ny Nilsson")
    step(programme, "Ring", due_days=2, due_from="start")
    step(programme, "Brev", due_days=5)
    start(programme, hosts={new.pk: alma})
    (late,) = agenda.late(alma, DAY).steps
    assert late.title == "Brev: Ny Nilsson" and late.get_absolute_url() == case_of(new).get_absolute_url()
    days = {day.day: [due.title for due in day.steps] for day in agenda.days(alma, DAY, DAY + dt.timedelta(3))}
    assert days[DAY + dt.timedelta(2)] == ["Ring: Ny Nilsson"]
    page = client_of(alma).get(reverse("advocacy:task_week")).content.decode()
    assert "Brev: Ny Nilsson" in page
    assert "Brev: Ny Nilsson" in client_of(alma).get(reverse("crm:home")).content.decode()


def test_day_letter_and_calendar_tell_of_steps(world, programme, alma):
    people = [world.mp("Ny Nilsson"), world.mp("Ny Olsson")]
    step(programme, "Ring", due_days=0, due_from="start")
    step(programme, "Brev", due_days=5)
    start(programme, hosts={person.pk: alma for person in people})
    found = {section.title: [text for text, _url in section.lines] for section in digests.contents(alma, DAY)}
    assert found["Försenat"] == ["Brev: 2 personer (senast 3 oktober)"]
    assert found["Idag"] == ["Ring: 2 personer (senast 22 november)"]
    calendar = calendar_of(alma).decode()
    assert "Att göra: Ring: 2 personer" in calendar and calendar.count("BEGIN:VEVENT") == 2


def test_closed_cases_and_programmes_call_nobody(world, programme, alma, eva):
    people = [world.mp("Ny Nilsson"), world.mp("Borta Berg"), world.mp("Kvar Karlsson")]
    step(programme, "Brev")
    start(programme, hosts={person.pk: alma for person in people})
    onboarding_cases.close(actor=alma, case=case_of(people[0]), reason="Avböjer")
    end(people[1], DAY - dt.timedelta(1))
    assert titles(alma) == ["Brev: Kvar Karlsson"]
    onboarding.close(actor=eva, programme=programme)
    assert titles(alma) == []


def test_night_fills_the_cohort_and_closes_who_has_left(world, programme, on_day):
    new = world.mp("Ny Nilsson")
    step(programme, "Brev")
    start(programme)
    end(new, DAY)
    late = world.mp("Sen Ny", starts_on=DAY)
    on_day(DAY + dt.timedelta(1))
    assert keep_introductions.call() == 1
    assert (case_of(new).state, case_of(late).state) == ("left", "open")


def test_hosts_and_steps_are_handed_over(world, programme, alma, dag, eva):
    new, other = world.mp("Ny Nilsson"), world.mp("Annan Ny")
    mine, _theirs = step(programme, "Ring", owner=alma), step(programme, "Brev", owner=dag)
    start(programme, hosts={new.pk: alma, other.pk: dag})
    parts = {part.name: part for part in handovers.preview(giver=alma, receiver=eva, day=DAY, actor=alma)}
    assert parts["onboarding_hosts"].names == ["Ny Nilsson, Nyvalda"]
    assert parts["onboarding_steps"].names == ["Ring, Nyvalda"]
    handovers.hand_over(giver=alma, receiver=eva, day=DAY, parts=["onboarding_hosts", "onboarding_steps"], actor=alma)
    mine.refresh_from_db()
    assert (case_of(new).host, case_of(other).host, mine.owner) == (eva, dag, eva)


def test_agenda_asks_as_much_whatever_there_is(world, programme, alma, django_assert_num_queries):
    people = [world.mp(f"Ny Nr{n}") for n in range(12)]
    step(programme, "Brev"), step(programme, "Ring")
    start(programme, hosts={person.pk: alma for person in people})
    with django_assert_num_queries(2):
        onboarding_agenda.late(alma, dt.date(2030, 1, 1))
    assert len(steps_of(people[0])) == 2


def test_hosts_are_set_in_bulk_and_undone(world, programme, alma, bo, eva):
    from django.core.exceptions import ValidationError

    from crm.common.undo import undo

    people = [world.mp("Ny Nilsson"), world.mp("Annan Ny")]
    step(programme, "Brev")
    start(programme, hosts={people[0].pk: eva})
    ids = [case_of(person).pk for person in people]
    with pytest.raises(ValidationError):
        onboarding_hosts.set_hosts(actor=alma, hosts=dict.fromkeys(ids, bo))
    made = onboarding_hosts.set_hosts(actor=alma, hosts=dict.fromkeys(ids, alma))
    assert [case_of(person).host for person in people] == [alma, alma] and "2" in made.title
    undo(operation=made, actor=alma)
    assert [case_of(person).host for person in people] == [eva, None]
    assert make.actor() not in {case_of(person).host for person in people}
