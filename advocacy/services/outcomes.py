"""Outcomes: what changed, noted by one and checked by another, and the chain of our work that led to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypedDict, Unpack

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advocacy.models import Interaction, MotionProposal, Outcome, OutcomeContribution, Priority, Viewpoint
from crm.common import writes
from crm.common.dates import today
from crm.common.operations import operation
from crm.common.permissions import Role, can, require
from crm.models import Operation, User

Source = Interaction | MotionProposal | Viewpoint
LINK_OF: dict[type[Any], str] = {Interaction: "interaction", MotionProposal: "proposal", Viewpoint: "viewpoint"}


class Details(TypedDict, total=False):
    """What is said of an outcome: what changed, where it can be read, how strong, and how sure our part in it is."""

    title: str
    description: str
    priority: Priority
    strength: str
    happened_on: dt.date
    document: str
    page: str
    url: str
    quote: str
    amount: int | None
    confidence: str


@transaction.atomic
def note(*, actor: User, sources: Iterable[Source] = (), **details: Unpack[Details]) -> Outcome:
    """Note something that changed, with the first links of its chain. Raises ValidationError beside the field."""
    require(actor, Role.EDITOR)
    outcome = Outcome(noted_by=actor, **details)
    _check_day(outcome)
    writes.save(outcome, actor=actor)
    for source in sources:
        _link(outcome, source, "", actor)
    return outcome


@transaction.atomic
def edit(*, actor: User, outcome: Outcome, version: int | None = None, **details: Unpack[Details]) -> Outcome:
    """Change what is given; what was checked waits for a check again. Raises Conflict."""
    current = held(outcome, actor, version)
    if writes.assign(current, details):
        _check_day(current)
        _written(current, actor)
    return current


def may_check(user: User, outcome: Outcome) -> bool:
    """A second person: an editor who has neither noted nor last changed it."""
    return can(user, Role.EDITOR) and user.pk not in (outcome.noted_by_id, outcome.changed_by_id)


@transaction.atomic
def check(*, actor: User, outcome: Outcome, version: int | None = None) -> Outcome:
    """`actor` has read the source and agrees. Raises Conflict when it is not what they read."""
    current = held(outcome, actor, version)
    if not may_check(actor, current):
        raise PermissionDenied(_("Den som har noterat eller senast ändrat ett resultat kontrollerar det inte."))
    if current.checked_by_id is None:
        current.checked_by, current.checked_on = actor, today()
        writes.save(current, actor=actor)
    return current


def may_remove(user: User, outcome: Outcome) -> bool:
    """One's own as an editor, a manager anybody's."""
    return can(user, Role.MANAGER) or (can(user, Role.EDITOR) and outcome.noted_by_id == user.pk)


def remove(*, actor: User, outcome: Outcome) -> Operation:
    """Take away one that was noted by mistake, with its chain, as an operation that can be undone."""
    if not may_remove(actor, outcome):
        raise PermissionDenied(_("Bara den som noterade resultatet och ansvariga kan ta bort det."))
    title = _("Resultat borttaget: %s") % outcome.title
    with operation(kind=Operation.Kind.BULK, title=title, actor=actor) as made:
        current = writes.locked(outcome)
        writes.remove_many(list(current.contributions.all()), actor=actor)
        writes.remove(current, actor=actor)
    return made


# --- The chain ----------------------------------------------------------------------------------------------------


@transaction.atomic
def contribute(*, actor: User, outcome: Outcome, source: Source, note: str = "") -> OutcomeContribution:
    """Add a link to the chain. Raises ValidationError where it is there already or may not be read."""
    current = held(outcome, actor)
    link = _link(current, source, note, actor)
    _written(current, actor)
    return link


@transaction.atomic
def explain(*, actor: User, contribution: OutcomeContribution, note: str) -> OutcomeContribution:
    """Write how it contributed."""
    current = held(contribution.outcome, actor)
    row = _readable(contribution, actor)
    if writes.assign(row, {"note": note}):
        writes.save(row, actor=actor)
        _written(current, actor)
    return row


def take_out(*, actor: User, contribution: OutcomeContribution) -> Operation:
    """Take a link out of the chain, as an operation that can be undone."""
    title = _("Led borttaget ur kedjan till ett resultat")
    with operation(kind=Operation.Kind.BULK, title=title, actor=actor) as made:
        current = held(contribution.outcome, actor)
        writes.remove(_readable(contribution, actor), actor=actor)
        _written(current, actor)
    return made


def held(outcome: Outcome, actor: User, version: int | None = None) -> Outcome:
    """The row as it is now, held for a change by an editor. Raises PermissionDenied or Conflict."""
    require(actor, Role.EDITOR)
    writes.check_version(outcome, version)
    return writes.locked(outcome)


def _link(outcome: Outcome, source: Source, note: str, actor: User) -> OutcomeContribution:
    name = LINK_OF[type(source)]
    if isinstance(source, Interaction) and not Interaction.objects.visible_to(actor).filter(pk=source.pk).exists():
        raise PermissionDenied(_("Du saknar behörighet att göra detta."))
    if outcome.contributions.filter(**{name: source}).exists():
        raise ValidationError({name: _("Finns redan i kedjan.")})
    day = _day_of(source)
    if day and day > outcome.happened_on:
        raise ValidationError({name: _("Kom efter det som ändrades, och kan inte ha lett dit.")})
    return writes.save(OutcomeContribution(outcome=outcome, note=note, **{name: source}), actor=actor)


def _day_of(source: Source) -> dt.date | None:
    """When it was held, submitted or answered."""
    if isinstance(source, Interaction):
        return source.held_on
    return source.motion.submitted_on if isinstance(source, MotionProposal) else source.consultation.answered_on


def _readable(contribution: OutcomeContribution, actor: User) -> OutcomeContribution:
    """The link, held. A contact that one may not read one neither explains nor takes out."""
    if not OutcomeContribution.objects.visible_to(actor).filter(pk=contribution.pk).exists():
        raise PermissionDenied(_("Du saknar behörighet att göra detta."))
    return writes.locked(contribution)


def _written(outcome: Outcome, actor: User) -> None:
    """Store an outcome that `actor` changed, or whose chain they changed: another is to check it anew."""
    outcome.changed_by = actor
    outcome.checked_by = outcome.checked_on = None
    writes.save(outcome, actor=actor)


def _check_day(outcome: Outcome) -> None:
    if outcome.happened_on > today():
        raise ValidationError({"happened_on": _("Dagen ligger framåt i tiden.")})
