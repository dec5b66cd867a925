"""What is said, promised and attached, over the API: read, written, and closed to who may not read the contact."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from advocacy.models import Commitment, MotionPeriod, Task
from advocacy.services import interaction_parts, interactions
from crm.common import writes
from tests import make
from tests.base import client_of
from tests.contracts.api import get, is_problem, patch, post, priority, url

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nunderlag"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def maja():
    return make.person("Maja Lindqvist")


def body(maja, about, **more):
    return {
        "kind": "meeting",
        "held_on": "2026-03-02",
        "participants": [{"person": maja.pk, "tone": "positive"}],
        "points": [{"text": "Fyra spår", "priority": about.pk}],
        "stances": [{"person": maja.pk, "priority": about.pk, "value": "for", "evidence": "Sade det"}],
        "commitments": [{"promiser": "theirs", "text": "Motionerar", "due_on": "2026-03-09"}],
        "facts": {"hospitality": "Lunch", "hospitality_payer": "ours", "hospitality_worth": 120},
        "next_step": {"title": "Skicka underlag"},
        **more,
    }


def test_whole_contact_is_written_and_read(alma, maja):
    answer = post(alma, url("interaction"), body(maja, priority()))
    row = answer.json()
    assert answer.status_code == 201, row
    assert row["participants"][0]["tone"] == "positive"
    assert [(p["text"], p["priority"]["code"]) for p in row["points"]] == [("Fyra spår", "JARNVAG")]
    assert [(s["person"]["id"], s["value"], s["stated_on"]) for s in row["stances"]] == [(maja.pk, "for", "2026-03-02")]
    (promise,) = row["commitments"]
    assert (promise["person"]["id"], promise["state"], promise["owner"]["id"]) == (maja.pk, "open", alma.pk)
    assert (row["facts"]["hospitality"], row["facts"]["hospitality_worth"]) == ("Lunch", 120)
    assert row["attachments"] == []
    assert Task.objects.get().title == "Skicka underlag"


def test_row_keeps_what_a_change_leaves_out_and_goes_when_it_is_not_named(alma, maja):
    row = post(alma, url("interaction"), body(maja, priority())).json()
    kept = {"id": row["stances"][0]["id"], "value": "neutral"}
    changed = patch(
        alma, url("interaction", row["id"]), {"version": row["version"], "stances": [kept], "points": []}
    ).json()
    assert [(s["value"], s["evidence"]) for s in changed["stances"]] == [("neutral", "Sade det")]
    assert changed["points"] == []
    assert len(changed["commitments"]) == 1
    assert changed["priorities"][0]["code"] == "JARNVAG"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"stances": [{"priority": 1, "value": "for", "evidence": "x"}]}, "stances"),
        ({"stances": [{"value": "for", "evidence": "x"}]}, "stances"),
        ({"points": [{"id": 99, "text": "x"}]}, "points"),
        ({"points": [{}]}, "points"),
        ({"commitments": [{"text": "x", "promiser": "ours", "due_on": "2020-01-01"}]}, "commitments"),
        ({"facts": {"outlet": "DN"}}, "facts"),
        ({"facts": {"hospitality": "Lunch"}}, "hospitality_payer"),
        ({"points": [{"text": "x", "vad": 1}]}, "points.0.vad"),
    ],
)
def test_what_is_wrong_is_told_by_place(alma, maja, wrong, field):
    about = priority()
    for row in wrong.get("stances", []):
        if "priority" in row:
            row["priority"] = about.pk
    sent = {"kind": "meeting", "held_on": "2026-03-02", "participants": [{"person": maja.pk}], **wrong}
    is_problem(post(alma, url("interaction"), sent), 400, field)


def test_fields_of_the_kind_hold_the_motion_period(alma, maja):
    period = MotionPeriod(session="2024/25", starts_on=dt.date(2024, 9, 10), ends_on=dt.date(2024, 10, 4))
    writes.save(period, actor=make.actor())
    facts = {"motion_period": period.pk, "material": "Faktablad", "asked_by": maja.pk}
    sent = {"kind": "motion_support", "held_on": "2024-09-12", "participants": [{"person": maja.pk}], "facts": facts}
    row = post(alma, url("interaction"), sent).json()
    assert (row["facts"]["motion_period"]["session"], row["facts"]["asked_by"]["id"]) == ("2024/25", maja.pk)


# --- Files -----------------------------------------------------------------------------------------------------


def send(user, contact, name="underlag.pdf", content=PDF):
    return client_of(user).post(
        url("interaction", contact.pk, "attachments/"), {"file": SimpleUploadedFile(name, content)}
    )


@pytest.fixture
def contact(alma, maja):
    return interactions.log(actor=alma, kind="meeting", held_on=dt.date(2026, 3, 2), people=[maja])


def test_file_is_hung_on_read_and_taken_away(alma, bo, contact):
    made = send(alma, contact)
    assert made.status_code == 201, made.json()
    assert (made.json()["name"], made.json()["content_type"]) == ("underlag.pdf", "application/pdf")
    assert get(bo, url("interaction", contact.pk)).json()["attachments"] == [made.json()]
    path = url("interaction", contact.pk, f"attachments/{made.json()['id']}/")
    answer = get(bo, path)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="underlag.pdf"'
    assert client_of(bo).delete(path).status_code == 403
    assert client_of(alma).delete(path).status_code == 204
    assert get(bo, path).status_code == 404
    assert client_of(alma).delete(url("interaction", contact.pk)).status_code == 405


def test_file_that_is_not_taken_says_why(alma, bo, contact):
    refused = send(alma, contact, "bild.png", b"<svg onload=alert(1)>")
    assert refused.status_code == 400
    assert "webbsida eller en SVG-bild" in refused.content.decode()
    assert send(bo, contact).status_code == 403
    is_problem(post(alma, url("interaction", contact.pk, "attachments/"), {}), 400, "file")


# --- Commitments by themselves -----------------------------------------------------------------------------------


def test_commitment_is_listed_changed_and_closed(alma, bo, maja):
    sent = {"promiser": "theirs", "text": "Motionerar", "person": maja.pk, "due_on": "2099-01-01"}
    row = post(alma, url("commitment"), sent).json()
    assert row["owner"]["id"] == alma.pk
    path = url("commitment", row["id"])
    is_problem(patch(alma, path, {"version": 9, "text": "Annat"}), 409)
    changed = patch(alma, path, {"version": 1, "text": "Motionerar i höst"}).json()
    closing = url("commitment", row["id"], "close/")
    is_problem(post(bo, closing, {"state": "kept"}), 403)
    is_problem(post(alma, closing, {"state": "kanske"}), 400, "state")
    closed = post(alma, closing, {"state": "kept", "on": "2026-03-05"}).json()
    assert (changed["text"], closed["state"], closed["closed_on"]) == ("Motionerar i höst", "kept", "2026-03-05")
    assert get(bo, url("commitment")).json()["results"] == []
    assert len(get(bo, url("commitment"), show="avslutade").json()["results"]) == 1


@pytest.mark.parametrize("name", ["bo", "dag"])
def test_nothing_of_a_confidential_contact_is_given(alma, maja, name, request):
    user = request.getfixturevalue(name)
    row = post(alma, url("interaction"), body(maja, priority(), confidential=True)).json()
    contact = Commitment.objects.get().interaction
    link = interaction_parts.attach(actor=alma, interaction=contact, upload=SimpleUploadedFile("hemligt.pdf", PDF))
    listed = get(user, url("interaction")).json()["results"]
    assert listed == [{"id": row["id"], "held_on": "2026-03-02", "confidential": True}]
    assert get(user, url("commitment"), show="alla").json()["results"] == []
    promise = row["commitments"][0]["id"]
    is_problem(get(user, url("commitment", promise)), 404)
    closed = post(user, url("commitment", promise, "close/"), {"state": "kept"})
    is_problem(closed, 403 if name == "bo" else 404)
    assert get(user, url("interaction", row["id"], f"attachments/{link.pk}/")).status_code == 404
    assert send(user, contact).status_code in (403, 404)
    assert get(alma, url("commitment")).json()["results"][0]["interaction"]["id"] == row["id"]
