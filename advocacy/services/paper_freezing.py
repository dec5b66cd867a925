"""Approving in the background: the figures of a whole paper take many seconds to count."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from advocacy.models import BoardPaper
from advocacy.services import papers
from crm.common import progress
from crm.common.notifying import tell
from crm.common.writes import Conflict
from crm.models import Notification, User


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
