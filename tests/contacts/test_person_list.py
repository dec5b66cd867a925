"""The list of people: what is found, filtered, sorted, paged; and what it costs."""

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.test import Client

from crm.common import extensions
from crm.models import User
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db
URL = "/personer/"
D = dt.date


def names(user: User, query: str = "") -> list[str]:
    response = client_of(user).get(f"{URL}?{query}")
    assert response.status_code == 200
    return [row.name for row in response.context["object_list"]]


@pytest.fixture
def world() -> None:
    """An MP of C from Uppsala, one of S from Skåne, a regional councillor of C in Skåne, an official in Uppsala."""
    uppsala, skane = make.area("Uppsala län", code="03"), make.area("Skåne län", code="12")
    malmo = make.constituency("Malmö kommun", skane)
    make.mp("Åsa Öberg", constituency=uppsala, code="C")
    make.mp("Per Ahl", constituency=malmo, code="S")
    region = make.organization("Region Skåne", "region", level="regional", area=skane)
    make.membership(make.person("Zahra Berg"), region, "Regionråd", party=make.party("C"), starts_on=D(2022, 10, 1))
    agency = make.organization("SLU", "university", level="national", area=make.municipality("Uppsala kommun", uppsala))
    official = make.person("Ivar Ek", sector="academia", tier="A")
    make.membership(official, agency, "Rektor", "official", ends_on=D(2099, 12, 31))


def test_people_are_sorted_as_swedes_sort(alma: User) -> None:
    for name in ("Per Östman", "Per Ahl", "Per Ängström", "Per Åkesten", "Per Zorn"):
        make.person(name)
    assert names(alma) == ["Per Ahl", "Per Zorn", "Per Åkesten", "Per Ängström", "Per Östman"]
    assert names(alma, "sort=-name")[0] == "Per Östman"
    assert names(alma, "sort=nonsense")[0] == "Per Ahl"


@pytest.mark.parametrize("q", ["asa", "ÖBERG", "öberg åsa", "Åsa Öb", "  oberg  "])
def test_search_minds_neither_case_nor_accents_nor_order(alma: User, world: None, q: str) -> None:
    assert names(alma, f"q={q}") == ["Åsa Öberg"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("county=03", ["Ivar Ek", "Åsa Öberg"]),
        ("county=12", ["Per Ahl", "Zahra Berg"]),
        ("county=03&county=12", ["Per Ahl", "Zahra Berg", "Ivar Ek", "Åsa Öberg"]),
        ("party=C", ["Zahra Berg", "Åsa Öberg"]),
        ("level=regional", ["Zahra Berg"]),
        ("kind=assembly", ["Per Ahl", "Åsa Öberg"]),
        ("role_kind=official", ["Ivar Ek"]),
        ("sector=academia", ["Ivar Ek"]),
        ("tier=A", ["Ivar Ek"]),
        ("county=12&party=C&level=regional", ["Zahra Berg"]),
        ("party=S&q=per", ["Per Ahl"]),
        ("party=S&q=asa", []),
        ("owner=none", ["Per Ahl", "Zahra Berg", "Ivar Ek", "Åsa Öberg"]),
        ("owner=me", []),
    ],
)
def test_filters_find_those_who_meet_all(alma: User, world: None, query: str, expected: list[str]) -> None:
    assert names(alma, query) == expected


def test_conditions_on_the_mandate_are_met_by_one_and_the_same(alma: User) -> None:
    person = make.person("Dubbel Roll")
    make.membership(person, make.organization("A", level="national"), "Ledamot", party=make.party("S"))
    make.membership(person, make.organization("B", level="regional"), "Ledamot", party=make.party("C"))
    assert names(alma, "party=C&level=regional") == ["Dubbel Roll"]
    assert names(alma, "party=C&level=national") == []


def test_ended_and_struck_mandates_do_not_count_but_on_their_day(alma: User) -> None:
    make.mp("Förra Ledamoten", code="C", starts_on=D(2018, 9, 24), ends_on=D(2022, 9, 25))
    assert names(alma, "party=C") == []
    assert names(alma, "party=C&day=2022-09-25") == ["Förra Ledamoten"]
    assert names(alma, "day=2022-09-26") == []


def test_people_without_an_owner_come_last_whichever_way_owners_are_sorted(alma: User, eva: User) -> None:
    for name, owner in (("Ingen Alls", None), ("Hos Eva", eva), ("Hos Alma", alma)):
        make.person(name, owner=owner)

    assert names(alma, "sort=owner") == ["Hos Alma", "Hos Eva", "Ingen Alls"]
    assert names(alma, "sort=-owner") == ["Hos Eva", "Hos Alma", "Ingen Alls"]


def test_members_of_an_organization_are_a_filter_away(alma: User, world: None) -> None:
    riksdag = make.riksdag()
    assert names(alma, f"organization={riksdag.pk}") == ["Per Ahl", "Åsa Öberg"]


def test_archived_people_are_shown_when_asked_for(alma: User) -> None:
    make.person("Aktiv Person")
    make.person("Borta Person", is_archived=True)
    assert names(alma) == ["Aktiv Person"]
    assert names(alma, "archived=only") == ["Borta Person"]
    assert names(alma, "archived=all") == ["Aktiv Person", "Borta Person"]


@pytest.mark.parametrize("query", ["county=99", "party=%27", "level=hög", "day=i+går", "organization=0", "archived=x"])
def test_a_filter_that_cannot_be_understood_shows_nothing_and_says_so(alma: User, world: None, query: str) -> None:
    response = client_of(alma).get(f"{URL}?{query}")
    assert list(response.context["object_list"]) == []
    assert "Filtret går inte att använda" in response.content.decode()


def test_a_party_made_a_moment_ago_can_be_filtered_by(alma: User) -> None:
    make.mp("Maja Ny", code="C")
    assert names(alma, "party=C") == ["Maja Ny"]
    from contacts.models import Party

    Party.objects.create(code="NY", name="Nya partiet")
    assert names(alma, "party=NY") == []


def test_each_filter_is_a_chip_that_takes_itself_away(alma: User, world: None) -> None:
    response = client_of(alma).get(f"{URL}?county=03&county=12&party=C&sida=2")
    chips = {(c.label, c.value): c.remove_query for c in response.context["chips"]}
    assert chips == {
        ("Län", "Uppsala län"): "county=12&party=C",
        ("Län", "Skåne län"): "county=03&party=C",
        ("Parti", "Parti C"): "county=03&county=12",
    }
    assert "2 av 4" in response.content.decode()


def test_fifty_to_a_page(alma: User) -> None:
    for number in range(51):
        make.person(f"Nr {number:02}")
    assert len(names(alma)) == 50
    assert names(alma, "sida=2") == ["Nr 50"]
    assert names(alma, "sida=99") == ["Nr 50"]


def test_row_shows_party_role_area_and_owner(alma: User) -> None:
    vastmanland = make.area("Västmanlands län")
    person = make.mp("Maja Lindqvist", constituency=make.constituency("Västmanlands valkrets", vastmanland), code="C")
    person.owner = alma
    person.save()
    make.membership(person, make.organization("Trafikutskottet", "committee"), "Ledamot")
    page = client_of(alma).get(URL).content.decode()
    for said in ("Lindqvist, Maja", "Riksdagsledamot · Ledamot, Trafikutskottet", "Västmanlands valkrets", "Alma Ek"):
        assert said in page
    assert f'href="/personer/{person.pk}/"' in page


def test_htmx_gets_the_rows_alone_and_an_export_link_of_the_same_list(alma: User) -> None:
    make.person("Maja Lindqvist")
    page = client_of(alma).get(f"{URL}?q=maja", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert "Lindqvist, Maja" in page
    assert "/personer/export/?q=maja" in page


def test_outsider_sees_nothing_and_reader_may_look(cai: User, bo: User) -> None:
    make.person("Maja Lindqvist")
    assert client_of(cai).get(URL).status_code == 404
    assert names(bo) == ["Maja Lindqvist"]
    assert "Ny person" not in client_of(bo).get(URL).content.decode()
    assert Client().get(URL).status_code == 302


def test_list_costs_the_same_whatever_its_rows(alma: User, django_assert_max_num_queries: Any) -> None:
    county = make.area()

    def add(count: int) -> None:
        for _number in range(count):
            person = make.mp(constituency=county)
            make.membership(person, role="Ordförande")

    client, query = client_of(alma), f"{URL}?county={county.code}&party=C&q=person"
    add(1)
    client.get(query)
    with django_assert_max_num_queries(10) as few:
        client.get(query)
    add(12)
    with django_assert_max_num_queries(10) as many:
        assert len(client.get(query).context["object_list"]) == 13
    assert len(many) == len(few)


def test_other_apps_add_filters_and_columns_through_slots(alma: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extensions, "person_filters", extensions.Slot(extensions.PersonFilter))
    monkeypatch.setattr(extensions, "person_columns", extensions.Slot(extensions.PersonColumn))
    extensions.person_filters.add(
        extensions.PersonFilter(
            "long_name", "Långt namn", forms.BooleanField, lambda rows, value: rows.filter(search_text__regex=".{20}")
        )
    )
    extensions.person_columns.add(
        extensions.PersonColumn("shout", "Ropat", lambda rows: rows.extra(select={"shout": "'HEJ'"}), lambda p: p.shout)
    )
    make.person("Maja Lindqvist-Andersson")
    make.person("Bo Ek")
    response = client_of(alma).get(f"{URL}?long_name=on")
    assert [p.name for p in response.context["object_list"]] == ["Maja Lindqvist-Andersson"]
    assert "HEJ" in response.content.decode()
    assert [(c.label, c.value) for c in response.context["chips"]] == [("Långt namn", "ja")]
    assert len(names(alma)) == 2
