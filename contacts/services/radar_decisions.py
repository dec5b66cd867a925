"""What staff say of the radar's proposals: accept, refuse, take it back; one, many, or all certain ones."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.choices import ChangeKind, ChangeState
from contacts.models import RadarChange, RadarRun
from contacts.querysets.radar import RadarChangeQuerySet
from contacts.services import radar
from crm.common import writes
from crm.common.permissions import Role, require
from crm.models import User

# The one of a doubtful one's choices that is no person of the register.
NEW = "new"
ANSWERS = (ChangeState.ACCEPTED, ChangeState.REFUSED, ChangeState.OPEN)
FINAL = (ChangeState.APPLIED, ChangeState.GONE)


@transaction.atomic
def decide(*, actor: User, change: RadarChange, state: str, choice: str = "") -> RadarChange:
    """Accept one (`ChangeState.ACCEPTED`), refuse it (`REFUSED`), or take back what was said (`OPEN`).

    Who is doubtful is accepted with a `choice`: the id of one of the candidates, or 'new' for somebody whom the
    register lacks. Raises ValidationError, with the choice's under 'choice'.
    """
    run = _held(actor, change.run, state)
    change = writes.locked(change)
    if change.state in FINAL:
        raise ValidationError(_("Förändringen är redan genomförd, eller gäller inte längre."))
    is_chosen = state == ChangeState.ACCEPTED and change.kind == ChangeKind.DOUBTFUL
    if is_chosen and choice not in choices(change):
        raise ValidationError({"choice": _("Välj vem det är: någon av dem som visas, eller en ny person.")})
    if is_chosen and choice != NEW and _is_taken(change, choice):
        raise ValidationError({"choice": _("En annan av dem som listas där är redan sagd att vara den personen.")})
    change.choice = choice if is_chosen else ""
    for name, value in _decision(actor, state).items():
        setattr(change, name, value)
    change.save(update_fields=["choice", *_decision(actor, state)])
    radar.settle(run=run)
    return change


@transaction.atomic
def decide_many(*, actor: User, run: RadarRun, changes: RadarChangeQuerySet, state: str) -> int:
    """The same for all of `changes` that it can be said of; who is doubtful is never accepted so. Returns how many."""
    run = _held(actor, run, state)
    found = RadarChange.objects.filter(run=run, pk__in=changes.order_by().values("pk"))
    found = found.exclude(state__in=(*FINAL, state))
    if state == ChangeState.ACCEPTED:
        found = found.exclude(kind=ChangeKind.DOUBTFUL)
    decided = found.update(choice="", **_decision(actor, state))
    radar.settle(run=run)
    return decided


def accept_certain(*, actor: User, run: RadarRun) -> int:
    """Accept every certain one that nobody has decided. Returns how many."""
    certain = RadarChange.objects.filter(run=run, is_certain=True, state=ChangeState.OPEN)
    return decide_many(actor=actor, run=run, changes=certain, state=ChangeState.ACCEPTED)


def choices(change: RadarChange) -> list[str]:
    """Who a doubtful one may be said to be."""
    return [NEW, *(str(candidate["person"]) for candidate in change.candidates)]


def _is_taken(change: RadarChange, choice: str) -> bool:
    """Whether another one of those listed in the same body was said to be that person."""
    others = RadarChange.objects.filter(run=change.run_id, kind=ChangeKind.DOUBTFUL, state=ChangeState.ACCEPTED)
    return others.filter(choice=choice, organization=change.organization_id).exclude(pk=change.pk).exists()


def _held(actor: User, run: RadarRun, state: str) -> RadarRun:
    require(actor, Role.EDITOR)
    if state not in ANSWERS:
        raise ValidationError(_("Välj att godkänna, avvisa eller ta tillbaka."))
    run = writes.locked(run)
    if run.state not in radar.AT_REST:
        raise ValidationError(_("Körningen arbetar. Vänta tills den är klar."))
    return run


def _decision(actor: User, state: str) -> dict[str, Any]:
    is_open = state == ChangeState.OPEN
    return {
        "state": state,
        "decided_by": None if is_open else actor,
        "decided_at": None if is_open else timezone.now(),
        "note": "",
    }
