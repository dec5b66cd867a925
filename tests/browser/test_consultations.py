"""A consultation in a real browser: from intake over the steps to the filed answer and what came of it."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from advocacy.models import Consultation
from advocacy.services import consultation_parts, consultations
from advocacy.services.consultation_ways import WAYS
from crm.common.dates import today
from tests import make, make_advocacy
from tests.advocacy.test_consultation_pages import PDF

pytestmark = pytest.mark.django_db(transaction=True)


def test_consultation_goes_from_intake_to_followed_up(page, sign_in, alma):
    make_advocacy.priority("Järnvägar")
    sign_in(page, alma)
    page.goto("/remisser/")
    page.get_by_role("link", name="Ny remiss").first.click()
    page.get_by_label("Rubrik").fill("Remiss om fler spår")
    page.get_by_label("Svar senast").fill((today() + dt.timedelta(days=60)).isoformat())
    page.get_by_text("Vi är remissinstans").click()
    page.get_by_text("Järnvägar", exact=True).click()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("60 dagar kvar")).to_be_visible()

    page.get_by_role("link", name="Börja besvara").click()
    expect(page.get_by_role("radio", name="Styrelsen beslutar")).to_be_checked()
    page.get_by_role("button", name="Börja").click()
    steps = page.locator("#steg li")
    expect(steps).to_have_count(5)
    steps.first.get_by_role("button", name="Klart").click()
    expect(page.locator("#steg li").first).to_contain_text("klart")

    page.get_by_role("link", name="Lägg till synpunkt").click()
    page.get_by_text("Tillstyrker", exact=True).click()
    page.get_by_label("Synpunkt").fill("Vi tillstyrker fler spår.")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("link", name="Svaret är inlämnat").click()
    page.get_by_label("Remissvaret").set_input_files({"name": "Svar.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.get_by_label("Beslutat av").fill("Styrelsen")
    page.get_by_role("button", name="Spara").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Svar.pdf").click()
    assert download.value.suggested_filename == "Svar.pdf"

    page.get_by_role("link", name="Bedöm").click()
    page.get_by_text("Fick gehör", exact=True).click()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_label("I vilket dokument?")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("I vilket dokument?").fill("Prop. 2026/27:40")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("button", name="Uppföljningen är klar").click()

    expect(page.get_by_text("Uppföljd", exact=True)).to_be_visible()
    expect(page.get_by_text("1 fick gehör.")).to_be_visible()
    assert Consultation.objects.get().state == "followed_up"


def test_pages_of_consultations_are_usable_in_both_widths(any_page, sign_in, axe, fits, alma):
    late = consultations.add(actor=alma, title="Remiss om infrastrukturdepartementets långa ord", due_on=today())
    consultations.start(actor=alma, consultation=late, way=WAYS[1])
    said = {"kind": "rejects", "text": "Vi avstyrker förslaget."}
    viewpoint = consultation_parts.add(actor=alma, part=late.viewpoints.model(consultation=late), **said)
    answer = late.member_answers.model(consultation=late)
    member = consultation_parts.add(actor=alma, part=answer, organization=make.organization("Region Ett"))
    step = late.steps.first()
    new = consultations.add(actor=alma, title="Ny remiss", due_on=today() + dt.timedelta(days=30))
    sign_in(any_page, alma)

    for path in (
        "", "las-in/", "ny/", f"{late.pk}/", f"{late.pk}/redigera/", f"{new.pk}/besvara/", f"{late.pk}/anstand/",
        f"{new.pk}/avsta/", f"{late.pk}/svar/", f"steg/{step.pk}/", f"synpunkter/{viewpoint.pk}/",
        f"synpunkter/{viewpoint.pk}/gehor/", f"medlemssvar/{member.pk}/", f"{late.pk}/dokument/nytt/",
    ):  # fmt: skip
        any_page.goto(f"/remisser/{path}")
        expect(any_page.get_by_role("heading", level=1)).to_be_visible()
        axe(any_page)
        fits(any_page)
