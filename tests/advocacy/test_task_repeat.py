"""Tasks that come back, that remind, and that a contact leaves with one click."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from advocacy.models import Task
from advocacy.services import tasks
from crm.common.dates import months_later, today
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2026, 11, 22), 1, dt.date(2026, 12, 22)),
        (dt.date(2026, 12, 22), 1, dt.date(2027, 1, 22)),
        (dt.date(2026, 1, 30), 1, dt.date(2026, 2, 28)),
        (dt.date(2026, 1, 31), 3, dt.date(2026, 4, 30)),
        (dt.date(2026, 2, 28), 1, dt.date(2026, 3, 31)),
        (dt.date(2028, 2, 29), 12, dt.date(2029, 2, 28)),
    ],
)
def test_months_keep_the_day_and_the_last_stays_the_last(day, months, expected):
    assert months_later(day, months) == expected


def test_next_day_lies_ahead_and_keeps_the_rhythm():
    monday = dt.date(2026, 11, 2)
    assert tasks.next_day(monday, "weekly", after=dt.date(2026, 11, 22)) == dt.date(2026, 11, 23)
    assert tasks.next_day(monday, "fortnightly", after=monday) == dt.date(2026, 11, 16)
    assert tasks.next_day(dt.date(2026, 1, 30), "monthly", after=dt.date(2026, 2, 28)) == dt.date(2026, 3, 30)


def repeating(alma, **details):
    return tasks.add(actor=alma, title="Ring Trafikverket", due_on=today(), repeat="weekly", **details)


def test_done_makes_the_next_with_its_reminder_and_what_it_is_about(alma):
    person = make.person()
    task = repeating(alma, remind_on=today() - dt.timedelta(days=2), person=person)
    tasks.mark(actor=alma, task=task, is_done=True)
    following = Task.objects.get(follows=task)
    assert (following.title, following.owner, following.person, following.repeat) == (
        task.title,
        alma,
        person,
        "weekly",
    )
    assert following.due_on == today() + dt.timedelta(days=7)
    assert following.remind_on == today() + dt.timedelta(days=5)
    assert not following.is_done


def test_taking_it_back_takes_the_next_away_unless_somebody_has_touched_it(alma):
    task = repeating(alma)
    tasks.mark(actor=alma, task=task, is_done=True)
    tasks.mark(actor=alma, task=task, is_done=False)
    assert Task.objects.count() == 1
    tasks.mark(actor=alma, task=task, is_done=True)
    tasks.edit(actor=alma, task=Task.objects.get(follows=task), title="Ring igen")
    tasks.mark(actor=alma, task=task, is_done=False)
    tasks.mark(actor=alma, task=task, is_done=True)
    assert [row.title for row in Task.objects.filter(follows=task)] == ["Ring igen"]


def test_what_repeats_needs_a_day_and_a_reminder_comes_before(alma):
    with pytest.raises(ValidationError) as found:
        tasks.add(actor=alma, title="Någon gång", repeat="weekly")
    assert "due_on" in found.value.message_dict
    data = {"title": "Ring", "owner": alma.pk, "due_on": "2026-12-01", "remind_on": "2026-12-02"}
    answer = client_of(alma).post(reverse("advocacy:task_add"), data)
    assert answer.status_code == 422
    assert "remind_on" in answer.context["form"].errors
    assert 'value="2026-12-02"' in answer.content.decode()


def test_reminder_comes_before_what_is_due_later(alma):
    later = make_advocacy.task("Om en månad", actor=alma, due_on=today() + dt.timedelta(days=30), remind_on=today())
    soon = make_advocacy.task("I morgon", actor=alma, due_on=today() + dt.timedelta(days=1))
    some_day = make_advocacy.task("Någon gång", actor=alma)
    assert list(Task.objects.most_urgent_first()) == [later, soon, some_day]
    assert list(Task.objects.pressing(today())) == [later]
    assert list(client_of(alma).get("/").context["tasks"]) == [later, soon, some_day]


def test_contact_leaves_a_task_with_one_click(alma):
    contact = make_advocacy.interaction(make.person(), actor=alma, title="Möte om banan")
    answer = client_of(alma).post(reverse("advocacy:task_follow_up", args=[contact.pk]), follow=True)
    task = Task.objects.get()
    assert (task.title, task.owner, task.interaction) == ("Följ upp: Möte om banan", alma, contact)
    assert task.due_on == today() + dt.timedelta(days=14)
    assert reverse("advocacy:task_edit", args=[task.pk]) in answer.content.decode()
