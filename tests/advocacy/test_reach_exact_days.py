"""A contact counts on its first local day, however it came in: past midnight, when the clocks change, at new year."""

import datetime as dt
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from advocacy.imports.mail import read
from advocacy.models import Interaction, ReachEntry
from advocacy.services import interactions, mails
from advocacy.services.reach import Reach, periods
from contacts.models import Term
from crm.common.dates import today, year_before
from tests.advocacy import mailing
from tests.advocacy.obvious import Obvious, year_back
from tests.advocacy.world import World
from tests.base import client_of

pytestmark = pytest.mark.django_db
UTC = dt.UTC
DAY = dt.timedelta(days=1)
# The first of July began at 22.00 UTC the day before; the clocks changed on the other two nights, and a year began.
JULY, SPRING, AUTUMN, NEW_YEAR = (
    dt.date(2026, 7, 1), dt.date(2026, 3, 29), dt.date(2026, 10, 25), dt.date(2026, 1, 1)
)  # fmt: skip
NIGHTS = {
    JULY: dt.datetime(2026, 6, 30, 22, 30, tzinfo=UTC),
    SPRING: dt.datetime(2026, 3, 28, 23, 30, tzinfo=UTC),
    AUTUMN: dt.datetime(2026, 10, 24, 22, 30, tzinfo=UTC),
    AUTUMN + DAY: dt.datetime(2026, 10, 25, 23, 30, tzinfo=UTC),
    NEW_YEAR: dt.datetime(2025, 12, 31, 23, 30, tzinfo=UTC),
}
HALF_PAST = dt.time(0, 30)


@pytest.fixture
def world(db):
    w = World()
    w.ada, w.bea = w.person("Ada"), w.person("Bea")
    for person, address in ((w.ada, "ada@example.org"), (w.bea, "bea@example.org")):
        w.seat(person)
        person.contact_details.create(kind="email", value=address)
    w.g = w.goal(w.audience({"organization": [w.riksdag]}))
    return w


@pytest.fixture(params=NIGHTS, ids=str)
def night(request, monkeypatch):
    """Half past midnight in Stockholm on a day that has not begun in UTC."""
    moment = NIGHTS[request.param]
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert today() == request.param == moment.date() + DAY
    return request.param


def by_form(world, day):
    data = {"kind": "meeting", "held_on": day.isoformat(), "held_at": "00:30", "people": [world.ada.pk]}
    data |= {"priorities": [world.priority.pk], "our_users": [world.alma.pk]}
    answer = client_of(world.alma).post(reverse("advocacy:interaction_add"), data)
    assert answer.status_code == 302, answer.context["form"].errors


def by_quick_log(world, day):
    data = {"kind": "meeting", "people": [world.ada.pk], "when": "idag 00.30", "priorities": [world.priority.pk]}
    answer = client_of(world.alma).post(reverse("advocacy:interaction_quick"), data | {"do": ""})
    assert answer.status_code == 302, answer.context["form"].errors


def by_phone(world, day):
    """Noted without a net; the phone's own clock has given day and time."""
    item = {
        "key": str(uuid.uuid4()), "kind": "almedalen", "held_on": day.isoformat(), "held_at": "00:30", "names": [],
        "people": [world.ada.pk], "priorities": [world.priority.pk], "tone": "", "text": "",
    }  # fmt: skip
    answer = client_of(world.alma).post(
        reverse("advocacy:field_sync"), json.dumps({"items": [item]}), content_type="application/json"
    )
    assert [one["state"] for one in answer.json()["results"]] == ["ok"], answer.json()


def by_api(world, day):
    data = {
        "kind": "meeting", "held_on": day.isoformat(), "held_at": "00:30", "title": "Möte",
        "participants": [{"person": world.ada.pk}], "priorities": [world.priority.pk],
    }  # fmt: skip
    answer = client_of(world.alma).post("/api/v1/interactions/", data, content_type="application/json")
    assert answer.status_code == 201, answer.content


def by_calendar(world, day, zone="Z"):
    """An invitation whose time is in UTC, as Google saves them."""
    moment = NIGHTS[day].strftime("%Y%m%dT%H%M%SZ")
    text = (
        f"BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nBEGIN:VEVENT\nDTSTART:{moment}\nDURATION:PT1H\nUID:ett\n"
        "ATTENDEE;CN=Ada:mailto:ada@example.org\nSUMMARY:Samtal\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    upload = SimpleUploadedFile("m.ics", text.encode())
    client_of(world.alma).post(reverse("advocacy:invitation_upload"), {"files": [upload]}, follow=True)
    planned = Interaction.objects.get()
    assert (planned.held_at, planned.ends_on) == (HALF_PAST, None)
    interactions.edit(actor=world.alma, interaction=planned, status="done", priorities=[world.priority])


def by_mail(world, day, zone="+0000"):
    """A mail whose head gives the time in UTC."""
    said = NIGHTS[day].strftime(f"%a, %d %b %Y %H:%M:%S {zone}")
    message = mailing.mail(sender="Ada Test <ada@example.org>", day=said)
    taken, _is_new = mails.take_in(actor=world.alma, mail=read(bytes(message)), is_uploaded=True)
    mails.register_contact(
        actor=world.alma, mail=taken, kind="email_dialogue", title="Svar", summary="", people=[world.ada],
        priorities=[world.priority],
    )  # fmt: skip


def by_mail_of_a_server_that_tells_no_zone(world, day):
    """'-0000' says that the time is in UTC and nothing of where it was written (RFC 5322)."""
    by_mail(world, day, zone="-0000")


def by_mail_with_a_zone_in_letters(world, day):
    """The clock of the wall, with 'CEST' after it."""
    message = mailing.mail(sender="Ada Test <ada@example.org>", day="")
    raw = bytes(message).replace(b"From:", f"Date: {day:%d %b %Y} 00:30:00 CEST\nFrom:".encode(), 1)
    taken, _is_new = mails.take_in(actor=world.alma, mail=read(raw), is_uploaded=True)
    assert timezone.localtime(read(raw).sent_at).time() == HALF_PAST
    interactions.edit(
        actor=world.alma, interaction=taken.interaction, status="done", people=[world.ada], kind="email_dialogue",
        priorities=[world.priority],
    )  # fmt: skip


EVERY_WAY = [
    by_mail_with_a_zone_in_letters,
    by_form,
    by_quick_log,
    by_phone,
    by_api,
    by_calendar,
    by_mail,
    by_mail_of_a_server_that_tells_no_zone,
]


@pytest.mark.parametrize("log", EVERY_WAY, ids=lambda way: way.__name__)
def test_half_past_midnight_counts_on_the_local_day_however_it_came_in(world, night, log):
    log(world, night)
    contact = Interaction.objects.get()
    assert (contact.held_on, contact.held_at) in ((night, HALF_PAST), (night, None))
    assert set(ReachEntry.objects.values_list("held_on", flat=True)) == {night}
    eve = night - DAY
    assert Reach(world.g, night, night).ids("covered") == {world.ada.pk}
    assert Reach(world.g, eve - 30 * DAY, eve).ids("covered") == set()


def test_almedalen_evening_past_midnight_counts_on_the_day_it_began(world):
    eve = JULY - DAY
    contact = interactions.log(
        actor=world.alma, kind="almedalen", held_on=eve, held_at=dt.time(23, 30), ends_on=JULY,
        people=[world.ada], priorities=[world.priority], title="Mingel",
    )  # fmt: skip
    interactions.log(
        actor=world.alma, kind="almedalen", held_on=JULY, held_at=HALF_PAST, people=[world.bea],
        priorities=[world.priority], title="Efter mingel",
    )  # fmt: skip
    assert Reach(world.g, dt.date(2026, 1, 1), eve).ids("covered") == {world.ada.pk}
    assert Reach(world.g, JULY, dt.date(2026, 12, 31)).ids("covered") == {world.bea.pk}
    # Met on one evening is met once: no dialogue yet, though it went on into another day.
    assert Reach(world.g, eve, JULY).steps == {world.ada.pk: 3, world.bea.pk: 3}
    interactions.edit(actor=world.alma, interaction=contact, held_on=JULY, ends_on=None)
    assert Reach(world.g, dt.date(2026, 1, 1), eve).ids("covered") == set()


def test_calendar_entry_over_midnight_is_of_the_evening_it_began(world):
    """Half past eleven in the evening to half past one, the night when an hour comes twice."""
    text = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:natt\nSUMMARY:Mingel\n"
        "DTSTART:20261024T213000Z\nDTEND:20261024T233000Z\nATTENDEE:mailto:ada@example.org\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    upload = SimpleUploadedFile("m.ics", text.encode())
    client_of(world.alma).post(reverse("advocacy:invitation_upload"), {"files": [upload]}, follow=True)
    found = Interaction.objects.get()
    assert (found.held_on, found.held_at, found.ends_on) == (AUTUMN - DAY, dt.time(23, 30), AUTUMN)


@pytest.mark.parametrize("turn", [SPRING, AUTUMN])
def test_day_when_the_clocks_change_is_one_day_of_its_period(world, turn):
    for day, person in ((turn - DAY, world.ada), (turn, world.bea)):
        interactions.log(
            actor=world.alma, kind="call", held_on=day, held_at=dt.time(2, 30), people=[person],
            priorities=[world.priority], title="Samtal",
        )  # fmt: skip
    assert Reach(world.g, turn, turn).ids("reached") == {world.bea.pk}
    assert Reach(world.g, turn - DAY, turn - DAY).ids("reached") == {world.ada.pk}
    assert Reach(world.g, turn - DAY, turn).ids("reached") == {world.ada.pk, world.bea.pk}
    for first, last in ((turn, turn), (turn - DAY, turn)):
        assert Obvious(world.g, first, last).sets()["reached"] == Reach(world.g, first, last).ids("reached")


def test_riksdag_that_takes_its_seats_on_a_day_when_the_clocks_change_splits_the_period_there(db):
    Term.objects.all().delete()
    Term.objects.create(body="riksdag", name="Ny", starts_on=AUTUMN)
    first, last = dt.date(2026, 10, 1), dt.date(2026, 10, 31)
    assert periods(first, last) == [(first, AUTUMN - DAY), (AUTUMN, last)]


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (dt.date(2026, 12, 31), dt.date(2026, 1, 1)),
        (dt.date(2026, 1, 1), dt.date(2025, 1, 2)),
        (dt.date(2024, 2, 29), dt.date(2023, 3, 1)),
        (dt.date(2025, 2, 28), dt.date(2024, 3, 1)),
        (dt.date(2023, 2, 28), dt.date(2022, 3, 1)),
        (dt.date(2024, 12, 31), dt.date(2024, 1, 1)),
        (dt.date(2025, 3, 1), dt.date(2024, 3, 2)),
        # Of 29 February a year before, the 28th: that the database reckons too (`YearBefore`).
        (dt.date(2024, 2, 28), dt.date(2023, 2, 28)),
    ],
)
def test_the_ladders_twelve_months_begin_and_end_where_they_should(world, last, first):
    assert year_before(last) == year_back(last) == first
    for day, person in ((first - DAY, world.ada), (first, world.bea)):
        world.contact(day, "meeting", [(person, "attended")], world.priority)
    assert Reach(world.g, last, last).steps == {world.ada.pk: 0, world.bea.pk: 3}
