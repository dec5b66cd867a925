"""The motions of two whole riksmöten, held against an independent count."""

import gzip
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advocacy.models import CommitteeReport, Motion, MotionProposal, MotionSigner
from contacts.services.reference import load_register
from crm.models import Operation, User

pytestmark = [pytest.mark.real, pytest.mark.django_db]

SESSIONS = ("2023-24", "2024-25")
WORDS = {
    "Avslag": "avslag",
    "Bifall": "bifall",
    "Bifall delvis": "bifall_delvis",
    "BifallDelvis": "bifall_delvis",
    "Lagd till handlingarna": "lagd_till_handlingarna",
    "": "ingen",
}


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    load_register(actor=User.objects.system())


def run(*files: Path) -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_riksdagen", "--apply", "--json", "--motions", *map(str, files), stdout=out)
    return json.loads(out.getvalue())


def several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def counted(path: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Counted without any of our code: documents and signatures; outcomes of motions, and of those that lapsed."""
    numbers, alive, lapsed = Counter[str](), Counter[str](), Counter[str]()
    for line in gzip.decompress(path.read_bytes()).splitlines():
        document = json.loads(line)["dokumentstatus"]
        is_lapsed = document["dokument"]["status"] == "Utgången"
        numbers["skipped" if is_lapsed else "motions"] += 1
        for proposal in several((document.get("dokforslag") or {}).get("forslag")):
            said = [part.strip() for part in (proposal["kammaren"] or "").split(",") if part.strip()]
            (lapsed if is_lapsed else alive)[WORDS[said[-1] if said else ""]] += 1
        numbers["signatures"] += len(several((document.get("dokintressent") or {}).get("intressent")))
    return numbers, alive, lapsed


@pytest.fixture
def files(shared: Any) -> list[Path]:
    return [shared(f"data/riksdagen/mot_dokumentstatus_{session}.ndjson.gz") for session in SESSIONS]


def test_two_riksmoten_are_taken_in_whole_and_say_nothing_new_the_second_time(files: list[Path]) -> None:
    told = {"2023/24": (2902, 20, 10_706), "2024/25": (3420, 29, 12_198)}
    for path, (session, (motions, skipped, proposals)) in zip(files, told.items(), strict=True):
        numbers, alive, lapsed = counted(path)
        with CaptureQueriesContext(connection) as asked:
            result = run(path)
        assert len(asked) < 250
        assert result["motions"] == {"new": motions, "changed": 0, "unchanged": 0, "skipped": skipped}
        assert (numbers["motions"], numbers["skipped"]) == (motions, skipped)
        assert result["proposals"] == proposals == (alive + lapsed).total()
        # A motion that has lapsed has numbers, but not a word and no decision: they are counted and not stored.
        assert result["empty_proposals"] == lapsed.total() == lapsed["ingen"]
        assert {word: n for word, n in result["outcomes"].items() if n} == dict(alive + lapsed)
        stored = MotionProposal.objects.filter(motion__session=session)
        assert Counter(stored.values_list("outcome", flat=True)) == alive
        assert result["signatures"] == numbers["signatures"]
        assert MotionSigner.objects.filter(motion__session=session).count() == numbers["signatures"]
    assert Motion.objects.count() == 2902 + 3420
    assert Motion.objects.filter(committee=None).count() == 0

    operations = Operation.objects.count()
    again = run(*files)
    assert again["motions"] == {"new": 0, "changed": 0, "unchanged": 2902 + 3420, "skipped": 49}
    assert Operation.objects.count() == operations


def test_signers_are_those_who_sat_that_day_and_the_report_is_the_one_that_decided_last(
    files: list[Path], shared: Any
) -> None:
    people = shared("data/riksdagen/personlista_rekonstruerad_2022_2026.json")
    call_command("import_riksdagen", str(people), "--apply", stdout=io.StringIO())
    run(files[0])
    signers = MotionSigner.objects.all()
    assert signers.filter(person=None).count() == 0
    assert signers.filter(membership=None).count() < signers.count() // 100
    assert signers.exclude(letters="-").filter(party=None).count() == 0
    one = signers.get(motion__number=1001, position=1)
    assert (one.name, one.letters, one.person.name) == ("Kalle Olsson", "S", "Kalle Olsson")
    assert one.membership.organization.name == "Sveriges riksdag"
    proposal = MotionProposal.objects.get(chamber_said=["avslag", "bifall"])
    assert (proposal.outcome, str(proposal.report)) == ("bifall", "2023/24:MJU11")


def test_decisions_per_point_are_read_with_votes_and_reservations(shared: Any) -> None:
    result = run(*(shared(f"data/riksdagen/bet_beslut_{session}.ndjson.gz") for session in SESSIONS))
    assert result["reports"] == {"new": 666, "changed": 0, "unchanged": 0, "points": 4292, "reservations": 5585}
    report = CommitteeReport.objects.get(session="2023/24", designation="AU10")
    point = report.points.get(number=1)
    assert (point.decided_by, point.winner, point.votes["S"], point.votes["M"]) == (
        "vote",
        "utskottet",
        [0, 93, 0, 13],
        [60, 0, 0, 8],
    )
    assert sum(map(sum, point.votes.values())) == 349
    assert report.reservations.get(number=1).parties == ["S"]


def test_every_single_document_can_be_read(shared: Any) -> None:
    folder = shared("data/riksdagen/motioner")
    result = run(*sorted(folder.glob("*.json")), *sorted((folder.parent / "betankanden").glob("*.json")))
    assert result["motions"]["new"] + result["motions"]["skipped"] == 32
    assert result["reports"]["new"] == 4
    assert MotionProposal.objects.filter(text__contains="&").count() == 0
