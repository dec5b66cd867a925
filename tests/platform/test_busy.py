"""While somebody else writes for long: pages are read without waiting, and what cannot be saved is said."""

import re
import sqlite3

import pytest
from django.db import OperationalError, connection, connections
from django.urls import reverse

from contacts.models import Person, RecentView
from contacts.services import people
from crm.common.locks import MOMENT_MS
from crm.common.middleware import _typed
from tests import make
from tests.base import client_of
from tests.contacts.forms import filled

LOCKED = OperationalError("database is locked")
NAMES = {"given_name": "Maja", "family_name": "Lindqvist"}


def post_person(browser):
    url = reverse("contacts:person_add")
    return browser.post(url, filled(browser, url, **NAMES))


@pytest.fixture
def other_writer(transactional_db):
    """Somebody else's connection that holds the database."""
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    yield other
    other.close()


@pytest.mark.vendor("sqlite")
def test_a_page_is_read_at_once_while_somebody_else_writes(other_writer, bo):
    person, browser = make.person("Maja Lindqvist"), client_of(bo)
    other_writer.execute("BEGIN IMMEDIATE")
    connections.close_all()
    vars(connection.features).pop("supports_json_field", None)
    assert browser.get(person.get_absolute_url()).status_code == 200
    assert not RecentView.objects.exists()
    other_writer.execute("ROLLBACK")
    assert connection.connection.execute("PRAGMA busy_timeout").fetchone()[0] > MOMENT_MS
    browser.get(person.get_absolute_url())
    assert RecentView.objects.get().person == person


def test_a_write_that_waited_too_long_is_told_what_to_do(alma, monkeypatch):
    def add(**kwargs):
        raise LOCKED

    monkeypatch.setattr(people, "add", add)
    answer = post_person(client_of(alma))
    assert answer.status_code == 503 and "Gå tillbaka i webbläsaren" in answer.content.decode()
    told = client_of(alma).post(reverse("api:person-list"), NAMES, content_type="application/json")
    assert told.status_code == 503 and told.json()["type"] == "urn:samsyn:busy"


class Deadlock(Exception):
    sqlstate = "40P01"


def collide(**kwargs):
    raise OperationalError("deadlock detected") from Deadlock()


def test_who_gave_way_to_a_colleague_sends_what_was_typed_again_with_one_button(alma, monkeypatch):
    browser = client_of(alma)
    data = filled(browser, reverse("contacts:person_add"), **NAMES)
    with monkeypatch.context() as patched:
        patched.setattr(people, "add", collide)
        answer = browser.post(reverse("contacts:person_add"), data)
        told = browser.post(reverse("api:person-list"), NAMES, content_type="application/json")
    assert answer.status_code == 503 and answer["Retry-After"] == "1"
    assert "En kollega sparade just i samma uppgifter" in answer.content.decode()
    assert told.status_code == 503 and "Försök igen" in told.json()["title"]
    again = dict(re.findall(r'<textarea name="(.*?)" hidden>\n(.*?)</textarea>', answer.content.decode(), re.DOTALL))
    assert browser.post(reverse("contacts:person_add"), again).status_code == 302
    assert Person.objects.get().name == "Maja Lindqvist"


def test_a_password_is_never_sent_back(rf, alma):
    request = rf.post("/losenord/", {"new_password1": "lingon", "name": "Alma"})
    assert _typed(request) == [("name", "Alma")]


def test_a_fault_of_the_database_is_no_busy_one(alma, monkeypatch):
    def add(**kwargs):
        raise OperationalError("no such table: contacts_person")

    monkeypatch.setattr(people, "add", add)
    with pytest.raises(OperationalError):
        post_person(client_of(alma))
