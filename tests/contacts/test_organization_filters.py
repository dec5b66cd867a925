"""What the list of organizations can be asked."""

import datetime as dt

import pytest

from contacts.filters import Reference
from contacts.models import CustomerMembership, OrganizationSubkind, Tag
from contacts.services import tags
from crm.common import writes
from crm.common.dates import today
from tests import make
from tests.base import client_of, make_user

pytestmark = pytest.mark.django_db
D = dt.date


def names(query: str) -> list[str]:
    response = client_of(make_user("alma")).get(f"/organisationer/?{query}")
    assert response.status_code == 200
    return [row.name for row in response.context["object_list"]]


@pytest.fixture(autouse=True)
def choices_of_this_test() -> None:
    Reference.forget()


def test_part_of_another_directly_or_at_any_depth() -> None:
    ministry = make.organization("Departementet", "ministry")
    agency = make.organization("Verket", parent=ministry)
    make.organization("Kontoret", parent=agency)
    make.organization("Bolaget", "company")

    assert names(f"parent={ministry.pk}") == ["Verket"]
    assert names(f"parent={ministry.pk}&below=on") == ["Kontoret", "Verket"]


def test_customer_membership_is_that_of_the_chosen_day() -> None:
    town = make.organization("Enköpings kommun", "municipality")
    writes.save(
        CustomerMembership(organization=town, status="full", starts_on=D(2020, 1, 1), ends_on=D(2023, 12, 31)),
        actor=make.actor(),
    )

    assert names("customer_status=full") == []
    assert names("customer_status=full&customer_day=2023-06-01") == ["Enköpings kommun"]


def test_kind_place_people_end_and_tag() -> None:
    county = make.area("Uppsala län", code="03")
    town = make.organization("Knivsta kommun", "municipality", area=make.municipality("Knivsta", county))
    chamber = make.organization("Handelskammaren", "association", sector="business", area=county)
    gone = make.organization("Gamla verket")
    gone.ends_on = today() - dt.timedelta(days=1)
    writes.save(gone, actor=make.actor())
    kind = writes.save(OrganizationSubkind(name="Handelskammare", kind="association"), actor=make.actor())
    chamber.subkind = kind
    writes.save(chamber, actor=make.actor())
    make.membership(make.person("Maja Ek"), town)
    tag = Tag.objects.create(name="Medlem")
    tags.put(holder=town, tags=[tag], actor=make.actor())

    assert names("kind=municipality") == ["Knivsta kommun"]
    assert names(f"subkind={kind.pk}") == ["Handelskammaren"]
    assert names("sector=business") == ["Handelskammaren"]
    assert names("county=03") == ["Handelskammaren", "Knivsta kommun"]
    assert names(f"municipality={town.area_id}") == ["Knivsta kommun"]
    assert names("members=yes") == ["Knivsta kommun"]
    assert names("members=no") == ["Gamla verket", "Handelskammaren"]
    assert names("ended=yes") == ["Gamla verket"]
    assert names(f"tag={tag.pk}") == ["Knivsta kommun"]
    assert names(f"not_tag={tag.pk}&ended=no") == ["Handelskammaren"]


@pytest.mark.parametrize("name", ["parent", "municipality", "tag", "subkind", "id"])
def test_odd_ids_find_nothing_and_fail_nothing(name: str) -> None:
    make.organization("Ska synas inte")

    assert names(f"{name}={'9' * 30}") == []


def test_organizations_are_sorted_by_how_many_they_have_the_most_first() -> None:
    for count, name in ((1, "En"), (3, "Tre"), (0, "Noll")):
        body = make.organization(name)
        for number in range(count):
            make.membership(make.person(f"{name} {number}"), body)

    assert names("sort=member_count") == ["Tre", "En", "Noll"]
    assert names("sort=-member_count") == ["Noll", "En", "Tre"]
