"""The week: what stands on each day, and nobody else's."""

import datetime as dt

import pytest
from django.urls import reverse

from advocacy.services import agenda, commitments
from crm.common.dates import today
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
WEEK = reverse("advocacy:task_week")


def monday():
    return today() - dt.timedelta(days=today().weekday())


def days_of(user, **query):
    return {row.day: row for row in client_of(user).get(WEEK, query).context["days"]}


def test_each_thing_stands_on_its_day(alma, eva):
    day = monday() + dt.timedelta(days=9)
    task = make_advocacy.task("Skicka underlag", actor=alma, due_on=day, remind_on=day - dt.timedelta(days=1))
    make_advocacy.task("Evas", actor=eva, due_on=day)
    contact = make_advocacy.interaction(make.person(), actor=alma, held_on=day, status="planned")
    promise = commitments.add(actor=alma, promiser="ours", text="Återkomma", person=make.person(), due_on=day)
    year, week, _day = day.isocalendar()
    rows = days_of(alma, week=f"{year}-W{week:02d}")
    assert (rows[day].tasks, rows[day].contacts, rows[day].commitments) == ([task], [contact], [promise])
    assert rows[day - dt.timedelta(days=1)].reminders == [task]
    assert not days_of(alma)[monday()].tasks


def test_what_is_late_from_weeks_before_stands_on_top_of_this_week_alone(alma):
    task = make_advocacy.task("Glömd", actor=alma, due_on=monday() - dt.timedelta(days=3))
    page = client_of(alma).get(WEEK)
    assert page.context["late"].tasks == [task]
    assert "Försenat sedan tidigare" in page.content.decode()
    assert client_of(alma).get(page.context["after"]).context["late"] is None


def test_planned_contact_of_somebody_else_is_not_mine(alma, eva):
    contact = make_advocacy.interaction(make.person(), actor=eva, held_on=today(), status="planned")
    assert list(agenda.contacts_of(alma)) == []
    assert list(agenda.contacts_of(eva)) == [contact]


@pytest.mark.parametrize("week", ["2026-W54", "2026-W00", "2026-47", "9999-W01", "0000-W01", "x", "2026-W53 "])
def test_week_that_is_none_is_not_found(alma, week):
    assert client_of(alma).get(WEEK, {"week": week}).status_code == 404


def test_empty_week_says_what_stands_here(alma):
    assert "Inget står på den här veckan" in client_of(alma).get(WEEK).content.decode()


def test_week_asks_as_much_whatever_stands_on_it(alma, django_assert_max_num_queries):
    contact = make_advocacy.interaction(make.person(), actor=alma, held_on=today(), status="planned")
    for _ in range(12):
        make_advocacy.task(actor=alma, interaction=contact, person=make.person(), due_on=today())
        commitments.add(actor=alma, promiser="theirs", text="Svara", person=make.person(), due_on=today())
    client = client_of(alma)
    with django_assert_max_num_queries(15):
        client.get(WEEK)
