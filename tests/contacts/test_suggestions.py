"""Type-ahead: what is offered, in what order, to whom."""

import datetime as dt
from typing import Any

import pytest

from contacts.models import Membership, Person
from crm.models import User
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db


def suggest(user: User, q: str, kind: str = "personer") -> list[dict[str, Any]]:
    response = client_of(user).get(f"/{kind}/forslag/", {"q": q})
    assert response.status_code == 200
    return response.json()["results"]


def texts(user: User, q: str, kind: str = "personer") -> list[str]:
    return [row["text"] for row in suggest(user, q, kind)]


def test_person_comes_with_role_area_and_party(bo: User) -> None:
    county = make.area("Västmanlands län")
    maja = make.mp(
        "Maja Lindqvist", constituency=make.constituency("Västmanlands län", county), code="C", kind="elected"
    )
    make.membership(maja, make.organization("Köping", "municipality"), "Kommunalråd", ends_on=dt.date(2022, 9, 25))
    assert suggest(bo, "lindq") == [
        {
            "id": maja.pk,
            "text": "Maja Lindqvist",
            "detail": "Riksdagsledamot, Västmanlands län",
            "party": "C",
            "color": make.party("C").color,
        }
    ]


def test_person_without_role_is_offered_plainly(bo: User) -> None:
    person = make.person("Maja Lindqvist")
    assert suggest(bo, "maja") == [{"id": person.pk, "text": "Maja Lindqvist", "detail": ""}]


def test_whole_names_come_first_then_beginnings_then_the_middle_of_words(bo: User) -> None:
    for name in ("Anna Solberg", "Berg Nilsson", "Åke Bergman", "Eva Berg", "Bergliot Ask", "Per Zetterberg"):
        make.person(name)
    assert texts(bo, "berg") == [
        "Eva Berg", "Berg Nilsson", "Åke Bergman", "Bergliot Ask", "Anna Solberg", "Per Zetterberg",
    ]  # fmt: skip


@pytest.mark.parametrize("q", ["åsa öb", "oberg asa", "Öberg", "ÅSA", "asa oberg", "öberg å"])
def test_any_order_case_or_accent_finds_the_person(bo: User, q: str) -> None:
    make.person("Åsa Öberg")
    make.person("Per Ahl")
    assert texts(bo, q) == ["Åsa Öberg"]


@pytest.mark.parametrize("q", ["", "  ", "%", "_", "zzz", "'", "-"])
def test_nothing_is_offered_for_nothing(bo: User, q: str) -> None:
    make.person("Maja Lindqvist")
    assert texts(bo, q) == []


def test_no_more_than_ten_and_none_twice(bo: User) -> None:
    for number in range(15):
        make.person(f"Maja Maja{number}")
    found = [row["id"] for row in suggest(bo, "maja")]
    assert len(found) == len(set(found)) == 10


def test_archived_people_are_not_offered(bo: User) -> None:
    make.person("Maja Lindqvist", is_archived=True)
    assert texts(bo, "maja") == []


def test_suggestions_cost_the_same_whatever_is_found(bo: User, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        make.membership(make.person(f"Maja Maja{number}"))
    client = client_of(bo)
    with django_assert_max_num_queries(9):
        assert len(client.get("/personer/forslag/?q=maja").json()["results"]) == 10


def test_organization_comes_with_kind_and_place_the_best_name_first(bo: User) -> None:
    county = make.area("Uppsala län")
    region = make.organization("Region Uppsala", "region", area=county)
    make.organization("Uppsala kommun", "municipality", area=make.municipality("Uppsala", county))
    make.organization("Uppsala", "association")
    make.organization("Uppsala gamla", "association", is_archived=True)
    assert texts(bo, "uppsala", "organisationer") == ["Uppsala", "Uppsala kommun", "Region Uppsala"]
    make.organization("Hållbarhetsutskottet", "committee", parent=region)
    assert suggest(bo, "hallbar", "organisationer")[0]["detail"] == "Utskott, Region Uppsala"


def test_short_name_finds_an_organization(bo: User) -> None:
    make.organization("Trafikverket", short_name="TRV")
    assert texts(bo, "trv", "organisationer") == ["Trafikverket"]


def test_area_is_found_with_its_swedish_letters(bo: User) -> None:
    county = make.area("Örebro län")
    make.municipality("Örebro", county)
    make.municipality("Orsa", make.area("Dalarnas län"))
    found = [(row["text"], row["detail"]) for row in suggest(bo, "öreb", "omraden")]
    assert found == [("Örebro", "Kommun, Örebro län"), ("Örebro län", "Län")]
    assert texts(bo, "", "omraden") == []


def test_seats_to_stand_in_for_are_elected_ones_held_now(bo: User) -> None:
    maja = make.mp("Maja Lindqvist")
    make.membership(maja, role="Rådgivare", kind="official")
    seat = Membership.objects.get(kind="elected")
    assert [row["id"] for row in suggest(bo, "maja", "uppdrag")] == [seat.pk]


@pytest.mark.parametrize("kind", ["personer", "organisationer", "omraden", "uppdrag"])
def test_outsider_is_offered_nothing(cai: User, kind: str) -> None:
    assert client_of(cai).get(f"/{kind}/forslag/?q=a").status_code == 404


# --- Adding an unknown person on the spot -----------------------------------------------------------

QUICK = "/personer/ny/snabbt/"


def test_form_is_filled_with_what_was_typed(alma: User) -> None:
    page = client_of(alma).get(f"{QUICK}?q=Anna+Maria+Öberg").content.decode()
    assert 'value="Anna Maria"' in page
    assert 'value="Öberg"' in page
    assert "<html" not in page


def test_person_added_on_the_spot_is_answered_as_a_suggestion(alma: User) -> None:
    slu = make.organization("SLU", "university")
    data = {"given_name": "Åsa", "family_name": "Öberg", "organization": slu.pk, "role": "Rektor", "email": "A@slu.se"}
    response = client_of(alma).post(QUICK, data)
    person = Person.objects.get()
    assert response.status_code == 201
    assert response.json() == {"id": person.pk, "text": "Åsa Öberg", "detail": "Rektor, SLU"}
    assert person.memberships.get().kind == "representative"
    assert person.contact_details.get().value == "a@slu.se"
    assert person.history.get().history_user == alma


def test_party_makes_the_role_an_elected_one(alma: User) -> None:
    region = make.organization("Region Skåne", "region")
    data = {"given_name": "A", "family_name": "B", "organization": region.pk, "role": "Regionråd"}
    response = client_of(alma).post(QUICK, {**data, "party": make.party("C").pk})
    assert response.json()["party"] == "C"
    assert Membership.objects.get().kind == "elected"


def test_namesakes_are_shown_and_one_of_them_can_be_taken(alma: User) -> None:
    known = make.mp("Maja Lindqvist")
    data = {"given_name": "maja", "family_name": "lindqvist"}
    asked = client_of(alma).post(QUICK, data)
    assert asked.status_code == 422
    assert "Maja Lindqvist, Riksdagsledamot" in asked.content.decode()
    taken = client_of(alma).post(QUICK, {**data, "existing": known.pk})
    assert (taken.status_code, taken.json()["id"]) == (201, known.pk)
    assert Person.objects.count() == 1


def test_namesake_can_be_added_knowingly(alma: User) -> None:
    make.person("Maja Lindqvist")
    data = {"given_name": "Maja", "family_name": "Lindqvist", "existing": "new"}
    assert client_of(alma).post(QUICK, data).status_code == 201
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    "data", [{"family_name": ""}, {"role": "Rektor"}, {"organization": "1"}, {"email": "x"}, {"party": "9"}]
)
def test_mistakes_are_shown_and_nothing_is_added(alma: User, data: dict[str, str]) -> None:
    response = client_of(alma).post(QUICK, {"given_name": "A", "family_name": "B", **data})
    assert response.status_code == 422
    assert not Person.objects.exists()


def test_reader_cannot_add_on_the_spot(bo: User, cai: User) -> None:
    for user, status in ((bo, 403), (cai, 404)):
        assert client_of(user).get(QUICK).status_code == status
        assert client_of(user).post(QUICK, {"given_name": "A", "family_name": "B"}).status_code == status
    assert not Person.objects.exists()
