"""The figures in a real browser: chosen, fetched section by section, followed down to who has not been met."""

import datetime as dt
import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from crm.common.dates import today
from tests.advocacy.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(db):
    w = World()
    w.plan.starts_on, w.plan.ends_on = today().replace(month=1, day=1), today().replace(month=12, day=31)
    w.plan.save()
    w.anna, w.bengt, w.cecilia = (w.person(name) for name in ("Anna", "Bengt", "Cecilia"))
    begun = dt.date(today().year - 1, 1, 1)
    w.seat(w.anna, party=w.parties[0], area=w.counties[1], starts_on=begun)
    w.seat(w.bengt, party=w.parties[1], area=w.counties[1], starts_on=begun)
    w.seat(w.cecilia, party=w.parties[1], starts_on=begun)
    w.contact(today(), "meeting", [(w.anna, "attended")], w.priority)
    w.g = w.goal(w.audience({"organization": [w.riksdag]}, name="Riksdagsledamöter"), target_percent=60)
    return w


def test_who_of_a_county_nobody_has_met_is_found_from_a_priority(any_page, sign_in, axe, fits, world, bo):
    page = any_page
    sign_in(page, bo)
    page.goto("/uppfoljning/")
    page.get_by_label("Plan, sakfråga eller mål").select_option(label="Systemanalys")
    page.get_by_label("Målgrupp", exact=True).select_option(label="Riksdagsledamöter")
    page.get_by_role("button", name="Visa").click()
    page.get_by_role("link", name="I år", exact=True).click()
    page.get_by_role("navigation", name="Innehåll").get_by_role("link", name="Spridning").click()
    counties = page.get_by_role("table", name="Län", exact=True)
    row = counties.get_by_role("row", name="Uppsala län")
    expect(page.locator("#onboarding .card")).to_contain_text("Så räknas den")
    axe(page)
    fits(page)
    row.get_by_role("cell").last.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ännu inte träffade")
    expect(page.locator("#results")).to_contain_text("Bengt")
    expect(page.locator("#results")).not_to_contain_text(re.compile("Anna|Cecilia"))
    axe(page)
    fits(page)
    page.get_by_role("link", name="Så räknas den").click()
    expect(page.get_by_role("heading", name="Nådda", exact=True)).to_be_in_viewport()
    axe(page)
    fits(page)


def test_a_section_by_itself_shows_the_target_and_leads_to_the_people(any_page, sign_in, axe, fits, world, bo):
    page = any_page
    sign_in(page, bo)
    page.goto("/uppfoljning/avsnitt/reach/?scope=P:G-1")
    expect(page.get_by_role("img", name=re.compile("Täckningsgrad: 33.*mål 60"))).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_role("link", name=re.compile("^33")).click()
    expect(page.locator("#results")).to_contain_text("Anna")


def test_on_paper_a_picture_has_its_own_height_and_its_table_all_rows(open_page, sign_in, world, bo):
    audience = world.g.audience
    for number in range(101, 141):
        world.goal(audience, code=f"G-{number}")
    page = open_page(width=1280)
    sign_in(page, bo)
    page.goto("/uppfoljning/avsnitt/reach/bilder/?scope=plan:P")
    expect(page.locator(".chart-table tbody tr")).to_have_count(41)
    told = "\n".join(one.extract_text() for one in PdfReader(BytesIO(page.pdf(format="A4"))).pages)
    assert [number for number in range(101, 141) if f"G-{number}" not in told] == []
    # A container of its own height, set for the screen, is overlaid by what comes after it once a page is full.
    page.emulate_media(media="print")
    expect(page.locator(".chart").first).to_have_css("container-type", "normal")


def test_on_a_phone_the_name_of_a_number_is_not_written_over_it(open_page, sign_in, world, bo):
    page = open_page(width=360)
    sign_in(page, bo)
    page.goto("/uppfoljning/avsnitt/spread/?scope=P:G-1")
    cells = page.locator("td[data-label='Ännu inte träffade']")
    breaks = [cell.evaluate("td => getComputedStyle(td, '::before').whiteSpace") for cell in cells.all()]
    assert set(breaks) == {"normal"}  # the number beside it does not break
