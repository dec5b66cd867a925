"""Arguments, positions and decisions in a real browser: noted, chosen in a contact, pasted, led on to tasks."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from advocacy.models import ArgumentUse, Decision, Task
from advocacy.services import argument_uses, arguments, decisions, positions
from crm.common.dates import today
from tests import make, make_advocacy

pytestmark = pytest.mark.django_db(transaction=True)


def test_argument_is_added_copied_and_chosen_in_a_contact(page, sign_in, alma):
    about = make_advocacy.priority("Järnvägar")
    make.mp("Maja Lindqvist")
    sign_in(page, alma)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(about.get_absolute_url())
    page.get_by_role("link", name="Lägg till argument").click()
    page.get_by_role("textbox", name="Argument").fill("Åtta av tio tåg berör regionen.")
    page.locator("input[name=source]").fill("Rapporten")
    page.get_by_label("Gäller till och med").fill((today() - dt.timedelta(days=1)).isoformat())
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Uppgiften kan vara inaktuell")).to_be_visible()
    page.get_by_role("button", name="Kopiera med källa").click()
    expect(page.get_by_role("button", name="Kopierat")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "Åtta av tio tåg berör regionen. (Rapporten)"

    page.goto("/kontakter/registrera/")
    page.locator("#id_people").fill("Maja")
    page.get_by_role("option", name="Maja Lindqvist").click()
    page.get_by_text("Vad som sades och lovades").click()
    page.locator("#id_arguments").fill("tågen")
    page.get_by_role("option", name="Åtta av tio tåg").click()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", name="Argument som användes")).to_be_visible()
    page.get_by_role("link", name="Åtta av tio tåg").click()
    expect(page.get_by_role("button", name="Ta bort : Möte")).to_be_visible()
    assert ArgumentUse.objects.get().interaction.title == "Möte"


def test_decision_is_noted_behind_a_position_and_leads_to_tasks(page, sign_in, alma):
    about = make_advocacy.priority("Järnvägar")
    make.organization("Regionstyrelsen")
    make.party("C", name="Centerpartiet")
    positions.add(actor=alma, priority=about, text="Planen ska genomföras i tid")
    sign_in(page, alma)
    page.goto(f"/sakfragor/{about.pk}/standpunkter/")
    page.get_by_role("link", name="Notera beslut").click()
    expect(page.get_by_label("Förankrar ståndpunkten")).not_to_have_value("")
    page.get_by_label("Vilket organ?").fill("Regionst")
    page.get_by_role("option", name="Regionstyrelsen").click()
    page.get_by_label("När?").fill("2026-03-02")
    page.get_by_label("Paragraf").fill("§ 112")
    page.get_by_label("Vad beslutades?").fill("Ställer sig bakom planen.")
    page.get_by_role("group", name="Partier bakom beslutet").get_by_text("Centerpartiet").click()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", name="Regionstyrelsen, § 112")).to_be_visible()

    page.get_by_role("link", name="Skapa uppgifter").click()
    page.get_by_role("button", name="Lägg till rad").click()
    page.get_by_role("group", name="Uppgift 1").get_by_label("Vad ska göras?").fill("Berätta för styrgruppen")
    page.get_by_role("group", name="Uppgift 4").get_by_label("Vad ska göras?").fill("Skicka utdraget")
    page.get_by_role("button", name="Skapa uppgifter").click()
    expect(page.get_by_text("2 uppgifter är skapade.")).to_be_visible()
    expect(page.get_by_role("link", name="Skicka utdraget")).to_be_visible()
    assert Task.objects.filter(decision=Decision.objects.get(), priority=about).count() == 2


def test_pages_of_arguments_and_decisions_are_usable_in_both_widths(any_page, sign_in, axe, fits, alma):
    about = make_advocacy.priority("Järnvägsutbildningar och övningsanläggningar")
    long = "Åtta av tio tåg i hela landet berör på något sätt Stockholm–Mälarregionens järnvägsinfrastruktur"
    row = arguments.add(actor=alma, text=long, source="Rapporten", priority=about, valid_until=today())
    argument_uses.note(actor=alma, argument=row, title="Brev till infrastrukturdepartementet", used_on=today())
    said = [positions.add(actor=alma, priority=about, text=f"{long} {number}") for number in (1, 2)]
    decision = decisions.add(
        actor=alma, body=make.organization("Regionstyrelsen"), decided_on=today(), text=long, priority=about,
        position=said[0], parties={"for": [make.party("C")], "against": [make.party("V")]},
    )  # fmt: skip
    sign_in(any_page, alma)
    for path in (
        "argument/", "argument/nytt/", f"argument/{row.pk}/", f"argument/{row.pk}/anvandning/ny/",
        f"argument/{row.pk}/ta-ur-bruk/", "beslut/", "beslut/nytt/", f"beslut/{decision.pk}/",
        f"beslut/{decision.pk}/redigera/", f"beslut/{decision.pk}/uppgifter/", f"sakfragor/{about.pk}/",
        f"sakfragor/{about.pk}/standpunkter/", f"standpunkter/{said[1].pk}/redigera/",
    ):  # fmt: skip
        any_page.goto(f"/{path}")
        expect(any_page.get_by_role("heading", level=1)).to_be_visible()
        axe(any_page)
        fits(any_page)
