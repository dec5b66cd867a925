"""Almedalen mode on the server: what a phone takes along, and what becomes of what it sends."""

import datetime as dt
import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from advocacy.models import EventSpeaker, Interaction, InteractionFacts, InteractionOrigin, Task
from advocacy.services import field, interactions
from contacts.services import lists, people
from crm.common import writes
from crm.common.dates import today
from crm.models import ExportLog
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def maja(db):
    return make.mp("Maja Lindqvist")


@pytest.fixture
def phone(alma):
    return client_of(alma)


def item(*people, **more):
    return {
        "key": str(uuid.uuid4()), "kind": "almedalen", "held_on": today().isoformat(), "held_at": "08:30",
        "people": [person.pk for person in people], "names": [], "priorities": [], "tone": "", "text": "",
        **more,
    }  # fmt: skip


def send(client, *items):
    answer = client.post(reverse("advocacy:field_sync"), json.dumps({"items": items}), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def carry(client, contact_list, **more):
    return client.post(reverse("advocacy:field_carry"), {"list": contact_list.pk, **more})


# --- What is sent ---------------------------------------------------------------------------------------------


def test_contact_of_a_phone_is_logged_whole(phone, alma, bo, maja):
    per = make.person("Per Ahl")
    about = [make_advocacy.priority("Systemanalys 2024"), make_advocacy.priority("Lärarförsörjning")]
    week = make_advocacy.event("Almedalsveckan", kind="week", place="Visby")
    sent = item(
        maja, per, priorities=[row.pk for row in about], tone="positive", text="Vill ha underlag.", event=week.pk,
        our_users=[bo.pk], hospitality="Lunch", hospitality_payer="ours", hospitality_worth="150",
    )  # fmt: skip
    [result] = send(phone, sent)
    assert result["state"] == "ok"
    contact = Interaction.objects.get()
    assert result["url"] == contact.get_absolute_url()
    assert (contact.kind, contact.held_on, contact.held_at) == ("almedalen", today(), dt.time(8, 30))
    assert (contact.summary, contact.event, contact.place, contact.created_by) == (
        "Vill ha underlag.", week, "Visby", alma,
    )  # fmt: skip
    theirs = {part.person: (part.attendance, part.tone) for part in contact.participations.filter(side="theirs")}
    assert theirs == {maja: ("attended", "positive"), per: ("attended", "positive")}
    assert {part.user for part in contact.participations.filter(side="ours")} == {alma, bo}
    assert [link.priority for link in contact.priority_links.order_by("pk")] == about
    facts = InteractionFacts.objects.get(interaction=contact)
    assert (facts.hospitality, facts.hospitality_payer, facts.hospitality_worth) == ("Lunch", "ours", 150)
    assert contact.origin.channel == "field"


def test_sent_twice_it_is_one_contact(phone, maja):
    sent = item(maja)
    [first], [second] = send(phone, sent), send(phone, {**sent, "text": "ändrad sedan"})
    assert (first["state"], second["state"]) == ("ok", "already")
    assert second["url"] == first["url"]
    assert Interaction.objects.get().summary == ""


def test_twice_in_one_sending_is_one_contact(phone, maja):
    sent = item(maja)
    assert [result["state"] for result in send(phone, sent, sent)] == ["ok", "already"]
    assert Interaction.objects.count() == 1


def test_the_slower_of_two_that_come_at_the_same_moment_finds_the_faster(phone, maja, monkeypatch):
    sent, looked = item(maja), field._received
    send(phone, sent)
    first_look = iter([None])
    monkeypatch.setattr(field, "_received", lambda actor, key: next(first_look, looked(actor, key)))
    [result] = send(phone, sent)
    assert result["state"] == "already"
    assert Interaction.objects.count() == 1


def test_the_same_key_of_another_colleague_is_another_contact(phone, eva, maja):
    sent = item(maja)
    send(phone, sent)
    [result] = send(client_of(eva), {**sent, "anyway": True})
    assert result["state"] == "ok"
    assert InteractionOrigin.objects.filter(key=sent["key"]).count() == 2


def test_what_no_form_would_post_goes_back_and_the_rest_is_stored(phone, maja):
    odd = [
        {**item(maja), "held_on": 5},
        {**item(maja), "people": {"a": 1}},
        {**item(maja), "kind": ["meeting"]},
        {**item(maja), "text": [None, {}], "hospitality_worth": [], "priorities": "x"},
        {**item(maja), "key": 7},
    ]
    results = send(phone, *odd, item(maja))
    assert [result["state"] for result in results][-1] == "ok"
    assert all(result["errors"] for result in results[:3])


def test_what_is_wrong_goes_back_with_words_beside_the_field_and_the_rest_is_stored(phone, maja):
    wrong, right = item(), item(maja)
    ahead = item(maja, held_on=(today() + dt.timedelta(days=2)).isoformat())
    results = send(phone, wrong, {**item(maja), "held_on": "i går"}, ahead, right)
    assert [result["state"] for result in results] == ["wrong", "wrong", "wrong", "ok"]
    assert results[0]["errors"] == {"people": "Ange minst en person."}
    assert set(results[1]["errors"]) == {"held_on"}
    assert results[2]["errors"] == {"held_on": "Dagen ligger framåt i tiden."}
    assert Interaction.objects.count() == 1


@pytest.mark.parametrize(
    "odd",
    [
        {"people": "x"}, {"people": [[1]]}, {"people": ["²"]}, {"priorities": "x"}, {"priorities": [10**30]},
        {"kind": {}}, {"kind": "mass_mail"}, {"held_at": "25.99"}, {"tone": "arg"}, {"event": 999_999}, {"key": "1"},
        {"hospitality": "Lunch"}, {"hospitality": "Lunch", "kind": "call"}, {"hospitality_worth": "mycket"},
        {"join": 999_999}, {"text": "x" * 1001}, {"our_users": [999_999]},
    ],
)  # fmt: skip
def test_odd_input_is_answered_and_stores_nothing(phone, maja, odd):
    [result] = send(phone, {**item(maja), **odd})
    assert result["state"] == "wrong"
    assert result["errors"]
    assert not Interaction.objects.exists()


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"items": 3}', "nej", json.dumps({"items": [{}] * 51})])
def test_what_cannot_be_read_is_refused_as_a_whole(phone, body):
    answer = phone.post(reverse("advocacy:field_sync"), body, content_type="application/json")
    assert answer.status_code == 400


def test_reader_cannot_send_and_carry(bo, maja):
    client = client_of(bo)
    body = json.dumps({"items": [item(maja)]})
    answer = client.post(reverse("advocacy:field_sync"), body, content_type="application/json")
    assert answer.status_code == 403
    assert carry(client, lists.add(name="Visby", actor=make.actor(), people=[maja.pk])).status_code == 403


def test_sending_needs_the_token_of_the_session(alma, maja):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alma)
    address, body = reverse("advocacy:field_sync"), json.dumps({"items": [item(maja)]})
    assert client.post(address, body, content_type="application/json").status_code == 403
    token = client.get(reverse("advocacy:field_state")).json()["token"]
    answer = client.post(address, body, content_type="application/json", headers={"X-CSRFToken": token})
    assert answer.json()["results"][0]["state"] == "ok"


def test_name_that_the_register_lacks_is_kept_and_becomes_a_task(phone, alma, maja):
    send(phone, item(maja, names=["Nils  Nykomling", ""], text="Bad om underlag."))
    contact = Interaction.objects.get()
    assert contact.summary == "Bad om underlag.\nOckså med, finns inte i registret än: Nils Nykomling"
    task = Task.objects.get()
    assert (task.title, task.owner, task.interaction) == ("Lägg in i registret: Nils Nykomling", alma, contact)


def test_seminar_notes_that_one_talked(phone, maja):
    send(phone, item(maja, kind="seminar"))
    part = Interaction.objects.get().participations.get(person=maja)
    assert (part.attendance, part.has_talked) == ("attended", True)


# --- Conflicts --------------------------------------------------------------------------------------------------


def test_person_who_was_merged_is_followed(phone, alma, maja):
    kept = make.person("Maja Lindqvist-Berg")
    people.merge(keep=kept, drop=maja, actor=alma)
    [result] = send(phone, item(maja))
    assert result["state"] == "ok"
    assert result["message"] == "Ihopslagen i registret, nu Maja Lindqvist-Berg."
    assert Interaction.objects.get().participations.get(side="theirs").person == kept


def test_person_who_is_gone_is_asked_about_and_may_stay_as_a_name(phone, maja):
    gone = item(maja) | {"people": [maja.pk, 999_999]}
    [result] = send(phone, gone | {"anyway": True})
    assert (result["state"], result["gone"]) == ("conflict", [999_999])
    assert not Interaction.objects.exists()
    [result] = send(phone, gone | {"people": [maja.pk], "names": ["Den försvunne"]})
    assert result["state"] == "ok"


def test_archived_person_is_asked_about(phone, alma, maja):
    people.archive(person=maja, actor=alma)
    sent = item(maja)
    [result] = send(phone, sent)
    assert (result["state"], result["message"]) == ("conflict", "Arkiverad i registret: Maja Lindqvist.")
    [result] = send(phone, {**sent, "anyway": True})
    assert result["state"] == "ok"


def test_meeting_that_a_colleague_has_logged_is_shown_and_may_be_logged_anyway(phone, eva, maja):
    theirs = make_advocacy.interaction(maja, kind="almedalen", title="Frukost i Visby", actor=eva)
    sent = item(maja)
    [result] = send(phone, sent)
    assert result["state"] == "conflict"
    [alike] = result["alike"]
    assert (alike["id"], alike["title"]) == (theirs.pk, "Frukost i Visby")
    assert "Eva Lund" in alike["detail"]
    [result] = send(phone, {**sent, "anyway": True})
    assert result["state"] == "ok"
    assert Interaction.objects.count() == 2


def test_confidential_contact_of_a_colleague_is_told_without_its_content(phone, eva, maja):
    make_advocacy.interaction(maja, kind="almedalen", title="Hemligt", actor=eva, is_confidential=True)
    [result] = send(phone, item(maja))
    [alike] = result["alike"]
    assert alike["id"] is None
    assert "Hemligt" not in json.dumps(result)


def test_own_phone_may_log_two_meetings_with_one_person_in_a_day(phone, maja):
    assert [result["state"] for result in send(phone, item(maja), item(maja))] == ["ok", "ok"]


def test_contact_is_joined_with_the_colleagues_and_twice_adds_nothing_more(phone, alma, eva, maja):
    per, about = make.person("Per Ahl"), make_advocacy.priority("Systemanalys 2024")
    theirs = make_advocacy.interaction(
        maja, kind="almedalen", actor=eva, summary="Frukost.", tones={maja.pk: "neutral"}
    )
    sent = item(
        maja, per, priorities=[about.pk], text="Vill ha underlag.", tone="positive", names=["Nils Ny"],
        hospitality="Kaffe", hospitality_payer="theirs", join=theirs.pk,
    )  # fmt: skip
    assert [result["state"] for result in send(phone, sent, sent)] == ["ok", "ok"]
    contact = Interaction.objects.get()
    assert contact.summary == ("Frukost.\n\nAlma Ek: Vill ha underlag.\nOckså med, finns inte i registret än: Nils Ny")
    tones = {part.person: part.tone for part in contact.participations.filter(side="theirs")}
    assert tones == {maja: "neutral", per: "positive"}
    assert {part.user for part in contact.participations.filter(side="ours")} == {alma, eva}
    assert [link.priority for link in contact.priority_links.all()] == [about]
    assert contact.facts.hospitality == "Kaffe"
    assert Task.objects.count() == 1


def test_who_was_on_our_side_is_nobody_whom_a_phone_met(phone, eva, maja):
    per = make.person("Per Ahl")
    theirs = make_advocacy.interaction(maja, kind="almedalen", actor=eva, our_people=[per])
    assert [result["state"] for result in send(phone, item(maja, per, join=theirs.pk))] == ["ok"]
    assert {part.person for part in theirs.participations.filter(side="theirs")} == {maja}
    assert theirs.participations.get(person=per).side == "ours"


def test_line_that_stands_within_what_a_colleague_wrote_is_still_added(phone, eva, maja):
    theirs = make_advocacy.interaction(maja, kind="almedalen", actor=eva, summary="De sade Ja till slut.")
    send(phone, item(maja, text="Ja", join=theirs.pk))
    assert Interaction.objects.get().summary == "De sade Ja till slut.\n\nAlma Ek: Ja"


def test_planned_contact_that_is_joined_has_been_held(phone, eva, maja):
    planned = make_advocacy.interaction(
        maja, actor=eva, status="planned", attendance={maja.pk: "invited"}, kind="almedalen"
    )
    send(phone, item(maja, join=planned.pk))
    planned.refresh_from_db()
    assert planned.status == "done"
    assert planned.participations.get(person=maja).attendance == "attended"


def test_confidential_line_is_not_joined_with_an_open_contact(phone, eva, maja):
    theirs = make_advocacy.interaction(maja, kind="almedalen", actor=eva)
    [result] = send(phone, item(maja, text="Förtroligt", is_confidential=True, join=theirs.pk))
    assert result["state"] == "wrong"
    assert "konfidentiell" in result["message"]
    theirs.refresh_from_db()
    assert theirs.summary == ""


def test_contact_that_one_may_not_read_cannot_be_joined(phone, eva, maja):
    hidden = make_advocacy.interaction(maja, kind="almedalen", actor=eva, is_confidential=True)
    [result] = send(phone, item(maja, join=hidden.pk))
    assert result["state"] == "wrong"
    assert interactions.Interaction.objects.get().participations.filter(side="ours").count() == 1


# --- What is taken along ------------------------------------------------------------------------------------------


def test_phone_gets_names_roles_and_parties_and_it_is_logged_as_an_export(phone, alma, eva, maja, settings):
    settings.FIELD_DAYS = 3
    make.detail(maja, "mobile", "+46701234567")
    outside = make.person("Nils Utanför")
    archived = make.person("Arne Arkiverad", is_archived=True)
    chosen = lists.add(name="Visby 2026", actor=alma, people=[maja.pk, archived.pk])
    answer = carry(phone, chosen)
    assert answer.headers["Cache-Control"] == "no-store"
    data = answer.json()
    assert data["people"] == [{"id": maja.pk, "name": "Maja Lindqvist", "role": "Riksdagsledamot", "party": "C"}]
    assert "0701234567" not in answer.content.decode() and outside.name not in answer.content.decode()
    life = dt.datetime.fromisoformat(data["expires_at"]) - dt.datetime.fromisoformat(data["fetched_at"])
    assert life == dt.timedelta(days=3)
    log = ExportLog.objects.get()
    assert (log.user, log.rows, log.format, log.what) == (alma, 1, "falt", "Till telefonen: Visby 2026")
    shown = client_of(eva).get(log.get_absolute_url()).content.decode()
    assert "Telefon (fältläge)" in shown and "Kontaktlista: Visby 2026" in shown


def test_event_brings_its_programme_and_those_on_its_stages(phone, alma, maja):
    week = make_advocacy.event("Almedalsveckan", kind="week")
    seminar = make_advocacy.event("Seminarium", parent=week)
    speaker = make.person("Tora Talare")
    writes.save(EventSpeaker(event=seminar, person=speaker), actor=alma)
    make_advocacy.event("Nästa år", starts_on=today() + dt.timedelta(days=300))
    data = carry(phone, lists.add(name="Visby", actor=alma, people=[maja.pk]), event=week.pk).json()
    assert [row["name"] for row in data["people"]] == ["Maja Lindqvist", "Tora Talare"]
    assert {row["name"] for row in data["events"]} == {"Almedalsveckan", "Seminarium"}
    assert ExportLog.objects.get().rows == 2


def test_list_that_is_too_long_or_empty_is_refused_with_words_and_not_logged(phone, alma, maja, settings):
    settings.FIELD_PEOPLE = 1
    long = lists.add(name="Lång", actor=alma, people=[maja.pk, make.person().pk])
    answer = carry(phone, long)
    assert answer.status_code == 422
    assert answer.json()["errors"]["list"] == [
        "Listan har 2 personer. Högst 1 får plats i telefonen: välj en kortare lista."
    ]
    assert "tom" in carry(phone, lists.add(name="Tom", actor=alma)).json()["errors"]["list"][0]
    assert not ExportLog.objects.exists()


def test_private_list_of_a_colleague_cannot_be_taken_along(phone, eva, maja):
    private = lists.add(name="Evas", actor=eva, people=[maja.pk], is_shared=False)
    assert carry(phone, private).status_code == 422
    assert "Evas" not in phone.get(reverse("advocacy:field_state")).content.decode()


def test_priorities_that_one_uses_come_first(phone, alma, maja):
    make_advocacy.priority("Aldrig", position=1)
    used = make_advocacy.priority("Ofta", position=2)
    make_advocacy.interaction(maja, actor=alma, priorities=[used])
    data = carry(phone, lists.add(name="Visby", actor=alma, people=[maja.pk])).json()
    assert [row["name"] for row in data["priorities"]] == ["Ofta", "Aldrig"]
    assert data["latest"] == [maja.pk]


# --- The page that the phone keeps -------------------------------------------------------------------------------


def test_page_is_the_same_for_everybody_and_names_nobody(phone, eva, maja):
    page = phone.get(reverse("advocacy:field")).content.decode()
    assert page == client_of(eva).get(reverse("advocacy:field")).content.decode()
    assert "Alma" not in page and "csrfmiddlewaretoken" not in page


def test_worker_keeps_the_page_and_files_only_and_anybody_may_read_it(client):
    answer = client.get(reverse("advocacy:field_worker"))
    assert answer.headers["Content-Type"].startswith("text/javascript")
    kept = json.loads(answer.content.decode().split(";\n")[0].removeprefix("self.fieldKept = "))
    assert kept["page"] == "/falt/"
    assert all(name.startswith("/static/crm/") for name in kept["files"])


def test_manifest_has_icons_that_are_there_and_anybody_may_read_it(client):
    manifest = client.get(reverse("advocacy:field_manifest")).json()
    assert manifest["start_url"] == manifest["scope"] == "/falt/"
    sizes = {icon["sizes"] for icon in manifest["icons"]}
    assert {"192x192", "512x512"} <= sizes
    for icon in manifest["icons"]:
        assert b"".join(client.get(icon["src"]).streaming_content).startswith(b"\x89PNG")


def test_logging_out_tells_the_browser_to_forget(phone):
    answer = phone.post(reverse("account_logout"))
    assert answer.headers["Clear-Site-Data"] == '"storage"'
