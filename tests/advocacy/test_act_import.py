"""Questions, interpellations and speeches out of Riksdagen's documents: whose they are, what is left out, once only."""

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from advocacy.choices import Leaning
from advocacy.imports import acts as documents
from advocacy.models import Act
from advocacy.services import acts
from contacts.choices import Scheme
from contacts.models import ExternalIdentifier
from contacts.services.merge import merge
from crm.common import undo, writes
from crm.models import Operation
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent.parent / "data"
DOCUMENTS, SPEECHES = str(DATA / "riksdagen_handlingar.json"), str(DATA / "riksdagen_anforanden.json")
DAYLESS = b"""{"dokumentstatus": {
    "dokument": {"doktyp": "fr", "dok_id": "X1", "titel": "T"},
    "dokintressent": {"intressent": {"intressent_id": "1", "roll": "undertecknare"}}
}}"""
NUMBER, GUID = "0900000000001", "CCCCCCCC-0000-4000-8000-000000000001"


def known_as(person, scheme, value):
    return writes.save(ExternalIdentifier(person=person, scheme=scheme, value=value), actor=make.actor())


@pytest.fixture
def maja():
    person = make.person("Maja Alm")
    known_as(person, Scheme.RIKSDAGEN, NUMBER)
    known_as(person, Scheme.RIKSDAGEN_GUID, GUID)
    return person


def run(*files, **options):
    out = io.StringIO()
    call_command("import_riksdagen", acts=[*files], as_json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def test_question_and_speech_of_a_known_member_are_stored_without_priority_or_leaning(maja):
    told = run(DOCUMENTS, apply=True)
    assert told["acts"] == {"new": 2, "unchanged": 0}
    assert told["new_by_kind"] == {"question": 1, "interpellation": 0, "speech": 1}
    question, speech = Act.objects.order_by("acted_on")
    assert (question.person, question.kind, question.document) == (maja, "question", "HD11901")
    assert (question.title, question.acted_on) == ("Övningsspår i Vidsjö & Almvik", dt.date(2026, 2, 3))
    assert question.url == "https://data.riksdagen.se/dokument/HD11901.html"
    assert (question.source, question.source_on) == ("Sveriges riksdag", dt.date(2026, 2, 4))
    assert (speech.person, speech.kind, speech.acted_on) == (maja, "speech", dt.date(2026, 2, 24))
    for act in (question, speech):
        assert (act.priority, act.leaning) == (None, Leaning.NEITHER)


def test_unknown_people_are_counted_and_named_and_never_made(maja):
    told = run(DOCUMENTS, apply=True)
    assert told["unknown_people"] == [{"id": "0900000000009", "name": "Okänd Ledamot", "acts": 1}]
    assert type(maja).objects.count() == 1


def test_who_has_the_same_name_but_another_id_is_somebody_else():
    make.person("Maja Alm")
    assert run(DOCUMENTS, apply=True)["acts"]["new"] == 0
    assert not Act.objects.exists()


def test_minister_who_answers_has_done_nothing_by_that(maja):
    known_as(make.person("Bo Ek"), Scheme.RIKSDAGEN, "0900000000002")
    run(DOCUMENTS, apply=True)
    assert not Act.objects.exclude(person=maja).exists()


def test_reservations_of_parties_replies_and_what_has_lapsed_are_told_and_not_stored(maja):
    told = run(DOCUMENTS, apply=True)
    counted = {name: told[name] for name in ("party_reservations", "replies", "lapsed", "other_documents")}
    assert counted == {"party_reservations": 1, "replies": 1, "lapsed": 1, "other_documents": 1}
    assert not Act.objects.filter(kind="reservation").exists()


def test_list_of_speeches_is_read_too(maja):
    told = run(SPEECHES, apply=True)
    assert (told["acts"]["new"], told["replies"], told["without_person"]) == (1, 1, 1)
    act = Act.objects.get()
    assert (act.title, act.acted_on) == ("Infrastruktur", dt.date(2026, 3, 12))
    assert act.url == "https://data.riksdagen.se/anforande/HD0980-4/html"


def test_second_run_changes_nothing_and_keeps_what_people_have_said(alma, maja):
    run(DOCUMENTS, apply=True)
    railway = make_advocacy.priority("Järnväg")
    act = Act.objects.get(kind="question")
    acts.edit(actor=alma, act=act, priority=railway, leaning="for", title="Om övningsspår")
    before, entries = list(Act.objects.order_by("pk").values()), Act.history.count()
    told = run(DOCUMENTS, apply=True)
    assert told["acts"] == {"new": 0, "unchanged": 2}
    assert list(Act.objects.order_by("pk").values()) == before
    assert Act.history.count() == entries
    assert Operation.objects.count() == 1


def test_without_apply_it_is_told_and_nothing_is_stored(maja):
    told = run(DOCUMENTS)
    assert (told["acts"]["new"], told["applied"]) == (2, False)
    assert not Act.objects.exists()
    out = io.StringIO()
    call_command("import_riksdagen", acts=[DOCUMENTS], stdout=out)
    assert "Inget är infört" in out.getvalue() and "Okänd Ledamot" in out.getvalue()


def test_import_is_taken_back_as_a_whole(dag, maja):
    run(DOCUMENTS, SPEECHES, apply=True)
    assert Act.objects.count() == 3
    undo.undo(operation=Operation.objects.get(), actor=dag)
    assert not Act.objects.exists()


def test_imported_acts_wait_in_the_list_of_those_without_priority(alma, maja):
    run(DOCUMENTS, apply=True)
    page = client_of(alma).get(reverse("advocacy:act_unplaced")).content.decode()
    assert "Övningsspår i Vidsjö" in page and "Sveriges riksdag" in page


def test_act_goes_to_who_somebody_was_joined_with(eva, maja):
    kept = make.person("Maja Alm-Ek")
    merge(keep=kept, drop=maja, actor=eva)
    run(DOCUMENTS, apply=True)
    assert {act.person for act in Act.objects.all()} == {kept}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"anforandelista": []', "inte l\u00e4sbar JSON"),
        (b'{"anforandelista": 7}', "inte l\u00e4sbar JSON"),
        (b'{"dokumentstatus": {"dokument": {"doktyp": "fr"}}}', "dok_id"),
        (DAYLESS, "Dagen saknas"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_nothing_is_stored(tmp_path, content, said):
    file = tmp_path / "fel.json"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=said) as refused:
        run(str(file), apply=True)
    assert refused.value.returncode == 2
    assert not Act.objects.exists()


@pytest.mark.real
def test_real_committee_reports_name_speakers_and_no_persons_behind_reservations(shared):
    files = sorted(shared("data/riksdagen/betankanden").glob("*.json"))
    records = documents.read([(file.read_bytes(), file.name) for file in files])
    assert (len(records.acts), records.replies) == (9, 8)
    assert {act.kind for act in records.acts.values()} == {"speech"}
    assert records.of_parties > 0
