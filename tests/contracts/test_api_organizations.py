"""Bodies over the API: whom their members represent, their days and finer kinds, what their rules find."""

import datetime as dt

import pytest

from contacts.choices import OrganizationKind, RoleKind
from contacts.models import OrganizationSubkind
from contacts.services import composition_rules
from crm.common import writes
from tests import make
from tests.contracts.api import get, is_problem, patch, post, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    """A group that wants two from the region, and has one."""
    body = make.organization("Lilla gruppen", OrganizationKind.STEERING_GROUP)
    region = make.organization("Region Uppsala", OrganizationKind.REGION, area=make.area("Uppsala län"))
    make.membership(
        make.person("Maja Lindqvist"), body, kind=RoleKind.MEMBER, represents=region, starts_on=dt.date(2024, 1, 1)
    )
    composition_rules.add(
        organization=body, measure="each_organization", organizations=[region], at_least=2, actor=make.actor()
    )
    return body


def test_composition_tells_who_counts_and_how_many_are_missing(bo, group):
    found = get(bo, url("organization", group.pk, "composition/"), day="2024-06-01").json()

    assert (found["people"], found["gaps"], found["vacancies"]) == (1, 1, 0)
    finding = found["findings"][0]
    assert (finding["subject"], finding["counted"], finding["at_least"], finding["gap"]) == ("Region Uppsala", 1, 2, 1)
    assert finding["who"][0]["person"]["family_name"] == "Lindqvist"
    assert finding["who"][0]["represents"]["name"] == "Region Uppsala"


def test_composition_is_that_of_the_day_asked(bo, group):
    found = get(bo, url("organization", group.pk, "composition/"), day="2023-06-01").json()

    assert found["findings"][0]["counted"] == 0


@pytest.mark.parametrize(("query", "field"), [({"day": "igår"}, "day"), ({"dag": "2024-01-01"}, "dag")])
def test_composition_of_an_impossible_day_is_an_error(bo, group, query, field):
    is_problem(get(bo, url("organization", group.pk, "composition/"), **query), 400, field)


def test_composition_is_only_read(alma, group):
    is_problem(post(alma, url("organization", group.pk, "composition/"), {}), 405)


def test_member_is_given_with_whom_they_represent(alma, group):
    region = make.organization("Region Örebro län", OrganizationKind.REGION)
    body = {
        "person": make.person().pk,
        "organization": group.pk,
        "role": "Ledamot",
        "kind": "member",
        "represents": region.pk,
        "side": "opposition",
    }

    given = post(alma, url("membership"), body).json()

    assert (given["represents"]["id"], given["side"]) == (region.pk, "opposition")


def test_organization_has_days_and_a_finer_kind(alma):
    chamber = writes.save(OrganizationSubkind(name="Handelskammare", kind="association"), actor=make.actor())
    body = {"name": "Mellansvenska handelskammaren", "kind": "association", "subkind": chamber.pk}

    made = post(alma, url("organization"), {**body, "starts_on": "2020-01-01"}).json()

    assert (made["subkind"]["name"], made["starts_on"], made["ends_on"]) == ("Handelskammare", "2020-01-01", None)
    wrong = patch(alma, url("organization", made["id"]), {"version": made["version"], "kind": "company"})
    is_problem(wrong, 400, "subkind")
    ended = patch(alma, url("organization", made["id"]), {"version": made["version"], "ends_on": "2025-12-31"}).json()
    assert ended["ends_on"] == "2025-12-31"


def test_organization_cannot_be_put_under_its_own_part(alma):
    above = make.organization("Landsbygdsdepartementet", OrganizationKind.MINISTRY)
    below = make.organization("Vägverket", OrganizationKind.AGENCY, parent=above)

    answer = patch(alma, url("organization", above.pk), {"version": above.version, "parent": below.pk})

    is_problem(answer, 400, "parent")
