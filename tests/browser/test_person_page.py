"""A person's page in a real browser: one click, no reload; rows added; the paper before a meeting on one A4."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from contacts.models import Person
from contacts.services import bookmarks, notes
from crm.common.dates import today
from crm.models import User
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def maja(alma: User) -> Person:
    person = make.mp("Maja Lindqvist", constituency=make.area("Västmanlands län", code="19"))
    make.detail(person, "email", "maja.lindqvist@example.se")
    return person


def test_star_and_verified_are_one_click_without_leaving_the_page(
    page: Any, sign_in: Callable[..., None], axe: Callable[..., None], alma: User, maja: Person
) -> None:
    sign_in(page, alma)
    page.goto(f"/personer/{maja.pk}/")
    page.get_by_role("button", name="Favorit", exact=True).click()
    page.locator('.star [aria-pressed="true"]').wait_for()
    assert bookmarks.favourites_of(alma) == [maja]
    page.get_by_role("button", name="Verifierad i dag").click()
    page.get_by_role("button", name="Verifierad i dag").wait_for(state="detached")
    assert maja.contact_details.get().last_verified_on == today()
    page.get_by_text("Favoriter och nyligen visade").locator("..").click()
    page.locator(".bookmarks").get_by_role("link", name="Maja Lindqvist").first.wait_for()
    axe(page)


def test_row_is_added_by_keyboard_and_saved(page: Any, sign_in: Callable[..., None], alma: User, maja: Person) -> None:
    sign_in(page, alma)
    page.goto(f"/personer/{maja.pk}/redigera/")
    before = page.locator(".detail-row").count()
    for value in ("070-174 06 05", "070-174 06 06"):
        page.get_by_role("button", name="Lägg till rad").press("Enter")
        page.keyboard.type("Mobil")
        page.keyboard.press("Tab")
        page.keyboard.type(value)
    expect(page.locator(".detail-row")).to_have_count(before + 2)
    page.get_by_role("button", name="Spara").click()
    page.wait_for_url(f"**/personer/{maja.pk}/")
    assert maja.contact_details.filter(kind="mobile").count() == 2


def test_full_brief_is_printed_on_one_page(page: Any, sign_in: Callable[..., None], alma: User, maja: Person) -> None:
    from advocacy.services import interactions, tasks

    for number in range(8):
        interactions.log(
            actor=alma, kind="meeting", held_on=today(), people=[maja],
            title=f"Möte {number} om övningsanläggningar och utbildningsplatser i hela Mälardalen",
            summary="Bad om underlag till motion och siffror för varje län. " * 9,
        )  # fmt: skip
        tasks.add(
            actor=alma, title=f"Skicka siffror om utbildningsplatser per län, del {number}", owner=alma, person=maja
        )
        notes.add(about=maja, text="Lyssnar på argument om kompetensförsörjning. " * 20, actor=alma)
        make.membership(
            maja, make.organization(f"Styrelsen för bolag nummer {number}"), role=f"Ledamot nummer {number}"
        )
    sign_in(page, alma)
    page.goto(f"/personer/{maja.pk}/infor-mote/")
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") == 1
