"""The register as of any day: on 27 September 2026 the old Riksdag sits, on the 28th the new one."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from contacts.choices import OrganizationKind, RoleKind
from contacts.models import Membership, Organization, Person
from contacts.services import terms
from crm.models import User
from crm.templatetags.ui import long_day
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db
D = dt.date
OLD, LAST, NEW = D(2022, 9, 26), D(2026, 9, 27), D(2026, 9, 28)


@pytest.fixture
def riksdag(on_day) -> Organization:
    """Who left (for S), who stayed and changed party and county, and who came (for M)."""
    on_day(D(2026, 11, 22))
    make.term("2022–2026", starts_on=OLD, ends_on=LAST)
    make.term("2026–2030", starts_on=NEW)
    body = make.riksdag()
    uppsala = make.constituency("Uppsala läns valkrets", make.area("Uppsala län", code="03"))
    orebro = make.constituency("Örebro läns valkrets", make.area("Örebro län", code="18"))

    def sit(who: Person, code: str, area: object, first: dt.date, last: dt.date | None = None) -> None:
        make.membership(
            who, body, "Riksdagsledamot", party=make.party(code), area=area, starts_on=first, ends_on=last,
            source="Sveriges riksdag", source_on=first,
        )  # fmt: skip

    sit(make.person("Anna Avgick"), "S", orebro, OLD, LAST)
    stayed = make.person("Britta Byter")
    sit(stayed, "L", uppsala, OLD, LAST)
    sit(stayed, "C", orebro, NEW)
    sit(make.person("Cecilia Kom"), "M", uppsala, NEW)
    return body


def rows(user: User, query: str) -> list[tuple[str, str, str]]:
    """Name, party and county of each row of the people list."""
    answer = client_of(user).get(f"{reverse('contacts:person_list')}?{query}")
    columns = {column.name: column for column in answer.context["all_columns"]}
    return [
        (person.given_name, columns["party"].value(person).code, columns["county"].value(person))
        for person in answer.context["object_list"]
    ]


def test_list_of_people_shows_the_mandates_of_the_chosen_day(riksdag: Organization, alma: User) -> None:
    asked = "level=national&kolumner=name,party,county&sort=name"

    assert rows(alma, f"{asked}&day=2026-09-27") == [
        ("Anna", "S", "Örebro län"),
        ("Britta", "L", "Uppsala län"),
    ]
    assert rows(alma, f"{asked}&day=2026-09-28") == [
        ("Britta", "C", "Örebro län"),
        ("Cecilia", "M", "Uppsala län"),
    ]
    assert rows(alma, asked) == rows(alma, f"{asked}&day=2026-09-28")


def test_list_of_people_is_sorted_by_the_mandates_of_the_chosen_day(riksdag: Organization, alma: User) -> None:
    asked = "level=national&kolumner=name,party,county&sort=-county"

    assert [name for name, *_more in rows(alma, f"{asked}&day=2026-09-27")] == ["Anna", "Britta"]
    assert [name for name, *_more in rows(alma, f"{asked}&day=2026-09-28")] == ["Britta", "Cecilia"]


def test_list_of_people_says_which_day_beside_the_number(riksdag: Organization, alma: User) -> None:
    def said(day: str, **headers: str) -> str:
        query = {"level": "national", "day": day}
        answer = client_of(alma).get(reverse("contacts:person_list"), query, headers=headers)
        return answer.content.decode()

    words = f"uppdragen som de var {long_day(LAST)}"
    assert words in said("2026-09-27") and words in said("2026-09-27", **{"HX-Request": "true"})
    assert "uppdragen som de var" not in said("")


def test_day_that_cannot_be_read_is_told_and_shows_nobody(riksdag: Organization, alma: User) -> None:
    page = client_of(alma).get(reverse("contacts:person_list"), {"day": "2026-09-31"})

    assert page.status_code == 200 and not page.context["object_list"]
    assert page.context["filterset"].form.errors["day"]


def test_file_holds_the_mandates_of_the_chosen_day(riksdag: Organization, alma: User) -> None:
    def taken(day: str) -> list[tuple[str, str, str]]:
        columns = "given_name,party,county,newly_elected"
        query = {"level": "national", "day": day, "format": "csv", "kolumner": columns, "sort": "name"}
        answer = client_of(alma).get(reverse("contacts:person_export"), query)
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        return [
            (row["Förnamn"], row["Personens parti"], row["Nyvald"])
            for row in csv.DictReader(io.StringIO(text), delimiter=";")
        ]

    assert taken("2026-09-27") == [("Anna", "S", "Ny helt och hållet"), ("Britta", "L", "Ny helt och hållet")]
    assert taken("2026-09-28") == [("Britta", "C", ""), ("Cecilia", "M", "Ny helt och hållet")]


def test_column_tells_who_is_new_in_the_assembly_and_who_is_new_everywhere(riksdag: Organization, alma: User) -> None:
    make.term("KF 2022–2026", "municipal_council", starts_on=D(2022, 10, 15), ends_on=D(2026, 10, 14))
    make.term("KF 2026–2030", "municipal_council", starts_on=D(2026, 10, 15))
    council = make.organization("KF Sala", OrganizationKind.ASSEMBLY, level="local")
    make.membership(Person.objects.get(given_name="Cecilia"), council, starts_on=D(2022, 10, 15), ends_on=D(2026, 9, 1))
    make.membership(make.person("Dora Debut"), riksdag, "Riksdagsledamot", starts_on=NEW)

    page = client_of(alma).get(reverse("contacts:person_list"), {"level": "national", "kolumner": "name,newly_elected"})
    column = next(column for column in page.context["columns"] if column.name == "newly_elected")
    told = {person.given_name: str(column.value(person)) for person in page.context["object_list"]}

    assert told == {"Britta": "", "Cecilia": "Ny i församlingen", "Dora": "Ny helt och hållet"}


def test_api_gives_the_mandates_of_the_chosen_day(riksdag: Organization, alma: User) -> None:
    def given(**query: str) -> list[tuple[str, str]]:
        found = client_of(alma).get(reverse("api:person-list"), {"level": "national", **query}).json()["results"]
        return sorted((one["given_name"], one["memberships"][0]["party"]["code"]) for one in found)

    assert given(day="2026-09-27") == [("Anna", "S"), ("Britta", "L")]
    assert given(day="2026-09-28") == given() == [("Britta", "C"), ("Cecilia", "M")]
    assert given(new_everywhere="true", day="2026-09-28") == [("Cecilia", "M")]


def test_api_gives_the_mandates_of_the_newly_elected(riksdag: Organization, alma: User) -> None:
    def given(**query: str) -> list[str]:
        url = reverse("api:membership-list")
        found = client_of(alma).get(url, {"organization": riksdag.pk, **query}).json()["results"]
        return sorted(one["person"]["given_name"] for one in found)

    assert given(day="2026-09-28", newly_elected="true") == ["Cecilia"]
    assert given(day="2026-09-28", newly_elected="false") == ["Britta"]
    assert given(day="2026-09-28", new_everywhere="true") == ["Cecilia"]


def test_last_day_and_first_day_are_both_held(riksdag: Organization) -> None:
    def sitting(day: dt.date) -> list[str]:
        held = Membership.objects.active_on(day).filter(kind=RoleKind.ELECTED, organization=riksdag)
        return sorted(m.person.given_name for m in held)

    assert sitting(LAST) == ["Anna", "Britta"] and sitting(NEW) == ["Britta", "Cecilia"]


def test_page_of_an_assembly_shows_who_sat_on_the_last_day_and_who_sits_from_the_first(
    riksdag: Organization, alma: User
) -> None:
    url = reverse("contacts:organization_members", args=[riksdag.pk])

    def shown(query: str) -> list[str]:
        groups = client_of(alma).get(url + query).context["groups"]
        return [member.person.given_name for group in groups for member in group.members]

    page = client_of(alma).get(url, {"group": "party"})
    last, first = (turn["url"] for turn in page.context["turns"])

    assert (last, first) == ("?group=party&day=2026-09-27", "?group=party&day=2026-09-28")
    assert sorted(shown(last)) == ["Anna", "Britta"] and sorted(shown(first)) == ["Britta", "Cecilia"]


def test_turn_of_a_board_is_at_new_year(on_day, alma: User) -> None:
    on_day(D(2026, 11, 22))
    make.term("Nämnder 2023–2026", "board", starts_on=D(2023, 1, 1), ends_on=D(2026, 12, 31))
    make.term("Nämnder 2027–2030", "board", starts_on=D(2027, 1, 1))
    board = make.organization("Kommunstyrelsen i Sala", OrganizationKind.BOARD, level="local")
    committee = make.organization("Trafikutskottet", OrganizationKind.COMMITTEE, level="national")

    assert [turn["day"] for turn in terms.turn_around(board, D(2026, 11, 22))] == [D(2026, 12, 31), D(2027, 1, 1)]
    assert terms.turn_around(committee, D(2026, 11, 22)) == []


def test_seat_on_a_board_is_of_the_term_that_its_first_day_falls_in(on_day) -> None:
    old = make.term("Nämnder 2023–2026", "board", starts_on=D(2023, 1, 1), ends_on=D(2026, 12, 31))
    new = make.term("Nämnder 2027–2030", "board", starts_on=D(2027, 1, 1))
    board = make.organization("Kommunstyrelsen i Sala", OrganizationKind.BOARD, level="local")
    who = make.person("Nina Nämnd")

    assert make.membership(who, board, starts_on=D(2024, 5, 1), ends_on=D(2026, 12, 31)).term == old
    assert make.membership(who, board, starts_on=D(2027, 1, 1)).term == new
    assert make.membership(who, board, "Vice ordförande").term is None
    assert make.membership(who, board, "Sekreterare", RoleKind.OFFICIAL, starts_on=D(2027, 1, 1)).term is None


def test_body_with_terms_of_its_own_does_not_follow_those_of_its_sort() -> None:
    make.term("Nämnder 2027–2030", "board", starts_on=D(2027, 1, 1))
    board = make.organization("Kommunstyrelsen i Sala", OrganizationKind.BOARD, level="local")
    own = make.term("Styrelsens egen", "board", starts_on=D(2026, 11, 1), organization=board)

    assert make.membership(make.person(), board, starts_on=D(2027, 1, 1)).term == own


@pytest.mark.parametrize("page", ["organization_members", "organization_detail"])
def test_page_of_an_organization_names_where_its_mandates_come_from(
    riksdag: Organization, alma: User, page: str
) -> None:
    text = client_of(alma).get(reverse(f"contacts:{page}", args=[riksdag.pk])).content.decode()

    assert "Källa: Sveriges riksdag" in text and NEW.isoformat() in text.split("Källa: Sveriges riksdag")[1][:80]
