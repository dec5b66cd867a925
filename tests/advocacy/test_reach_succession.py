"""Who is in an audience before and after municipalities become one: right on every day."""

import datetime as dt

import pytest

from advocacy.querysets.audience import memberships_in, organizations_in
from contacts.models import Area, Organization
from contacts.services import municipalities
from crm.models import User
from tests import make

pytestmark = pytest.mark.django_db
DAY, EVE = dt.date(2027, 1, 1), dt.date(2026, 12, 31)


@pytest.fixture
def merged(eva: User) -> tuple[Area, Area]:
    county = make.area("Uppsala län")
    areas = [make.municipality(name, county) for name in ("Enköping", "Håbo")]
    for area in areas:
        body = make.organization(f"{area.name} kommun", "municipality", area=area, level="local")
        make.membership(make.person(f"Chef {area.name}"), body, "Planchef", "official")
    company = make.organization("Verkstaden", "company", area=areas[0])
    make.membership(make.person("Vd Verkstad"), company, "Vd", "representative")
    _, new = municipalities.become_one(areas=areas, name="Mälarbygden", code="0399", on=DAY, actor=eva)
    return areas[0], new


def people_in(criteria: list[dict[str, list[object]]], day: dt.date) -> set[str]:
    return {membership.person.name for membership in memberships_in(criteria, day)}


def test_municipalities_are_two_to_the_day_before_and_one_from_the_day(merged: tuple[Area, Area]) -> None:
    criteria = [{"organization_kind": ["municipality"]}]
    names = [{o.name for o in organizations_in(criteria, day)} for day in (EVE, DAY)]
    assert names == [{"Enköping kommun", "Håbo kommun"}, {"Mälarbygden kommun"}]
    assert people_in(criteria, EVE) == people_in(criteria, DAY) == {"Chef Enköping", "Chef Håbo"}


def test_audience_of_an_area_is_as_it_was_before_and_moves_on_the_day(merged: tuple[Area, Area]) -> None:
    old, new = merged
    assert people_in([{"area": [old.pk]}], EVE) == {"Chef Enköping", "Vd Verkstad"}
    assert people_in([{"area": [new.pk]}], DAY) == {"Chef Enköping", "Chef Håbo", "Vd Verkstad"}
    county = [{"area": [new.county_id]}]
    assert people_in(county, EVE) == people_in(county, DAY) == {"Chef Enköping", "Chef Håbo", "Vd Verkstad"}
    assert {o.name for o in organizations_in([{"area": [new.pk]}], DAY)} == {"Mälarbygden kommun", "Verkstaden"}


def test_organization_that_has_ended_is_no_unit_any_more(merged: tuple[Area, Area]) -> None:
    ended = Organization.objects.get(name="Håbo kommun")
    criteria = [{"organization": [ended.pk]}]
    assert [organizations_in(criteria, day).count() for day in (EVE, DAY)] == [1, 0]
