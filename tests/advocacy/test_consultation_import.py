"""Consultations from the public mirror: what is found in the text, what is stored, what of ours stays."""

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from advocacy.imports.consultations import deadline_of, read, reference_of
from advocacy.models import Consultation, ConsultationDocument
from advocacy.services import consultation_import, consultation_parts, consultations
from advocacy.services.consultation_ways import WAYS
from contacts.choices import OrganizationKind
from contacts.imports.result import Unusable
from crm.common.undo import undo
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db
FILE = Path(__file__).parents[1] / "data" / "remisser.json"
TRACKS = "/remisser/2099/01/remiss-av-fler-spar/"


@pytest.fixture
def ministry():
    return make.organization("Landsbygds- och infrastrukturdepartementet", OrganizationKind.MINISTRY)


def rows(**changes):
    """The sample, its first row changed."""
    found = json.loads(FILE.read_text())
    found[0] |= changes
    return found


def take_in(alma, content=None):
    reading = read(json.dumps(content or rows()).encode(), "remisser.json")
    return consultation_import.apply(actor=alma, reading=reading)


def tracks():
    return Consultation.objects.get(external=TRACKS)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Remissvaren ska ha kommit in till Finansdepartementet senast den 14 april 2026.", dt.date(2026, 4, 14)),
        ("Sista dag att svara på remissen är den 19 december 2025.", dt.date(2025, 12, 19)),
        ("Sista dag att svar på remissen är den den 9 januari 2026.", dt.date(2026, 1, 9)),
        ("Svaren ska ha kommit in senast den\n 9 januari 2026.", dt.date(2026, 1, 9)),
        ("Yttrandet ska vara inne senast 2026-01-09.", dt.date(2026, 1, 9)),
        ("Lagen ska träda i kraft senast den 1 juli 2026.", None),
        ("Förslaget lades den 14 november 2025. Övriga svar finns i departementet.", None),
        ("Svara senast den 31 februari 2026.", None),
        ("Svara senast den 1 mars 2026. Regioner ska svara senast den 9 mars 2026.", None),
        ("", None),
    ],
)
def test_last_day_is_what_the_text_says_and_never_a_guess(text, day):
    assert deadline_of(text) == day


def test_diary_number_is_the_one_that_is_labelled():
    assert reference_of("# Remiss av (U2025/01933)", "Diarienummer: LI2025/01628I2025/01628") == "LI2025/01628"
    assert reference_of("# Remiss av promemorian (U2025/01933)", "Ds 2025:21") == ""
    assert reference_of("# RubrikDiarienummer: Fö2024/01914\n\nHär …") == "Fö2024/01914"


def test_file_becomes_consultations_and_what_is_wrong_is_told_by_row(alma, ministry):
    outcome = take_in(alma)

    assert outcome.as_json()["consultations"] == {"new": 2, "changed": 0, "unchanged": 0, "skipped": 4}
    assert [wrong.row for wrong in outcome.wrong] == [3, 4, 5, 6]
    assert outcome.unknown_senders == ["Utbildningsdepartementet"]
    row = tracks()
    assert (row.due_on, row.reference, row.sender) == (dt.date(2099, 4, 14), "LI2099/00101", ministry)
    assert (row.published_on, row.subjects) == (dt.date(2099, 1, 12), "Transporter och infrastruktur")
    assert [document.url for document in row.documents.all()] == [
        "https://www.regeringen.se/contentassets/missiv.pdf",
        "https://www.regeringen.se/sou/2099/1/",
    ]


def test_the_same_file_again_changes_nothing(alma, ministry):
    take_in(alma)
    before = Consultation.history.count(), ConsultationDocument.history.count()

    outcome = take_in(alma)

    assert outcome.as_json()["consultations"] == {"new": 0, "changed": 0, "unchanged": 2, "skipped": 4}
    assert outcome.operation is None
    assert (Consultation.history.count(), ConsultationDocument.history.count()) == before


def test_what_the_sender_says_anew_is_taken_and_steps_move(alma, ministry):
    take_in(alma)
    consultations.start(actor=alma, consultation=tracks(), way=WAYS[0])
    text = "Remissvaren ska ha kommit in senast den 15 maj 2099."

    outcome = take_in(alma, rows(markdown=text, title="Remiss av Fler spår, rättad", id="LI2099/00101"))

    assert outcome.changed == 1
    assert (tracks().title, tracks().due_on) == ("Remiss av Fler spår, rättad", dt.date(2099, 5, 15))
    assert tracks().steps.last().due_on == dt.date(2099, 5, 14)


def test_what_staff_wrote_stays_and_the_difference_is_told(alma, ministry):
    take_in(alma)
    consultations.edit(actor=alma, consultation=tracks(), title="Spåren", due_on=dt.date(2099, 4, 20))

    outcome = take_in(alma, rows(summary="Ny sammanfattning"))

    assert (tracks().title, tracks().due_on) == ("Spåren", dt.date(2099, 4, 20))
    assert tracks().summary == "Ny sammanfattning"
    assert {name for _title, name in outcome.kept} == {"rubrik", "svar senast"}


def test_document_that_was_taken_away_stays_away(alma, ministry):
    take_in(alma)
    consultation_parts.remove(actor=alma, part=tracks().documents.first())

    take_in(alma)

    assert tracks().documents.count() == 1


def test_import_is_taken_back_whole(alma, ministry):
    outcome = take_in(alma)

    undo(operation=outcome.operation, actor=alma)

    assert not Consultation.objects.exists()
    assert take_in(alma).new == 2


def test_one_object_is_read_as_a_list_of_one(alma):
    reading = read(json.dumps(rows()[0]).encode(), "en.json")
    assert [one.external for one in reading.referrals] == [TRACKS]


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b'"text"', b"3"])
def test_what_is_no_list_of_consultations_is_refused(content):
    with pytest.raises(Unusable):
        read(content, "fel.json")


def test_command_tells_and_stores_only_when_asked_to(ministry, tmp_path):
    out = io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("import_consultations", str(FILE), "--dry-run", "--json", stdout=out)
    assert left.value.code == 1  # rows were wrong
    assert json.loads(out.getvalue())["consultations"]["new"] == 2
    assert not Consultation.objects.exists()

    good = tmp_path / "en.json"
    good.write_text(json.dumps(rows()[0]))
    call_command("import_consultations", str(good), "--apply", stdout=out)
    assert tracks().due_on == dt.date(2099, 4, 14)
    with pytest.raises(CommandError):
        call_command("import_consultations", str(tmp_path / "saknas.json"), "--apply")


def test_upload_takes_in_what_is_good_and_tells_the_rest(alma, ministry):
    upload = SimpleUploadedFile("remisser.json", FILE.read_bytes())
    answer = client_of(alma).post(reverse("advocacy:consultation_upload"), {"file": upload}, follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert "2 nya" in said[0] and "Ångra" in said[0]
    assert any("Rad 4" in text and "regeringen.se" in text for text in said)
    wrong = client_of(alma).post(reverse("advocacy:consultation_upload"), {"file": SimpleUploadedFile("a.json", b"{")})
    assert wrong.status_code == 422 and "inte läsbar JSON" in wrong.content.decode()
