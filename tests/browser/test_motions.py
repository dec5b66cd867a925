"""Motions in a real browser: found by words in a proposal, narrowed by outcome, and read to the vote."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from advocacy.services.motion_records import ReservationRecord
from contacts.choices import Scheme
from contacts.models import ExternalIdentifier
from tests import make, make_motions
from tests.make_motions import motion, point, proposal, report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ledger(db):
    """Two motions: one decided with a vote at a known point and at a point that is not known, one not dealt with."""
    make_motions.committee()
    for code in ("S", "C"):
        make.party(code)
    ada = make.person("Ada Ek")
    ExternalIdentifier.objects.create(scheme=Scheme.RIKSDAGEN, value="0111", person=ada)
    railway = motion(
        17,
        title="Infrastruktur i Mälardalen",
        proposals=[
            proposal(
                1, text="Riksdagen bör bygga fler järnvägar.", committee=["avslag"], chamber=["avslag"], report="TU10"
            ),
            proposal(2, text="Riksdagen bör utreda vägarna.", committee=["bifall"], chamber=["bifall"], report="TU11"),
        ],
        signers=[("0111", "Ada Ek", "S"), ("0112", "Bo Ask", "C")],
    )
    motion(
        18,
        title="Fler lärare",
        proposals=["Riksdagen bör utbilda fler lärare."],
        signers=[("0112", "Bo Ask", "C")],
        submitted_on=dt.date(2024, 9, 20),
    )
    report(
        points=[
            point(1, title="Flyg"),
            point(2, title="Stambanor", decided_by="vote", votes={"S": [0, 90, 0, 16], "C": [20, 0, 1, 3]}),
        ],
        reservations=[ReservationRecord(1, 2, "Stambanor för infrastrukturdepartementet", ["S", "V"])],
        dealt_with=[("2024/25:17", 1, 2)],
    )
    report("TU11", points=[point(1, title="Vägar"), point(2, title="Hamnar")])
    return railway


def test_motion_is_found_by_a_proposal_and_read_to_the_vote(page, sign_in, bo, ledger):
    sign_in(page, bo)
    page.goto("/motioner/")
    expect(page.locator("#list-count")).to_contain_text("2")
    page.get_by_label("Sök i listan").fill("järnväg")
    expect(page.get_by_role("link", name="Fler lärare")).to_have_count(0)
    expect(page.get_by_text("2 yrkanden i dem:")).to_be_visible()
    page.get_by_role("link", name="1 bifall").click()
    expect(page.get_by_text("Något yrkande fick: Bifall", exact=True)).to_be_visible()

    page.get_by_role("link", name="Infrastruktur i Mälardalen").click()
    first = page.locator("#yrkande-1")
    expect(first).to_contain_text("Utskottet föreslog avslag, och så beslutade kammaren.")
    expect(first.get_by_text("Avslag", exact=True)).to_be_visible()
    first.get_by_role("link", name="2024/25:TU10, punkt 2 Stambanor").click()
    votes = page.get_by_role("table", name="Röster per parti")
    expect(votes.get_by_role("row", name="Alla")).to_contain_text("90")
    expect(votes).to_be_in_viewport()
    expect(page.get_by_text("Reservation 1")).to_be_visible()

    points = page.get_by_role("table", name="Beslutspunkter")
    expect(points).to_be_hidden()
    page.get_by_text("De 2 punkter det kan gälla").click()
    expect(points.get_by_role("row")).to_have_count(3)

    page.get_by_role("link", name="Ada Ek").click()
    card = page.locator(".card").filter(has=page.get_by_role("heading", name="Motioner"))
    card.get_by_role("link", name="Visa 1").click()
    expect(page.get_by_text("Undertecknare: Ada Ek", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Infrastruktur i Mälardalen")).to_be_visible()


def test_motions_are_usable_in_both_widths(any_page, sign_in, axe, fits, settled, alma, ledger):
    sign_in(any_page, alma)

    any_page.goto("/motioner/?q=fler")
    expect(any_page.get_by_role("link", name="Fler lärare")).to_be_visible()
    axe(any_page)
    fits(any_page)
    any_page.get_by_role("button", name="Filtrera").click()
    expect(any_page.get_by_text("Undertecknares parti")).to_be_visible()
    settled(any_page)
    axe(any_page)
    fits(any_page)

    any_page.goto(f"/motioner/{ledger.pk}/")
    any_page.get_by_text("De 2 punkter det kan gälla").click()
    expect(any_page.get_by_text("1 Vägar")).to_be_visible()
    axe(any_page)
    fits(any_page)
