"""The day in short."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advocacy.models import Commitment, EventSpeaker, EventStaff
from advocacy.services import evening
from crm.common import writes
from crm.common.dates import today
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 24)


def of_day(user, **more):
    return evening.of_day(user=user, day=DAY, **more)


def test_contacts_are_summed_up_by_colleague_and_priority(alma, eva):
    maja, per = make.mp("Maja Lindqvist"), make.person("Per Ahl")
    about = make_advocacy.priority("Systemanalys 2024")
    make_advocacy.interaction(maja, per, actor=alma, held_on=DAY, priorities=[about], tones={maja.pk: "positive"})
    make_advocacy.interaction(maja, actor=alma, held_on=DAY, our_users=[alma, eva], tones={maja.pk: "negative"})
    make_advocacy.interaction(per, actor=alma, held_on=DAY - dt.timedelta(days=1))
    found = of_day(alma)
    assert [(line.label, line.contacts, line.people) for line in found.colleagues] == [
        ("Alma Ek", 2, 2), ("Eva Lund", 1, 1),
    ]  # fmt: skip
    assert [(line.label, line.contacts, line.people) for line in found.priorities] == [("Systemanalys 2024", 1, 2)]
    met = [(one.person.name, one.role, one.party, one.tones, one.contacts) for one in found.people]
    assert met == [("Per Ahl", "", "", [], 1), ("Maja Lindqvist", "Riksdagsledamot", "C", ["positive", "negative"], 2)]
    assert found.tones == {"positive": 1, "negative": 1}


def test_who_was_only_invited_was_not_met(alma):
    maja = make.person("Maja Lindqvist")
    make_advocacy.interaction(maja, actor=alma, held_on=DAY, attendance={maja.pk: "declined"})
    found = of_day(alma)
    assert len(found.contacts) == 1
    assert found.people == []


def test_confidential_ones_are_counted_and_not_shown(alma, eva):
    maja = make.person("Maja Lindqvist")
    hidden = make_advocacy.interaction(maja, actor=eva, held_on=DAY, is_confidential=True, title="Hemligt")
    promise(hidden, "Hemligt löfte", eva)
    found = of_day(alma)
    assert (found.contacts, found.hidden, found.people, found.commitments) == ([], 1, [], [])
    assert "Hemligt" not in page(alma, day="2026-06-24")
    assert len(of_day(eva).contacts) == 1


def test_open_commitments_of_the_day_are_to_be_followed(alma):
    contact = make_advocacy.interaction(make.person(), actor=alma, held_on=DAY)
    open_one = promise(contact, "Skickar underlag", alma)
    promise(contact, "Redan skickat", alma, state="kept", closed_on=DAY)
    assert of_day(alma).commitments == [open_one]


def test_tomorrow_has_programme_staff_speakers_and_planned_contacts(alma):
    tomorrow, speaker = DAY + dt.timedelta(days=1), make.person("Tora Talare")
    week = make_advocacy.event("Almedalsveckan", kind="week", starts_on=DAY, ends_on=DAY + dt.timedelta(days=4))
    seminar = make_advocacy.event("Spåren", starts_on=tomorrow, parent=week)
    other = make_advocacy.event("Annat", starts_on=tomorrow)
    make_advocacy.event("Inställt", starts_on=tomorrow, is_cancelled=True)
    writes.save(EventStaff(event=seminar, user=alma), actor=alma)
    writes.save(EventSpeaker(event=seminar, person=speaker), actor=alma)
    planned = make_advocacy.interaction(make.person(), actor=alma, held_on=tomorrow, status="planned")
    assert of_day(alma).tomorrow == [other, seminar]
    assert of_day(alma).planned == [planned]
    assert of_day(alma, event=week).tomorrow == [seminar]
    shown = page(alma, day="2026-06-24", event=week.pk)
    assert "Tora Talare" in shown and "Spåren" in shown and "Annat" not in shown


def test_event_holds_the_contacts_of_what_belongs_to_it(alma):
    week = make_advocacy.event("Almedalsveckan", kind="week", starts_on=DAY, ends_on=DAY)
    seminar = make_advocacy.event("Spåren", starts_on=DAY, parent=week)
    inside = [make_advocacy.interaction(make.person(), actor=alma, held_on=DAY, event=row) for row in (week, seminar)]
    make_advocacy.interaction(make.person(), actor=alma, held_on=DAY)
    assert [contact.interaction for contact in of_day(alma, event=week).contacts] == inside


def test_day_that_cannot_be_read_is_told_beside_the_field(alma):
    shown = page(alma, day="i går")
    assert "id_day_error" in shown
    assert "i går" in shown


def test_without_a_day_it_is_today(bo, alma):
    make_advocacy.interaction(make.person("Maja Lindqvist"), actor=alma, held_on=today())
    assert "Maja Lindqvist" in page(bo)


def test_a_contact_more_asks_no_question_more(alma):
    def day_with(contacts):
        for _n in range(contacts):
            contact = make_advocacy.interaction(
                make.mp(), make.person(), actor=alma, held_on=DAY, priorities=[make_advocacy.priority()]
            )
            promise(contact, "Skickar underlag", alma)
            event = make_advocacy.event(starts_on=DAY + dt.timedelta(days=1))
            writes.save(EventStaff(event=event, user=alma), actor=alma)
            writes.save(EventSpeaker(event=event, person=make.person()), actor=alma)
            make_advocacy.interaction(make.person(), actor=alma, held_on=DAY + dt.timedelta(days=1), status="planned")

    day_with(1)
    with CaptureQueriesContext(connection) as few:
        page(alma, day="2026-06-24")
    day_with(4)
    with CaptureQueriesContext(connection) as many:
        page(alma, day="2026-06-24")
    assert len(many) == len(few)


def promise(contact, text, user, **more):
    row = Commitment(
        promiser="ours", text=text, interaction=contact, owner=user, made_on=contact.held_on,
        due_on=contact.held_on + dt.timedelta(days=7), **more,
    )  # fmt: skip
    return writes.save(row, actor=user)


def page(user, **asked):
    answer = client_of(user).get(reverse("advocacy:field_evening"), asked)
    assert answer.status_code == 200
    return answer.content.decode()
