"""The day's letter: to those who want it, once, with what they may see."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from advocacy.services import commitments
from crm import tasks
from crm.models import Digest, Notification
from crm.services import digests
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
SETTINGS = reverse("crm:settings")
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def wants(alma):
    digests.choose(actor=alma, wants_digest=True)
    return alma


def the_letter(user):
    assert digests.send(user=user, day=MONDAY)
    (letter,) = mail.outbox
    return letter


def test_letter_says_what_is_late_due_remembered_and_new_in_text_and_html(wants, eva):
    make_advocacy.task("Ring Örebro", actor=wants, due_on=MONDAY - dt.timedelta(days=3))
    today = make_advocacy.task("Skicka <underlag>", actor=wants, due_on=MONDAY)
    make_advocacy.task("Börja på remissen", actor=wants, due_on=MONDAY + dt.timedelta(days=9), remind_on=MONDAY)
    make_advocacy.task("Inte än", actor=wants, due_on=MONDAY + dt.timedelta(days=9))
    commitments.add(
        actor=wants,
        promiser="theirs",
        text="Svara om banan",
        person=make.person(),
        made_on=MONDAY - dt.timedelta(days=30),
        due_on=MONDAY,
    )
    Notification.objects.create(user=wants, actor=eva, kind="mention", title="Eva nämnde dig", url="/personer/1/")
    letter = the_letter(wants)
    html = letter.alternatives[0].content
    assert letter.to == [wants.email]
    assert letter.subject == "Samsyn: 5 saker idag"
    for text in ("Ring Örebro (senast 20 november)", "De har lovat: Svara om banan", "Börja på remissen", "Eva nämnde"):
        assert text in letter.body
        assert text in html
    assert "Skicka <underlag>" in letter.body
    assert "Skicka &lt;underlag&gt;" in html
    assert "Inte än" not in letter.body
    assert f"http://127.0.0.1:8000{reverse('advocacy:task_edit', args=[today.pk])}" in letter.body
    assert "http://127.0.0.1:8000/personer/1/" in html


def test_letter_goes_once_a_day_and_not_when_there_is_nothing_to_say(wants):
    assert not digests.send(user=wants, day=MONDAY)
    assert not mail.outbox
    make_advocacy.task("Ring", actor=wants, due_on=MONDAY)
    tuesday = MONDAY + dt.timedelta(days=1)
    assert digests.send(user=wants, day=tuesday)
    assert not digests.send(user=wants, day=tuesday)
    assert len(mail.outbox) == 1


def test_only_those_who_want_it_get_it_and_only_on_weekdays(wants, eva):
    assert digests.receivers(MONDAY) == [wants]
    assert digests.receivers(MONDAY - dt.timedelta(days=1)) == []
    assert digests.receivers(MONDAY - dt.timedelta(days=2)) == []


def test_who_may_no_longer_log_in_gets_none(wants):
    wants.is_active = False
    wants.save()
    assert digests.receivers(MONDAY) == []


def test_confidential_contact_of_others_is_not_told(wants, eva):
    hidden = make_advocacy.interaction(make.person(), actor=eva, is_confidential=True)
    make_advocacy.task("Hemlig uppföljning", actor=eva, owner=wants, interaction=hidden, due_on=MONDAY)
    assert digests.contents(wants, MONDAY) == []


def test_one_that_cannot_be_sent_keeps_nobody_elses_back_and_is_tried_again(wants, eva, monkeypatch):
    digests.choose(actor=eva, wants_digest=True)
    for user in (wants, eva):
        make_advocacy.task("Ring", actor=user, due_on=MONDAY)
    monkeypatch.setattr(tasks.timezone, "localdate", lambda: MONDAY)
    real = digests._mail
    monkeypatch.setattr(digests, "_mail", lambda user, *rest: fail() if user == wants else real(user, *rest))
    assert tasks.send_digests.call() == 1
    assert [letter.to for letter in mail.outbox] == [[eva.email]]
    assert not Digest.objects.filter(user=wants).exists()
    monkeypatch.setattr(digests, "_mail", real)
    assert tasks.send_digests.call() == 1


def fail():
    raise ValueError("whatever may be wrong with one letter")


def test_letter_is_written_in_the_language_of_its_reader(wants):
    wants.language = "en"
    wants.save()
    make_advocacy.task("Ring", actor=wants, due_on=MONDAY)
    assert "Monday" in the_letter(wants).body


def test_reader_chooses_the_letter_for_themselves(bo):
    page = client_of(bo).get(SETTINGS)
    version = page.context["form"]["version"].value()
    assert client_of(bo).post(SETTINGS, {"version": version, "wants_digest": "on"}).status_code == 302
    bo.refresh_from_db()
    assert bo.wants_digest
    assert client_of(bo).post(SETTINGS, {"version": version}).status_code == 409


def test_letter_says_of_a_confidential_contact_only_that_there_is_one(wants):
    person = make.person()
    said = {"promiser": "ours", "text": "Hemligt löfte", "person": person, "due_on": MONDAY}
    contact = make_advocacy.interaction(
        person, actor=wants, held_on=MONDAY, status="planned", title="Hemligt möte", place="Hemlig plats",
        is_confidential=True, commitments=[said],
    )  # fmt: skip
    make_advocacy.task("Hemlig uppgift", actor=wants, due_on=MONDAY, interaction=contact)
    body = the_letter(wants).body
    for text in ("Konfidentiell kontakt", "Uppgift efter en konfidentiell", "Åtagande i en konfidentiell"):
        assert text in body
    assert "hemlig" not in body.lower()
