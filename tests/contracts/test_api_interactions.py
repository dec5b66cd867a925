"""Contacts over the API, confidential ones too."""

import datetime as dt

import pytest

from advocacy.choices import InteractionKind
from advocacy.models import Interaction, Priority
from advocacy.services import interactions
from contacts.models import Person
from tests import make
from tests.contracts.api import get, is_problem, patch, post, priority, url

pytestmark = pytest.mark.django_db


def test_editor_logs_meeting_with_the_mandate_of_that_day(alma):
    maja = make.mp("Maja Lindqvist")
    about = priority()

    answer = post(
        alma,
        url("interaction"),
        {
            "kind": "meeting",
            "held_on": "2026-03-02",
            "participants": [{"person": maja.pk, "has_talked": True}],
            "priorities": [about.pk],
        },
    )

    body = answer.json()
    assert answer.status_code == 201, body
    assert body["participants"][0]["held_role"] == "Riksdagsledamot"
    assert body["participants"][0]["attendance"] == "attended"
    assert body["our_side"][0]["user"]["id"] == alma.pk
    assert body["priorities"][0]["code"] == "JARNVAG"
    assert Interaction.objects.get().history.first().history_user == alma


def test_participants_are_kept_when_a_change_does_not_name_them(alma):
    maja = make.person("Maja Lindqvist")
    logged = interactions.log(actor=alma, kind="meeting", held_on=dt.date(2026, 3, 2), people=[maja])

    body = patch(alma, url("interaction", logged.pk), {"version": logged.version, "place": "Riksdagen"}).json()

    assert body["place"] == "Riksdagen"
    assert [p["person"]["id"] for p in body["participants"]] == [maja.pk]


def test_person_outside_the_register_is_refused_by_place(alma):
    body = {"kind": "meeting", "held_on": "2026-03-02", "participants": [{"person": 999999}]}

    is_problem(post(alma, url("interaction"), body), 400, "participants.0.person")


@pytest.fixture
def secret(eva):
    """A confidential meeting that only Eva may read."""
    maja = make.person("Maja Lindqvist")
    return interactions.log(
        actor=eva,
        kind=InteractionKind.MEETING,
        held_on=dt.date(2026, 3, 2),
        title="Hemlig överläggning",
        summary="Känsligt innehåll",
        place="Bakrummet",
        is_confidential=True,
        people=[maja],
        priorities=[priority()],
    )


@pytest.mark.parametrize("name", ["bo", "alma", "dag"])
def test_confidential_contact_is_listed_as_a_day_and_nothing_else(secret, name, request):
    user = request.getfixturevalue(name)

    answer = get(user, url("interaction"))

    assert answer.json()["results"] == [{"id": secret.pk, "held_on": "2026-03-02", "confidential": True}]


@pytest.mark.parametrize("name", ["bo", "alma", "dag"])
def test_confidential_contact_has_no_page_and_takes_no_change(secret, name, request):
    user = request.getfixturevalue(name)

    is_problem(get(user, url("interaction", secret.pk)), 404)
    changed = patch(user, url("interaction", secret.pk), {"version": secret.version, "title": "X"})
    is_problem(changed, 403 if name == "bo" else 404)
    secret.refresh_from_db()
    assert secret.title == "Hemlig överläggning"


@pytest.mark.parametrize("query", [{"q": "hemlig"}, {"kind": "meeting"}, {"person": "maja"}, {"priority": "jarnvag"}])
def test_no_filter_tells_what_a_confidential_contact_holds(secret, bo, eva, query):
    ids = {"maja": Person.objects.get().pk, "jarnvag": Priority.objects.get().pk}
    query = {name: ids.get(value, value) for name, value in query.items()}

    assert get(bo, url("interaction"), **query).json()["results"] == []
    assert len(get(eva, url("interaction"), **query).json()["results"]) == 1


def test_confidential_contact_is_read_by_who_logged_it(secret, eva):
    row = get(eva, url("interaction"), **{"from": "2026-03-01", "to": "2026-03-31"}).json()["results"][0]

    assert (row["title"], row["confidential"]) == ("Hemlig överläggning", True)
    assert get(eva, url("interaction", secret.pk)).json()["summary"] == "Känsligt innehåll"
