"""Background work of the advocacy part."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django_tasks import task

from advocacy.imports import mailbox
from advocacy.services import mails, onboarding_cohort, onboarding_following

KEEP_REFUSED = dt.timedelta(days=30)
# A mail that is just being taken in has its file before its row.
KEEP_FILES = dt.timedelta(days=1)


@task()
def fetch_mail() -> int:
    """Take in what colleagues have forwarded to the mailbox. Raises Unreachable: the next time makes up for it."""
    return mailbox.fetch().new


@task()
def clear_mails() -> int:
    """Forget mails that were refused or thrown away long ago, and files that a failed reading left behind."""
    now = timezone.now()
    mails.forget_files(now - KEEP_FILES)
    return mails.forget_old(now - KEEP_REFUSED)


@task()
def keep_introductions() -> int:
    """Open cases for whoever came into a cohort, and put all of those under way right: days pass, mandates end."""
    count = onboarding_cohort.fill()
    onboarding_following.refresh_running()
    return count
