"""Lists over the API: the filters of the pages, errors for wrong ones, pages that hold still."""

import datetime as dt

import pytest

from advocacy.services import interactions
from contacts.models import Person
from contacts.services import lists
from crm.common import writes
from crm.services import saved_views
from tests import make
from tests.base import client_of
from tests.contracts.api import LISTS, get, is_problem, names, url

pytestmark = pytest.mark.django_db


def test_people_are_found_by_the_page_filters(bo):
    make.person("Maja Lindqvist")
    make.person("Åsa Öberg")

    assert names(get(bo, url("person"), q="ASA")) == ["Öberg"]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("person", {"level": "galaktisk"}),
        ("person", {"day": "igår"}),
        ("organization", {"kind": "hemlig"}),
        ("membership", {"person": "x"}),
        ("membership", {"day": "2026-02-30"}),
        ("interaction", {"from": "i våras"}),
        ("interaction", {"kind": "seans"}),
        ("priority", {"kind": "x"}),
        ("goal", {"unit": "x"}),
        ("area", {"kind": "x"}),
        ("party", {"level": "x"}),
        ("list", {"kind": "x"}),
        ("list", {"archived": "x"}),
        ("saved-view", {"partty": "C"}),
    ],
)
def test_invalid_filter_is_an_error_and_never_everything(bo, name, query):
    make.membership()

    is_problem(get(bo, url(name), **query), 400, *query)


@pytest.mark.parametrize("name", LISTS)
def test_misspelt_filter_is_an_error_and_never_everything(bo, name):
    is_problem(get(bo, url(name), partty="C"), 400, "partty")


def test_archived_person_is_left_out_of_the_list_and_keeps_an_address(bo):
    gone = make.person("Maja Lindqvist", is_archived=True)

    assert names(get(bo, url("person"))) == []
    assert names(get(bo, url("person"), archived="only")) == ["Lindqvist"]
    assert get(bo, url("person", gone.pk)).json()["is_archived"] is True


def test_merged_person_leaves_the_list_and_leads_to_the_kept_one(bo):
    kept, dropped = make.person(), make.person()
    dropped.merged_into = kept
    writes.save(dropped, actor=make.actor())

    answer = get(bo, url("person", dropped.pk))
    assert (answer.status_code, answer.headers["Location"].endswith(url("person", kept.pk))) == (301, True)
    assert len(get(bo, url("person")).json()["results"]) == 1


def test_pages_hold_still_while_rows_are_added(bo):
    people = [make.person() for _ in range(5)]
    first = get(bo, url("person"), page_size="2").json()
    make.person()

    seen, answer = [row["id"] for row in first["results"]], first
    while answer["next"]:
        answer = client_of(bo).get(answer["next"]).json()
        seen += [row["id"] for row in answer["results"]]

    assert seen == [person.pk for person in reversed(people)]


def test_page_size_has_a_ceiling(bo):
    for _ in range(3):
        make.person()

    assert len(get(bo, url("person"), page_size="2").json()["results"]) == 2
    assert get(bo, url("person"), page_size="100000").status_code == 200


@pytest.mark.parametrize("name", ["person", "organization", "membership", "interaction"])
def test_more_rows_cost_no_more_questions(alma, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def add():
        who = make.person(email=f"p{Person.objects.count()}@example.se")
        make.membership(who, make.organization(), party=make.party("C"))
        interactions.log(actor=alma, kind="meeting", held_on=dt.date(2026, 3, 1), people=[who])

    add()
    session = client_of(alma)
    session.get(url(name))
    with CaptureQueriesContext(
        connection,
    ) as few:
        session.get(url(name))
    for _ in range(4):
        add()
    with CaptureQueriesContext(connection) as many:
        assert len(session.get(url(name)).json()["results"]) >= 5

    assert len(many) == len(few)


def test_lists_are_the_shared_ones_and_ones_own(alma, bo, eva):
    shared = lists.add(name="Öppen", actor=alma, people=[make.person("Maja Lindqvist").pk])
    own = lists.add(name="Tänkbara", actor=alma, is_shared=False)

    assert [row["name"] for row in get(bo, url("list")).json()["results"]] == ["Öppen"]
    assert {row["name"] for row in get(alma, url("list"), mine="true").json()["results"]} == {"Öppen", "Tänkbara"}
    is_problem(get(eva, url("list", own.pk)), 404)
    found = get(bo, url("list", shared.pk)).json()
    assert (found["kind"], found["owner"]["id"], found["query"]) == ("static", alma.pk, "")
    assert names(client_of(bo).get(found["people"])) == ["Lindqvist"]


def test_archived_list_is_left_out_and_keeps_its_address(alma, bo):
    gone = lists.add(name="Förra året", actor=alma)
    lists.set_archived(contact_list=gone, is_archived=True, actor=alma)

    assert get(bo, url("list")).json()["results"] == []
    assert get(bo, url("list", gone.pk)).json()["is_archived"] is True


def test_views_are_the_shared_ones_and_ones_own(alma, bo):
    make.person("Maja Lindqvist", email="maja@example.se")
    keep = {"actor": alma, "list_name": "contacts:person_list", "query": "email=yes", "columns": ["name", "email"]}
    shared = saved_views.add(name="Med adress", is_shared=True, **keep)
    own = saved_views.add(name="Mina", **keep)

    assert [row["name"] for row in get(bo, url("saved-view")).json()["results"]] == ["Med adress"]
    assert len(get(alma, url("saved-view"), list_name="contacts:person_list").json()["results"]) == 2
    assert get(alma, url("saved-view"), list_name="contacts:organization_list").json()["results"] == []
    is_problem(get(bo, url("saved-view", own.pk)), 404)
    found = get(bo, url("saved-view", shared.pk)).json()
    assert (found["columns"], found["query"]) == (["name", "email"], "email=yes")
    assert [p.family_name for p in client_of(bo).get(found["url"]).context["object_list"]] == ["Lindqvist"]
