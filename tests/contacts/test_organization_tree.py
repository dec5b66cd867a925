"""The tree of organizations: opened branch by branch, moved about, never a circle."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contacts.choices import OrganizationKind
from contacts.models import CustomerMembership, Organization
from contacts.querysets import tree
from contacts.services import memberships, organizations
from contacts.views.organization_tree import BRANCH, FEW
from crm.common import writes
from crm.common.dates import today
from crm.models import User
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db

TODAY = today()


def chain(*names: str) -> list[Organization]:
    """Organizations, each part of the one before it."""
    found: list[Organization] = []
    for name in names:
        found.append(make.organization(name, OrganizationKind.AGENCY, parent=found[-1] if found else None))
    return found


def test_what_lies_below_and_above_is_found_at_any_depth() -> None:
    levels = chain("Ett", "Två", "Tre", "Fyra", "Fem")
    other = make.organization("Annat")

    under = Organization.objects.filter(pk__in=tree.below(levels[1].pk))

    assert set(under) == set(levels[1:])
    assert tree.above([levels[4].pk, other.pk]) == {levels[4].pk: {o.pk for o in levels}, other.pk: {other.pk}}
    assert tree.lineage(levels[4]) == levels[:4]


def test_circle_in_the_data_does_not_hang_the_tree() -> None:
    one, two = chain("Ett", "Två")
    Organization.objects.filter(pk=one.pk).update(parent=two)
    one.refresh_from_db()

    assert set(Organization.objects.filter(pk__in=tree.below(one.pk))) == {one, two}
    assert tree.lineage(one) == [two]


def test_people_under_are_counted_once_each() -> None:
    above, below = chain("Departementet", "Verket")
    maja = make.person()
    make.membership(maja, above)
    make.membership(maja, below)
    make.membership(None, below)
    make.membership(None, below, ends_on=dt.date(2020, 1, 1))

    assert tree.people_under([above.pk, below.pk], TODAY) == {above.pk: 2, below.pk: 2}


# --- Moving -------------------------------------------------------------------------------------------


def test_organization_moves_with_all_that_is_under_it(alma: User) -> None:
    _above, part, small = chain("Departementet", "Verket", "Enheten")
    other = make.organization("Andra departementet", OrganizationKind.MINISTRY)

    organizations.move(organization=part, parent=other, actor=alma)

    small.refresh_from_db()
    assert tree.lineage(small) == [other, part]
    assert part.history.first().history_change_reason == "Flyttad till Andra departementet"
    organizations.move(organization=part, parent=None, actor=alma)
    part.refresh_from_db()
    assert part.parent is None


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_organization_is_not_moved_under_itself_at_any_depth(alma: User, depth: int) -> None:
    levels = chain("Ett", "Två", "Tre", "Fyra")

    with pytest.raises(ValidationError) as error:
        organizations.move(organization=levels[0], parent=levels[depth], actor=alma)

    assert "parent" in error.value.message_dict
    levels[0].refresh_from_db()
    assert levels[0].parent is None


def test_organization_is_not_moved_under_an_archived_one(alma: User) -> None:
    gone = make.organization("Nedlagda verket", is_archived=True)
    with pytest.raises(ValidationError):
        organizations.move(organization=make.organization(), parent=gone, actor=alma)


def test_reader_moves_nothing(bo: User) -> None:
    with pytest.raises(PermissionDenied):
        organizations.move(organization=make.organization(), parent=None, actor=bo)


def test_page_moves_and_shows_where_it_went(alma: User) -> None:
    part, target = make.organization("Verket"), make.organization("Departementet", OrganizationKind.MINISTRY)
    url = reverse("contacts:organization_move", args=[part.pk])

    answer = client_of(alma).post(url, {"parent": target.pk, "version": part.version}, follow=True)

    assert answer.redirect_chain[-1][0] == f"{reverse('contacts:organization_tree')}?show={part.pk}"
    assert 'aria-current="true"' in answer.content.decode()


def test_page_says_why_it_cannot_be_moved_there(alma: User) -> None:
    above, below = chain("Departementet", "Verket")
    url = reverse("contacts:organization_move", args=[above.pk])

    answer = client_of(alma).post(url, {"parent": below.pk, "version": above.version})

    assert answer.status_code == 422
    assert "Verket ingår redan i den här organisationen" in answer.content.decode()


def test_page_of_an_organization_that_another_has_moved_tells_of_it(alma: User) -> None:
    part, target = make.organization("Verket"), make.organization("Departementet")
    organizations.edit(organization=part, short_name="V", actor=alma)

    answer = client_of(alma).post(
        reverse("contacts:organization_move", args=[part.pk]), {"parent": target.pk, "version": part.version}
    )

    assert answer.status_code == 409


# --- The page ---------------------------------------------------------------------------------------------


def text(user: User, url: str, **query: object) -> str:
    answer = client_of(user).get(url, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_tree_begins_with_kinds_and_opens_one_at_a_time(bo: User) -> None:
    for n in range(FEW + 1):
        make.organization(f"Företaget {n} AB", OrganizationKind.COMPANY)

    shown = text(bo, reverse("contacts:organization_tree"))
    assert "Företaget 0 AB" not in shown
    opener = reverse("contacts:organization_roots", args=["company"])
    assert f'hx-get="{opener}"' in shown
    assert "Företaget 0 AB" in text(bo, opener)


def test_kind_with_few_on_top_stands_open(bo: User) -> None:
    chain("Departementet", "Verket")
    shown = text(bo, reverse("contacts:organization_tree"))
    assert "Departementet" in shown
    assert "Verket" not in shown


def test_branch_shows_parts_with_their_numbers(bo: User) -> None:
    top, part, _small = chain("Departementet", "Verket", "Enheten")
    make.membership(None, part)
    make.organization("Nedlagda enheten", parent=part, is_archived=True)

    shown = text(bo, reverse("contacts:organization_branch", args=[top.pk]))

    assert "Verket" in shown
    assert "1 del" in shown
    assert "1 person" in shown
    assert "Enheten" not in shown


def test_tree_opens_down_to_the_one_asked_for(bo: User) -> None:
    levels = chain("Departementet", "Verket", "Enheten")
    shown = text(bo, reverse("contacts:organization_tree"), show=levels[2].pk)
    assert all(one.name in shown for one in levels)


def test_wide_branch_comes_in_pieces_and_the_one_asked_for_is_among_the_first(bo: User) -> None:
    top = make.organization("Koncernen AB", OrganizationKind.COMPANY)
    parts = [make.organization(f"Bolag {n:03} AB", OrganizationKind.COMPANY, parent=top) for n in range(BRANCH + 2)]
    url = reverse("contacts:organization_branch", args=[top.pk])

    first = text(bo, url)
    assert parts[-1].name not in first
    assert f"{url}?from={BRANCH}" in first
    assert parts[-1].name in text(bo, url, **{"from": BRANCH})
    assert parts[-1].name in text(bo, reverse("contacts:organization_tree"), show=parts[-1].pk)


def test_unknown_kind_is_404(bo: User) -> None:
    assert client_of(bo).get(reverse("contacts:organization_roots", args=["okänt"])).status_code == 404


def test_wider_branch_costs_no_more_questions(bo: User) -> None:
    top = make.organization("Koncernen AB", OrganizationKind.COMPANY)
    url = reverse("contacts:organization_branch", args=[top.pk])
    session, counts = client_of(bo), []
    for number in (1, 5):
        for _n in range(number):
            make.membership(None, make.organization(parent=top))
        session.get(url)
        with CaptureQueriesContext(connection) as asked:
            session.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_way_down_is_in_the_crumbs_of_an_organization(bo: User) -> None:
    levels = chain("Departementet", "Verket", "Enheten", "Gruppen")
    shown = text(bo, levels[3].get_absolute_url())
    crumbs = shown[shown.index("crumbs") : shown.index("<h1")]
    places = [crumbs.index(one.name) for one in levels[:3]]
    assert places == sorted(places)


def test_page_of_an_organization_stays_within_twelve_questions_whatever_it_holds(alma: User) -> None:
    levels = chain("Departementet", "Verket", "Enheten")
    page = levels[1]
    session, counts = client_of(alma), []
    for _round in range(2):
        for n in range(3):
            make.membership(None, page, party=make.party("C"), represents=levels[0])
            make.organization(parent=page)
            status = CustomerMembership(organization=page, status="full", starts_on=dt.date(2020 + n, 1, 1))
            writes.save(status, actor=alma)
        session.get(page.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            session.get(page.get_absolute_url())
        counts.append(sum(query["sql"].startswith(("SELECT", "WITH")) for query in asked.captured_queries))
    assert counts[0] == counts[1] <= 12


def test_people_under_leave_out_struck_roles_and_those_merged_into_others(alma: User) -> None:
    body = make.organization("Verket")
    memberships.strike(membership=make.membership(None, body), reason="Fel", actor=alma)
    gone = make.person()
    make.membership(gone, body)
    gone.merged_into = make.person()
    writes.save(gone, actor=alma)

    assert tree.people_under([body.pk], today()) == {}
