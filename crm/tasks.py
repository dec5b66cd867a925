"""Background work of the floor: tidying, by night."""

import datetime as dt

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from knox.models import get_token_model

from crm.models import ImportRun

KEEP_UPLOADS = dt.timedelta(days=7)
KEEP_JOB_RESULTS_DAYS = 30


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
    """Delete uploaded lists that were never confirmed: they hold personal data that nobody asked to keep."""
    stale = ImportRun.objects.filter(state=ImportRun.State.PREVIEWED, created_at__lt=timezone.now() - KEEP_UPLOADS)
    for run in stale:
        if run.file:
            run.file.delete(save=False)
        run.delete()
    return len(stale)


@task()
def clear_job_results() -> None:
    """Forget how finished jobs went."""
    call_command("prune_db_task_results", min_age_days=KEEP_JOB_RESULTS_DAYS, verbosity=0)
