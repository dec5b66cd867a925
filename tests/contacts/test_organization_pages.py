"""Organizations: the list, one of them, adding, editing, archiving."""

import datetime as dt
from typing import Any

import pytest

from contacts.models import CustomerMembership, Organization
from contacts.services import organizations
from crm.models import User
from tests import make
from tests.base import client_of
from tests.contacts.forms import filled

pytestmark = pytest.mark.django_db
URL = "/organisationer/"
D = dt.date


def names(user: User, query: str = "") -> list[str]:
    return [row.name for row in client_of(user).get(f"{URL}?{query}").context["object_list"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Region Uppsala", "Trafikverket", "Uppsala kommun"]),
        ("sort=-name", ["Uppsala kommun", "Trafikverket", "Region Uppsala"]),
        ("q=trv", ["Trafikverket"]),
        ("kind=region&kind=agency", ["Region Uppsala", "Trafikverket"]),
        ("level=national", ["Trafikverket"]),
        ("sector=politics", ["Uppsala kommun"]),
        ("county=03", ["Region Uppsala", "Uppsala kommun"]),
        ("customer_status=full", ["Region Uppsala"]),
        ("archived=only", ["Banverket"]),
        ("kind=nonsense", []),
    ],
)
def test_list_is_filtered_and_sorted(bo: User, query: str, expected: list[str]) -> None:
    county = make.area("Uppsala län", code="03")
    region = make.organization("Region Uppsala", "region", area=county, level="regional")
    CustomerMembership.objects.create(organization=region, status="full", starts_on=D(2020, 1, 1))
    make.organization("Trafikverket", "agency", short_name="TRV", level="national")
    make.organization("Uppsala kommun", "municipality", area=make.municipality("Uppsala", county), sector="politics")
    make.organization("Banverket", "agency", is_archived=True)
    assert names(bo, query) == expected


def test_list_counts_people_with_a_role_now(bo: User) -> None:
    made = make.organization("Nätverket", "network")
    person = make.person()
    make.membership(person, made, "Ordförande")
    make.membership(person, made, "Ledamot")
    make.membership(None, made, "Ledamot", ends_on=D(2020, 1, 1))
    assert client_of(bo).get(URL).context["object_list"][0].member_count == 1


def test_list_costs_the_same_whatever_its_rows(bo: User, django_assert_max_num_queries: Any) -> None:
    def add(count: int) -> None:
        for _number in range(count):
            parent = make.organization(area=make.area())
            make.membership(None, make.organization(parent=parent, area=make.area()))

    client = client_of(bo)
    add(1)
    client.get(f"{URL}?kind=agency")
    with django_assert_max_num_queries(10) as few:
        client.get(f"{URL}?kind=agency")
    add(9)
    with django_assert_max_num_queries(10) as many:
        client.get(f"{URL}?kind=agency")
    assert len(many) == len(few)


def test_page_shows_members_now_and_before_parts_and_addresses(bo: User) -> None:
    parent = make.organization("Region Uppsala", "region", level="regional", area=make.area(), phone="018-611 00 00")
    made = make.organization("Trafiknämnden", "board", parent=parent)
    make.membership(make.person("Åsa Öberg"), parent, "Regionråd", party=make.party("C"))
    make.membership(make.person("Per Ahl"), parent, "Regiondirektör", "official", ends_on=D(2020, 1, 1))
    response = client_of(bo).get(f"{URL}{parent.pk}/")
    assert [m.person.name for m in response.context["current"]] == ["Åsa Öberg"]
    assert [m.person.name for m in response.context["past"]] == ["Per Ahl"]
    page = response.content.decode()
    for said in ("Trafiknämnden", "018-611 00 00", "Region", "Regional", "Uppsala län", "Lämnade: Per Ahl"):
        assert said in page
    assert "Region Uppsala" in client_of(bo).get(f"{URL}{made.pk}/").content.decode()


def test_many_members_are_cut_and_the_rest_a_link_away(bo: User) -> None:
    made = make.organization("Riksdagen", "assembly")
    for _number in range(23):
        make.membership(None, made)
    response = client_of(bo).get(f"{URL}{made.pk}/")
    assert len(response.context["current"]) == 20
    assert "Visa 23 i listan" in response.content.decode()


def test_page_costs_the_same_whatever_it_holds(bo: User, django_assert_max_num_queries: Any) -> None:
    made = make.organization()

    def add(count: int) -> None:
        for number in range(count):
            make.membership(None, made, area=make.area(), party=make.party("C"), starts_on=D(2020, 1, 1 + number))
            make.membership(None, made, starts_on=D(2019, 1, 1), ends_on=D(2019, 2, 1))
            make.organization(parent=made)

    client, url = client_of(bo), f"{URL}{made.pk}/"
    add(1)
    client.get(url)
    with django_assert_max_num_queries(35) as few:
        client.get(url)
    add(6)
    with django_assert_max_num_queries(35) as many:
        client.get(url)
    assert len(many) == len(few)


def test_editor_adds_and_edits_an_organization(alma: User) -> None:
    client, add = client_of(alma), f"{URL}ny/"
    county = make.area()
    data = filled(client, add, name="Region Uppsala", kind="region", area=county.pk, organization_number="2321000024")
    made_at = client.post(add, {**data, "details-0-value": "region@example.se"}).headers["Location"]
    made = Organization.objects.get()
    assert made_at == f"{URL}{made.pk}/"
    assert (made.organization_number, made.area) == ("232100-0024", county)
    edit = f"{URL}{made.pk}/redigera/"
    client.post(edit, filled(client, edit, short_name="RU"))
    made.refresh_from_db()
    assert (made.short_name, made.name, made.version) == ("RU", "Region Uppsala", 2)
    assert made.contact_details.get().value == "region@example.se"
    history = client.get(f"{URL}{made.pk}/andringar/").content.decode()
    assert "Alma Ek" in history
    assert "RU" in history


def test_part_is_added_under_its_organization(alma: User) -> None:
    parent = make.organization("Region Uppsala", "region")
    assert f'name="parent" value="{parent.pk}"' in client_of(alma).get(f"{URL}ny/?parent={parent.pk}").content.decode()


def test_circle_and_wrong_number_are_told_beside_their_fields(alma: User) -> None:
    top = make.organization("Topp")
    low = make.organization("Botten", parent=top)
    client, edit = client_of(alma), f"{URL}{top.pk}/redigera/"
    assert client.post(edit, filled(client, edit, parent=low.pk)).context["form"].errors["parent"]
    wrong = client.post(edit, filled(client, edit, organization_number="1"))
    assert wrong.context["form"].errors["organization_number"]


def test_conflict_tells_what_the_other_changed(alma: User, eva: User) -> None:
    made = make.organization("Banverket")
    client, edit = client_of(alma), f"{URL}{made.pk}/redigera/"
    data = filled(client, edit, short_name="BV")
    organizations.edit(organization=made, name="Trafikverket", actor=eva)
    response = client.post(edit, data)
    assert response.status_code == 409
    assert "<s>Banverket</s> → Trafikverket" in response.content.decode()
    assert 'value="BV"' in response.content.decode()


def test_archived_organization_can_be_restored(alma: User) -> None:
    made = make.organization()
    client, url = client_of(alma), f"{URL}{made.pk}/arkivera/"
    client.post(url)
    assert Organization.objects.get().is_archived
    client.post(url)
    assert Organization.objects.get().is_archived, "a second click on 'Arkivera' is no 'Återställ'"
    client.post(url, {"restore": "1"})
    assert not Organization.objects.get().is_archived


def test_merged_organization_leads_to_the_one_that_is_left(bo: User) -> None:
    gone, left = make.organization(), make.organization()
    Organization.objects.filter(pk=gone.pk).update(merged_into=left)
    assert client_of(bo).get(f"{URL}{gone.pk}/").headers["Location"] == f"{URL}{left.pk}/"


def test_reader_is_refused_and_outsider_finds_nothing(bo: User, cai: User) -> None:
    made = make.organization()
    for path in ("ny/", f"{made.pk}/redigera/", f"{made.pk}/arkivera/"):
        for user, status in ((bo, 403), (cai, 404)):
            assert client_of(user).get(f"{URL}{path}").status_code == status
            assert client_of(user).post(f"{URL}{path}", {"name": "X", "kind": "agency"}).status_code == status
    for path in ("", f"{made.pk}/", f"{made.pk}/andringar/", "0/"):
        assert client_of(cai).get(f"{URL}{path}").status_code == 404
    assert Organization.objects.count() == 1
