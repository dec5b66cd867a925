"""Pairs to decide, looking for them in the background, and the word of warning while one types."""

import pytest
from django.urls import reverse

from contacts.models import OrganizationPair, PersonPair
from contacts.services import duplicates
from crm.common import progress
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db
LIST = "contacts:duplicate_list"


@pytest.fixture
def pair(alma):
    make.person("Maja Ek", email="maja@example.se")
    make.person("Maja Ek", email="maja@example.se")
    duplicates.scan_people(actor=alma)
    return PersonPair.objects.get()


def test_open_pairs_stand_with_score_and_reasons_the_likeliest_first(alma, pair):
    make.person("Bo Nordtorpa"), make.person("Bo Nordtorpa")
    duplicates.scan_people(actor=alma)
    page = client_of(alma).get(reverse(LIST))
    html = page.content.decode()

    scores = [row["pair"].score for row in page.context["rows"]]
    assert len(scores) == 2 and scores == sorted(scores, reverse=True)
    assert "Samma e-post: maja@example.se" in html
    assert f"{reverse('contacts:person_merge', args=[pair.first_id])}?med={pair.second_id}" in html


def test_not_the_same_goes_from_the_list_and_can_be_taken_back(alma, pair):
    client, decide = client_of(alma), reverse("contacts:person_pair", args=[pair.pk])
    client.post(decide)
    assert client.get(reverse(LIST)).context["rows"] == []
    assert len(client.get(reverse(LIST), {"visa": "avgjorda"}).context["rows"]) == 1

    client.post(decide, {"again": "1"})
    assert len(client.get(reverse(LIST)).context["rows"]) == 1


def test_organizations_have_their_own_pairs(alma):
    make.organization("Trafikverket"), make.organization("Trafik verket")
    duplicates.scan_organizations(actor=alma)
    page = client_of(alma).get(reverse(LIST), {"slag": "organisationer"})

    assert [row["pair"] for row in page.context["rows"]] == list(OrganizationPair.objects.all())
    assert client_of(alma).post(page.context["rows"][0]["decide_url"]).status_code == 302
    assert OrganizationPair.objects.get().state == "different"


def test_looking_goes_on_in_the_background_and_once_at_a_time(alma, run_jobs):
    make.person("Maja Ek", email="maja@example.se"), make.person("Maja Ek", email="maja@example.se")
    client = client_of(alma)
    for _ in range(2):
        client.post(reverse("contacts:duplicate_scan"))
    assert "genomsöks" in client.get(reverse(LIST)).content.decode()

    run_jobs()

    assert progress.of("duplicates") is None
    assert PersonPair.objects.count() == 1


def test_reader_has_no_such_page(bo):
    assert client_of(bo).get(reverse(LIST)).status_code == 403


def test_list_of_many_costs_no_more_queries(alma, pair, django_assert_max_num_queries):
    for n in range(8):
        make.person(f"Bo Ek{n}", email=f"b{n}@example.se"), make.person(f"Bo Ek{n}", email=f"b{n}@example.se")
    duplicates.scan_people(actor=alma)
    client = client_of(alma)
    with django_assert_max_num_queries(14):
        assert len(client.get(reverse(LIST)).context["rows"]) == 9


# --- While typing ------------------------------------------------------------------------------------------


def test_those_who_are_there_are_shown_under_the_name(alma):
    make.membership(make.person("Maja Ekström"), make.organization("Trafikverket"), role="Direktör", kind="official")
    answer = client_of(alma).get(reverse("contacts:person_alike"), {"given_name": "Maja", "family_name": "Ekstrom"})

    html = answer.content.decode()
    assert "Finns redan?" in html and "Maja Ekström" in html and "Direktör" in html


def test_nothing_is_shown_for_a_name_that_nobody_has(alma):
    make.person("Maja Ekström")
    for typed in ({}, {"given_name": "Maja", "family_name": ""}, {"given_name": "Bo", "family_name": "Lind"}):
        assert "Finns redan" not in client_of(alma).get(reverse("contacts:person_alike"), typed).content.decode()


def test_organizations_like_it_are_shown_under_the_name(alma):
    make.organization("Trafikverket")

    html = client_of(alma).get(reverse("contacts:organization_alike"), {"name": "Trafikvreket"}).content.decode()
    assert "Trafikverket" in html


def test_form_of_a_new_person_asks_as_one_types_and_that_of_an_old_one_does_not(alma):
    client, person = client_of(alma), make.person("Maja Ek")

    assert reverse("contacts:person_alike") in client.get(reverse("contacts:person_add")).content.decode()
    edit = client.get(reverse("contacts:person_edit", args=[person.pk])).content.decode()
    assert reverse("contacts:person_alike") not in edit
