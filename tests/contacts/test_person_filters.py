"""What the people list can be asked: everything that a mandate holds, tags, lists, address, relation."""

import datetime as dt

import pytest
from django.urls import reverse

from contacts.choices import RoleKind
from contacts.filters import Reference
from contacts.models import Membership, Tag
from contacts.services import lists, tags
from crm.common.dates import today
from crm.models import User
from tests import make, make_advocacy
from tests.base import client_of, make_user

pytestmark = pytest.mark.django_db
URL = "/personer/"
D = dt.date
DAY = dt.timedelta(days=1)


def answer(query: str, user: User | None = None):
    response = client_of(user or make_user("alma")).get(f"{URL}?{query}")
    assert response.status_code == 200
    return response


def names(query: str, user: User | None = None) -> list[str]:
    return [row.family_name for row in answer(query, user).context["object_list"]]


def chips(query: str) -> list[str]:
    return [f"{chip.label}: {chip.value}" for chip in answer(query).context["chips"]]


def tag(name: str, *people) -> Tag:
    made = Tag.objects.create(name=name)
    for person in people:
        held = [link.tag for link in person.person_tags.select_related("tag")]
        tags.put(holder=person, tags=[*held, made], actor=make.actor())
    return made


@pytest.fixture(autouse=True)
def choices_of_this_test() -> None:
    Reference.forget()


@pytest.fixture
def council() -> None:
    """Ek chairs the council of Sala for C, in the majority; Berg sits there for S; Åström is the county's official."""
    make.term("2022–2026", "municipal_council", starts_on=D(2022, 10, 15), ends_on=D(2026, 10, 14))
    county = make.area("Västmanlands län", code="19")
    sala = make.municipality("Sala", county)
    council = make.organization("Kommunfullmäktige i Sala", "assembly", level="local", area=sala)
    make.membership(
        make.person("Ida Ek"), council, "Ordförande", party=make.party("C"), side="majority", starts_on=D(2022, 10, 15)
    )
    make.membership(
        make.person("Per Berg"), council, "Ledamot", party=make.party("S"), side="opposition", starts_on=D(2022, 10, 15)
    )
    region = make.organization("Region Västmanland", "region", level="regional", area=county)
    make.membership(make.person("Eva Åström"), region, "ÖVERDIREKTÖR", RoleKind.OFFICIAL, starts_on=D(2024, 5, 1))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("side=majority", ["Ek"]),
        ("side=opposition&party=S", ["Berg"]),
        ("side=majority&party=S", []),
        ("role=ordf", ["Ek"]),
        ("role=överdirektör", ["Åström"]),
        ("role=OVERDIREKTOR", ["Åström"]),
        ("role=kejsare", []),
        ("role=%3F", []),
        ("began_from=2024-01-01", ["Åström"]),
        ("began_from=2022-10-15&began_to=2022-10-15", ["Berg", "Ek"]),
        ("role_kind=elected&county=19", ["Berg", "Ek"]),
    ],
)
def test_mandates_are_asked_for_side_role_and_when_they_began(council: None, query: str, expected: list[str]) -> None:
    assert names(query) == expected


def test_municipality_constituency_and_committee_are_chosen_by_name(council: None) -> None:
    county = make.area("Västmanlands län")
    sala = make.municipality("Sala", county)
    constituency = make.constituency("Västmanlands läns valkrets", county)
    make.mp("Maja Lind", constituency=constituency)
    committee = make.organization("Trafikutskottet", "committee", level="national")
    make.membership(make.person("Ola Nord"), committee)

    assert names(f"municipality={sala.pk}") == ["Berg", "Ek"]
    assert names(f"constituency={constituency.pk}") == ["Lind"]
    assert names(f"committee={committee.pk}") == ["Nord"]
    assert names(f"committee={committee.pk}&municipality={sala.pk}") == []
    assert chips(f"municipality={sala.pk}&county=19") == ["Län: Västmanlands län", "Kommun: Sala (kommun)"]


def test_organization_may_take_in_what_lies_under_it() -> None:
    ministry = make.organization("Departementet", "ministry")
    agency = make.organization("Verket", parent=ministry)
    office = make.organization("Kontoret", parent=agency)
    for name, where in (("Ett", ministry), ("Två", agency), ("Tre", office)):
        make.membership(make.person(f"Nr {name}"), where)

    assert names(f"organization={ministry.pk}") == ["Ett"]
    assert sorted(names(f"organization={ministry.pk}&below=on")) == ["Ett", "Tre", "Två"]
    assert sorted(names(f"organization={agency.pk}&organization={ministry.pk}")) == ["Ett", "Två"]


def test_ended_and_begun_within_a_period_do_not_ask_for_a_mandate_of_today() -> None:
    body = make.organization("Nämnden", "board", level="local")
    make.membership(make.person("Slut Förra"), body, starts_on=D(2019, 1, 1), ends_on=D(2022, 12, 31))
    make.membership(make.person("Slut Nyss"), body, starts_on=D(2019, 1, 1), ends_on=today() - DAY)
    make.membership(make.person("Sitter Kvar"), body, starts_on=D(2019, 1, 1))
    make.membership(make.person("Börjar Sen"), body, starts_on=today() + DAY)

    assert names("ended_from=2022-12-01&ended_to=2022-12-31") == ["Förra"]
    assert names(f"ended_from={today() - DAY}") == ["Nyss"]
    assert names(f"began_from={today()}") == ["Sen"]
    assert names("ended_from=2022-12-01&day=2022-12-31") == ["Förra", "Nyss"]
    assert names("kind=board") == ["Kvar"]


class TestNewlyElected:
    """No mandate in that very assembly in the term before; what that is, the register's terms say."""

    def sit(self, name: str, *starts: tuple[D, D | None], level: str = "national", **fields) -> None:
        body = make.riksdag() if level == "national" else make.organization(f"KF {level}", "assembly", level=level)
        who = make.person(name)
        for number, (begins, ends) in enumerate(starts):
            role = f"Ledamot {number}" if number else "Ledamot"
            make.membership(who, body, role, starts_on=begins, ends_on=ends, **fields)

    @pytest.fixture(autouse=True)
    def terms(self, db: None) -> None:
        make.term("2022–2026", "riksdag", starts_on=D(2022, 9, 26), ends_on=D(2026, 9, 27))
        make.term("2026–2030", "riksdag", starts_on=D(2026, 9, 28))

    def test_who_sat_in_the_term_before_is_not_new(self) -> None:
        self.sit("Helt Ny", (D(2026, 9, 28), None))
        self.sit("Satt Kvar", (D(2022, 9, 26), D(2026, 9, 27)), (D(2026, 9, 28), None))
        self.sit("Kort Förra", (D(2024, 1, 1), D(2024, 2, 1)), (D(2026, 9, 28), None))

        assert names("newly_elected=on&day=2026-11-01") == ["Ny"]

    def test_who_sat_long_ago_is_new_again(self) -> None:
        self.sit("Åter Igen", (D(2014, 9, 29), D(2018, 9, 23)), (D(2026, 9, 28), None))

        assert names("newly_elected=on&day=2026-11-01") == ["Igen"]

    def test_another_sort_of_assembly_does_not_count(self) -> None:
        self.sit("Kommunal Förut", (D(2018, 10, 15), D(2022, 10, 14)), level="local")
        person_row = make.person("Från Kommunen")
        make.membership(person_row, make.organization("KF Sala", "assembly", level="local"), starts_on=D(2022, 10, 15))
        make.membership(person_row, make.riksdag(), starts_on=D(2026, 9, 28))

        assert names("newly_elected=on&day=2026-11-01") == ["Kommunen"]

    def test_substitutes_and_struck_mandates_are_no_mandates_before(self) -> None:
        who = make.person("Ersättare Förut")
        make.membership(
            who, make.riksdag(), "Ersättare", RoleKind.SUBSTITUTE, starts_on=D(2023, 1, 1), ends_on=D(2024, 1, 1)
        )
        make.membership(who, make.riksdag(), starts_on=D(2026, 9, 28))

        assert names("newly_elected=on&day=2026-11-01") == ["Förut"]

    def test_the_chosen_day_says_which_term(self) -> None:
        self.sit("Ny Då", (D(2022, 9, 26), D(2026, 9, 27)), (D(2026, 9, 28), None))

        assert names("newly_elected=on&day=2023-01-01") == ["Då"]
        assert names("newly_elected=on&day=2026-11-01") == []

    def test_where_the_term_before_is_unknown_it_is_four_years(self) -> None:
        self.sit("Förra Perioden", (D(2018, 9, 24), D(2022, 9, 25)), (D(2022, 9, 26), D(2026, 9, 27)))
        self.sit("Ny Alls", (D(2022, 9, 26), D(2026, 9, 27)))

        assert names("newly_elected=on&day=2023-01-01") == ["Alls"]

    def test_who_moves_to_another_municipal_council_is_newly_elected_there(self) -> None:
        make.term("KF 2022–2026", "municipal_council", starts_on=D(2022, 10, 15), ends_on=D(2026, 10, 14))
        make.term("KF 2026–2030", "municipal_council", starts_on=D(2026, 10, 15))
        sala, uppsala = (make.organization(f"KF {name}", "assembly", level="local") for name in ("Sala", "Uppsala"))
        mover, stayer, risen = make.person("Hon Flyttade"), make.person("Hon Stannade"), make.person("Hon Steg")
        for who in (mover, stayer, risen):
            make.membership(who, sala, starts_on=D(2022, 10, 15), ends_on=D(2026, 10, 14))
        make.membership(mover, uppsala, starts_on=D(2026, 10, 15))
        make.membership(stayer, sala, starts_on=D(2026, 10, 15))
        make.membership(risen, make.riksdag(), starts_on=D(2026, 9, 28))
        make.membership(make.person("Hon Kom"), sala, starts_on=D(2026, 10, 15))

        assert names("newly_elected=on&day=2026-11-01") == ["Flyttade", "Kom", "Steg"]
        assert names("new_everywhere=on&day=2026-11-01") == ["Kom"]
        assert names("newly_elected=on&new_everywhere=on&day=2026-11-01") == ["Kom"]

    def test_who_enters_in_the_middle_of_a_term_is_new_everywhere_only_without_a_seat_before(self) -> None:
        make.term("KF 2022–2026", "municipal_council", starts_on=D(2022, 10, 15), ends_on=D(2026, 10, 14))
        make.term("KF 2026–2030", "municipal_council", starts_on=D(2026, 10, 15))
        council = make.organization("KF Sala", "assembly", level="local")
        known, new = make.person("Känd Förut"), make.person("Okänd Förut")
        make.membership(known, council, starts_on=D(2022, 10, 15), ends_on=D(2026, 10, 14))
        for who in (known, new):
            make.membership(who, make.riksdag(), starts_on=D(2028, 3, 1))

        assert Membership.objects.newly_elected(D(2028, 4, 1)).filter(starts_on__year=2028).count() == 2
        assert [m.person.given_name for m in Membership.objects.new_everywhere(D(2028, 4, 1))] == ["Okänd"]

    def test_two_assemblies_at_the_same_election_are_both_new(self) -> None:
        make.term("KF 2022–2026", "municipal_council", starts_on=D(2022, 10, 15), ends_on=D(2026, 10, 14))
        make.term("KF 2026–2030", "municipal_council", starts_on=D(2026, 10, 15))
        both = make.person("Dubbel Dahl")
        make.membership(both, make.riksdag(), starts_on=D(2026, 9, 28))
        make.membership(both, make.organization("KF Sala", "assembly", level="local"), starts_on=D(2026, 10, 15))

        assert Membership.objects.new_everywhere(D(2026, 11, 1)).count() == 2


def test_tags_are_asked_for_and_against_any_or_all(alma: User) -> None:
    one, both, none = make.person("A Ett"), make.person("A Två"), make.person("A Ingen")
    first, second = tag("Almedalen", one, both), tag("Gods", both)

    assert names(f"tag={first.pk}") == ["Ett", "Två"]
    assert names(f"tag={first.pk}&tag={second.pk}") == ["Ett", "Två"]
    assert names(f"tag={first.pk}&tag={second.pk}&all_tags=on") == ["Två"]
    assert names(f"not_tag={second.pk}") == ["Ett", none.family_name]
    assert names(f"tag={first.pk}&not_tag={second.pk}") == ["Ett"]
    assert chips(f"tag={first.pk}") == ["Har etikett: Almedalen"]


def test_lists_are_asked_for_and_against(alma: User) -> None:
    only_a, in_both, only_b = (make.person(f"Nr {name}") for name in ("A", "AB", "B"))
    a = lists.add(name="Lista A", actor=alma, people=[only_a.pk, in_both.pk])
    b = lists.add(name="Lista B", actor=alma, people=[in_both.pk, only_b.pk])

    assert names(f"list={a.pk}") == ["A", "AB"]
    assert names(f"list={a.pk}&list={b.pk}") == ["A", "AB", "B"]
    assert names(f"list={a.pk}&list={b.pk}&all_lists=on") == ["AB"]
    assert names(f"list={a.pk}&not_list={b.pk}") == ["A"]


def test_people_are_asked_for_language_address_and_whether_they_want_contact() -> None:
    make.person("Med Post", email="med@post.se")
    make.person("Utan Post", language="en")
    make.person("Vill Inte", do_not_contact=True, email="inte@post.se")

    assert names("email=yes") == ["Inte", "Post"]
    assert names("email=no") == ["Post"]
    assert names("language=en") == ["Post"]
    assert names("do_not_contact=yes") == ["Inte"]


def test_owner_is_any_colleague_oneself_or_nobody(alma: User, eva: User) -> None:
    make.person("Hos Alma", owner=alma)
    make.person("Hos Eva", owner=eva)
    make.person("Hos Ingen")

    assert names("owner=me") == ["Alma"]
    assert names(f"owner={eva.pk}") == ["Eva"]
    assert names(f"owner={eva.pk}&owner=none") == ["Eva", "Ingen"]
    assert chips(f"owner={eva.pk}") == ["Kontaktansvarig: Eva Lund"]


@pytest.mark.usefixtures("in_the_plan")
def test_people_reached_on_a_goal_and_those_who_are_not() -> None:
    met, missed = make.person("Är Nådd"), make.person("Inte Nådd-Än")
    goal = make_advocacy.goal()
    make_advocacy.interaction(met, priorities=[goal.priority])

    assert names(f"reached_on_goal={goal.pk}") == ["Nådd"]
    assert names(f"not_reached_on_goal={goal.pk}") == [missed.family_name]


def test_ticked_rows_are_a_filter_that_goes_away_at_once() -> None:
    people = [make.person(f"Nr {n}") for n in "abc"]
    ids = f"{people[0].pk},{people[2].pk}"

    assert names(f"id={ids}") == ["a", "c"]
    assert names(f"id={people[0].pk}&id={people[1].pk}") == ["a", "b"]
    (chip,) = answer(f"id={ids}").context["chips"]
    assert (chip.value, chip.remove_query) == ("2 rader", "")


@pytest.mark.parametrize(
    "name", ["organization", "municipality", "committee", "tag", "not_tag", "list", "not_list", "id"]
)
@pytest.mark.parametrize("odd", ["9" * 30, "²", "-1", "1' OR 1=1"])
def test_odd_ids_of_a_multiple_choice_find_nobody_and_fail_nothing(name: str, odd: str) -> None:
    make.person("Ska Synas")

    response = answer(f"{name}={odd}")

    assert list(response.context["object_list"]) == []
    assert "Filtret går inte att använda" in response.content.decode()


def test_odd_ids_that_are_posted_are_an_error_beside_the_field(alma: User) -> None:
    data = {"people": ["9" * 30], "kind": "meeting", "held_on": today().isoformat()}

    response = client_of(alma).post(reverse("advocacy:interaction_add"), data)

    assert response.status_code == 422
    assert "people" in response.context["form"].errors


def test_panel_has_groups_of_which_the_used_are_open(council: None) -> None:
    page = answer("side=majority&email=no&filter=1").content.decode()

    assert page.count('<details class="filter-group" open>') == 2
    for heading in ("Uppdrag", "Person", "Relation", "Listor och etiketter"):
        assert f"<span>{heading}</span>" in page


def test_page_keeps_what_is_asked_for_until_the_panel_is_fetched(council: None) -> None:
    page = answer("q=maja&side=majority&side=opposition&email=no&sort=-name").content.decode()

    assert 'class="filter-group' not in page
    for name, value in (("side", "majority"), ("side", "opposition"), ("email", "no"), ("sort", "-name")):
        assert page.count(f'<input type="hidden" name="{name}" value="{value}">') >= 1
    assert '<input type="search" id="id_q" name="q" value="maja"' in page


def test_panel_holds_what_is_asked_for_and_nothing_of_the_page(council: None) -> None:
    page = answer("side=majority&filter=1").content.decode()

    assert '<input type="checkbox" name="side" value="majority"' in page
    assert page.count(" checked") == 1
    assert "<h1" not in page
    assert "<table" not in page


def test_panel_is_for_members(cai: User) -> None:
    assert client_of(cai).get(reverse("contacts:person_list"), {"filter": "1"}).status_code == 404


def test_area_says_whether_it_is_a_municipality_or_a_county() -> None:
    county = make.area("Stockholms län", code="01")
    body = make.organization("Regionen", "region", area=county)
    town = make.organization("Staden", "municipality", area=make.municipality("Stockholm", county))
    make.membership(make.person("Läns Person"), body)
    make.membership(make.person("Stads Person"), town)

    page = answer("").content.decode()

    assert "Stockholms län" in page
    assert "Stockholm (kommun)" in page
