"""The whole contact in a real browser: rows by keyboard, fields that follow the kind, files that are kept."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from advocacy.models import Interaction, MotionPeriod
from contacts.models import Person
from crm.common.dates import today
from tests import make, make_advocacy

ADD = "/kontakter/registrera/"


@pytest.fixture
def world(db, alma, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make.mp("Maja Lindqvist", make.constituency("Uppsala läns valkrets", make.area("Uppsala län")))
    MotionPeriod.objects.create(session="2024/25", starts_on="2024-09-10", ends_on="2024-10-04")
    return make_advocacy.priority("Systemanalys 2024")


@pytest.fixture
def maja(world):
    return Person.objects.get(family_name="Lindqvist")


def choose_maja(page):
    page.fill("#id_people", "lindq")
    page.click("[role=option]:has-text('Maja Lindqvist')")
    page.wait_for_selector(".chip:has-text('Maja Lindqvist')")


@pytest.mark.smoke
def test_points_stance_and_commitment_are_added_by_keyboard_and_stored(page, sign_in, alma, maja, world):
    sign_in(page, alma)
    page.goto(ADD)
    choose_maja(page)
    page.focus("summary:has-text('Vad som sades')")
    page.keyboard.press("Enter")
    page.focus("#id_points-0-text")
    page.keyboard.type("Fyra spår")
    page.focus("button:has-text('Lägg till punkt')")
    page.keyboard.press("Enter")
    expect(page.locator("#id_points-1-text")).to_be_focused()
    page.keyboard.type("Biljettpriser")
    page.wait_for_selector(f"#id_stances-0-subject option[value='person-{maja.pk}']", state="attached")
    page.select_option("#id_stances-0-subject", f"person-{maja.pk}")
    page.select_option("#id_stances-0-priority", str(world.pk))
    page.select_option("#id_stances-0-value", "leans_for")
    page.fill("#id_stances-0-evidence", "Sade det")
    page.fill("#id_commitments-0-text", "Motionerar")
    page.click(".form-buttons button:has-text('Spara') >> nth=0")
    page.wait_for_selector("text=Kontakten är registrerad.")

    contact = Interaction.objects.get()
    assert [point.text for point in contact.points.all()] == ["Fyra spår", "Biljettpriser"]
    assert [(s.person, s.priority, s.value) for s in contact.stances.all()] == [(maja, world, "leans_for")]
    assert [(c.text, c.person) for c in contact.commitments.all()] == [("Motionerar", maja)]


def test_half_typed_row_survives_that_one_more_is_chosen(page, sign_in, alma, maja):
    make.mp("Per Ahlberg")
    sign_in(page, alma)
    page.goto(ADD)
    page.click("summary:has-text('Vad som sades')")
    page.fill("#id_stances-0-evidence", "Sade det i talarstolen")
    page.fill("#id_commitments-0-text", "Ringer tillbaka")
    choose_maja(page)
    page.wait_for_selector(f"#id_stances-0-subject option[value='person-{maja.pk}']", state="attached")
    assert page.input_value("#id_stances-0-evidence") == "Sade det i talarstolen"
    assert page.input_value("#id_commitments-0-text") == "Ringer tillbaka"
    assert page.locator("[aria-invalid=true]").count() == 0


def test_fields_follow_the_kind_and_keep_what_was_typed(page, sign_in, alma, world):
    sign_in(page, alma)
    page.goto(ADD)

    def kind(value):
        page.check(f"input[name=kind][value={value}]", force=True)

    expect(page.locator("#id_outlet")).to_be_hidden()
    kind("media")
    page.fill("#id_outlet", "Dagens Nyheter")
    expect(page.locator("#id_motion_period")).to_be_hidden()
    expect(page.locator("summary:has-text('Förtäring')")).to_be_hidden()
    kind("motion_support")
    expect(page.locator("#id_outlet")).to_be_hidden()
    expect(page.locator("#id_motion_period option")).to_have_text(["Ej angivet", "2024/25"])
    kind("meeting")
    expect(page.locator("summary:has-text('Förtäring')")).to_be_visible()
    kind("media")
    expect(page.locator("#id_outlet")).to_have_value("Dagens Nyheter")


def test_file_stays_when_the_form_comes_back(page, sign_in, alma, maja, tmp_path):
    file = tmp_path / "underlag.pdf"
    file.write_bytes(b"%PDF-1.7 underlag")
    sign_in(page, alma)
    page.goto(ADD)
    page.click("summary:has-text('Bilagor')")
    page.set_input_files("#id_files", str(file))
    page.click(".form-buttons button:has-text('Spara') >> nth=0")
    page.wait_for_selector("text=Ange minst en person")
    expect(page.locator("input[name=kept_files]")).to_be_checked()
    choose_maja(page)
    page.click(".form-buttons button:has-text('Spara') >> nth=0")
    page.wait_for_selector("text=Kontakten är registrerad.")
    with page.expect_download() as download:
        page.click("a:has-text('underlag.pdf')")
    assert download.value.suggested_filename == "underlag.pdf"
    assert download.value.path().read_bytes() == file.read_bytes()


def test_commitment_is_closed_with_one_click_and_taken_back(page, sign_in, alma, maja):
    contact = make_advocacy.interaction(maja, actor=alma, commitments=[{"promiser": "ours", "text": "Skicka underlag"}])
    row = contact.commitments.get()
    sign_in(page, alma)
    page.goto(maja.get_absolute_url())
    page.click(f"#commitment-{row.pk} button:has-text('Infriat') >> nth=0")
    page.wait_for_selector(f"#commitment-{row.pk} button:has-text('Ångra')")
    row.refresh_from_db()
    assert row.state == "kept"
    expect(page.locator(":focus")).to_contain_text("Ångra")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#commitment-{row.pk} button:has-text('Inte infriat')")
    row.refresh_from_db()
    assert row.state == "open"


def test_everything_open_fits_both_widths_and_axe_finds_nothing_serious(
    any_page, sign_in, alma, maja, world, axe, fits
):
    stance = {"person": maja, "priority": world, "value": "against", "evidence": "Sade det", "url": "https://x.se/"}
    promise = {"promiser": "theirs", "text": "Motionerar", "due_on": today(), "priority": world}
    contact = make_advocacy.interaction(
        maja, actor=alma, stances=[stance], commitments=[promise], points=[{"text": "Fyra spår", "priority": world}],
        tones={maja.pk: "negative"}, facts={"hospitality": "Lunch", "hospitality_payer": "ours"},
    )  # fmt: skip
    sign_in(any_page, alma)
    pages = [
        reverse("advocacy:interaction_edit", args=[contact.pk]),
        contact.get_absolute_url(),
        reverse("advocacy:commitment_list"),
        contact.commitments.get().get_absolute_url(),
        world.get_absolute_url(),
        reverse("advocacy:motion_period_list"),
    ]
    for path in pages:
        any_page.goto(path)
        any_page.evaluate("document.querySelectorAll('details.more').forEach((d) => { d.open = true; })")
        fits(any_page)
        axe(any_page)
