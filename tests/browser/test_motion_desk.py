"""The desk of a motion period in a browser: the same material offered to all parties, seen, and taken back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import expect

from advocacy.models import Interaction, MotionPeriod
from advocacy.services import motion_support
from crm.common import writes
from tests import make, make_advocacy, make_motions
from tests.advocacy.test_contribution import linked, member, talked

pytestmark = pytest.mark.django_db(transaction=True)

BEGAN = dt.date(2022, 10, 4)


@pytest.fixture
def desk(db: Any, alma: Any) -> dict[str, Any]:
    """A period with two parties that have a member each in a committee, and a motion by one whom we had met."""
    period = writes.save(
        MotionPeriod(session="2024/25", starts_on=dt.date(2024, 9, 10), ends_on=dt.date(2024, 10, 4)), actor=alma
    )
    railway, committee = make_advocacy.priority("Järnvägen"), make_motions.committee()
    ada, bo = member("0111", "Ada Ek", "S"), member("0222", "Bo Alm", "M")
    for person, code in ((ada, "S"), (bo, "M")):
        make.membership(person, committee, party=make.party(code), starts_on=BEGAN)
    motion = linked(make_motions.motion(), railway)
    talked(ada, railway, actor=alma, title="Möte om fyra spår")
    motion_support.note_request(
        actor=alma, period=period, person=bo, priority=railway, day=dt.date(2024, 9, 20), answered_by=alma,
        is_answered=False,
    )  # fmt: skip
    return {"period": period, "committee": committee, "railway": railway, "motion": motion}


def test_same_material_is_offered_to_all_parties_and_taken_back(
    any_page: Any, sign_in: Any, axe: Any, fits: Any, alma: Any, desk: dict[str, Any]
) -> None:
    page = any_page
    sign_in(page, alma)
    page.goto(desk["period"].get_absolute_url())
    axe(page)
    fits(page)
    expect(page.locator("#forfragningar").get_by_text("Bo Alm")).to_be_visible()
    page.get_by_role("link", name="Erbjud underlag till alla").click()
    page.get_by_label("Underlag", exact=False).first.fill("Fyra spår")
    page.select_option("#id_priority", label="Järnvägen")
    page.fill("#id_day", "2024-09-20")
    page.select_option("#id_committee", str(desk["committee"].pk))
    page.get_by_role("button", name="Visa förslag").click()
    page.get_by_label("Ada Ek").wait_for()
    expect(page.locator("#id_material")).to_have_value("Fyra spår")
    expect(page.get_by_label("Ada Ek")).to_be_checked()
    axe(page)
    fits(page)
    page.get_by_role("button", name="Registrera som skickat").click()
    page.get_by_text("Underlaget Fyra spår till 2 partier").first.wait_for()
    expect(page.locator("#underlag")).to_contain_text("alla har fått")
    assert Interaction.objects.filter(facts__material="Fyra spår").count() == 2
    page.get_by_role("link", name="Ångra").click()
    page.get_by_role("button", name="Ångra").click()
    page.get_by_text("ångra", exact=False).first.wait_for()
    assert not Interaction.objects.filter(facts__material="Fyra spår").exists()


def test_motion_tells_our_contribution_and_the_rule_one_click_away(
    any_page: Any, sign_in: Any, axe: Any, fits: Any, alma: Any, desk: dict[str, Any]
) -> None:
    page = any_page
    sign_in(page, alma)
    page.goto(desk["motion"].get_absolute_url())
    panel = page.locator("#bidrag")
    expect(panel).to_contain_text("medelhög säkerhet")
    expect(panel.get_by_role("link", name="Möte om fyra spår")).to_be_visible()
    expect(panel.get_by_text("inte ett bevis")).to_be_hidden()
    panel.get_by_text("Så bedöms bidraget").click()
    expect(panel.get_by_text("inte ett bevis")).to_be_visible()
    axe(page)
    fits(page)
