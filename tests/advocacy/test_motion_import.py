"""Riksdagen's motions and committee reports, by small documents made here: every spelling, every quirk a sentence."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advocacy.models import CommitteeReport, Motion, MotionProposal, MotionSigner, Priority, ProposalLink
from advocacy.services import motion_signers
from contacts.choices import OrganizationKind, Scheme
from contacts.models import ExternalIdentifier, Membership
from contacts.services.reference import load_register
from crm.common import undo
from crm.models import Operation, User
from tests import make

pytestmark = pytest.mark.django_db

SIGNER = {"intressent_id": "0111", "namn": "Ada Ek", "partibet": "S", "ordning": "1", "roll": "undertecknare"}


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    bodies = {"riksdag": make.riksdag()}
    for letters, name in {"TU": "Trafikutskottet", "NU": "Näringsutskottet"}.items():
        bodies[f"committee-{letters}"] = make.organization(name, OrganizationKind.COMMITTEE)
    for key, body in bodies.items():
        ExternalIdentifier.objects.create(scheme=Scheme.SAMSYN, value=key, organization=body)
    make.party("S")


def proposal(number: int = 1, **said: Any) -> dict[str, Any]:
    words = {"utskottet": "Avslag", "kammaren": "Avslag", "behandlas_i": "2024/25:TU10"}
    return {"nummer": str(number), "lydelse": f"Riksdagen bör bygga järnväg nr {number}.", **words, **said}


def motion(number: int = 17, proposals: Any = None, signers: Any = SIGNER, **head: Any) -> dict[str, Any]:
    return {
        "dokumentstatus": {
            "dokument": {
                "dok_id": f"HC02{number}",
                "rm": "2024/25",
                "nummer": str(number),
                "typ": "mot",
                "doktyp": "mot",
                "subtyp": "Enskild motion",
                "organ": "TU",
                "datum": "2024-10-01 00:00:00",
                "systemdatum": "2025-06-04 16:16:57",
                "titel": "Järnväg i Mälardalen",
                "status": "Klar",
                **head,
            },
            "dokforslag": {"forslag": proposal() if proposals is None else proposals},
            "dokintressent": {"intressent": signers},
            "dokuppgift": {
                "uppgift": [
                    {"kod": "motkat", "text": "Följdmotion"},
                    {"kod": "motgrund", "text": "Proposition 2024/25:28"},
                    {"kod": "statustext", "text": "Ärendet är avslutat"},
                ]
            },
            "dokreferens": {
                "referens": {
                    "referenstyp": "behandlas_i",
                    "ref_dok_id": "HC01TU10",
                    "ref_dok_rm": "2024/25",
                    "ref_dok_bet": "TU10",
                    "ref_dok_titel": "Järnvägsfrågor",
                }
            },
        }
    }


def report(points: Any, reservations: Any = None, **head: Any) -> dict[str, Any]:
    return {
        "dokumentstatus": {
            "dokument": {
                "dok_id": "hc01tu10",
                "rm": "2024/25",
                "beteckning": "TU10",
                "typ": "bet",
                "organ": "TU",
                "titel": "Järnvägsfrågor",
                "systemdatum": "2025-05-01 10:00:00",
                **head,
            },
            "dokutskottsforslag": {"utskottsforslag": points},
            "dokmotforslag": {"motforslag": reservations},
            "dokaktivitet": {"aktivitet": [{"kod": "BES", "datum": "2025-04-29 00:00:00", "status": "inträffat"}]},
        }
    }


def point(number: int = 1, **said: Any) -> dict[str, Any]:
    return {"punkt": str(number), "rubrik": "Stambanor", "beslutstyp": "acklamation", "vinnare": "utskottet", **said}


@pytest.fixture
def read(tmp_path: Path) -> Any:
    def run(*documents: Any, flag: str = "apply") -> dict[str, Any]:
        path = tmp_path / "dokument.ndjson"
        path.write_text("\n".join(json.dumps(document, ensure_ascii=False) for document in documents))
        return command(path, flag=flag)

    return run


def command(*paths: Path, flag: str = "apply") -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_riksdagen", f"--{flag}", "--json", "--motions", *map(str, paths), stdout=out)
    return json.loads(out.getvalue())


def refused(*paths: Path) -> str:
    with pytest.raises(CommandError) as error:
        call_command("import_riksdagen", "--apply", "--motions", *map(str, paths), stdout=io.StringIO())
    assert error.value.returncode == 2
    assert Motion.objects.count() == 0
    return str(error.value)


# --- Motions --------------------------------------------------------------------------------------------


def test_a_motion_keeps_what_its_document_says(read: Any) -> None:
    result = read(motion())
    assert result["motions"] == {"new": 1, "changed": 0, "unchanged": 0, "skipped": 0}
    assert (result["proposals"], result["signatures"], result["applied"]) == (1, 1, True)
    stored = Motion.objects.get()
    assert (str(stored), stored.title, stored.kind) == ("2024/25:17", "Järnväg i Mälardalen", "single")
    assert (stored.committee.name, stored.submitted_on) == ("Trafikutskottet", dt.date(2024, 10, 1))
    assert (stored.is_follow_up, stored.cause, stored.status) == (True, "Proposition 2024/25:28", "Ärendet är avslutat")
    assert (stored.source, stored.source_on) == ("Sveriges riksdag", dt.date(2025, 6, 4))
    assert "jarnvag" in stored.search_text
    assert stored.history.count() == 1
    assert Operation.objects.get().title == "Motioner ur dokument.ndjson"


@pytest.mark.parametrize(
    ("said", "decided", "outcome"),
    [
        ("Avslag", ["avslag"], "avslag"),
        ("Bifall delvis", ["bifall_delvis"], "bifall_delvis"),
        ("BifallDelvis", ["bifall_delvis"], "bifall_delvis"),
        ("Lagd till handlingarna", ["lagd_till_handlingarna"], "lagd_till_handlingarna"),
        ("Avslag,Bifall", ["avslag", "bifall"], "bifall"),
        (",Avslag", ["", "avslag"], "avslag"),
        ("Bifall,", ["bifall", ""], "bifall"),
        (None, [], "ingen"),
        ("", [], "ingen"),
    ],
)
def test_every_spelling_of_a_decision_has_one_meaning(read: Any, said: Any, decided: list[str], outcome: str) -> None:
    result = read(motion(proposals=proposal(kammaren=said, utskottet=said)))
    stored = MotionProposal.objects.get()
    assert (stored.chamber_said, stored.committee_said, stored.outcome) == (decided, decided, outcome)
    assert {word: n for word, n in result["outcomes"].items() if n} == {outcome: 1}


def test_the_report_is_the_one_that_decided_last(read: Any) -> None:
    twice = proposal(kammaren="Avslag,Bifall", behandlas_i="2024/25:TU10,2024/25:NU3")
    waiting = proposal(2, kammaren="Avslag,", utskottet="Avslag,", behandlas_i="2024/25:TU10,2025/26:NU3")
    read(motion(proposals=[twice, waiting]))
    assert [str(one.report) for one in MotionProposal.objects.all()] == ["2024/25:NU3", "2024/25:TU10"]
    named = CommitteeReport.objects.get(designation="NU3")
    assert (named.document, named.committee.name) == ("HC01NU3", "Näringsutskottet")


def test_entities_in_the_words_of_a_proposal_are_decoded(read: Any) -> None:
    read(motion(proposals=proposal(lydelse="f&ouml;rslag om&nbsp;r&auml;ls &amp; v&#228;g\r\n")))
    assert MotionProposal.objects.get().text == "förslag om räls & väg"


def test_a_motion_that_has_lapsed_is_skipped_and_its_empty_numbers_are_told(read: Any) -> None:
    shell = motion(18, [proposal(1, lydelse=None, kammaren=None), proposal(2, lydelse=None, kammaren=None)], None)
    shell["dokumentstatus"]["dokument"].update(status="Utgången", titel="Motionen utgår", organ=None)
    result = read(motion(), shell)
    assert result["motions"] == {"new": 1, "changed": 0, "unchanged": 0, "skipped": 1}
    assert (result["proposals"], result["empty_proposals"]) == (3, 2)
    assert Motion.objects.count() == MotionProposal.objects.count() == 1


def test_what_is_read_again_changes_nothing_and_leaves_no_operation(read: Any) -> None:
    read(motion())
    again = read(motion(systemdatum="2026-01-01 00:00:00"))
    assert again["motions"] == {"new": 0, "changed": 0, "unchanged": 1, "skipped": 0}
    assert Operation.objects.count() == Motion.objects.get().history.count() == 1


def test_what_the_ledger_has_is_read_row_by_row_of_one_table(read: Any) -> None:
    # Sorted by their motions, twelve thousand proposals were joined with as many: minutes where statistics are old.
    read(motion())
    with CaptureQueriesContext(connection) as asked:
        read(motion())
    tables = ('FROM "advocacy_motionproposal"', 'FROM "advocacy_motionsigner"')
    held = [one["sql"] for one in asked if any(table in one["sql"] for table in tables)]
    assert len(held) >= 2
    assert not [sql for sql in held if 'JOIN "advocacy_motion"' in sql]


def test_what_has_changed_is_changed_with_history_and_can_be_taken_back(read: Any) -> None:
    open_still = proposal(kammaren=None, utskottet=None, behandlas_i=None)
    read(motion(proposals=[open_still, proposal(2)]))
    result = read(motion(proposals=[proposal(kammaren="Bifall"), proposal(2)], titel="Räls i Mälardalen"))
    assert result["motions"]["changed"] == 1
    first = MotionProposal.objects.get(position=1)
    assert (first.outcome, str(first.report)) == ("bifall", "2024/25:TU10")
    assert first.history.count() == 2
    assert MotionProposal.objects.get(position=2).history.count() == 1

    undo.undo(operation=Operation.objects.latest("pk"), actor=User.objects.system())
    first.refresh_from_db()
    assert (first.outcome, first.report) == ("ingen", None)
    assert Motion.objects.get().title == "Järnväg i Mälardalen"


def test_an_import_is_taken_back_whole(read: Any) -> None:
    read(motion(), motion(18), report(point()))
    undo.undo(operation=Operation.objects.get(), actor=User.objects.system())
    assert Motion.objects.count() == MotionProposal.objects.count() == MotionSigner.objects.count() == 0
    assert CommitteeReport.objects.count() == 0


def test_a_proposal_linked_to_a_priority_stays_when_the_source_no_longer_has_it(read: Any, alma: User) -> None:
    read(motion(proposals=[proposal(), proposal(2), proposal(3)]))
    linked = MotionProposal.objects.get(position=2)
    ProposalLink.objects.create(
        proposal=linked, priority=Priority.objects.create(code="SPAR", name="Fyra spår"), decided_by=alma
    )
    result = read(motion(proposals=proposal()))
    assert [one.position for one in MotionProposal.objects.all()] == [1, 2]
    assert any("står kvar" in warning for warning in result["warnings"])


def test_a_trial_tells_what_would_be_done_and_does_nothing(read: Any) -> None:
    result = read(motion(), flag="dry-run")
    assert (result["motions"]["new"], result["applied"]) == (1, False)
    assert Motion.objects.count() == CommitteeReport.objects.count() == Operation.objects.count() == 0


# --- Signers --------------------------------------------------------------------------------------------


def member(number: str = "0111", starts: dt.date = dt.date(2022, 9, 26), ends: Any = None) -> Any:
    person = make.person("Ada Ek")
    make.membership(person, make.riksdag(), starts_on=starts, ends_on=ends)
    ExternalIdentifier.objects.create(scheme=Scheme.RIKSDAGEN, value=number, person=person)
    return person


def test_signers_stand_in_order_with_the_seat_and_party_of_that_day(read: Any) -> None:
    person = member()
    second = {**SIGNER, "intressent_id": "0222", "namn": "Bo Al", "partibet": "-", "ordning": "2"}
    result = read(motion(signers=[second, SIGNER]))
    assert (result["signatures"], result["unknown_signers"]) == (2, 1)
    first, other = MotionSigner.objects.all()
    assert (first.name, first.person, first.party.code, first.letters) == ("Ada Ek", person, "S", "S")
    assert first.membership == Membership.objects.get()
    assert (other.name, other.number, other.person, other.party, other.letters) == ("Bo Al", "0222", None, None, "-")


def test_a_seat_of_another_time_is_not_the_signers(read: Any) -> None:
    person = member(ends=dt.date(2024, 9, 30))
    read(motion())
    signer = MotionSigner.objects.get()
    assert (signer.person, signer.membership) == (person, None)


def test_a_signer_is_linked_when_the_person_comes_later(read: Any) -> None:
    read(motion())
    person = member()
    assert motion_signers.link(actor=User.objects.system()) == 1
    signer = MotionSigner.objects.get()
    assert (signer.person, signer.membership) == (person, Membership.objects.get())
    assert signer.history.count() == 2
    assert motion_signers.link(actor=User.objects.system()) == 0


def test_signers_are_linked_when_the_list_of_people_is_read(read: Any, tmp_path: Path) -> None:
    load_register(actor=User.objects.system())
    read(motion())
    sample = json.loads((Path(__file__).parent.parent / "data" / "personlista.json").read_text())
    people = sample["personlista"]["person"]
    MotionSigner.objects.update(number=people[0]["intressent_id"])
    path = tmp_path / "personlista.json"
    path.write_text(json.dumps(sample))
    call_command("import_riksdagen", str(path), "--apply", stdout=io.StringIO())
    signer = MotionSigner.objects.get()
    assert signer.person is not None
    assert signer.person.identifiers.filter(value=signer.number).exists()
    undo.undo(operation=Operation.objects.latest("pk"), actor=User.objects.system())
    signer.refresh_from_db()
    assert signer.person is None


def test_reading_motions_links_earlier_signers_too(read: Any) -> None:
    read(motion())
    person = member()
    read(motion(18, signers=None))
    assert MotionSigner.objects.get().person == person


# --- Committee reports ----------------------------------------------------------------------------------

VOTES = {"th": "S", "td": ["1", "93", "0", "13"]}


def test_a_report_gives_its_points_votes_and_reservations_to_the_motions_that_named_it(read: Any) -> None:
    read(motion())
    rows = [VOTES, {"th": "-", "td": ["0", "1", "0", "0"]}]
    voted = point(2, beslutstyp="röstning", votering_id="ab-12", votering_sammanfattning_html={"table": _table(rows)})
    result = read(
        report(
            [point(forslag="Riksdagen avslår motion <br />2024/25:17 av Ada Ek (S) yrkandena 1 och 3&#8211;5."), voted],
            {"nummer": "1", "partier": '"S","V"', "typ": "reservation", "utskottsforslag_punkt": "2"},
        )
    )
    assert result["reports"] == {"new": 0, "changed": 1, "unchanged": 0, "points": 2, "reservations": 1}
    stored = CommitteeReport.objects.get()
    assert (stored.decided_on, stored.points.count()) == (dt.date(2025, 4, 29), 2)
    two = stored.points.get(number=2)
    assert (two.decided_by, two.vote, two.votes) == ("vote", "ab-12", {"S": [1, 93, 0, 13], "-": [0, 1, 0, 0]})
    reservation = stored.reservations.get()
    assert (reservation.parties, reservation.point) == (["S", "V"], 2)
    assert MotionProposal.objects.get().point == 1
    assert read(motion(), report([point(), voted], None))["reports"]["changed"] == 1
    assert stored.reservations.count() == 0


def _table(rows: Any) -> dict[str, Any]:
    return {"caption": "Omröstning i sakfrågan", "tbody": {"tr": rows}}


@pytest.mark.parametrize("table", [_table(VOTES), [_table([VOTES]), _table({"th": "S", "td": ["9", "9", "9", "9"]})]])
def test_votes_come_as_object_or_list_and_those_on_the_matter_count(read: Any, table: Any) -> None:
    read(report(point(beslutstyp="röstning", votering_sammanfattning_html={"table": table, "br": None})))
    assert CommitteeReport.objects.get().points.get().votes == {"S": [1, 93, 0, 13]}


def test_a_report_that_is_only_planned_is_known_by_name(read: Any) -> None:
    document = report(None, status="planerat")
    del document["dokumentstatus"]["dokaktivitet"]
    read(document)
    stored = CommitteeReport.objects.get()
    assert (str(stored), stored.decided_on, stored.points.count()) == ("2024/25:TU10", None, 0)


# --- Files ----------------------------------------------------------------------------------------------


def test_one_document_a_list_and_packed_lines_are_read_alike(tmp_path: Path) -> None:
    one, several, packed = tmp_path / "en.json", tmp_path / "flera.json", tmp_path / "rader.ndjson.gz"
    one.write_text("\ufeff" + json.dumps(motion(1), indent=2))
    several.write_text(json.dumps([motion(2), motion(3)], indent=1))
    packed.write_bytes(gzip.compress(f"{json.dumps(motion(4))}\n\n{json.dumps(motion(5))}\n".encode()))
    assert command(one, several, packed)["motions"]["new"] == 5
    assert Operation.objects.get().title == "Motioner ur 3 filer"


def test_of_a_document_that_is_there_twice_the_newest_is_taken(read: Any) -> None:
    result = read(motion(titel="Ny", systemdatum="2025-07-01"), motion(titel="Gammal", systemdatum="2025-01-01"))
    assert result["motions"]["new"] == 1
    assert Motion.objects.get().title == "Ny"


def test_a_bad_line_is_told_with_its_number_and_nothing_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "rader.ndjson"
    path.write_text(f'{json.dumps(motion(1))}\n{{"dokumentstatus": \n')
    assert "rader.ndjson, rad 2: Raden är inte läsbar JSON. Ingenting är infört." in refused(path)
    path.write_text(f"{json.dumps(motion(1))}\n{json.dumps(motion(2, titel=''))}\n")
    assert "rad 2: Motionen har ingen titel." in refused(path)
    path.write_text(f"{json.dumps(motion(1, proposals=proposal(kammaren='Kanske')))}\n")
    assert "rad 1: Beslutet ”Kanske” är okänt." in refused(path)
    path.write_text('{"personlista": {}}')
    assert "inget dokument från Riksdagen" in refused(path)


def test_a_damaged_or_too_large_file_is_refused_in_words(tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "rader.ndjson.gz"
    path.write_bytes(gzip.compress(json.dumps(motion()).encode())[:-12])
    assert "är skadad" in refused(path)
    path.write_bytes(b"")
    assert "Filen är tom." in refused(path)
    settings.RADAR_MAX_UNPACKED_BYTES = 100
    path.write_bytes(gzip.compress(json.dumps(motion()).encode()))
    assert "är större än" in refused(path)


def test_the_command_wants_a_list_of_people_or_motions() -> None:
    with pytest.raises(CommandError, match="Ange en fil"):
        call_command("import_riksdagen", "--apply")


def test_motions_are_stored_when_no_mode_is_said_and_the_list_of_people_wants_one(tmp_path: Path) -> None:
    path = tmp_path / "mot.json"
    path.write_text(json.dumps(motion()))
    call_command("import_riksdagen", "--motions", str(path), "--dry-run", stdout=io.StringIO())
    assert Motion.objects.count() == 0
    out = io.StringIO()
    call_command("import_riksdagen", "--motions", str(path), "--json", stdout=out)
    assert json.loads(out.getvalue())["motions"]["new"] == Motion.objects.count() == 1
    with pytest.raises(CommandError, match="--dry-run eller --apply"):
        call_command("import_riksdagen", str(path))
