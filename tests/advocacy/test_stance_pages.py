"""The list of stances and how one has moved: what holds now, what shows it, what is kept from others."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from advocacy.models import CommitteeReport, Motion, ReportPoint, Stance
from advocacy.services import stances
from crm.common import writes
from crm.common.dates import today
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("advocacy:stance_list"), reverse("advocacy:stance_add")
SPRING, AUTUMN = dt.date(2026, 3, 2), dt.date(2026, 9, 1)


@pytest.fixture
def about():
    return make_advocacy.priority("Systemanalys 2024")


@pytest.fixture
def maja():
    return make.mp("Maja Lindqvist", make.constituency("Uppsala läns valkrets", make.area()))


def noted(actor, priority, value="for", day=SPRING, **fields):
    return stances.note(
        actor=actor, priority=priority, value=value, stated_on=day, **{"evidence": "Debatten", **fields}
    )


def motion(number=1, **fields):
    said = {"session": "2025/26", "title": "Fler nattåg", "submitted_on": AUTUMN, "document": f"H{number}", **fields}
    return writes.save(Motion(number=number, **said), actor=make.actor())


def vote(**fields):
    report = CommitteeReport(document="HD01TU5", session="2025/26", designation="TU5", title="Järnvägsfrågor")
    report = writes.save(report, actor=make.actor())
    point = ReportPoint(report=report, number=3, title="Underhåll av järnväg", vote="V1", **fields)
    return writes.save(point, actor=make.actor())


def listed(user, **asked):
    return client_of(user).get(LIST, asked).context["object_list"]


def test_list_shows_where_they_stand_now_and_all_notes_when_asked(alma, bo, about, maja):
    before, now = noted(alma, about, "against", person=maja), noted(alma, about, "leans_for", AUTUMN, person=maja)
    assert listed(bo) == [now]
    assert {*listed(bo, show="alla")} == {before, now}
    answer = client_of(bo).get(LIST).content.decode()
    assert "↗ närmare oss" in answer


def test_value_is_asked_of_what_holds_now_and_not_of_what_was_before(alma, about, maja):
    noted(alma, about, "against", person=maja)
    noted(alma, about, "for", AUTUMN, person=maja)
    assert listed(alma, value="against") == []
    assert len(listed(alma, value="against", show="alla")) == 1


def test_they_are_found_by_party_county_organization_day_and_evidence(alma, about, maja):
    other = make.person("Olle Berg")
    mine = noted(alma, about, person=maja)
    drawn = noted(alma, about, "against", AUTUMN, person=other, motion=motion())
    held = maja.memberships.select_related("party", "area__county", "organization").get()
    assert listed(alma, party=held.party.code) == [mine]
    assert listed(alma, county=held.area.county.code) == [mine]
    assert listed(alma, organization=held.organization.pk) == [mine]
    assert listed(alma, since="2026-08-01") == [drawn]
    assert listed(alma, until="2026-08-01") == [mine]
    assert listed(alma, kind="motion") == [drawn]
    assert listed(alma, kind="quote") == [mine]
    assert listed(alma, confidence="low") == []


def test_priority_holds_those_below_it(alma, maja):
    above = make_advocacy.priority("Infrastruktur")
    stance = noted(alma, make_advocacy.priority("Järnväg", parent=above), person=maja)
    assert listed(alma, priority=above.pk) == [stance]


def test_page_tells_first_against_now_with_what_shows_each(alma, about, maja):
    noted(alma, about, "neutral", person=maja, url="https://www.dn.se/debatt/1")
    drawn = motion()
    now = noted(alma, about, "for", AUTUMN, person=maja, motion=drawn, evidence="", confidence="high")
    assert now.evidence == "Motion 2025/26:1, Fler nattåg"
    said = client_of(alma).get(now.get_absolute_url())
    assert (said.context["first"].value, said.context["now"].value) == ("neutral", "for")
    text = said.content.decode()
    for piece in ("https://www.dn.se/debatt/1", drawn.get_absolute_url(), "närmare oss", "säkerhet: hög", "bedömd av"):
        assert piece in text


def test_motion_or_vote_is_evidence_enough_but_not_both(alma, about, maja):
    point, drawn = vote(), motion()
    sent = {"person": maja.pk, "priority": about.pk, "value": "against", "stated_on": AUTUMN.isoformat()}
    both = client_of(alma).post(ADD, {**sent, "vote": point.pk, "motion": drawn.pk})
    assert both.status_code == 422 and both.context["form"].errors.keys() == {"vote"}
    client_of(alma).post(ADD, {**sent, "vote": point.pk, "confidence": "low"})
    stance = Stance.objects.get()
    assert (stance.vote, stance.confidence, stance.evidence_kind) == (point, "low", "vote")
    assert stance.evidence == "Votering om 2025/26:TU5 p. 3, Underhåll av järnväg"
    with pytest.raises(ValidationError):
        noted(alma, about, person=maja, vote=point, motion=drawn)


def test_motions_and_votes_are_suggested_by_their_words(bo, about):
    drawn, point = motion(), vote()
    plain = ReportPoint.objects.create(report=point.report, number=4, title="Underhåll utan votering")
    ask = client_of(bo).get
    found = ask(reverse("advocacy:stance_motion_suggest"), {"q": "nattågen"}).json()["results"]
    assert [row["id"] for row in found] == [drawn.pk]
    found = ask(reverse("advocacy:stance_vote_suggest"), {"q": "underhåll"}).json()["results"]
    assert [row["id"] for row in found] == [point.pk] and plain.pk not in {row["id"] for row in found}
    assert ask(reverse("advocacy:stance_vote_suggest")).json()["results"] == []


def test_what_was_said_in_confidence_shows_neither_as_stance_nor_as_movement(alma, bo, about, maja):
    open_one = noted(alma, about, "against", person=maja)
    said = [{"person": maja, "priority": about, "value": "for", "evidence": "Sa det i förtroende"}]
    contact = make_advocacy.interaction(maja, actor=alma, stances=said, is_confidential=True)
    hidden = contact.stances.get()
    assert listed(bo) == [open_one] and listed(alma) == [hidden]
    assert client_of(bo).get(hidden.get_absolute_url()).status_code == 404
    text = client_of(bo).get(open_one.get_absolute_url()).content.decode()
    assert "förtroende" not in text and "närmare oss" not in text


def test_file_holds_the_rows_of_the_list(alma, about, maja):
    noted(alma, about, "against", person=maja)
    noted(alma, about, "for", AUTUMN, person=maja)
    answer = client_of(alma).get(reverse("advocacy:stance_export"), {"format": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").strip().splitlines()
    assert len(lines) - 1 == 1 and "Maja Lindqvist" in lines[-1] and "Neutral" not in lines[-1]


def test_api_lists_where_they_stand_and_takes_a_new_note(alma, bo, about, maja):
    noted(alma, about, "against", person=maja)
    sent = {"person": maja.pk, "priority": about.pk, "value": "for", "stated_on": today().isoformat()}
    address = reverse("api:stance-list")
    assert client_of(alma).post(address, sent, content_type="application/json").status_code == 400
    sent["url"] = "https://www.dn.se/debatt/1"
    assert client_of(bo).post(address, sent, content_type="application/json").status_code == 403
    assert client_of(alma).post(address, sent, content_type="application/json").status_code == 201
    rows = client_of(bo).get(address).json()["results"]
    assert [(row["value"], row["evidence_kind"], row["confidence"]) for row in rows] == [("for", "quote", "medium")]


def test_how_sure_it_is_is_said_in_a_contact_too_and_stands_when_it_is_not_said_again(alma, about, maja):
    said = {"person": maja, "priority": about, "value": "for", "evidence": "Sa det", "confidence": "high"}
    contact = make_advocacy.interaction(maja, actor=alma, stances=[said])
    form = client_of(alma).get(reverse("advocacy:interaction_edit", args=[contact.pk])).context["form"]
    row = form.rows["stances"].forms[0]
    assert row["confidence"].value() == "high"
    assert 'name="stances-0-confidence"' in str(row["confidence"])
