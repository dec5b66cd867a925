"""An introduction in a real browser: the newly elected of seven counties, from the list to the last step."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import expect

from advocacy.exports import letters_docx
from advocacy.models import Interaction, OnboardingCase, OnboardingProgramme
from advocacy.services import commitments, onboarding, onboarding_cohort
from crm.models import User
from tests import make
from tests.advocacy.onboarding_world import DAY, LAST, OLD, Riksdag, audience

pytestmark = pytest.mark.django_db(transaction=True)

COUNTIES = {
    "01": "Stockholms län", "03": "Uppsala län", "04": "Södermanlands län", "05": "Östergötlands län",
    "09": "Gotlands län", "18": "Örebro län", "19": "Västmanlands län",
}  # fmt: skip
NAMES = ("Anna Ek", "Bo Dahl", "Cleo Berg", "David Alm", "Eva Ås", "Frej Öst", "Gun Ask")


@pytest.fixture
def seven(on_day: Callable[..., None]) -> Riksdag:
    """A new member from each of the seven counties, one from elsewhere, one who was there before."""
    on_day(DAY)
    world = Riksdag()
    counties = [make.area(name, code=code) for code, name in COUNTIES.items()]
    for who, county in zip(NAMES, counties, strict=True):
        person = world.mp(who, constituency=make.constituency(f"{county.name}s valkrets", county))
        make.detail(person, "address", "Riksgatan 1, 100 12 Stockholm")
    far = make.area("Norrbottens län", code="25")
    world.mp("Utanför Norr", constituency=make.constituency("Norrbottens läns valkrets", far))
    world.mp("Gammal Gran", constituency=world.uppsala, starts_on=OLD, ends_on=LAST)
    audience("Ledamöter från de sju länen", organization=[world.riksdag], area=counties)
    return world


@pytest.mark.smoke
def test_newly_elected_of_seven_counties_are_taken_from_the_list_to_the_last_step(
    page: Any, sign_in: Callable[..., None], axe: Callable[..., None], seven: Riksdag, alma: User, tmp_path: Path
) -> None:
    sign_in(page, alma)
    page.goto("/introduktion/")
    axe(page)
    page.get_by_role("link", name="Nyvalda riksdagsledamöter").click()
    page.get_by_label("Målgrupp").select_option(label="Ledamöter från de sju länen")
    page.get_by_label("Tillträdde från och med").fill("2026-09-28")
    rows = page.locator("#step-rows > .step-row")
    for number in range(2, rows.count() - 1):
        rows.nth(number).get_by_label("Ta bort").check()
    axe(page)
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("link", name="Påbörja för 7 nya").click()
    page.get_by_text("7 i målgruppen idag, 7 av dem är nya").wait_for()
    page.get_by_label("Kontaktansvarig för Anna Ek").select_option(label=str(alma))
    axe(page)
    page.get_by_role("button", name="Påbörja för de markerade").click()
    page.get_by_role("columnheader", name="Introduktionsmöte").wait_for()
    assert OnboardingCase.objects.filter(host__isnull=False).count() == 7
    axe(page)
    _send_letters(page, tmp_path)
    _meet_everybody(page, axe)
    expect(page.get_by_text("7 av 7 har gått igenom alla obligatoriska steg")).to_be_visible()
    assert set(OnboardingCase.objects.values_list("state", flat=True)) == {"introduced"}


def _send_letters(page: Any, folder: Path) -> None:
    """A template is taken in, the letters come as one file, and are said to be sent."""
    template = folder / "brev.docx"
    template.write_bytes(letters_docx.sample())
    board = page.url
    page.goto("/introduktion/brevmallar/ny/")
    page.get_by_label("Namn").fill("Välkommen")
    page.get_by_label("Word-fil").set_input_files(template)
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("link", name="Välkommen", exact=True).wait_for()
    page.goto(board)
    page.get_by_role("link", name="Skriv ut brev").click()
    page.get_by_role("link", name="Brev, alla i en fil").click()
    page.get_by_label("Brevmall").select_option(label="Välkommen")
    with page.expect_download() as letters:
        page.get_by_role("button", name="Ladda ner 7 rader").click()
    joined = Document(io.BytesIO(Path(letters.value.path()).read_bytes()))
    assert len(joined.sections) == 7
    page.goto(board)
    page.get_by_label("Markera alla på sidan").check()
    page.get_by_text("Gör något med dem").click()
    page.get_by_role("button", name="Breven är skickade").click()
    page.get_by_role("button", name="Granska").click()
    page.get_by_role("button", name="Genomför (7)").click()
    page.get_by_role("heading", name="Välkomstbrev").wait_for()
    assert Interaction.objects.get().participations.filter(side="theirs").count() == 7
    page.goto(board)


def _meet_everybody(page: Any, axe: Callable[..., None]) -> None:
    """The last required step of each is ticked where it stands on the board, with the keyboard."""
    programme = OnboardingProgramme.objects.get()
    for name in NAMES:
        button = page.get_by_role("button", name=f"Bocka av Introduktionsmöte för {name}")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=f"Ångra Introduktionsmöte för {name}")).to_be_focused()
    page.goto(programme.get_absolute_url())
    page.get_by_role("link", name="Län", exact=True).click()
    page.locator(".table-wrap").last.get_by_role("row", name="Gotlands län").wait_for()
    axe(page)


@pytest.fixture
def begun(seven: Riksdag, alma: User) -> OnboardingProgramme:
    programme = seven.programme("Nyvalda")
    for name, kind in (("Välkomstbrev", "letter"), ("Underlag", "material")):
        onboarding.add_step(actor=alma, programme=programme, name=name, done_by="material", kind=kind, due_days=20)
    onboarding_cohort.start(actor=alma, programme=programme)
    return programme


def test_every_page_of_an_introduction_fits_and_speaks_in_both_widths(
    any_page: Any, sign_in: Callable[..., None], axe: Callable[..., None], fits: Callable[..., None],
    begun: OnboardingProgramme, alma: User,
) -> None:  # fmt: skip
    case = OnboardingCase.objects.select_related("person").order_by("pk")[0]
    sign_in(any_page, alma)
    for path in (
        "/introduktion/", "/introduktion/nytt/?utgangspunkt=tack", f"/introduktion/{begun.pk}/",
        f"/introduktion/{begun.pk}/nya/", f"/introduktion/{begun.pk}/tavla/?late=on", case.get_absolute_url(),
        "/introduktion/brevmallar/", "/introduktion/brevmallar/ny/", f"/introduktion/{begun.pk}/redigera/",
    ):  # fmt: skip
        assert any_page.goto(path).ok
        axe(any_page)
        fits(any_page)


def test_step_is_left_out_and_taken_up_again_without_leaving_the_page(
    any_page: Any, sign_in: Callable[..., None], axe: Callable[..., None], begun: OnboardingProgramme, alma: User
) -> None:
    case = OnboardingCase.objects.order_by("pk")[0]
    sign_in(any_page, alma)
    any_page.goto(case.get_absolute_url())
    step = any_page.get_by_role("listitem").filter(has_text="Underlag")
    step.locator("summary").press("Enter")
    step.get_by_role("button", name="Hoppa över").press("Enter")
    step.get_by_text("Skriv med några ord varför.").wait_for()
    axe(any_page)
    step.get_by_label("Hoppas över för att").fill("har fått det redan")
    any_page.keyboard.press("Enter")
    step.get_by_text("hoppat över: har fått det redan").wait_for()
    step.get_by_role("button", name="Ta med igen").press("Enter")
    step.get_by_role("button", name="Klar").wait_for()
    assert case.steps.get(step__name="Underlag").skipped_reason == ""


def test_page_of_a_newcomer_shows_the_introduction_and_who_held_the_seat(
    any_page: Any, sign_in: Callable[..., None], axe: Callable[..., None], fits: Callable[..., None], seven: Riksdag,
    alma: User,
) -> None:  # fmt: skip
    old = seven.mp("Gun Grön", code="MP", starts_on=OLD, ends_on=LAST)
    new = seven.mp("Per Ny", code="MP")
    commitments.add(actor=alma, promiser="ours", text="Skicka kartan", person=old, made_on=LAST)
    programme = seven.programme("Nyvalda")
    onboarding.add_step(actor=alma, programme=programme, name="Välkomstbrev")
    onboarding_cohort.start(actor=alma, programme=programme, people=[new.pk])
    sign_in(any_page, alma)
    any_page.goto(new.get_absolute_url())
    card = any_page.locator("#introduktion")
    card.get_by_role("link", name="Skicka kartan").wait_for()
    expect(card.get_by_text("satt för samma parti i samma område")).to_be_visible()
    expect(card.get_by_text("Välkomstbrev")).to_be_visible()
    axe(any_page)
    fits(any_page)
