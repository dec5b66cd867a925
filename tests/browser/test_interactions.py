"""Logging contacts and doing tasks in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from advocacy.models import Interaction
from contacts.models import Person
from crm.common.dates import today
from tests import make, make_advocacy


@pytest.fixture
def world(db, alma):
    make.mp("Maja Lindqvist", make.constituency("Uppsala läns valkrets", make.area("Uppsala län")))
    about = make_advocacy.priority("Systemanalys 2024")
    make_advocacy.priority("Stärkt lärarförsörjning")
    for title in ("Frukost", "Lunch"):
        make_advocacy.interaction(make.person(), title=title, priorities=[about], actor=alma)
    return about


def tab_to(page, name):
    for _ in range(40):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{name} is not within forty steps")


def tab_to_button(page, text):
    for _ in range(40):
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{text} is not within forty steps")


@pytest.mark.smoke
def test_contact_with_two_people_one_of_them_new_is_logged_by_keyboard_alone(page, sign_in, alma, world):
    sign_in(page, alma)
    keys = page.keyboard
    page.goto("/kontakter/registrera/")
    expect(page.locator("#id_people")).to_be_focused()

    keys.type("lindq")
    page.wait_for_selector("[role=option] mark:text-is('Lindq')")
    keys.press("Enter")
    page.wait_for_selector(".chip:has-text('Maja Lindqvist')")
    keys.type("Nils Nykomling")
    page.wait_for_selector("[role=option]:has-text('Lägg till ny person: Nils Nykomling')")
    keys.press("ArrowDown")
    keys.press("Enter")
    page.wait_for_selector("dialog[open] input[name=given_name]")
    expect(page.locator("dialog :focus")).to_have_count(1)
    keys.press("Enter")
    page.wait_for_selector(".chip:has-text('Nils Nykomling')")

    keys.press("Tab")
    tab_to(page, "priorities")
    keys.press("Space")
    tab_to(page, "kind")
    keys.press("ArrowRight")
    tab_to(page, "title")
    keys.press("Tab")
    keys.type("Bad om underlag till en motion.")
    tab_to_button(page, "Spara")
    keys.press("Enter")
    page.wait_for_selector("h1:has-text('Samtal om Systemanalys 2024')")
    page.wait_for_selector("text=Kontakten är registrerad.")

    contact = Interaction.objects.latest("pk")
    people = {part.shown_name: part.attendance for part in contact.participations.filter(side="theirs")}
    assert people == {"Maja Lindqvist": "attended", "Nils Nykomling": "attended"}
    assert (contact.kind, contact.held_on, contact.summary) == ("call", today(), "Bad om underlag till en motion.")
    assert [link.priority for link in contact.priority_links.all()] == [world]
    assert Person.objects.filter(family_name="Nykomling").count() == 1


def test_attendance_rows_follow_the_people_and_the_kind(page, sign_in, alma, world):
    sign_in(page, alma)
    maja = Person.objects.get(family_name="Lindqvist")
    page.goto("/kontakter/registrera/")
    page.click("summary:has-text('Vilka som var med')")
    page.fill("#id_people", "lindq")
    page.click("[role=option]:has-text('Maja Lindqvist')")
    page.wait_for_selector(f"#attendance_{maja.pk}")
    page.check("input[name=kind][value=seminar]", force=True)
    page.wait_for_selector(f"input[name=talked_{maja.pk}]")
    page.select_option(f"#attendance_{maja.pk}", "attended")
    page.check(f"input[name=talked_{maja.pk}]")
    page.click("button:has-text('Spara')")
    page.wait_for_selector("h1:has-text('Seminarium')")
    part = Interaction.objects.latest("pk").participations.get(person=maja)
    assert (part.attendance, part.has_talked) == ("attended", True)


def test_task_is_done_with_one_click_and_taken_back(page, sign_in, alma, world):
    task = make_advocacy.task("Ring Örebro", actor=alma)
    sign_in(page, alma)
    page.goto("/")
    page.click(f"#task-{task.pk} button:has-text('Klar')")
    page.wait_for_selector(f"#task-{task.pk} button:has-text('Ångra')")
    task.refresh_from_db()
    assert task.is_done
    expect(page.locator(":focus")).to_contain_text("Ångra")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#task-{task.pk} button:has-text('Klar')")
    task.refresh_from_db()
    assert not task.is_done


def test_file_follows_the_filter_on_screen(page, sign_in, alma, world):
    sign_in(page, alma)
    page.goto("/kontakter/")
    page.fill("input[type=search][name=q] >> nth=-1", "lunch")
    page.wait_for_selector("#export-link[href*='q=lunch']")
    expect(page.locator("#results")).not_to_contain_text("Frukost")
    page.click("#export-link")
    page.click(".tabs a:has-text('CSV')")
    with page.expect_download() as download:
        page.click("button:has-text('Ladda ner')")
    text = download.value.path().read_text("utf-8-sig")
    assert "Lunch" in text
    assert "Frukost" not in text


def test_what_the_walk_of_all_pages_does_not_show_fits_too(any_page, sign_in, alma, world, axe, fits, settled):
    maja = Person.objects.get(family_name="Lindqvist")
    contact = make_advocacy.interaction(
        maja, kind="seminar", priorities=[world], actor=alma, summary="Bad om underlag. " * 20
    )
    sign_in(any_page, alma)
    for url in ("/sok/?q=finnsinte", "/att-gora/?show=klara", "/kontakter/?kind=fel", contact.get_absolute_url()):
        any_page.goto(url)
        settled(any_page)
        fits(any_page)
        axe(any_page)
    any_page.goto(reverse("advocacy:interaction_edit", args=[contact.pk]))
    any_page.click("summary:has-text('Vilka som var med')")
    fits(any_page)
    axe(any_page)
    any_page.goto("/kontakter/")
    any_page.click("[data-expand]")
    fits(any_page)
    axe(any_page)
