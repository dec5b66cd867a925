"""Search words and suggestions in a real browser: written, tried, decided by keyboard, undone."""

import pytest
from playwright.sync_api import expect

from advocacy.models import ProposalLink
from advocacy.services import search_terms
from tests import make, make_advocacy, make_motions

pytestmark = pytest.mark.django_db(transaction=True)

# A priority, the words that are written for it, and the proposal that they are to find.
FOUND = (
    ("Järnvägsutbildningar", "järnväg* + utbildningsanläggning*", "Bygg utbildningsanläggningar för järnvägens yrken."),
    ("Lärarförsörjning", "lärare", "Fler behöriga lärare i hela landet."),
    ("Godsstrategin", "gods*", "Flytta godstransporter från väg till spår."),
    ("Systemanalys", '"nationell plan"', "Ta in Mälarbanan i den nationella planen."),
)


@pytest.fixture
def priorities(db):
    make.party("S")
    make_motions.motion(proposals=[text for _name, _words, text in FOUND] + ["Goda råd om planen för nationella mål."])
    return [make_advocacy.priority(name) for name, _words, _text in FOUND]


def test_proposals_are_found_by_words_and_linked_by_keyboard(any_page, sign_in, alma, priorities, axe, fits):
    page = any_page
    sign_in(page, alma)
    for priority, (_name, words, text) in zip(priorities, FOUND, strict=True):
        page.goto(f"/sakfragor/{priority.pk}/sokord/")
        page.get_by_label("Sökord, ett på varje rad").press_sequentially(words)
        found = page.locator("#preview li")
        expect(found).to_have_count(1)
        expect(found).to_contain_text(text)
        expect(found.locator("mark").first).to_be_visible()
        axe(page)
        fits(page)
        page.get_by_role("button", name="Spara").click()
        expect(page.locator("#motioner")).to_contain_text("1 förslag att ta ställning till")

    page.goto("/motioner/forslag/")
    lines = page.locator("[data-radar] > li")
    expect(lines).to_have_count(4)
    axe(page)
    fits(page)
    page.keyboard.press("j")
    expect(lines.first).to_be_focused()
    page.keyboard.press("f")
    page.keyboard.press("a")
    expect(lines.first).to_have_attribute("data-state", "accepted")
    expect(lines.nth(1)).to_be_focused()
    page.keyboard.press("x")
    expect(lines.nth(1)).to_have_attribute("data-state", "refused")
    expect(lines.nth(2)).to_be_focused()
    page.keyboard.press("u")  # takes back what was decided last, from where one stands
    expect(lines.nth(1)).to_have_attribute("data-state", "open")
    expect(lines.nth(1)).to_be_focused()
    page.keyboard.press("x")
    expect(lines.nth(2)).to_be_focused()
    page.keyboard.press("k")
    expect(lines.nth(1)).to_be_focused()
    page.keyboard.press("u")
    expect(lines.nth(1)).to_have_attribute("data-state", "open")
    expect(lines.nth(1)).to_be_focused()
    axe(page)
    for number in (1, 2, 3):
        lines.nth(number).get_by_role("checkbox").check()
    page.get_by_label("De markerade").get_by_role("button", name="Hör till sakfrågan").click()
    expect(page.get_by_text("3 yrkanden kopplade till sakfrågor.")).to_be_visible()
    expect(page.get_by_text("Inget att ta ställning till").first).to_be_visible()
    links = dict(ProposalLink.objects.filter(state="accepted").values_list("priority__name", "proposal__text"))
    assert links == {name: text for name, _words, text in FOUND}
    assert ProposalLink.objects.get(leaning="for").priority == priorities[0]

    page.goto(f"/sakfragor/{priorities[0].pk}/")
    expect(page.locator("#motioner")).to_contain_text("1 yrkande i 1 motion är kopplat hit.")
    axe(page)
    fits(page)


def test_a_miss_is_linked_by_hand_from_the_motion(page, sign_in, alma, priorities, axe):
    search_terms.keep(actor=alma, priority=priorities[2], finding=["gods*"])
    sign_in(page, alma)
    page.goto("/motioner/forslag/")
    page.get_by_role("link", name="yrkande 3").click()
    missed = page.locator("#yrkande-5")
    missed.get_by_role("link", name="Koppla till sakfråga").click()
    page.get_by_label("Sakfråga krävs").select_option(label="Systemanalys")
    page.get_by_text("Emot", exact=True).click()
    axe(page)
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("#yrkande-5")).to_contain_text("Systemanalys · emot")
    page.get_by_role("link", name="ändra kopplingen till Systemanalys").click()
    axe(page)
    page.get_by_role("button", name="Ta bort kopplingen").click()
    expect(page.locator("#yrkande-5")).not_to_contain_text("Systemanalys")
    assert not ProposalLink.objects.exists()
