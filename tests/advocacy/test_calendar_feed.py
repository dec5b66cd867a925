"""The personal calendar: who may read it, what it says, and that two calendar libraries read it."""

import datetime as dt
import logging

import icalendar
import pytest
import vobject
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from advocacy.models import CalendarFeed, EventStaff, Interaction
from advocacy.services import calendar_feeds, events, interactions
from crm.common import writes
from crm.common.dates import today
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db


def fetched(token):
    return Client().get(reverse("advocacy:calendar", args=[token]))


def entries(user):
    """The entries of a user's calendar by title, as icalendar reads them."""
    calendar = icalendar.Calendar.from_ical(fetched(calendar_feeds.make(actor=user)).content)
    return {str(entry["SUMMARY"]): entry for entry in calendar.walk("VEVENT")}


def planned(by, title, **fields):
    day = today() + dt.timedelta(days=3)
    return make_advocacy.interaction(make.person("Maja Lind"), title=title, held_on=day, actor=by, **fields)


def test_address_is_shown_once_and_only_its_digest_is_kept(alma):
    client = client_of(alma)
    page = client.post(reverse("crm:calendar_make"))
    url = page.context["address"]
    token = url.rpartition("/")[2].removesuffix(".ics")

    assert page.headers["Cache-Control"] == "no-store"
    assert url in page.content.decode()
    assert token not in client.get(reverse("crm:settings")).content.decode()
    assert token not in str(CalendarFeed.objects.values())
    assert fetched(token).status_code == 200


def test_reading_is_noted_and_kept_from_caches(alma):
    answer = fetched(calendar_feeds.make(actor=alma))

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert calendar_feeds.of(alma).last_read_at is not None
    assert CalendarFeed.history.count() == 1


def test_new_address_closes_the_old_one(alma):
    old, new = calendar_feeds.make(actor=alma), calendar_feeds.make(actor=alma)

    assert fetched(old).status_code == 404
    assert fetched(new).status_code == 200


def test_closed_address_answers_nothing(alma):
    token = calendar_feeds.make(actor=alma)
    client_of(alma).post(reverse("crm:calendar_close"))

    assert fetched(token).status_code == 404
    assert "ingen kalenderadress" in client_of(alma).post(reverse("crm:calendar_close"), follow=True).content.decode()


def test_address_of_somebody_who_has_left_answers_nothing(alma):
    token = calendar_feeds.make(actor=alma)
    alma.is_active = False
    alma.save()

    assert fetched(token).status_code == 404


def test_address_of_somebody_without_a_role_answers_nothing(bo):
    token = calendar_feeds.make(actor=bo)
    bo.groups.clear()

    assert fetched(token).status_code == 404


def test_unknown_address_is_not_found_and_its_token_is_not_logged(db, caplog):
    with caplog.at_level(logging.WARNING, "django.request"):
        assert fetched("gissning-som-inte-ska-loggas").status_code == 404

    assert "gissning" not in " ".join(record.getMessage() for record in caplog.records)
    assert "/kalender/" in caplog.text


def test_calendar_holds_my_contacts_duties_and_tasks_and_nobody_elses(alma, bo, eva):
    planned(alma, "Lunch om banan", place="Rosenbad", summary="Ta upp tågen")
    planned(eva, "Evas möte")
    seminar = make_advocacy.event("Vem bygger?", starts_on=today(), starts_at=dt.time(10), ends_at=dt.time(11, 30))
    writes.save(EventStaff(event=seminar, user=alma, duty="speaks"), actor=eva)
    make_advocacy.task("Ring Maja", owner=alma, due_on=today())
    make_advocacy.task("Utan dag", owner=alma)
    make_advocacy.task("Bos", owner=bo, due_on=today())

    assert set(entries(alma)) == {"Lunch om banan", "Vem bygger? (talar)", "Att göra: Ring Maja"}


def test_contact_has_place_and_link_and_neither_text_nor_names(alma):
    row = planned(alma, "Lunch om banan", place="Rosenbad", summary="Ta upp tågen", held_at=dt.time(12))
    content = fetched(calendar_feeds.make(actor=alma)).content.decode()

    assert "LOCATION:Rosenbad" in content
    assert row.get_absolute_url() in content
    assert "tågen" not in content
    assert "Maja" not in content


def test_confidential_contact_says_only_that_it_is_one(alma):
    row = planned(alma, "Hemlig lunch", place="Hemlig plats", is_confidential=True)
    make_advocacy.task("Hemlig uppgift", owner=alma, due_on=today(), interaction=row, actor=alma)
    content = fetched(calendar_feeds.make(actor=alma)).content.decode()

    assert "Konfidentiell kontakt" in content
    assert "Hemlig" not in content


def test_time_is_stockholms_the_year_round(alma):
    for title, day in (("Sommar", dt.date(2099, 7, 1)), ("Vinter", dt.date(2099, 1, 7))):
        make_advocacy.interaction(title=title, held_on=day, held_at=dt.time(9, 30), status="planned", actor=alma)
    found = vobject.readOne(fetched(calendar_feeds.make(actor=alma)).content.decode())
    hours = {e.summary.value: e.dtstart.value.astimezone(dt.UTC).strftime("%H:%M") for e in found.vevent_list}

    assert hours == {"Sommar": "07:30", "Vinter": "08:30"}


def test_task_is_a_whole_day_that_leaves_one_free(alma):
    make_advocacy.task("Ring", owner=alma, due_on=today())
    entry = entries(alma)["Att göra: Ring"]

    assert entry["TRANSP"] == "TRANSPARENT"
    assert entry.decoded("DTSTART") == today()
    assert entry.decoded("DTEND") == today() + dt.timedelta(days=1)


def test_contact_over_several_days_ends_the_day_after_its_last(alma):
    planned(alma, "Resa", ends_on=today() + dt.timedelta(days=5), held_at=dt.time(8))
    entry = entries(alma)["Resa"]

    assert entry.decoded("DTEND") == today() + dt.timedelta(days=6)


def test_changed_contact_keeps_its_identity_and_goes_up_in_sequence(alma):
    row = planned(alma, "Lunch")
    before = entries(alma)["Lunch"]
    interactions.edit(actor=alma, interaction=row, title="Sen lunch")
    after = entries(alma)["Sen lunch"]

    assert before["UID"] == after["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_unchanged_calendar_is_the_same_file(alma):
    planned(alma, "Lunch")
    token = calendar_feeds.make(actor=alma)

    assert fetched(token).content == fetched(token).content


def test_cancelled_ones_are_told_for_thirty_days(alma, eva):
    row = planned(alma, "Lunch")
    seminar = make_advocacy.event("Vem bygger?", starts_on=today())
    writes.save(EventStaff(event=seminar, user=alma), actor=eva)
    interactions.cancel(actor=alma, interaction=row)
    events.edit(actor=eva, event=seminar, is_cancelled=True)
    found = entries(alma)

    assert {name: str(e["STATUS"]) for name, e in found.items()} == {
        "Lunch": "CANCELLED",
        "Vem bygger? (bevakar)": "CANCELLED",
    }
    Interaction.objects.update(updated_at=timezone.now() - dt.timedelta(days=31))
    assert set(entries(alma)) == {"Vem bygger? (bevakar)"}


def test_both_libraries_find_every_entry_without_a_complaint(alma):
    planned(alma, "Möte; med, tecken\\och å", held_at=dt.time(8))
    make_advocacy.task("Ring", owner=alma, due_on=today())
    content = fetched(calendar_feeds.make(actor=alma)).content
    calendar = icalendar.Calendar.from_ical(content)
    other = vobject.readOne(content.decode())

    assert [entry.errors for entry in calendar.walk()] == [[] for _entry in calendar.walk()]
    assert {e.summary.value for e in other.vevent_list} == {"Möte; med, tecken\\och å", "Att göra: Ring"}
    assert other.validate()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_calendar_takes_the_same_queries_whatever_it_holds(alma, django_assert_max_num_queries):
    for number in range(5):
        planned(alma, f"Lunch {number}")
        make_advocacy.task(owner=alma, due_on=today())
    token = calendar_feeds.make(actor=alma)

    with django_assert_max_num_queries(11):
        fetched(token)
