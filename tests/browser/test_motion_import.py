"""A file of motions is uploaded, looked through and carried out, in a real browser."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from advocacy.models import Motion
from tests.advocacy.test_motion_import import motion, register, report  # noqa: F401
from tests.advocacy.test_motion_import import point as decided


@pytest.mark.smoke
def test_motions_go_from_file_to_ledger(any_page, sign_in, alma, axe, fits, run_jobs, tmp_path):
    file = tmp_path / "motioner.ndjson"
    file.write_text("\n".join(json.dumps(one) for one in (motion(), motion(18), report(decided()))))
    page = any_page
    sign_in(page, alma)
    page.goto(reverse("contacts:import_list"))
    axe(page)
    fits(page)
    page.set_input_files("input[type=file]", str(file))
    page.get_by_role("button", name="Läs filen").click()
    page.get_by_text("Sidan visar resultatet").wait_for()
    assert run_jobs() == 1
    # The page notices by itself.
    page.get_by_role("heading", name="Det här förs in").wait_for()
    axe(page)
    fits(page)
    page.get_by_role("button", name="För in").click()
    page.get_by_text("Sidan visar resultatet").wait_for()
    assert run_jobs() == 1
    page.get_by_role("heading", name="Det här fördes in").wait_for()
    expect(page.get_by_role("link", name="Ångra importen")).to_be_visible()
    assert Motion.objects.count() == 2
    page.goto(reverse("advocacy:motion_fetch"))
    axe(page)
    fits(page)
