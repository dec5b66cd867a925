"""Arguments: how long they hold, who is to look them over, where each was used; nothing of confidential contacts."""

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from advocacy.columns.argument import quoted, state_badge
from advocacy.models import Act, Argument, ArgumentUse, Outcome, Viewpoint
from advocacy.services import argument_uses, arguments, consultation_parts, consultations, decisions, interactions
from crm.common import extensions, undo, writes
from crm.common.dates import today
from crm.models import Operation
from tests import make, make_advocacy
from tests.base import client_of
from tests.contracts.api import get

pytestmark = pytest.mark.django_db
LIST = reverse("advocacy:argument_list")


@pytest.fixture
def about():
    return make_advocacy.priority("En Bättre Sits")


def argued(alma, text="Åtta av tio tåg", days=None, **fields):
    valid_until = None if days is None else today() + dt.timedelta(days=days)
    return arguments.add(actor=alma, text=text, source="Rapporten", valid_until=valid_until, **fields)


def address(name, row):
    return reverse(f"advocacy:{name}", args=[row.pk])


def listed(user, **query):
    return [row.text for row in client_of(user).get(LIST, query).context["object_list"]]


# --- The list to look over -----------------------------------------------------------------------------------------


def test_what_has_expired_stands_first_and_each_stage_has_its_own(alma, bo):
    argued(alma, "Utan slutdag")
    argued(alma, "Om två månader", 60)
    argued(alma, "Om tre", 61)
    argued(alma, "Sista dagen idag", 0)
    argued(alma, "Gick ut igår", -1)
    arguments.retire(actor=alma, argument=argued(alma, "Ur bruk", -9))
    assert listed(bo) == ["Gick ut igår", "Sista dagen idag", "Om två månader", "Om tre", "Utan slutdag"]
    assert listed(bo, show="se-over") == ["Gick ut igår", "Sista dagen idag", "Om två månader"]
    assert listed(bo, show="utgangna") == ["Gick ut igår"]
    assert listed(bo, show="snart") == ["Sista dagen idag", "Om två månader"]
    assert listed(bo, show="ur-bruk") == ["Ur bruk"]
    assert len(listed(bo, show="alla")) == 6
    assert listed(bo, show="skräp") == []


def test_badge_says_how_long_an_argument_holds(alma):
    row = argued(alma, days=10)
    assert state_badge(row)[0] == "warn"
    assert state_badge(row, row.valid_until + dt.timedelta(days=1))[0] == "bad"
    assert state_badge(row, row.valid_until - dt.timedelta(days=61))[0] == "ok"
    assert state_badge(arguments.retire(actor=alma, argument=row))[0] == "neutral"


def test_each_filter_narrows_and_the_list_goes_out_as_it_stands(alma, eva, bo, about):
    child = make_advocacy.priority("Systemanalys", parent=about)
    argued(alma, "Barnets", priority=child)
    argued(alma, "Evas", owner=eva, priority=about)
    nobodys = argued(alma, "Ingens", owner=None)
    argument_uses.note(actor=alma, argument=nobodys, title="Brev", used_on=today())
    assert sorted(listed(bo, priority=about.pk)) == ["Barnets", "Evas"]
    assert listed(bo, owner=eva.pk) == ["Evas"]
    assert listed(bo, owner="ingen") == ["Ingens"]
    assert listed(bo, used="true") == ["Ingens"]
    assert sorted(listed(bo, used="false")) == ["Barnets", "Evas"]
    assert listed(bo, q="barnet") == ["Barnets"]
    answer = client_of(bo).get(reverse("advocacy:argument_export"), {"format": "csv", "used": "true"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Ingens" in text
    assert "Evas" not in text


def test_who_looks_after_it_is_told_on_the_start_page_and_nobody_else(alma, bo):
    argued(alma, "Går ut snart", 20)
    argued(alma, "Länge än", 200)
    argued(alma, "Ingens sak", -1, owner=None)
    page = client_of(alma).get(reverse("crm:home")).content.decode()
    assert "Går ut snart" in page
    assert "Länge än" not in page
    assert "Ingens sak" not in page
    assert "Argument att se över" not in client_of(bo).get(reverse("crm:home")).content.decode()


def test_what_one_looks_after_can_be_handed_over(alma, eva):
    row = argued(alma)
    arguments.retire(actor=alma, argument=argued(alma, "Ur bruk"))
    (handover,) = [slot for slot in extensions.handovers if slot.name == "arguments"]
    rows = list(handover.rows(alma, eva, today(), alma))
    assert rows == [row]
    handover.hand(rows=rows, giver=alma, receiver=eva, actor=alma)
    row.refresh_from_db()
    assert row.owner == eva


# --- Writing -------------------------------------------------------------------------------------------------------


def test_argument_is_added_renewed_and_taken_out_of_use(alma, bo, about):
    client = client_of(alma)
    page = client.get(reverse("advocacy:argument_add"), {"priority": about.pk})
    assert page.context["form"]["priority"].value() == about.pk
    data = {"text": "Åtta av tio tåg", "source": "Rapporten", "priority": about.pk, "owner": alma.pk}
    wrong = client.post(
        reverse("advocacy:argument_add"), data | {"source_on": "2026-03-02", "valid_until": "2026-03-01"}
    )
    assert "före källans datum" in str(wrong.context["form"].errors["valid_until"])
    client.post(reverse("advocacy:argument_add"), data | {"valid_until": "2020-01-01"})
    row = Argument.objects.get()
    assert "kan vara inaktuell" in client_of(bo).get(row.get_absolute_url()).content.decode()
    edit = address("argument_edit", row)
    client.post(edit, data | {"valid_until": "2099-01-01", "version": "1"})
    assert "kan vara inaktuell" not in client_of(bo).get(row.get_absolute_url()).content.decode()
    assert client.post(edit, data | {"text": "Nio av tio", "version": "1"}).status_code == 409
    client.post(address("argument_retire", row), {"reason": "Gammal siffra"})
    assert listed(bo) == []
    assert "Gammal siffra" in client_of(bo).get(row.get_absolute_url()).content.decode()
    client.post(address("argument_take_up", row))
    assert listed(bo) == ["Åtta av tio tåg"]
    assert client_of(bo).post(edit, data).status_code == 403


def test_copied_text_carries_its_source(alma, bo):
    row = argued(alma, "Åtta av tio tåg", source_on=dt.date(2025, 3, 2), url="https://example.se/rapport")
    text = "Åtta av tio tåg. (Rapporten, 2 mars 2025) https://example.se/rapport"
    assert quoted(row) == text
    assert "Åtta av tio tåg. (Rapporten" in client_of(bo).get(row.get_absolute_url()).content.decode()


def test_priority_page_shows_its_own_arguments_first_then_those_that_serve_all(alma, bo, about):
    argued(alma, "För alla", -3)
    argued(alma, "Sakens eget", priority=about)
    argued(alma, "En annans", priority=make_advocacy.priority())
    page = client_of(bo).get(about.get_absolute_url()).content.decode()
    assert page.index("Sakens eget") < page.index("För alla")
    assert "En annans" not in page


# --- Where it was used ---------------------------------------------------------------------------------------------


def test_contact_form_says_which_arguments_were_used(alma, bo):
    row, other = argued(alma), argued(alma, "Ett annat")
    maja = make.mp("Maja Lindqvist")
    data = {"kind": "meeting", "held_on": today().isoformat(), "people": [maja.pk], "title": "Om tåg"}
    client_of(alma).post(reverse("advocacy:interaction_add"), data | {"arguments": [row.pk, other.pk]})
    contact = row.uses.get().interaction
    assert contact.title == "Om tåg"
    assert "Åtta av tio tåg" in client_of(bo).get(contact.get_absolute_url()).content.decode()
    assert "Om tåg" in client_of(bo).get(row.get_absolute_url()).content.decode()
    edit = address("interaction_edit", contact)
    assert client_of(alma).get(edit).context["form"]["arguments"].value() == [row.pk, other.pk]
    client_of(alma).post(edit, data | {"arguments": [other.pk], "version": contact.version, "status": "done"})
    assert not row.uses.exists()
    assert other.uses.exists()


def test_change_of_a_contact_that_does_not_speak_of_arguments_leaves_them(alma):
    row = argued(alma)
    contact = make_advocacy.interaction(make.person(), actor=alma, arguments=[row])
    interactions.edit(actor=alma, interaction=contact, title="Annan rubrik")
    assert row.uses.get().interaction == contact


def places(alma, about):
    """One of each sort of place, with the day of its own."""
    answer = consultations.add(actor=alma, title="Remiss om spår", due_on=dt.date(2026, 5, 5))
    said = {"kind": "supports", "text": "Vi vill ha spår", "priority": about}
    maja = make.person("Maja Lindqvist")
    act = Act(person=maja, kind="speech", acted_on=dt.date(2026, 5, 6), title="Om spår", url="https://riksdagen.se/")
    outcome = Outcome(
        title="Spåren är med", priority=about, strength="mentioned", happened_on=dt.date(2026, 5, 7),
        document="Prop. 1", confidence="low", noted_by=alma,
    )  # fmt: skip
    return {
        "interaction": make_advocacy.interaction(make.person(), actor=alma, held_on=dt.date(2026, 5, 4)),
        "viewpoint": consultation_parts.add(actor=alma, part=Viewpoint(consultation=answer), **said),
        "act": writes.save(act, actor=alma),
        "outcome": writes.save(outcome, actor=alma),
    }


def test_uses_are_noted_from_the_page_and_shown_with_the_latest_first(alma, bo, about):
    row, url = (made := argued(alma)), address("argument_use_add", made)
    for name, place in places(alma, about).items():
        assert client_of(alma).post(url, {name: place.pk}).status_code == 302
        assert client_of(alma).post(url, {name: place.pk}).status_code == 422, "noted there already"
    client_of(alma).post(url, {"title": "Brev till verket", "used_on": "2026-05-08", "note": "I ingressen"})
    shown = client_of(bo).get(row.get_absolute_url())
    assert [use.day.day for use in shown.context["uses"]] == [8, 7, 6, 5, 4]
    page = shown.content.decode()
    for text in ("Brev till verket", "I ingressen", "Spåren är med", "Maja Lindqvist", "Remiss om spår"):
        assert text in page


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "interaction"),
        ({"title": "Brev"}, "used_on"),
        ({"title": "Brev", "used_on": "2099-01-01"}, "used_on"),
        ({"title": "Brev", "used_on": "0026-01-01"}, "used_on"),
        ({"interaction": "999999"}, "interaction"),
    ],
)
def test_use_without_a_place_or_a_day_is_refused_beside_the_field(alma, said, field):
    answer = client_of(alma).post(address("argument_use_add", argued(alma)), said)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not ArgumentUse.objects.exists()


def test_two_places_at_once_are_refused(alma, about):
    found = places(alma, about)
    with pytest.raises(ValidationError):
        argument_uses.note(actor=alma, argument=argued(alma), act=found["act"], outcome=found["outcome"])


def test_nothing_is_told_of_a_confidential_contact_but_that_there_is_one(alma, dag, about):
    row = argued(alma)
    secret = make_advocacy.interaction(
        make.person(), actor=alma, title="Hemligt möte", is_confidential=True, arguments=[row]
    )
    url = row.get_absolute_url()
    page = client_of(dag).get(url).content.decode()
    assert "Hemligt möte" not in page
    assert "1 konfidentiell kontakt" in page
    assert "Hemligt möte" in client_of(alma).get(url).content.decode()
    assert client_of(dag).post(address("argument_use_remove", row.uses.get())).status_code == 404
    answer = client_of(dag).post(address("argument_use_add", argued(alma, "Ett till")), {"interaction": secret.pk})
    assert answer.status_code == 422
    interactions.edit(actor=alma, interaction=secret, status="draft")
    assert "konfidentiell kontakt" not in client_of(dag).get(url).content.decode()


def test_use_noted_by_mistake_is_taken_away_and_can_come_back(alma):
    row = argued(alma)
    contact = make_advocacy.interaction(make.person(), actor=alma, arguments=[row])
    client_of(alma).post(address("argument_use_remove", row.uses.get()))
    assert not row.uses.exists()
    contact.refresh_from_db()
    assert contact.version == 2, "a colleague with the contact open in a form is told"
    undo.undo(operation=Operation.objects.get(), actor=alma)
    assert row.uses.get().interaction == contact


def test_pickers_offer_arguments_in_use_acts_and_outcomes(alma, bo, about):
    places(alma, about)
    row = argued(alma, "Åtta av tio tåg", -1)
    arguments.retire(actor=alma, argument=argued(alma, "Tåg ur bruk"))

    def offered(name, text):
        answer = client_of(bo).get(reverse(f"advocacy:{name}"), {"q": text})
        return json.loads(answer.content)["results"]

    (found,) = offered("argument_suggest", "tågen")
    assert found["id"] == row.pk
    assert "gick ut" in found["detail"]
    assert len(offered("argument_suggest", "")) == 1
    assert [one["text"] for one in offered("argument_suggest_act", "lindqvist")] == ["Anförande: Om spår"]
    assert [one["text"] for one in offered("argument_suggest_outcome", "spåren")] == ["Spåren är med"]
    assert offered("argument_suggest_outcome", "flygplats") == []


def test_search_finds_positions_and_arguments_in_use(alma, bo, about):
    argued(alma, "Kvastbanan sparar tid")
    arguments.retire(actor=alma, argument=argued(alma, "Kvastbanan är gammal"))
    page = client_of(bo).get(reverse("crm:search"), {"q": "kvastbanan"}).content.decode()
    assert "sparar tid" in page
    assert "är gammal" not in page


def test_api_gives_arguments_with_their_sources_and_decisions_with_parties(alma, bo, about):
    row = argued(alma, priority=about)
    argument_uses.note(actor=alma, argument=row, title="Brev", used_on=today())
    (given,) = get(bo, "/api/v1/arguments/").json()["results"]
    assert (given["text"], given["source"], given["use_count"]) == ("Åtta av tio tåg", "Rapporten", 1)
    body = make.organization("Regionstyrelsen")
    decisions.add(
        actor=alma, body=body, decided_on=today(), text="Ja", priority=about, parties={"for": [make.party("C")]}
    )
    (given,) = get(bo, "/api/v1/decisions/", party=make.party("C").pk).json()["results"]
    assert given["body"]["name"] == "Regionstyrelsen"
    assert [(one["party"]["code"], one["leaning"]) for one in given["parties"]] == [("C", "for")]
