"""Bodies in a real browser: the tree opens by keyboard, a gap leads to somebody who fills it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from contacts.choices import OrganizationKind, RoleKind
from contacts.services import composition_rules
from crm.models import User
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = dt.date(2024, 1, 1)


def test_tree_opens_branch_by_branch_with_the_keyboard(
    any_page: Any, sign_in: Callable[..., None], axe: Callable[..., None], fits: Callable[..., None], bo: User
) -> None:
    ministry = make.organization("Infrastrukturdepartementet", OrganizationKind.MINISTRY)
    agency = make.organization("Vägverket", OrganizationKind.AGENCY, parent=ministry)
    make.organization("Region mitt", OrganizationKind.AGENCY, parent=agency)
    sign_in(any_page, bo)
    any_page.goto("/organisationer/trad/")
    for above, part in (("Infrastrukturdepartementet", "Vägverket"), ("Vägverket", "Region mitt")):
        assert not any_page.get_by_role("link", name=part, exact=True).is_visible()
        opener = any_page.locator("summary", has_text=f"Visa vad som ingår i {above}")
        opener.focus()
        any_page.keyboard.press("Enter")
        any_page.get_by_role("link", name=part, exact=True).wait_for()
    axe(any_page)
    fits(any_page)
    any_page.locator("summary", has_text="Visa vad som ingår i Vägverket").press("Enter")
    any_page.get_by_role("link", name="Region mitt", exact=True).wait_for(state="hidden")


@pytest.mark.smoke
def test_gap_is_seen_and_filled_from_the_picture(
    page: Any, sign_in: Callable[..., None], axe: Callable[..., None], alma: User
) -> None:
    body = make.organization("Styrgruppen", OrganizationKind.STEERING_GROUP)
    region = make.organization("Region Uppsala", OrganizationKind.REGION, area=make.area("Uppsala län"))
    make.membership(make.person("Maja Lindqvist"), region, starts_on=FIRST)
    make.membership(None, body, kind=RoleKind.MEMBER, starts_on=FIRST)
    composition_rules.add(
        organization=body, measure="each_organization", organizations=[region], at_least=1, actor=make.actor()
    )
    sign_in(page, alma)
    page.goto("/natverk/")
    page.get_by_text("1 lucka").wait_for()
    page.get_by_role("link", name="Styrgruppen").click()
    page.get_by_role("img", name="Region Uppsala: 0, ska vara minst 1").wait_for()
    page.locator("summary", has_text="Vilka kan frågas?").press("Enter")
    page.get_by_role("link", name="Ge uppdrag Maja Lindqvist").wait_for()
    axe(page)
    page.get_by_role("link", name="Ge uppdrag Maja Lindqvist").click()
    page.get_by_label("Uppdrag eller befattning").fill("Ledamot")
    page.get_by_label("Medlem", exact=True).check()
    page.get_by_role("button", name="Spara").click()
    page.get_by_text("Uppdraget är tillagt.").wait_for()
    page.goto(f"/organisationer/{body.pk}/sammansattning/")
    page.get_by_role("img", name="Region Uppsala: 1, ska vara minst 1").wait_for()
    expect(page.get_by_text("komplett")).to_be_visible()
    expect(page.get_by_text("1 lucka")).to_have_count(0)
    assert body.memberships.filter(person__family_name="Lindqvist", role="Ledamot").count() == 1
