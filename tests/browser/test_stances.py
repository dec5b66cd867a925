"""Where people stand, in a real browser: noted with a motion that shows it, followed, and seen on the maps."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from advocacy.models import Motion, Stance
from advocacy.services import influences, stances
from crm.common import writes
from crm.common.dates import today
from tests import make, make_advocacy

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def about():
    return make_advocacy.priority("Järnvägar")


def noted(alma, person, about, value, days):
    day = today() - dt.timedelta(days=days)
    return stances.note(actor=alma, person=person, priority=about, value=value, stated_on=day, evidence="Debatten i DN")


@pytest.fixture
def maja(alma, about):
    """Moved from against to leaning for."""
    who = make.mp("Maja Lindqvist", make.constituency("Uppsala läns valkrets", make.area("Uppsala län", code="03")))
    noted(alma, who, about, "against", 90)
    noted(alma, who, about, "leans_for", 10)
    return who


def test_motion_is_chosen_by_its_words_as_what_shows_a_stance(page, sign_in, alma, about, maja):
    motion = Motion(document="H1", session="2025/26", number=7, title="Fler nattåg", submitted_on=today())
    writes.save(motion, actor=make.actor())
    sign_in(page, alma)
    page.goto(f"/var-de-star/ny/?person={maja.pk}")
    page.get_by_label("Sakfråga krävs").select_option("Järnvägar")
    page.get_by_text("För", exact=True).click()
    page.get_by_role("combobox", name="Motion").fill("nattågen")
    page.get_by_role("option", name="2025/26:7 Fler nattåg").click()
    page.get_by_text("Hög", exact=True).click()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Inställningen är noterad.")).to_be_visible()
    stance = Stance.objects.latest("pk")
    assert (stance.motion, stance.confidence, stance.evidence) == (motion, "high", "Motion 2025/26:7, Fler nattåg")


def test_stance_is_found_and_followed_from_first_to_now(any_page, sign_in, bo, maja, axe, fits):
    page = any_page
    sign_in(page, bo)
    page.goto("/var-de-star/")
    axe(page)
    fits(page)
    page.get_by_role("link", name="Maja Lindqvist").click()
    expect(page.get_by_role("heading", name="Maja Lindqvist: Järnvägar")).to_be_visible()
    expect(page.get_by_text("↗ närmare oss")).to_be_visible()
    expect(page.locator("[id^=notering-]")).to_have_count(2)
    axe(page)
    fits(page)


def test_maps_show_who_weighs_what_and_stands_where(any_page, sign_in, alma, about, maja, axe, fits):
    page = any_page
    influences.set_level(actor=alma, person=maja, level="high", reason="Skriver partiets politik", priority=about)
    sign_in(page, alma)
    page.goto(about.get_absolute_url())
    page.get_by_role("link", name="Karta: inflytande och inställning").click()
    row = page.get_by_role("row", name="Stort")
    expect(row.get_by_role("link", name="Maja Lindqvist (C)")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_role("link", name="Stöd per parti och län").click()
    expect(page.get_by_role("row", name="Parti C").get_by_role("img", name="Nu: lutar åt för 1")).to_be_visible()
    expect(page.get_by_role("row", name="Uppsala län").get_by_role("img", name="Först: emot 1")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Filtrera").click()
    page.get_by_label("Parti C").check()
    expect(page.locator(".chips")).to_contain_text("Parti: Parti C")
    page.goto(maja.get_absolute_url())
    expect(page.get_by_text("Skriver partiets politik")).to_be_visible()
    page.goto(f"/inflytande/{maja.pk}/?priority={about.pk}")
    page.get_by_text("Så räknas det").click()
    expect(page.get_by_role("rowheader", name="Ledamot i utskott", exact=True)).to_be_visible()
    axe(page)
    fits(page)
