"""Seats of a body: made by managers, held by one at a time, vacant since a day, never forgotten."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from contacts.choices import OrganizationKind, RoleKind
from contacts.models import Membership, Organization, Post
from contacts.querysets.post import vacant_since
from contacts.services import memberships, posts
from crm.models import User
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db

FIRST = dt.date(2024, 1, 1)
DAY = dt.date(2026, 5, 1)


@pytest.fixture
def body() -> Organization:
    return make.organization("Styrgruppen", OrganizationKind.STEERING_GROUP)


@pytest.fixture
def chair(body: Organization, eva: User) -> Post:
    return posts.define(organization=body, role="Ordförande", number=1, starts_on=FIRST, actor=eva)[0]


def seated(post: Post, **fields: Any) -> Membership:
    fields.setdefault("starts_on", FIRST)
    actor = fields.pop("actor", None) or make.actor()
    return posts.seat(
        post=post, person=fields.pop("person", None) or make.person(), kind="member", actor=actor, **fields
    )


def vacant(body: Organization, day: dt.date) -> dict[str, dt.date | None]:
    rows = Post.objects.filter(organization=body).vacant_on(day).with_days(day)
    return {str(post): vacant_since(post) for post in rows}


# --- Seats ------------------------------------------------------------------------------------------------


def test_manager_makes_so_many_seats_for_each_area(body: Organization, eva: User) -> None:
    counties = [make.area("Uppsala län"), make.area("Gotlands län")]
    made = posts.define(organization=body, role="Ledamot", number=2, areas=counties, actor=eva)
    assert sorted((post.area.name, post.number) for post in made if post.area) == [
        ("Gotlands län", 1), ("Gotlands län", 2), ("Uppsala län", 1), ("Uppsala län", 2),
    ]  # fmt: skip
    more = posts.define(organization=body, role="Ledamot", number=1, areas=counties[:1], actor=eva)
    assert [post.number for post in more] == [3]
    assert more[0].history.get().history_user == eva


def test_too_many_seats_at_once_are_refused(body: Organization, eva: User) -> None:
    with pytest.raises(ValidationError):
        posts.define(organization=body, role="Ledamot", number=posts.MOST + 1, actor=eva)


@pytest.mark.parametrize("name", ["bo", "alma"])
def test_only_managers_say_which_seats_there_are(name: str, body: Organization, chair: Post, request: Any) -> None:
    user = request.getfixturevalue(name)
    with pytest.raises(PermissionDenied):
        posts.define(organization=body, role="Ledamot", number=1, actor=user)
    with pytest.raises(PermissionDenied):
        posts.abolish(post=chair, on=DAY, actor=user)
    with pytest.raises(PermissionDenied):
        posts.remove(post=chair, actor=user)


def test_seat_that_was_never_held_can_be_taken_away(body: Organization, chair: Post, eva: User) -> None:
    posts.remove(post=chair, actor=eva)
    assert not Post.objects.exists()


def test_seat_that_was_held_is_ended_not_taken_away(body: Organization, chair: Post, eva: User) -> None:
    held = seated(chair)
    memberships.end(membership=held, on=dt.date(2026, 1, 31), actor=eva)
    with pytest.raises(ValidationError):
        posts.remove(post=chair, actor=eva)
    posts.abolish(post=chair, on=dt.date(2026, 3, 31), actor=eva)
    assert vacant(body, dt.date(2026, 3, 31)) == {"Ordförande 1": dt.date(2026, 2, 1)}
    assert vacant(body, dt.date(2026, 4, 1)) == {}


def test_seat_does_not_end_while_somebody_sits_on_it(chair: Post, eva: User) -> None:
    seated(chair)
    with pytest.raises(ValidationError, match="Avsluta uppdraget först"):
        posts.abolish(post=chair, on=DAY, actor=eva)


# --- Who sits ------------------------------------------------------------------------------------------------


def test_seating_gives_the_role_of_the_seat(body: Organization, alma: User) -> None:
    county = make.area("Uppsala län")
    seat = posts.define(organization=body, role="Ledamot", number=1, areas=[county], actor=make.actor())[0]
    region = make.organization("Region Uppsala", OrganizationKind.REGION)

    held = seated(seat, represents=region, side="majority", actor=alma)

    assert (held.role, held.organization, held.area, held.post) == ("Ledamot", body, county, seat)
    assert (held.represents, held.side) == (region, "majority")


def test_who_has_the_role_already_is_put_on_the_seat_and_keeps_the_mandate(body: Organization, chair: Post) -> None:
    maja = make.person("Maja Lindqvist")
    held = make.membership(maja, body, "Ordförande", RoleKind.MEMBER, starts_on=dt.date(2023, 5, 4))

    put = seated(chair, person=maja, side="opposition")

    assert put.pk == held.pk
    assert (put.starts_on, put.side, put.post) == (dt.date(2023, 5, 4), "opposition", chair)
    assert Membership.objects.count() == 1


def test_what_a_mandate_says_already_is_not_overwritten_by_seating(body: Organization, chair: Post) -> None:
    maja = make.person()
    make.membership(maja, body, "Ordförande", RoleKind.MEMBER, side="majority", starts_on=FIRST)
    with pytest.raises(ValidationError) as error:
        seated(chair, person=maja, side="opposition")
    assert "side" in error.value.message_dict


def test_seat_has_one_holder_at_a_time(chair: Post) -> None:
    seated(chair, ends_on=dt.date(2025, 12, 31))
    with pytest.raises(ValidationError, match="Platsen innehas av"):
        seated(chair, starts_on=dt.date(2025, 6, 1))
    assert seated(chair, starts_on=dt.date(2026, 1, 1)).post == chair


def test_seat_of_another_body_is_refused(chair: Post) -> None:
    with pytest.raises(ValidationError, match="annan organisation"):
        make.membership(None, make.organization(), "Ordförande", RoleKind.MEMBER, post=chair)


def test_seat_cannot_be_held_before_it_exists(chair: Post) -> None:
    with pytest.raises(ValidationError, match="finns inte under den tiden"):
        seated(chair, starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2020, 12, 31))


def test_who_moves_to_another_body_leaves_the_seat(chair: Post, alma: User) -> None:
    held = seated(chair)
    moved = memberships.change(membership=held, on=DAY, organization=make.organization(), actor=alma)
    assert moved.post is None


# --- Vacancies ---------------------------------------------------------------------------------------------


def test_ended_mandate_frees_its_seat_the_day_after(body: Organization, chair: Post, alma: User) -> None:
    memberships.end(membership=seated(chair), on=DAY, actor=alma)
    assert vacant(body, DAY) == {}
    assert vacant(body, DAY + dt.timedelta(days=30)) == {"Ordförande 1": DAY + dt.timedelta(days=1)}


def test_struck_mandate_never_held_the_seat(body: Organization, chair: Post, alma: User) -> None:
    memberships.strike(membership=seated(chair), reason="Fel person", actor=alma)
    assert vacant(body, DAY) == {"Ordförande 1": FIRST}


def test_seat_that_nobody_has_held_is_vacant_since_it_was_made(body: Organization, eva: User, chair: Post) -> None:
    posts.define(organization=body, role="Ledamot", number=1, actor=eva)
    assert vacant(body, DAY) == {"Ordförande 1": FIRST, "Ledamot 1": None}


def test_vacancy_is_asked_of_any_day(body: Organization, chair: Post) -> None:
    seated(chair, starts_on=dt.date(2025, 1, 1), ends_on=dt.date(2025, 6, 30))
    days = [dt.date(2023, 1, 1), dt.date(2024, 6, 1), dt.date(2025, 3, 1), dt.date(2025, 7, 1)]
    assert [len(vacant(body, day)) for day in days] == [0, 1, 0, 1]


# --- The pages -----------------------------------------------------------------------------------------------


def shown(user: User, body: Organization, **query: object) -> str:
    return client_of(user).get(reverse("contacts:post_list", args=[body.pk]), query).content.decode()


def test_page_shows_holders_vacancies_and_who_sat_before(bo: User, body: Organization, chair: Post) -> None:
    seated(chair, person=make.person("Maja Lindqvist"), ends_on=dt.date(2025, 6, 30))
    page = shown(bo, body, day="2026-05-01")
    assert "1 vakant" in page
    assert "Vakant sedan" in page
    assert 'datetime="2025-07-01"' in page
    assert "1 tidigare" in page
    assert "Maja Lindqvist" in shown(bo, body, day="2025-06-30")


def test_reader_sees_seats_and_no_buttons(bo: User, eva: User, body: Organization, chair: Post) -> None:
    button = reverse("contacts:post_seat", args=[chair.pk])
    assert button not in shown(bo, body)
    assert button in shown(eva, body)


def test_manager_makes_seats_on_the_page(eva: User, body: Organization) -> None:
    answer = client_of(eva).post(
        reverse("contacts:post_add", args=[body.pk]), {"role": "Ledamot", "number": "3", "starts_on": "2026-01-01"}
    )
    assert answer.status_code == 302
    assert Post.objects.filter(organization=body, starts_on=dt.date(2026, 1, 1)).count() == 3


def test_editor_seats_somebody_on_the_page_and_is_told_when_it_is_taken(
    alma: User, body: Organization, chair: Post
) -> None:
    url = reverse("contacts:post_seat", args=[chair.pk])
    data = {"person": make.person().pk, "kind": "member", "starts_on": "2026-01-01"}
    assert client_of(alma).post(url, data).status_code == 302
    again = client_of(alma).post(url, {**data, "person": make.person().pk})
    assert again.status_code == 422
    assert "Platsen innehas av" in again.content.decode()


def test_manager_ends_or_takes_away_a_seat_on_its_page(eva: User, body: Organization, chair: Post) -> None:
    url = reverse("contacts:post_end", args=[chair.pk])
    assert "Ta bort platsen" in client_of(eva).get(url).content.decode()
    client_of(eva).post(url, {"on": "2026-03-31"})
    chair.refresh_from_db()
    assert chair.ends_on == dt.date(2026, 3, 31)
    client_of(eva).post(reverse("contacts:post_remove", args=[chair.pk]))
    assert not Post.objects.exists()
