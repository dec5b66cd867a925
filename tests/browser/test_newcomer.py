"""Two questions of a newcomer, answered from the demo as it stands: from the menu to the names and the figures."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from advocacy.services.reference import load_plans
from contacts.models import Person
from contacts.services.reference import load_register
from crm.demo import load_demo
from crm.models import User

pytestmark = pytest.mark.django_db(transaction=True)
NOW = dt.datetime(2026, 11, 22, 11, 0, tzinfo=dt.UTC)
WIDE, NARROW = 1360, 360


@pytest.fixture
def demo(db, monkeypatch):
    """The demo of a day after the election."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    actor = User.objects.system()
    load_register(actor=actor)
    load_plans(actor=actor)
    load_demo(actor=actor)
    return User.objects.get(email="eva@demo.samsyn.example")


def from_the_menu(page, width, name):
    page.goto("/")
    if width == NARROW:
        page.get_by_role("button", name="Meny").click()
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name=name, exact=True).click()


def test_a_newcomer_finds_whom_nobody_has_met_and_whether_the_paper_of_june_still_holds(
    open_page, sign_in, axe, fits, demo
):
    for width in (WIDE, NARROW):
        page = open_page(width=width)
        sign_in(page, demo)
        who_of_orebro_has_nobody_met(page, width, axe, fits)
        what_did_the_board_hear_in_june(page, width, axe, fits)


def who_of_orebro_has_nobody_met(page, width, axe, fits):
    """'Which MPs in Örebro has nobody met about railway training facilities this year?'"""
    from_the_menu(page, width, "Uppföljning")
    expect(page.get_by_text("Välj en målgrupp ovanför")).to_be_visible()
    page.get_by_label("Plan, sakfråga eller mål").select_option(label="Järnvägsutbildningar och övningsanläggningar")
    page.get_by_label("Målgrupp", exact=True).select_option(label="Riksdagsledamöter från de sju länen")
    page.get_by_role("button", name="Visa", exact=True).click()
    spread = page.locator("#spread")
    expect(spread.get_by_role("heading", level=3)).to_have_text(
        ["Före valet: Riksdagen 2022–2026", "Efter valet: Riksdagen 2026–2030"]
    )
    missed = {}
    for term in ("Före valet: Riksdagen 2022–2026", "Efter valet: Riksdagen 2026–2030"):
        row = spread.get_by_role("table", name=f"Län. {term}").get_by_role("row", name="Örebro län")
        missed[term] = row.get_by_role("cell").last.get_by_role("link")
    expect(missed["Före valet: Riksdagen 2022–2026"]).to_have_text("4")
    expect(missed["Efter valet: Riksdagen 2026–2030"]).to_have_text("5")
    expect(page.locator("#onboarding .card")).to_contain_text("Så räknas den")
    axe(page)
    fits(page)
    missed["Efter valet: Riksdagen 2026–2030"].click()
    expect(page.get_by_text("2 av dem träffades tidigare i perioden, före valet.")).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_role("link", name="Visa de 3 som ingen har träffat på hela perioden").click()
    expect(page.locator("#list-count")).to_have_text(re.compile(r"\b3\b"))
    for name in ("Blåhamre, Leif", "Sundtorpa, Olof", "Västlöt, Britta"):
        expect(page.locator("#results")).to_contain_text(name)
    expect(page.locator("#results")).not_to_contain_text(re.compile("Brunnhamre|Gebremaro"))
    assert Person.objects.filter(family_name="Gebremaro").exists()
    fits(page)


def what_did_the_board_hear_in_june(page, width, axe, fits):
    """'What did we report to the board in June, and is it still true?'"""
    from_the_menu(page, width, "Styrelseunderlag")
    page.get_by_role("link", name="Vad påverkansarbetet har gett, januari–maj").click()
    expect(page.locator("main")).to_contain_text(re.compile(r"Vi har träffat 54 av 227 i målgruppen \(24\s%\)"))
    page.get_by_role("link", name="Jämför med i dag").click()
    expect(page.locator("main")).to_contain_text("fryst 4 jun 2026")
    rows = page.get_by_role("table").get_by_role("row")
    met = rows.filter(has_text=re.compile("^\\s*Träffade i målgruppen"))
    expect(met).to_contain_text(re.compile(r"54.*56.*Infört efter fastställandet: 3.*[Ss]ammanslaget.*: 1", re.DOTALL))
    audience = rows.filter(has_text=re.compile("^\\s*Målgruppen"))
    expect(audience).to_contain_text(
        re.compile(r"227.*225.*[Ss]ammanslaget.*: 1.*[Ää]ndrat i registret.*: 1", re.DOTALL)
    )
    expect(page.get_by_text("Alla siffror är desamma i dag.")).to_have_count(2)
    axe(page)
    fits(page)
