"""What was said stays with those who may read the contact, and goes with the person it is about."""

import datetime as dt

import pytest
from django.urls import reverse

from advocacy.models import Commitment, InteractionFacts, Stance, Task
from crm.common import extensions
from crm.common.dates import today
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
LIST = reverse("advocacy:interaction_list")
SECRET = "Kvastfening"


@pytest.fixture
def maja():
    return make.mp("Maja Lindqvist")


@pytest.fixture
def about():
    return make_advocacy.priority("Systemanalys 2024")


def said(maja, about, word):
    return {
        "tones": {maja.pk: "negative"},
        "points": [{"text": f"Punkt {word}", "priority": about}],
        "stances": [{"person": maja, "priority": about, "value": "against", "evidence": f"Bevis {word}"}],
        "commitments": [{"promiser": "theirs", "text": f"Löfte {word}", "priority": about}],
        "facts": {"hospitality": f"Lunch {word}", "hospitality_payer": "ours"},
        "next_step": {"title": f"Steg {word}"},
    }


def titles(user, **query):
    return [str(row.title) for row in client_of(user).get(LIST, query).context["object_list"]]


def test_list_finds_contacts_by_tone_and_stance_and_shows_them_as_columns(alma, bo, maja, about):
    make_advocacy.interaction(maja, actor=alma, title="Kärvt", **said(maja, about, "öppet"))
    make_advocacy.interaction(maja, actor=alma, title="Lugnt", tones={maja.pk: "positive"})
    assert titles(bo, tone="negative") == ["Kärvt"]
    assert titles(bo, stance="against") == ["Kärvt"]
    assert titles(bo, stance="for") == []
    columns = "title,tones,points,stances,commitments"
    page = client_of(bo).get(LIST, {"kolumner": columns}).content.decode()
    for text in ("Maja Lindqvist: Negativ", "Punkt öppet", "Emot (Bevis öppet)", "De har lovat: Löfte öppet"):
        assert text in page
    export = reverse("advocacy:interaction_export")
    answer = client_of(bo).get(export, {"format": "csv", "kolumner": columns})
    assert "Emot (Bevis öppet)" in b"".join(answer.streaming_content).decode("utf-8-sig")


def test_columns_cost_no_query_a_row(alma, maja, about, django_assert_max_num_queries):
    for number in range(4):
        day = today() - dt.timedelta(days=number)
        make_advocacy.interaction(maja, actor=alma, held_on=day, **said(maja, about, "öppet"))
    client, query = client_of(alma), {"kolumner": "title,tones,points,stances,commitments"}
    client.get(LIST, query)
    with django_assert_max_num_queries(17):
        client.get(LIST, query)


def test_nothing_of_a_confidential_contact_is_told_anywhere(alma, dag, maja, about):
    contact = make_advocacy.interaction(
        maja, actor=alma, title=f"Titel {SECRET}", is_confidential=True, priorities=[about], **said(maja, about, SECRET)
    )
    pages = [
        maja.get_absolute_url(),
        about.get_absolute_url(),
        reverse("contacts:person_brief", args=[maja.pk]),
        reverse("crm:home"),
        f"{LIST}?kolumner=title,tones,points,stances,commitments",
        reverse("advocacy:commitment_list") + "?show=alla",
        reverse("advocacy:task_list") + "?show=alla",
        reverse("crm:search") + f"?q={SECRET}",
        reverse("crm:operation_list"),
        reverse("advocacy:motion_period_list"),
    ]
    for page in pages:
        # What was searched for stands in the field of the search itself.
        text = client_of(dag).get(page).content.decode().replace(f'value="{SECRET}"', "")
        for leak in (f"Punkt {SECRET}", f"Bevis {SECRET}", f"Löfte {SECRET}", f"Lunch {SECRET}", f"Titel {SECRET}"):
            assert leak not in text, page
    assert titles(dag, tone="negative") == titles(dag, stance="against") == []
    assert client_of(dag).get(contact.get_absolute_url()).status_code == 404
    own = client_of(alma).get(contact.get_absolute_url()).content.decode()
    for text in ("Punkt", "Bevis", "Löfte", "Lunch", "Steg"):
        assert f"{text} {SECRET}" in own


def slots():
    names = ("stances", "commitments", "material_asked")
    return {slot.name: slot for slot in extensions.personal_data if slot.name in names}


def test_register_extract_tells_of_stances_commitments_and_what_was_asked_for(alma, maja, about):
    make_advocacy.interaction(maja, actor=alma, **said(maja, about, "öppet"))
    facts = {"material": "Faktablad", "asked_by": maja}
    make_advocacy.interaction(maja, actor=alma, kind="motion_support", facts=facts)
    told = {name: slot.extract(maja) for name, slot in slots().items()}
    assert [(row["priority"], row["value"], row["evidence"]) for row in told["stances"]] == [
        (about.name, "Emot", "Bevis öppet")
    ]
    assert [(row["text"], row["state"]) for row in told["commitments"]] == [("Löfte öppet", "Öppet")]
    assert [row["material"] for row in told["material_asked"]] == ["Faktablad"]


def test_erasing_a_person_forgets_what_they_said_log_included(alma, eva, maja, about):
    per = make.person("Per Ahl")
    make_advocacy.interaction(maja, per, actor=alma, **said(maja, about, "öppet"))
    make_advocacy.interaction(per, actor=alma, **said(per, about, "annat"))
    make_advocacy.interaction(
        maja, actor=alma, kind="motion_support", facts={"material": "Faktablad", "asked_by": maja}
    )
    Commitment.objects.update(person=maja)
    Commitment.objects.filter(text="Löfte annat").update(person=per)
    for slot in slots().values():
        slot.erase(maja, eva)
    assert [row.evidence for row in Stance.objects.all()] == ["Bevis annat"]
    assert [row.text for row in Commitment.objects.all()] == ["Löfte annat"]
    assert InteractionFacts.objects.get(material="Faktablad").asked_by is None
    for model, name in ((Stance, "person_id"), (Commitment, "person_id"), (InteractionFacts, "asked_by_id")):
        assert not model.history.filter(**{name: maja.pk}).exists()
    assert not Commitment.history.filter(text="Löfte öppet").exists()
    assert Task.objects.count() == 2
