"""Decisions of bodies: noted, listed, drilled to; what they anchor and lead to; positions in order."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from advocacy.models import Decision, Position, Task
from advocacy.services import decisions, positions
from advocacy.services.one_voice import OneVoice
from contacts.choices import OrganizationKind
from crm.common import undo
from crm.common.dates import today
from crm.models import Attachment, Operation
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
LIST = reverse("advocacy:decision_list")
DAY = dt.date(2026, 3, 2)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def about():
    return make_advocacy.priority("En Bättre Sits")


@pytest.fixture
def body():
    return make.organization("Regionstyrelsen i Region Ett", OrganizationKind.BOARD, area=make.area("Uppsala län"))


@pytest.fixture
def position(alma, about):
    return positions.add(actor=alma, priority=about, text="Planen ska genomföras i tid")


def decided(alma, body, about, text="Ställer sig bakom", **fields):
    fields = {"decided_on": DAY, "paragraph": "112", **fields}
    return decisions.add(actor=alma, body=body, priority=about, text=text, **fields)


def address(name, row):
    return reverse(f"advocacy:{name}", args=[row.pk])


def listed(user, **query):
    return [row.text for row in client_of(user).get(LIST, query).context["object_list"]]


def typed(body, about, **more):
    return {"body": body.pk, "decided_on": "2026-03-02", "text": "Ställer sig bakom", "priority": about.pk, **more}


# --- Decisions -----------------------------------------------------------------------------------------------------


def test_decision_is_noted_with_parties_file_and_the_position_that_it_anchors(alma, bo, body, about, position):
    centre, left = make.party("C"), make.party("V")
    data = typed(
        body, about, paragraph="§ 112", position=position.pk, parties_for=[centre.pk], parties_against=[left.pk],
        upload=SimpleUploadedFile("Utdrag.pdf", PDF),
    )  # fmt: skip
    answer = client_of(alma).post(reverse("advocacy:decision_add"), data)
    row = Decision.objects.get()
    assert answer.url == row.get_absolute_url()
    assert (row.paragraph, row.position) == ("112", position)
    assert dict(row.parties.values_list("party__code", "leaning")) == {"C": "for", "V": "against"}
    page = client_of(bo).get(row.get_absolute_url()).content.decode()
    assert "Planen ska genomföras i tid" in page
    assert "Utdrag.pdf" in page
    file = client_of(bo).get(address("decision_file", row))
    assert b"".join(file.streaming_content) == PDF
    assert "attachment" in file["Content-Disposition"]
    cards = [f"{one.get_absolute_url()}kort/" for one in (about, body)]
    for shown in (*cards, address("position_list", about)):
        assert row.get_absolute_url() in client_of(bo).get(shown).content.decode()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"decided_on": (today() + dt.timedelta(days=1)).isoformat()}, "decided_on"),
        ({"decided_on": "0026-03-02"}, "decided_on"),
        ({"text": " "}, "text"),
        ({"body": ""}, "body"),
        ({"upload": SimpleUploadedFile("fel.exe", b"MZ")}, "upload"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_stored(alma, body, about, said, field):
    answer = client_of(alma).post(reverse("advocacy:decision_add"), typed(body, about, paragraph="9") | said)
    form = answer.context["form"]
    assert answer.status_code == 422
    assert form.errors[field]
    assert 'value="9"' in answer.content.decode()
    assert not Decision.objects.exists()
    assert not Attachment.objects.exists()


def test_party_stands_in_one_way_only(alma, body, about):
    party = make.party("C")
    data = typed(body, about, parties_for=[party.pk], parties_neither=[party.pk])
    answer = client_of(alma).post(reverse("advocacy:decision_add"), data)
    assert "ställt sig på två sätt" in str(answer.context["form"].errors["parties_neither"])


def test_position_of_another_priority_is_not_anchored(alma, body, position):
    answer = client_of(alma).post(
        reverse("advocacy:decision_add"), typed(body, make_advocacy.priority(), position=position.pk)
    )
    assert "annan sakfråga" in str(answer.context["form"].errors["position"])


def test_change_replaces_the_file_and_the_parties_and_tells_of_a_colleague(alma, body, about):
    row = decided(alma, body, about, parties={"for": [make.party("C")]}, upload=SimpleUploadedFile("Ett.pdf", PDF))
    url = address("decision_edit", row)
    data = typed(body, about, version=row.version, parties_for=[make.party("V").pk])
    answer = client_of(alma).post(url, data | {"upload": SimpleUploadedFile("Två.pdf", PDF)})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.attachment.name == "Två.pdf"
    assert Attachment.objects.count() == 1
    assert list(row.parties.values_list("party__code", flat=True)) == ["V"]
    assert client_of(alma).post(url, data).status_code == 409
    again = decisions.edit(actor=alma, decision=row, text=row.text, parties={"for": [make.party("V")]})
    assert again.version == row.version


def test_list_narrows_by_priority_county_party_body_position_and_day(alma, bo, body, about, position):
    other = make.organization("Kommunstyrelsen", OrganizationKind.BOARD)
    child = make_advocacy.priority("Systemanalys", parent=about)
    decided(alma, body, child, "Om analysen", parties={"for": [make.party("C")], "against": [make.party("V")]})
    decided(alma, other, about, "Om sitsen", position=position, decided_on=dt.date(2025, 1, 1))
    decided(alma, other, make_advocacy.priority(), "Om annat", decided_on=dt.date(2024, 1, 1))
    assert listed(bo) == ["Om analysen", "Om sitsen", "Om annat"]
    assert listed(bo, priority=about.pk) == ["Om analysen", "Om sitsen"]
    assert listed(bo, county=body.area_id) == ["Om analysen"]
    assert listed(bo, party=make.party("C").pk) == ["Om analysen"]
    assert listed(bo, party=make.party("V").pk) == []
    assert listed(bo, body=other.pk) == ["Om sitsen", "Om annat"]
    assert listed(bo, anchors="true") == ["Om sitsen"]
    assert listed(bo, since="2024-06-01", until="2025-06-01") == ["Om sitsen"]
    assert listed(bo, q="analyserna") == ["Om analysen"]
    assert listed(bo, priority="skräp") == []
    answer = client_of(bo).get(reverse("advocacy:decision_export"), {"format": "csv", "anchors": "true"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Om sitsen" in text
    assert "Om annat" not in text


def test_minutes_that_run_over_pages_are_shortened_in_the_list_and_whole_elsewhere(alma, bo, body, about):
    minutes = "Regionstyrelsen ställer sig bakom. " * 40 + "Omedelbar justering."
    row = decisions.add(actor=alma, body=body, decided_on=today(), text=minutes, priority=about)
    page = client_of(bo).get(reverse("advocacy:decision_list")).content.decode()
    assert "Regionstyrelsen ställer sig bakom." in page
    assert "Omedelbar justering." not in page
    assert "Omedelbar justering." in client_of(bo).get(row.get_absolute_url()).content.decode()
    sheet = client_of(bo).get(reverse("advocacy:decision_export"), {"format": "csv"})
    assert "Omedelbar justering." in b"".join(sheet.streaming_content).decode("utf-8-sig")


def test_tasks_are_made_of_a_decision_with_owner_and_day(alma, eva, bo, body, about):
    row = decided(alma, body, about)
    url = address("decision_tasks", row)
    data = {"planned-TOTAL_FORMS": "3", "planned-INITIAL_FORMS": "0"}
    data |= {f"planned-{n}-owner": alma.pk for n in range(3)}
    empty = client_of(alma).post(url, data)
    assert empty.status_code == 422
    assert "Skriv minst en uppgift" in empty.content.decode()
    data |= {"planned-0-title": "Berätta för riksdagsledamöterna", "planned-1-due_on": "2027-01-01"}
    wrong = client_of(alma).post(url, data)
    assert wrong.status_code == 422
    assert "Berätta för riksdagsledamöterna" in wrong.content.decode()
    data |= {"planned-1-title": "Skicka utdraget", "planned-1-owner": eva.pk}
    assert client_of(alma).post(url, data).status_code == 302
    made = {task.title: task for task in Task.objects.filter(decision=row, priority=about)}
    assert {title: task.owner for title, task in made.items()} == {
        "Berätta för riksdagsledamöterna": alma,
        "Skicka utdraget": eva,
    }
    assert made["Skicka utdraget"].due_on == dt.date(2027, 1, 1)
    assert "Skicka utdraget" in client_of(bo).get(row.get_absolute_url()).content.decode()


def test_what_was_noted_by_mistake_is_taken_away_and_comes_back_with_its_parts(alma, body, about):
    row = decided(alma, body, about, parties={"for": [make.party("C")]}, upload=SimpleUploadedFile("Ett.pdf", PDF))
    (task,) = decisions.make_tasks(actor=alma, decision=row, planned=[{"title": "Berätta"}])
    assert client_of(alma).post(address("decision_remove", row)).url == LIST
    assert not Decision.objects.exists()
    assert Task.objects.get(pk=task.pk).decision is None
    undo.undo(operation=Operation.objects.get(), actor=alma)
    back = Decision.objects.get()
    assert (back.attachment.name, back.parties.get().party.code) == ("Ett.pdf", "C")
    assert Task.objects.get(pk=task.pk).decision == back


def test_decisions_are_found_by_the_search(alma, bo, body, about):
    decided(alma, body, about, "Ställer sig bakom spårutbyggnaden")
    page = client_of(bo).get(reverse("crm:search"), {"q": "spårutbyggnad"}).content.decode()
    assert "Regionstyrelsen i Region Ett" in page
    assert "§ 112" in page


# --- Positions -----------------------------------------------------------------------------------------------------


def test_positions_are_worded_moved_and_taken_out_of_use(alma, bo, about):
    client, url = client_of(alma), address("position_list", about)
    for text in ("Först", "Sedan", "Sist"):
        client.post(address("position_add", about), {"text": text})
    first, second, _last = Position.objects.filter(priority=about)
    client.post(address("position_move", second), {"direction": "up"})
    client.post(address("position_move", second), {"direction": "up"})
    assert shown(bo, url) == ["Sedan", "Först", "Sist"]
    client.post(address("position_edit", first), {"text": "Först av allt", "version": "2"})
    assert client.post(address("position_edit", first), {"text": "Annat", "version": "2"}).status_code == 409
    client.post(address("position_retire", second), {"reason": "Uppnått"})
    page = client_of(bo).get(url)
    assert [row.text for row in page.context["positions"]] == ["Först av allt", "Sist"]
    assert [row.text for row in page.context["earlier"]] == ["Sedan"]
    assert second.history.latest().history_change_reason == "Uppnått"
    assert "Sedan" not in client_of(bo).get(about.get_absolute_url()).content.decode()
    client.post(address("position_take_up", second))
    assert shown(bo, url) == ["Först av allt", "Sist", "Sedan"]


def shown(user, url):
    return [row.text for row in client_of(user).get(url).context["positions"]]


def test_words_that_a_decision_stands_behind_are_not_changed(alma, body, about, position):
    decided(alma, body, about, position=position)
    answer = client_of(alma).post(address("position_edit", position), {"text": "Något annat", "version": "1"})
    assert "Ett beslut står bakom lydelsen" in str(answer.context["form"].errors["text"])
    assert "Något annat" in answer.content.decode()
    position.refresh_from_db()
    assert position.text == "Planen ska genomföras i tid"


def test_a_decision_of_our_board_needs_no_priority(client, alma):
    body = make.organization("Vår styrelse", is_own_body=True, area=make.area("Uppsala län"))
    decision = decisions.add(
        actor=alma, body=body, decided_on=today(), text="Godkänner redovisningen.", parties={"for": [make.party("C")]}
    )
    client.force_login(alma)
    for name in ("decision_detail", "decision_edit"):
        assert client.get(reverse(f"advocacy:{name}", args=[decision.pk])).status_code == 200
    assert "Godkänner" in client.get(reverse("advocacy:decision_list")).content.decode()
    task = decisions.make_tasks(actor=alma, decision=decision, planned=[{"title": "Skicka protokollet"}])[0]
    assert task.priority is None
    assert OneVoice(today(), reader=alma).cells == {}
