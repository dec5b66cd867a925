"""Background work of the roof: tidying by night, the letter in the morning."""

import datetime as dt
import logging
from functools import partial

from django.core.management import call_command
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django_tasks import task
from knox.models import get_token_model

from crm.common import attachments, charts
from crm.common.exports.services import forget_files
from crm.common.search.vocabulary import relearn
from crm.models import ImportRun, Operation, User
from crm.services import digests

logger = logging.getLogger(__name__)
KEEP_UPLOADS = dt.timedelta(days=7)
KEEP_JOB_RESULTS_DAYS = 30
UNCONFIRMED = (ImportRun.State.UPLOADED, ImportRun.State.READING, ImportRun.State.PREVIEWED)
# What of an import's result names people.
NAMING = ("lines", "doubtful_rows", "wrong")


@task()
def clear_sessions() -> None:
    """Forget logins that have run out."""
    call_command("clearsessions")


@task()
def clear_tokens() -> int:
    """Forget API tokens that have run out."""
    return get_token_model().objects.filter(expiry__lt=timezone.now()).delete()[0]


@task()
def clear_uploads() -> int:
    """Forget uploaded lists: those never confirmed wholly, of those that were the file and the rows it named.

    They hold personal data that nobody asked to keep. What an import did stays, in history, as counts and as links
    from its rows to whom they became.
    """
    old = ImportRun.objects.filter(created_at__lt=timezone.now() - KEEP_UPLOADS)
    kept = Q(state__in=UNCONFIRMED) | ~Q(file="")
    return sum(_forget(run) for run in old.filter(kept).exclude(state=ImportRun.State.QUEUED))


@transaction.atomic
def _forget(run: ImportRun) -> bool:
    """Whether there was something to forget; a run that was confirmed meanwhile is left alone."""
    same = ImportRun.objects.filter(pk=run.pk, state=run.state)
    if run.state in UNCONFIRMED:
        done = same.delete()[0]
    else:
        result = {name: value for name, value in run.result.items() if name not in NAMING}
        done = same.update(file="", result=result)
        run.rows.update(name="", detail="", data={})  # type: ignore[attr-defined]
    if done and run.file:
        transaction.on_commit(partial(run.file.storage.delete, run.file.name))
    return bool(done)


@task()
def tidy_search_words() -> None:
    """Learn names that came past the services, forget those that nobody has any longer."""
    relearn()


@task()
def clear_exports() -> int:
    """Throw away the files of long exports that have had their time. Who took out what stays in the log."""
    return forget_files()


@task()
def clear_attachments() -> int:
    """Throw away uploads that were never used, and files that were taken away and can no longer come back."""
    return attachments.tidy()


@task()
def clear_charts() -> int:
    """Throw away pictures of figures that no page has shown for a month."""
    return charts.tidy()


@task()
def clear_job_results() -> None:
    """Forget how finished jobs went."""
    call_command("prune_db_task_results", min_age_days=KEEP_JOB_RESULTS_DAYS, verbosity=0)


@task()
def send_digests() -> int:
    """Send the day's letter to those who want it. One that cannot be sent keeps nobody else's back."""
    day = timezone.localdate()
    sent = 0
    for user in digests.receivers(day):
        try:
            sent += digests.send(user=user, day=day)
        except Exception:
            # Whatever is wrong with one letter, the others go; the log says what it was.
            logger.exception("The day's letter could not be sent", extra={"user": user.pk})
    return sent


@task()
def undo_operation(operation_id: int, user_id: int) -> None:
    """Take a large change back."""
    from crm.services import operations

    actor = User.objects.get(pk=user_id)
    with translation.override(actor.language):
        operations.carry_out(operation=Operation.objects.get(pk=operation_id), actor=actor)
