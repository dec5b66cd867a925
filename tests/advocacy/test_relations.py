"""Who knows whom in a group: we them, they each other, and where else they meet."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advocacy.services.relations import Relations
from advocacy.views.relation_picture import GAP, draw
from contacts.choices import OrganizationKind, RoleKind
from contacts.models import Organization, PersonRelation
from contacts.services import memberships
from crm.common import writes
from crm.common.dates import today
from tests import make, make_advocacy
from tests.base import client_of, make_user

pytestmark = pytest.mark.django_db
SINCE = dt.date(2023, 1, 1)
NAMES = ("Ada Berg", "Bea Dal", "Cia Ek")


@pytest.fixture
def group() -> Organization:
    made = make.organization("Styrgruppen för räls", OrganizationKind.STEERING_GROUP)
    for name in NAMES:
        join(name, made)
    return made


def join(name, *bodies):
    from contacts.models import Person

    given, family = name.split()
    who = Person.objects.filter(given_name=given, family_name=family).first() or make.person(name)
    for body in bodies:
        make.membership(who, body, kind=RoleKind.MEMBER, starts_on=SINCE)
    return who


def of(group, user="bo"):
    return Relations(group, today(), reader=make_user(user))


def member(group, name, user="bo"):
    return next(one for one in of(group, user).members if str(one.person) == name)


def met(who, user, days_ago=10, **fields):
    return make_advocacy.interaction(
        who,
        held_on=today() - dt.timedelta(days=days_ago),
        actor=make_user(user),
        colleagues=[make_user(user)],
        **fields,
    )


def test_who_has_talked_most_with_a_member_knows_them_best(group):
    ada = join("Ada Berg")
    met(ada, "alma", 10)
    met(ada, "alma", 20)
    met(ada, "eva", 1)
    assert [(one.name, one.talks) for one in member(group, "Ada Berg").known] == [("Alma Ek", 2), ("Eva Lund", 1)]
    assert [str(one.person) for one in of(group).unknown] == ["Bea Dal", "Cia Ek"]


def test_owner_stands_where_nobody_has_talked(group):
    ada = join("Ada Berg")
    ada.owner = make_user("eva")
    writes.save(ada, actor=make.actor())
    assert [(one.name, one.talks) for one in member(group, "Ada Berg").known] == [("Eva Lund", 0)]


def test_confidential_contact_tells_only_those_who_may_read_it(group):
    met(join("Ada Berg"), "alma", is_confidential=True)
    assert member(group, "Ada Berg", "alma").known
    assert not member(group, "Ada Berg", "bo").known


def test_bodies_where_some_or_all_of_them_meet_are_told_apart(group):
    everyone = make.organization("Stora rådet", OrganizationKind.NETWORK)
    some = make.organization("Lilla rådet", OrganizationKind.NETWORK)
    alone = make.organization("Ensamma rådet", OrganizationKind.NETWORK)
    for name in NAMES:
        join(name, everyone)
    join("Ada Berg", some, alone)
    join("Bea Dal", some)
    found = of(group)
    assert found.everyone_in == [everyone]
    assert [(body, [str(one.person) for one in who]) for body, who in found.shared] == [(some, ["Ada Berg", "Bea Dal"])]


def test_who_has_left_the_group_is_not_in_it(group):
    held = join("Ada Berg").memberships.get()
    memberships.end(membership=held, on=today() - dt.timedelta(days=1), actor=make.actor())
    assert [str(one.person) for one in of(group).members] == ["Bea Dal", "Cia Ek"]


def test_what_people_are_to_each_other_shows_on_both(group):
    relation = PersonRelation(person=join("Ada Berg"), other=join("Bea Dal"), kind="assistant")
    writes.save(relation, actor=make.actor())
    outside = PersonRelation(person=join("Cia Ek"), other=make.person("Ute Frisk"), kind="secretary")
    writes.save(outside, actor=make.actor())
    found = of(group)
    assert [(str(tie.person), str(tie.other)) for tie in found.inner_ties] == [("Ada Berg", "Bea Dal")]
    assert all(len(one.ties) == 1 for one in found.members)
    text = client_of(make_user("bo")).get(reverse("advocacy:organization_relations", args=[group.pk])).content.decode()
    assert "assistent till" in text
    assert "Ute Frisk" in text


def test_same_group_gives_the_same_picture_and_no_nodes_lie_on_each_other(group):
    for number in range(6):
        body = make.organization(f"Råd {number}", OrganizationKind.NETWORK)
        for name in NAMES[:2]:
            join(name, body)
    met(join("Cia Ek"), "alma")
    met(join("Bea Dal"), "eva")
    one, other = draw(of(group)), draw(of(group))
    assert one == other
    ys = sorted(int(dot.y) for dot in one.bodies)
    assert all(below - above >= GAP - 1 for above, below in pairwise(ys))
    assert 0 < ys[0] < ys[-1] < int(one.height)
    # Those whom somebody knows come first, by who that is.
    assert [line.text for line in one.lines][-1] == "Ada Berg"


def test_bars_of_ours_are_shares_of_all_members(group):
    met(join("Cia Ek"), "alma")
    page = (
        client_of(make_user("alma")).get(reverse("advocacy:organization_relations", args=[group.pk])).content.decode()
    )
    assert f'class="bar-fill" y="2" width="{100 / len(NAMES):.2f}%"' in page


def test_group_without_members_says_so(group):
    empty = make.organization("Tomma gruppen", OrganizationKind.NETWORK)
    response = client_of(make_user("bo")).get(reverse("advocacy:organization_relations", args=[empty.pk]))
    assert "Ingen har en roll här nu" in response.content.decode()


def test_organization_page_leads_there_from_groups_alone(group):
    agency = make.organization("Banverket", OrganizationKind.AGENCY)
    client = client_of(make_user("bo"))
    for organization, leads in ((group, True), (agency, False)):
        path = reverse("advocacy:organization_relations", args=[organization.pk])
        assert (path in client.get(organization.get_absolute_url()).content.decode()) == leads


def test_outsider_finds_nothing(group):
    response = client_of(make_user("cai")).get(reverse("advocacy:organization_relations", args=[group.pk]))
    assert response.status_code == 404


def test_four_queries_whatever_the_members(group):
    def asked():
        user = make_user("bo")
        user.groups.exists()
        of(group)
        with CaptureQueriesContext(connection) as queries:
            Relations(group, today(), reader=user)
        return len(queries)

    few = asked()
    for number in range(5):
        met(join(f"Ny Nummer{number}", group), "alma")
    assert asked() == few
