"""One voice in a real browser: from the whole to the people behind a cell; the picture of a group by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from advocacy.choices import Leaning
from contacts.choices import OrganizationKind, RoleKind
from contacts.models import Person
from crm.models import User
from tests import make
from tests.advocacy.voices import DAY, ELECTED_ON, voices

pytestmark = pytest.mark.django_db(transaction=True)
# How much of the table's width the squares have; whether the head of a row is in sight when all is scrolled aside.
ROOM_BESIDE = "head => 1 - head.offsetWidth / head.closest('.table-wrap').clientWidth"
STAYS = """head => {
  const wrap = head.closest('.table-wrap');
  wrap.scrollLeft = wrap.scrollWidth;
  return head.getBoundingClientRect().left >= wrap.getBoundingClientRect().left - 1;
}"""
AS_OF = f"day={DAY.isoformat()}"


def test_choosing_a_priority_leads_to_a_cell_and_to_who_is_left_to_ask(
    any_page: Any, sign_in: Callable[..., None], axe: Callable[..., None], fits: Callable[..., None], alma: User
) -> None:
    world = voices()
    world.decide(world.councils[world.uppsala.pk], DAY, {world.c: Leaning.FOR})
    sign_in(any_page, alma)
    any_page.goto(f"/en-rost/?{AS_OF}")
    axe(any_page)
    fits(any_page)
    head = any_page.get_by_role("rowheader").first
    assert head.evaluate(ROOM_BESIDE) > 0.5
    assert head.evaluate(STAYS)
    any_page.get_by_label("Sakfråga", exact=True).select_option(label="Räls och spår")  # the form sends itself
    any_page.wait_for_url("**priority=**")
    any_page.get_by_text("1 av 4 partier i länen har ett formellt beslut bakom sig").wait_for()
    axe(any_page)
    fits(any_page)
    expect(any_page.get_by_role("cell", name="Okänt")).to_have_count(3)
    any_page.get_by_role("cell", name="Förankrat").get_by_role("link").click()
    any_page.get_by_role("heading", name="Parti C i Uppsala län: Räls och spår", level=1).wait_for()
    any_page.get_by_role("link", name="C Uppsala", exact=True).wait_for()
    axe(any_page)
    fits(any_page)


def test_names_in_the_picture_of_a_group_are_links_for_the_keyboard(
    any_page: Any, sign_in: Callable[..., None], axe: Callable[..., None], fits: Callable[..., None], bo: User
) -> None:
    world = voices()
    group = make.organization("Styrgruppen för räls", OrganizationKind.STEERING_GROUP)
    for who in Person.objects.filter(family_name=world.uppsala.short):
        make.membership(who, group, kind=RoleKind.MEMBER, starts_on=ELECTED_ON)
    sign_in(any_page, bo)
    any_page.goto(group.get_absolute_url())
    any_page.get_by_role("link", name="Vem känner vem").click()
    picture = any_page.get_by_role("group", name="Relationer i Styrgruppen för räls")
    # All sit in the same regional assembly: that says nothing of who meets whom, and is told beside the picture.
    expect(picture.get_by_role("link")).to_have_count(2)
    any_page.get_by_text("Alla sitter i").wait_for()
    axe(any_page)
    fits(any_page)
    name = picture.get_by_role("link", name="C Uppsala")
    name.focus()
    name.press("Enter")
    any_page.get_by_role("heading", name="C Uppsala", level=1).wait_for()
