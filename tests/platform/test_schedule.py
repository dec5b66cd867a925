"""The schedule: every job once a night, however many schedulers and restarts."""

import datetime as dt
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from crm import tasks
from crm.models import ImportRun, ScheduledRun
from crm.schedule import JOBS, Job, enqueue_due

pytestmark = pytest.mark.django_db

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NIGHTLY = Job("nightly", tasks.clear_sessions, dt.time(3, 0))


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 10, day, hour, minute, tzinfo=STOCKHOLM)


def queued() -> int:
    return DBTaskResult.objects.count()


def test_new_job_waits_for_its_first_time():
    assert enqueue_due(at(10, 12), (NIGHTLY,)) == []
    assert enqueue_due(at(11, 2, 59), (NIGHTLY,)) == []
    assert enqueue_due(at(11, 3), (NIGHTLY,)) == ["nightly"]
    assert queued() == 1


def test_restart_does_not_run_a_job_twice():
    enqueue_due(at(10, 12), (NIGHTLY,))
    enqueue_due(at(11, 3, 1), (NIGHTLY,))
    assert enqueue_due(at(11, 3, 2), (NIGHTLY,)) == []
    assert enqueue_due(at(11, 23), (NIGHTLY,)) == []
    assert queued() == 1


def test_missed_nights_are_made_up_for_once():
    enqueue_due(at(10, 12), (NIGHTLY,))
    assert enqueue_due(at(14, 9), (NIGHTLY,)) == ["nightly"]
    assert enqueue_due(at(14, 9, 1), (NIGHTLY,)) == []
    assert queued() == 1


def test_only_one_of_two_schedulers_claims_a_job(monkeypatch):
    enqueue_due(at(10, 12), (NIGHTLY,))
    slow_read = ScheduledRun.objects.get(name="nightly")
    assert enqueue_due(at(11, 3), (NIGHTLY,)) == ["nightly"]
    # The other scheduler read the row before the first one had claimed it.
    monkeypatch.setattr(ScheduledRun.objects, "get_or_create", lambda **_: (slow_read, False))
    assert enqueue_due(at(11, 3), (NIGHTLY,)) == []
    assert queued() == 1


def test_job_is_due_by_the_clock_on_the_wall_when_summer_time_ends():
    # 25 October 2026: 03:00 comes after an hour more than usual.
    enqueue_due(at(24, 12), (NIGHTLY,))
    assert enqueue_due(dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC), (NIGHTLY,)) == []
    assert enqueue_due(dt.datetime(2026, 10, 25, 2, 0, tzinfo=dt.UTC), (NIGHTLY,)) == ["nightly"]


def test_names_of_jobs_are_unique():
    assert len({job.name for job in JOBS}) == len(JOBS)


def test_command_enqueues_what_is_due_and_the_worker_runs_all_of_it(run_jobs):
    long_ago = timezone.now() - dt.timedelta(days=3)
    ScheduledRun.objects.bulk_create(ScheduledRun(name=job.name, last_run_at=long_ago) for job in JOBS)
    call_command("scheduler", "--once", stdout=StringIO())
    assert run_jobs() == len(JOBS)


def test_upload_that_was_never_confirmed_is_deleted_with_its_file(
    settings, tmp_path, alma, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    old = upload(alma, days=8)
    young = upload(alma, days=6)
    applied = upload(alma, days=8, state=ImportRun.State.APPLIED)
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.clear_uploads.call() == 2
    assert set(ImportRun.objects.all()) == {young, applied}
    assert not old.file.storage.exists(old.file.name)
    assert young.file.storage.exists(young.file.name)


def test_upload_that_was_carried_out_keeps_its_counts_and_loses_file_and_names(
    settings, tmp_path, alma, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    run = upload(alma, days=8, state=ImportRun.State.APPLIED)
    ImportRun.objects.filter(pk=run.pk).update(result={"rows": 1, "lines": [{"name": "Anna Alm"}], "wrong": ["Anna"]})
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.clear_uploads.call() == 1
    kept = ImportRun.objects.get()
    assert (kept.file.name, kept.result) == ("", {"rows": 1})
    assert not run.file.storage.exists(run.file.name)


def upload(user, *, days, state=ImportRun.State.PREVIEWED):
    run = ImportRun(source="contacts", file_name="lista.csv", state=state, created_by=user)
    run.file.save("lista.csv", ContentFile(b"namn\nAnna Alm\n"))
    ImportRun.objects.filter(pk=run.pk).update(created_at=timezone.now() - dt.timedelta(days=days))
    return run
