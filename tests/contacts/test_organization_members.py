"""Who has a role in an organization: on a day or earlier, by role or party, with all that lies under it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contacts.choices import OrganizationKind, RoleKind
from contacts.models import Organization, Person
from contacts.services import members, memberships, posts
from crm.models import User
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db

FIRST = dt.date(2024, 1, 1)


@pytest.fixture
def body() -> Organization:
    return make.organization("Rådet", OrganizationKind.STEERING_GROUP)


def sit(body: Organization, name: str, role: str = "Ledamot", **fields: Any) -> Person:
    who = make.person(name, **({"gender": fields.pop("gender")} if "gender" in fields else {}))
    fields.setdefault("starts_on", FIRST)
    make.membership(who, body, role, fields.pop("kind", RoleKind.MEMBER), **fields)
    return who


def page(user: User, body: Organization, **query: object) -> str:
    answer = client_of(user).get(reverse("contacts:organization_members", args=[body.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_members_are_grouped_by_role_the_chair_first_substitutes_last(body: Organization, alma: User) -> None:
    for role, kind in (("Ersättare", "substitute"), ("Ledamot", "member"), ("Vice ordförande", "member"),
                       ("Ordförande", "member"), ("Sekreterare", "official")):  # fmt: skip
        sit(body, "Maja Lindqvist", role, kind=kind)
    groups = members.by_role(members.for_page(members.roles(body, alma)))
    assert [g.label for g in groups] == ["Ordförande", "Vice ordförande", "Ledamot", "Sekreterare", "Ersättare"]


def test_members_are_grouped_by_party_those_without_one_last(body: Organization, alma: User) -> None:
    sit(body, "Maja Lindqvist")
    sit(body, "Åsa Öberg", party=make.party("C", position=2))
    sit(body, "Sven Ek", party=make.party("S", position=1))
    groups = members.by_party(members.for_page(members.roles(body, alma)))
    assert [g.label for g in groups] == ["Parti S", "Parti C", "Utan parti"]


def test_page_shows_those_of_the_chosen_day_and_those_who_left_before(bo: User, body: Organization) -> None:
    sit(body, "Maja Lindqvist", ends_on=dt.date(2025, 6, 30))
    sit(body, "Åsa Öberg", starts_on=dt.date(2025, 7, 1))
    assert "Lindqvist, Maja" in page(bo, body, day="2025-06-30")
    after = page(bo, body, day="2025-07-01")
    assert "Öberg, Åsa" in after
    assert "Lindqvist, Maja" not in after
    earlier = page(bo, body, day="2025-07-01", when="past")
    assert "Lindqvist, Maja" in earlier
    assert "Öberg, Åsa" not in earlier


def test_struck_roles_are_not_shown(bo: User, body: Organization) -> None:
    held = make.membership(make.person("Maja Lindqvist"), body, starts_on=FIRST)
    memberships.strike(membership=held, reason="Fel", actor=make.actor())
    assert "Lindqvist" not in page(bo, body)


def test_day_that_is_none_shows_today(bo: User, body: Organization) -> None:
    sit(body, "Maja Lindqvist")
    assert "Lindqvist, Maja" in page(bo, body, day="igår")


def test_everything_under_is_shown_with_where_it_is(bo: User, body: Organization) -> None:
    part = make.organization("Utskottet", OrganizationKind.COMMITTEE, parent=body)
    deep = make.organization("Arbetsgruppen", OrganizationKind.COMMITTEE, parent=part)
    sit(deep, "Maja Lindqvist")
    assert "Lindqvist" not in page(bo, body)
    shown = page(bo, body, under="on")
    assert "Lindqvist, Maja" in shown
    assert "Arbetsgruppen" in shown
    assert f"organization={body.pk}&amp;below=on" in shown


def test_vacant_seats_stand_among_the_members(bo: User, body: Organization) -> None:
    posts.define(organization=body, role="Ordförande", number=1, starts_on=FIRST, actor=make.actor())
    shown = page(bo, body)
    assert "1 vakans" in shown
    assert 'datetime="2024-01-01"' in shown


def test_people_are_counted_once_by_party_side_gender_and_county(body: Organization, alma: User) -> None:
    uppsala = make.area("Uppsala län")
    region = make.organization("Region Uppsala", OrganizationKind.REGION, area=uppsala)
    maja = sit(body, "Maja Lindqvist", party=make.party("C"), side="majority", represents=region, gender="woman")
    make.membership(maja, body, "Ordförande", RoleKind.MEMBER, party=make.party("C"), starts_on=FIRST)
    sit(body, "Sven Ek", gender="man")
    shares = members.breakdown(members.roles(body, alma))
    said = {name: [(share.label, share.number) for share in found] for name, found in shares.items()}
    assert said == {
        "party": [("Parti C", 1), ("Utan parti", 1)],
        "side": [("Majoritet", 1), ("Ej angivet", 1)],
        "gender": [("Man", 1), ("Kvinna", 1)],
        "county": [("Uppsala län", 1), ("Okänt län", 1)],
    }


def test_list_of_people_opens_with_the_same_members(alma: User, body: Organization) -> None:
    part = make.organization("Utskottet", OrganizationKind.COMMITTEE, parent=body)
    sit(part, "Maja Lindqvist", party=make.party("C"))
    sit(body, "Sven Ek", ends_on=dt.date(2025, 6, 30))
    url = reverse("contacts:person_list")
    below = client_of(alma).get(f"{url}?organization={body.pk}&below=on&party=C").content.decode()
    assert "Lindqvist, Maja" in below
    assert "Ek, Sven" not in below
    assert "Ek, Sven" in client_of(alma).get(f"{url}?organization={body.pk}&day=2025-06-01").content.decode()


def test_more_members_cost_no_more_questions(bo: User, body: Organization) -> None:
    session, counts = client_of(bo), []
    url = reverse("contacts:organization_members", args=[body.pk])
    region = make.organization("Region Uppsala", OrganizationKind.REGION, area=make.area("Uppsala län"))
    for number in (1, 5):
        for n in range(number):
            sit(body, f"Person Nummer{number}{n}", party=make.party("C"), represents=region)
        session.get(url)
        with CaptureQueriesContext(connection) as asked:
            session.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_of_very_many_the_first_are_shown_and_the_rest_is_a_link(
    bo: User, body: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "SHOWN", 2)
    for name in ("Maja Alm", "Maja Björk", "Maja Ceder"):
        sit(body, name)
    shown = page(bo, body)
    assert "Ceder" not in shown
    assert "Visa alla i personlistan" in shown
    overview = client_of(bo).get(body.get_absolute_url()).content.decode()
    assert "Visa 3 i listan" in overview
