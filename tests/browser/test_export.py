"""Taking a list out, by keyboard and in both widths: columns in order, a template, a line to copy, the log."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import expect

from crm.models import ExportLog, ExportTemplate, User
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(db: None) -> None:
    make.mp("Maja Lindqvist", code="C")
    make.person("Per Ahl", email="per@example.se")
    make.person("Tyst Tystsson", email="tyst@example.se", do_not_contact=True)


def columns_of(page: Any) -> list[str]:
    return page.eval_on_selector_all("[data-sortable] input[name=columns]", "boxes => boxes.map(box => box.value)")  # type: ignore[no-any-return]


@pytest.mark.smoke
def test_columns_are_chosen_and_moved_by_keyboard_and_kept_as_a_template(
    page: Any, sign_in: Callable[..., None], alma: User, people: None
) -> None:
    sign_in(page, alma)
    page.goto("/personer/export/?sort=-name")
    page.get_by_role("button", name="Bocka ur alla").press("Enter")
    first = page.get_by_label("Förnamn", exact=True)
    first.press("Space")
    page.get_by_label("Efternamn", exact=True).press("Space")
    first.press("Alt+ArrowDown")
    assert columns_of(page)[:2] == ["family_name", "given_name"]
    assert first.evaluate("box => box === document.activeElement")
    page.locator("#announcer").filter(has_text="plats 2").wait_for(state="attached")
    page.get_by_role("button", name="Flytta ner Efternamn").press("Enter")
    assert columns_of(page)[:2] == ["given_name", "family_name"]
    page.get_by_label("Efternamn", exact=True).press("Alt+ArrowUp")

    with page.expect_download() as taken:
        page.get_by_role("button", name="Ladda ner 3 rader").press("Enter")
    sheet = openpyxl.load_workbook(io.BytesIO(taken.value.path().read_bytes())).worksheets[0]
    assert list(sheet.iter_rows(values_only=True)) == [
        ("Efternamn", "Förnamn"), ("Tystsson", "Tyst"), ("Lindqvist", "Maja"), ("Ahl", "Per")
    ]  # fmt: skip

    page.wait_for_selector("form.form:not([data-sent])")
    page.get_by_text("Spara kolumnerna som mall").click()
    page.get_by_label("Namn", exact=True).fill("Namnlista")
    page.get_by_role("button", name="Spara mallen").press("Enter")
    page.get_by_role("link", name="Namnlista").wait_for()
    assert ExportTemplate.objects.get().columns == ["family_name", "given_name"]
    assert columns_of(page)[:2] == ["family_name", "given_name"]


def test_the_line_is_copied_and_the_export_stands_in_the_log(
    page: Any, sign_in: Callable[..., None], alma: User, people: None
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, alma)
    page.goto("/personer/")
    page.get_by_role("link", name="Exportera").click()
    page.get_by_role("link", name="E-postrad").click()
    expect(page.locator("main")).to_contain_text("Tyst Tystsson")
    page.get_by_role("button", name="Visa texten").click()
    page.get_by_role("button", name="Kopiera").click()
    page.get_by_role("button", name="Kopierad").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "Per Ahl <per@example.se>"
    page.goto("/exporter/")
    page.get_by_role("link", name="Personer", exact=True).last.click()
    expect(page.locator("main")).to_contain_text("E-postrad · 1 rad")
    assert ExportLog.objects.get().rows == 1


def test_pages_of_exports_fit_both_widths_and_axe_finds_nothing_serious(
    any_page: Any, sign_in: Callable[..., None], eva: User, people: None, axe: Any, fits: Any, settings: Any
) -> None:
    sign_in(any_page, eva)
    ExportLog.objects.create(user=eva, what="Personer", format="csv", rows=1284, filters="Parti: C", state="running")
    for path in (
        "/personer/export/", "/personer/export/?som=labels", "/personer/export/?som=outlook", "/kontakter/export/",
        "/exporter/", ExportLog.objects.get().get_absolute_url(),
    ):  # fmt: skip
        any_page.goto(path)
        axe(any_page)
        fits(any_page)
    any_page.goto("/personer/export/?som=outlook")
    any_page.get_by_role("button", name="Visa texten").click()
    any_page.get_by_role("button", name="Kopiera").wait_for()
    assert "@" in any_page.locator("main textarea, main pre").first.evaluate("node => node.value || node.textContent")
    axe(any_page)
    fits(any_page)
