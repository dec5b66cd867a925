"""A radar run from file to register and back: as a job, and as `manage.py radar`."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from contacts import jobs, jobs_radar
from contacts.choices import ChangeKind, ChangeState, RadarState, Scheme
from contacts.imports import fetching
from contacts.models import ExternalIdentifier, Membership, Person, RadarRun
from contacts.services import radar_applying, radar_decisions, radar_tidying, radar_undoing
from contacts.services.reference import load_register
from crm.common import progress
from crm.models import User
from tests import make, tables
from tests.contacts.importing import DATA, sample

RD, KF = DATA / "val_RD.json", DATA / "val_KF_1980.json"
LAST_DAY = dt.date(2026, 9, 27)


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    load_register(actor=User.objects.system())


@pytest.fixture
def sitting() -> Person:
    """Sat 2022–26 for the same party and constituency as one of those elected: the Riksdag's number is known."""
    area = make.Area.objects.get(kind="constituency", name="Västmanlands län")
    who = make.mp("Inga Mallgren", area, code="L", term=_term())
    ExternalIdentifier.objects.create(scheme=Scheme.RIKSDAGEN, value="0123456789012", person=who)
    return who


@pytest.fixture
def leaving() -> Person:
    return make.mp("Bo Avgående", code="S", term=_term())


def _term() -> Any:
    return make.Term.objects.get(body="riksdag", organization=None, starts_on=dt.date(2022, 9, 26))


def radar(*arguments: str | Path, source: str = "valmyndigheten") -> tuple[dict[str, Any], int]:
    """What the command prints, and its exit status."""
    out, status = io.StringIO(), 0
    try:
        call_command("radar", *map(str, arguments), "--source", source, "--json", stdout=out)
    except SystemExit as end:
        status = int(end.code or 0)
    return json.loads(out.getvalue()), status


def upload(actor: User, path: Path = RD) -> RadarRun:
    return jobs_radar.start(actor=actor, source="valmyndigheten", file=ContentFile(path.read_bytes(), name=path.name))


def test_command_reads_substitutes_when_asked_to() -> None:
    assert radar(RD)[0]["changes"] == {"new_person": 3}
    assert radar(RD, "--substitutes")[0]["changes"] == {"new_person": 4}


# --- The job ------------------------------------------------------------------------------------------------------


def test_file_becomes_proposals_then_mandates_then_is_taken_back(alma, leaving, sitting, run_jobs) -> None:
    before = tables.as_they_stand()
    run = upload(alma)
    assert run_jobs() == 1
    run.refresh_from_db()
    assert (run.state, run.result["rows"], run.source_on) == (RadarState.OPEN, 3, dt.date(2026, 9, 19))
    assert tables.differences(before, tables.as_they_stand()) == {}
    kinds = dict(run.changes.values_list("name", "kind"))
    assert kinds == {
        "Inga Testberg Mallgren": ChangeKind.RE_ELECTED,
        "Alva Maria Öståker": ChangeKind.NEW_PERSON,
        "Karl af Provhult": ChangeKind.NEW_PERSON,
        "Bo Avgående": ChangeKind.LEFT,
    }
    for change in run.changes.all():
        radar_decisions.decide(actor=alma, change=change, state=ChangeState.ACCEPTED)
    assert jobs_radar.start_applying(run=run, actor=alma)
    assert not jobs_radar.start_applying(run=run, actor=alma)
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.result["applied"]) == (RadarState.DONE, 4)
    assert progress.of(f"radar-{run.pk}") is None
    assert Membership.objects.get(person=leaving).ends_on == LAST_DAY
    held = sitting.memberships.order_by("starts_on")
    assert [m.ends_on for m in held] == [LAST_DAY, None]
    assert held[1].source == "Valmyndigheten"
    jobs_radar.start_undoing(run=run, actor=alma)
    assert tables.differences(before, tables.as_they_stand()) == {}


def test_large_run_is_taken_back_by_the_job_worker(alma, run_jobs, monkeypatch) -> None:
    monkeypatch.setattr("crm.common.undo.AT_ONCE", 1)
    run = upload(alma)
    run_jobs()
    radar_decisions.accept_certain(actor=alma, run=run)
    jobs_radar.start_applying(run=run, actor=alma)
    run_jobs()
    assert Membership.objects.count() == 3
    assert jobs_radar.start_undoing(run=run, actor=alma) is None
    run_jobs()
    run.refresh_from_db()
    assert (run.state, Membership.objects.count()) == (RadarState.UNDONE, 0)


def test_file_that_is_none_says_so_and_can_be_tried_again(alma, run_jobs) -> None:
    run = jobs_radar.start(actor=alma, source="valmyndigheten", file=ContentFile(b"inget", name="val.json"))
    run_jobs()
    run.refresh_from_db()
    assert run.state == RadarState.FAILED
    assert run.result["message"]
    assert jobs_radar.start_again(run=run, actor=alma)
    run_jobs()
    run.refresh_from_db()
    assert run.state == RadarState.FAILED


def test_job_killed_half_way_leaves_nothing_and_is_done_again(alma, sitting, run_jobs, monkeypatch) -> None:
    """The worker dies after the first changes are written: nothing of them is there, and 'Gör om' does all of it."""

    class Killed(BaseException):
        pass

    def die(*_args: Any, **_named: Any) -> None:
        raise Killed

    run = upload(alma)
    run_jobs()
    radar_decisions.accept_certain(actor=alma, run=run)
    before = tables.as_they_stand()
    jobs_radar.start_applying(run=run, actor=alma)
    with monkeypatch.context() as patch:
        patch.setattr(radar_applying._Applying, "note", die)
        with pytest.raises(Killed):
            jobs_radar.apply_changes.func(run.pk, alma.pk)
    run.refresh_from_db()
    assert run.state == RadarState.APPLYING
    assert tables.differences(before, tables.as_they_stand()) == {}
    monkeypatch.setattr("contacts.services.radar.SILENCE", dt.timedelta(seconds=-1))
    assert jobs_radar.start_again(run=run, actor=alma)
    run_jobs()
    assert Membership.objects.filter(starts_on=dt.date(2026, 9, 28)).count() == 3


def test_what_is_carried_out_is_the_file_that_was_compared_not_a_newer_one(alma, run_jobs, monkeypatch) -> None:
    address = "https://resultat.val.se/val2026/RD.json"
    files = [RD.read_bytes()]

    def fetch(address: str, options: Any = None, *, told: Any = None) -> fetching.Fetched:
        return fetching.Fetched(address, "RD.json", files.pop(), dt.date(2026, 9, 20), False)

    monkeypatch.setattr(fetching, "fetch", fetch)
    run = jobs_radar.start(actor=alma, source="valmyndigheten", address=address)
    run_jobs()
    radar_decisions.accept_certain(actor=alma, run=run)
    jobs_radar.start_applying(run=run, actor=alma)
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.file_name, Membership.objects.count()) == (RadarState.DONE, "RD.json", 3)


def test_file_of_an_old_run_is_thrown_away_and_what_came_of_it_stays(
    alma, run_jobs, django_capture_on_commit_callbacks
) -> None:
    old, young, waiting = upload(alma), upload(alma), upload(alma)
    run_jobs()
    long_ago = timezone.now() - radar_tidying.KEPT - dt.timedelta(days=1)
    RadarRun.objects.filter(pk__in=(old.pk, waiting.pk)).update(created_at=long_ago)
    RadarRun.objects.filter(pk=waiting.pk).update(state=RadarState.APPLYING)
    storage, name = old.file.storage, old.file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.clear_radar_files.call() == 1
    assert not storage.exists(name)
    for kept in (young, waiting):
        assert storage.exists(kept.file.name)
    old.refresh_from_db()
    assert old.changes.count() == 3
    radar_decisions.accept_certain(actor=alma, run=old)
    jobs_radar.start_applying(run=old, actor=alma)
    run_jobs()
    old.refresh_from_db()
    assert "finns inte kvar" in old.result["message"]


def test_job_tells_how_far_it_has_come(alma, run_jobs, monkeypatch) -> None:
    told: list[tuple[int, int]] = []
    run = upload(alma)
    monkeypatch.setattr(progress, "tell", lambda name, done, total: told.append((done, total)))
    run_jobs()
    assert told == [(0, 0), (1, 3), (2, 3), (3, 3)]
    run.refresh_from_db()
    assert run.state == RadarState.OPEN


# --- The command --------------------------------------------------------------------------------------------------


def test_command_proposes_and_changes_nothing_unless_told_to_accept(leaving, sitting) -> None:
    before = tables.as_they_stand()
    told, status = radar(RD)
    assert status == 0
    assert told["changes"] == {"new_person": 2, "re_elected": 1, "left": 1}
    assert tables.differences(before, tables.as_they_stand()) == {}
    pair = next(pair for pair in told["pairs"] if pair["person"] == "0123456789012")
    assert set(pair) == {"person", "candidate", "score", "certain", "reasons"}
    assert RadarRun.objects.get().changes.count() == 4


def test_command_accepts_what_is_certain_and_a_second_run_finds_nothing(leaving, sitting) -> None:
    told, _status = radar(RD, "--accept", "certain")
    run = RadarRun.objects.get()
    certain = run.changes.filter(is_certain=True).count()
    assert told["applied"] == certain
    assert run.changes.filter(state=ChangeState.APPLIED).count() == certain
    again, _status = radar(RD)
    assert sum(again["changes"].values()) == run.changes.filter(state=ChangeState.OPEN).count()
    radar_undoing.undo_run(run=run, actor=User.objects.system())
    assert radar(RD)[0]["changes"] == told["changes"]


def test_command_never_accepts_what_staff_have_refused(alma) -> None:
    first, _status = radar(RD)
    alva = RadarRun.objects.get(pk=first["run"]).changes.get(name="Alva Maria Öståker")
    radar_decisions.decide(actor=alma, change=alva, state=ChangeState.REFUSED)
    told, _status = radar(RD, "--accept", "certain")
    assert (told["changes"], told["refused"], told["applied"]) == ({"new_person": 2}, 1, 2)
    assert not Person.objects.filter(legal_name="Alva Maria Öståker").exists()


def test_command_takes_several_files_and_folders_together(tmp_path) -> None:
    told, _status = radar(RD, KF, "--accept", "certain")
    assert told["applied"] == sum(told["changes"].values()) == Membership.objects.count() > 3
    assert set(Membership.objects.values_list("organization__name", flat=True)) == {
        "Sveriges riksdag",
        "Kommunfullmäktige i Västerås stad",
    }
    folder = tmp_path / "val"
    folder.mkdir()
    for path in (RD, KF):
        shutil.copy(path, folder / f"Val_slutlig_mandatfordelning_{path.name}")
    again, _status = radar(folder)
    assert (again["rows"], again["changes"]) == (told["rows"], {})


def test_command_says_what_is_wrong_and_accepts_nothing_then(tmp_path) -> None:
    file = tmp_path / "RD.json"
    text = json.dumps(sample("val_RD.json"), ensure_ascii=False)
    file.write_text(text.replace('"Karl af Provhult"', '""'))
    told, status = radar(file, "--accept", "certain")
    assert (status, told["applied"]) == (1, 0)
    assert len(told["wrong"]) == 1
    assert RadarRun.objects.get().changes.filter(kind=ChangeKind.NEW_PERSON).count() == 2
    assert not Person.objects.exists()


@pytest.mark.parametrize("name", ["finns-inte.json", "http://example.se/x.json"])
def test_command_ends_with_2_when_the_source_cannot_be_used(name) -> None:
    with pytest.raises(CommandError) as refused:
        radar(name)
    assert refused.value.returncode == 2


def test_command_says_the_same_in_sentences(sitting) -> None:
    out = io.StringIO()
    call_command("radar", str(RD), "--source", "valmyndigheten", stdout=out)
    assert "3 rader lästa" in out.getvalue()
    assert "Ny person 2" in out.getvalue()
    assert "Ingenting i registret är ändrat" in out.getvalue()
