"""Approving in the background: the figures of a whole paper take many seconds to count."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from advocacy.models import BoardPaper
from advocacy.services import papers
from crm.common import progress
from crm.common.notifying import tell
from crm.common.writes import Conflict
from crm.models import Notification, User

SLOW = 30  # seconds in the queue: the job worker does not seem to run
SILENCE = 120  # seconds without a word from a job that has begun: its worker was ended half-way


@dataclass(frozen=True)
class Freezing:
    """A paper that somebody has asked to have approved: how many chapters of how many are counted."""

    done: int
    total: int
    percent: int
    silent: float

    @property
    def is_slow(self) -> bool:
        """Whether it lies in the queue longer than it should."""
        return not self.total and self.silent > SLOW

    @property
    def is_stopped(self) -> bool:
        """Whether its worker was ended half-way: nothing was frozen, and it may be asked for again."""
        return self.total > 0 and self.silent > SILENCE


def under_way(pk: int) -> Freezing | None:
    """How far the approval of a paper has come; None when nobody has asked for it, or it is over."""
    name = progress_name(pk)
    told, felt_at = progress.of(name), progress.felt_at(name)
    if told is None or felt_at is None:
        return None
    return Freezing(told.done, told.total, told.percent, time.time() - felt_at)


def carry_out(*, paper: BoardPaper, actor: User, version: int | None) -> None:
    """What the job worker does. Who asked for it is told when it cannot be done."""
    name = progress_name(paper.pk)
    try:
        papers.approve(actor=actor, paper=paper, version=version, told=partial(progress.tell, name))
    except Conflict:
        _fail(paper, actor, _("Underlaget ändrades medan siffrorna räknades."))
    except (ValidationError, PermissionDenied) as error:
        _fail(paper, actor, " ".join(error.messages) if isinstance(error, ValidationError) else str(error))
    finally:
        progress.forget(name)


def progress_name(pk: int) -> str:
    return f"paper-{pk}"


def _fail(paper: BoardPaper, actor: User, reason: str) -> None:
    title = _("%(paper)s fastställdes inte: %(reason)s") % {"paper": paper, "reason": reason}
    url = paper.get_absolute_url()
    tell(user=actor, actor=User.objects.system(), kind=Notification.Kind.PAPER, title=title, url=url)
