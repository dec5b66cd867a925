"""Municipalities that become one, ministries that are reorganised: right before the day, right after it, undoable."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from contacts.choices import OrganizationKind, RoleKind
from contacts.models import (
    Area,
    CustomerMembership,
    Membership,
    MembershipStatus,
    Organization,
    OrganizationResponsibility,
    OrganizationSuccession,
    Responsibility,
)
from contacts.services import customers, leaves, municipalities, responsibilities, successions
from contacts.services.successions import Choices, Newcomer
from crm.common import undo
from crm.models import User
from tests import make

pytestmark = pytest.mark.django_db
D = dt.date
DAY = D(2027, 1, 1)
EVE = D(2026, 12, 31)


@pytest.fixture
def ministry(eva: User) -> Organization:
    made = make.organization(
        "Infrastrukturdepartementet", OrganizationKind.MINISTRY, level="national", email="i@reg.se"
    )
    for name in ("Infrastruktur", "Energi"):
        field = responsibilities.add(name=name, actor=eva)
        responsibilities.give(field=field, organization=made, on=D(2019, 4, 1), actor=eva)
    make.membership(make.person("Maja Stab"), made, "Stabschef", RoleKind.OFFICIAL, starts_on=D(2020, 1, 1))
    make.membership(make.person("Ulf Energi"), made, "Rådgivare", RoleKind.OFFICIAL)
    return made


def holders(organization: Organization, day: dt.date) -> set[str]:
    return {m.person.name for m in Membership.objects.active_on(day).filter(organization=organization)}


def answers_for(organization: Organization, day: dt.date) -> set[str]:
    links = OrganizationResponsibility.objects.filter(organization=organization)
    return {link.responsibility.name for link in links if link.holds_on(day)}


def test_renamed_ministry_goes_on_from_the_day_with_all_who_sit_there(ministry: Organization, eva: User) -> None:
    stab = Membership.objects.get(role="Stabschef")
    leaves.add(membership=stab, starts_on=D(2026, 10, 1), actor=eva)
    _, new = successions.rename(organization=ministry, name="Landsbygdsdepartementet", on=DAY, actor=eva)
    ministry.refresh_from_db()
    assert (ministry.ends_on, new.starts_on, new.kind, new.level) == (EVE, DAY, "ministry", "national")
    assert holders(ministry, EVE) == holders(new, DAY) == {"Maja Stab", "Ulf Energi"}
    assert holders(ministry, DAY) == holders(new, EVE) == set()
    assert answers_for(ministry, EVE) == answers_for(new, DAY) == {"Infrastruktur", "Energi"}
    assert answers_for(ministry, DAY) == answers_for(new, EVE) == set()
    assert [row.happened_on for row in OrganizationSuccession.objects.filter(successor=new)] == [DAY]
    assert [d.value for d in new.contact_details.all()] == ["i@reg.se"]
    ahead = MembershipStatus.objects.get(membership__organization=new)
    assert (ahead.starts_on, ahead.ends_on) == (DAY, None)


def test_split_ministry_gives_each_person_and_field_to_whom_was_chosen(ministry: Organization, eva: User) -> None:
    ulf = Membership.objects.get(role="Rådgivare")
    energy = OrganizationResponsibility.objects.get(responsibility__name="Energi")
    climate = make.organization("Klimatdepartementet", OrganizationKind.MINISTRY)
    _, new = successions.reorganise(
        predecessors=[ministry],
        newcomers=[Newcomer("Infrastruktur- och landsbygdsdepartementet"), Newcomer(existing=climate)],
        on=DAY,
        actor=eva,
        choices=Choices(mandates={ulf.pk: 1}, responsibilities={energy.pk: 1}),
    )
    assert new[1] == climate
    assert (holders(new[0], DAY), holders(climate, DAY)) == ({"Maja Stab"}, {"Ulf Energi"})
    assert (answers_for(new[0], DAY), answers_for(climate, DAY)) == ({"Infrastruktur"}, {"Energi"})
    climate.refresh_from_db()
    assert climate.starts_on is None, "one that exists is left as it is"


def test_merged_ministries_can_let_mandates_end(ministry: Organization, eva: User) -> None:
    other = make.organization("Näringsdepartementet", OrganizationKind.MINISTRY)
    _, (new,) = successions.reorganise(
        predecessors=[ministry, other], newcomers=[Newcomer("Stora departementet")], on=DAY, actor=eva,
        choices=Choices(others=None),
    )  # fmt: skip
    assert holders(new, DAY) == answers_for(new, DAY) == set()
    assert holders(ministry, EVE) == {"Maja Stab", "Ulf Energi"}
    assert OrganizationSuccession.objects.filter(successor=new).count() == 2


def test_mandate_that_was_to_begin_later_begins_in_the_new_one(ministry: Organization, eva: User) -> None:
    make.membership(make.person("Ny Chef"), ministry, "Chef", RoleKind.OFFICIAL, starts_on=D(2027, 3, 1))
    _, new = successions.rename(organization=ministry, name="Nya", on=DAY, actor=eva)
    assert "Ny Chef" in holders(new, D(2027, 3, 1))
    assert "Ny Chef" not in holders(ministry, D(2027, 3, 1))


def everything() -> dict[str, list[tuple[object, ...]]]:
    found = {}
    for model in (Area, Organization, Membership, MembershipStatus, OrganizationResponsibility, Responsibility,
                  OrganizationSuccession, CustomerMembership):  # fmt: skip
        names = [f.attname for f in model._meta.concrete_fields if f.name not in ("updated_at", "version")]
        found[model.__name__] = sorted(model._base_manager.values_list(*names), key=str)
    return found


def test_reorganisation_is_undone_to_the_last_row(ministry: Organization, eva: User) -> None:
    customers.add(organization=ministry, status="associated", actor=eva)
    before = everything()
    operation, _ = successions.rename(organization=ministry, name="Nya", on=D(2026, 1, 1), actor=eva)
    assert everything() != before
    done = undo.undo(operation=operation, actor=eva)
    assert not done.refused
    assert everything() == before


@pytest.fixture
def two(eva: User) -> tuple[Area, Area]:
    county = make.area("Skaraborgs län")
    areas = (make.municipality("Västby", county), make.municipality("Österby", county))
    for area in areas:
        body = make.organization(f"{area.name} kommun", OrganizationKind.MUNICIPALITY, area=area, level="local")
        council = make.organization(
            f"Kommunfullmäktige i {area.name}", OrganizationKind.ASSEMBLY, area=area, level="local", parent=body
        )
        board = make.organization(f"Kommunstyrelsen i {area.name}", OrganizationKind.BOARD, area=area, parent=council)
        make.membership(make.person(f"Chef {area.name}"), body, "Planchef", RoleKind.OFFICIAL)
        make.membership(make.person(f"Ledamot {area.name}"), council, area=area, starts_on=D(2026, 10, 15))
        make.membership(make.person(f"Råd {area.name}"), board, area=area, starts_on=D(2026, 11, 1))
        make.membership(make.person(f"Vd {area.name}"), make.organization("Bolag " + area.name, "company", area=area))
        customers.add(organization=body, status="full", actor=eva)
    return areas


def test_municipalities_become_one_on_the_day_and_not_before(two: tuple[Area, Area], eva: User) -> None:
    _, area = municipalities.become_one(areas=two, name="Storby", code="1499", on=DAY, actor=eva, moves_elected=True)
    for old in two:
        old.refresh_from_db()
        assert (old.ends_on, old.successor, old.county) == (EVE, area, area.county)
    made = {o.name: o for o in Organization.objects.filter(area=area)}
    assert set(made) == {"Storby kommun", "Kommunfullmäktige i Storby kommun"}
    assert holders(made["Storby kommun"], DAY) == {"Chef Västby", "Chef Österby"}
    council = made["Kommunfullmäktige i Storby kommun"]
    assert holders(council, DAY) == {"Ledamot Västby", "Ledamot Österby"}
    assert {m.area for m in Membership.objects.filter(organization=council)} == {area}
    assert council.parent == made["Storby kommun"]
    board = Organization.objects.get(name="Kommunstyrelsen i Västby")
    assert (board.ends_on, holders(board, EVE), holders(board, DAY)) == (EVE, {"Råd Västby"}, set())
    statuses = CustomerMembership.objects.filter(organization=made["Storby kommun"])
    assert [(row.status, row.starts_on) for row in statuses] == [("full", DAY)]
    assert Organization.objects.get(name="Bolag Västby").ends_on is None


def test_elected_mandates_end_with_their_council_unless_they_are_to_go_on(two: tuple[Area, Area], eva: User) -> None:
    municipalities.become_one(areas=two, name="Storby", code="1499", on=DAY, actor=eva)
    council = Organization.objects.get(name="Kommunfullmäktige i Storby kommun")
    assert holders(council, DAY) == set()
    assert holders(Organization.objects.get(name="Storby kommun"), DAY) == {"Chef Västby", "Chef Österby"}


def test_merger_of_municipalities_is_undone_to_the_last_row(two: tuple[Area, Area], eva: User) -> None:
    before = everything()
    operation, _ = municipalities.become_one(areas=two, name="Storby", code="1499", on=DAY, actor=eva)
    assert not undo.undo(operation=operation, actor=eva).refused
    assert everything() == before


def test_what_cannot_be_is_refused(two: tuple[Area, Area], ministry: Organization, alma: User, eva: User) -> None:
    far = make.municipality("Fjärran", make.area("Norrbottens län"))
    asked = {"name": "Storby", "code": "1499", "on": DAY, "actor": eva}
    for areas, code in (([two[0]], "1499"), ([two[0], far], "1499"), (two, two[0].code)):
        with pytest.raises(ValidationError):
            municipalities.become_one(areas=areas, **{**asked, "code": code})
    with pytest.raises(ValidationError):
        successions.reorganise(
            predecessors=[ministry], newcomers=[Newcomer(existing=ministry)], on=DAY, actor=eva, choices=Choices()
        )
    with pytest.raises(ValidationError):
        successions.rename(organization=ministry, name=" ", on=DAY, actor=eva)
    with pytest.raises(PermissionDenied):
        municipalities.become_one(areas=two, **{**asked, "actor": alma})
    with pytest.raises(PermissionDenied):
        successions.rename(organization=ministry, name="X", on=DAY, actor=alma)
    assert not OrganizationSuccession.objects.exists()
