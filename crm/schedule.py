"""What runs by itself, and when. To add a job: write a task, and a line in JOBS."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from advocacy import jobs as advocacy_jobs
from advocacy import jobs_papers
from contacts import jobs as register_jobs
from crm import tasks
from crm.models import ScheduledRun


@dataclass(frozen=True)
class Job:
    """A task that is put in the queue once a day, at or after a time of day, or each time that `every` has passed."""

    name: str
    task: Task[Any, Any]
    at: dt.time = dt.time(0)
    every: dt.timedelta | None = None

    def last_due(self, now: dt.datetime) -> dt.datetime:
        """The latest moment at or before `now` when this job was due, by the clock on the wall."""
        if self.every:
            return now - dt.timedelta(seconds=now.timestamp() % self.every.total_seconds())
        local = timezone.localtime(now)
        today = dt.datetime.combine(local.date(), self.at, tzinfo=local.tzinfo)
        if today <= local:
            return today
        return dt.datetime.combine(local.date() - dt.timedelta(days=1), self.at, tzinfo=local.tzinfo)


JOBS = (
    Job("clear_sessions", tasks.clear_sessions, dt.time(2, 0)),
    Job("clear_tokens", tasks.clear_tokens, dt.time(2, 5)),
    Job("clear_uploads", tasks.clear_uploads, dt.time(2, 10)),
    Job("clear_exports", tasks.clear_exports, dt.time(2, 12)),
    Job("clear_attachments", tasks.clear_attachments, dt.time(2, 14)),
    Job("clear_charts", tasks.clear_charts, dt.time(2, 16)),
    Job("clear_papers", jobs_papers.clear_papers, dt.time(2, 18)),
    Job("clear_job_results", tasks.clear_job_results, dt.time(2, 15)),
    Job("clear_radar_files", register_jobs.clear_radar_files, dt.time(2, 17)),
    Job("find_duplicates", register_jobs.find_duplicates, dt.time(3, 0)),
    Job("clear_mails", advocacy_jobs.clear_mails, dt.time(2, 25)),
    Job("keep_introductions", advocacy_jobs.keep_introductions, dt.time(3, 30)),
    Job("send_digests", tasks.send_digests, dt.time(6, 0)),
    Job("tidy_search_words", tasks.tidy_search_words, dt.time(2, 20)),
)


MAILBOX = (Job("fetch_mail", advocacy_jobs.fetch_mail, every=dt.timedelta(minutes=5)),)
if settings.MAILBOX_URL:
    JOBS += MAILBOX


def enqueue_due(now: dt.datetime, jobs: tuple[Job, ...] = JOBS) -> list[str]:
    """Put every job that is due in the queue, each once however many schedulers run; return their names.

    A job that is seen for the first time waits for its next time. A night that was missed is made up for once.
    """
    return [job.name for job in jobs if _claim(job, now)]


def _claim(job: Job, now: dt.datetime) -> bool:
    with transaction.atomic():
        run, is_new = ScheduledRun.objects.get_or_create(name=job.name, defaults={"last_run_at": now})
        if is_new or run.last_run_at >= job.last_due(now):
            return False
        # Only one of several schedulers finds the row as it was read.
        won = ScheduledRun.objects.filter(pk=run.pk, last_run_at=run.last_run_at).update(last_run_at=now)
        if won:
            job.task.enqueue()
        return bool(won)
