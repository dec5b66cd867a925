"""Commitments: what they promised us and we promised them, until it is kept or not."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advocacy.choices import CommitmentState
from advocacy.models import Commitment, Interaction, Priority
from advocacy.permissions import require_commitment
from advocacy.services.holding import held
from contacts.models import Organization, Person
from crm.common import writes
from crm.common.dates import today
from crm.common.permissions import Role, require
from crm.models import User


class Details(TypedDict, total=False):
    """What a commitment holds beside who promised what."""

    person: Person | None
    organization: Organization | None
    priority: Priority | None
    owner: User
    made_on: dt.date
    due_on: dt.date | None


class Changes(Details, total=False):
    promiser: str
    text: str


@transaction.atomic
def add(*, actor: User, promiser: str, text: str, **details: Unpack[Details]) -> Commitment:
    """Note a commitment outside a contact; made today and watched by the actor unless something else is said."""
    require(actor, Role.EDITOR)
    commitment = Commitment(promiser=promiser, text=text, **{"owner": actor, "made_on": today(), **details})
    _check(commitment)
    return writes.save(commitment, actor=actor)


@transaction.atomic
def edit(*, actor: User, commitment: Commitment, version: int | None = None, **changes: Unpack[Changes]) -> Commitment:
    """Change what is given. Raises Conflict when `version` is not the stored one.

    The day on which it was made is the contact's where it was made in one.
    """
    _hold_contact(commitment)
    writes.check_version(commitment, version)
    current = writes.locked(commitment)
    require_commitment(actor, current)
    if current.interaction_id:
        changes.pop("made_on", None)
    if writes.assign(current, changes):
        _check(current)
        writes.save(current, actor=actor)
        _touch_contact(current, actor)
    return current


@transaction.atomic
def close(*, actor: User, commitment: Commitment, state: str, on: dt.date | None = None) -> Commitment:
    """Say how a commitment went (kept, broken, no longer of interest), or that it is open after all.

    Saying the same twice changes nothing.
    """
    _hold_contact(commitment)
    current = writes.locked(commitment)
    require_commitment(actor, current)
    if current.state != state:
        current.state = state
        current.closed_on = None if state == CommitmentState.OPEN else on or today()
        writes.save(current, actor=actor)
        _touch_contact(current, actor)
    return current


def _check(commitment: Commitment) -> None:
    if not (commitment.person_id or commitment.organization_id or commitment.interaction_id):
        raise ValidationError({"person": _("Ange vem åtagandet gäller: en person eller en organisation.")})
    # What was promised in a contact has the contact's day.
    if not commitment.interaction_id and commitment.made_on > today():
        raise ValidationError({"made_on": _("Dagen ligger framåt i tiden.")})


def _hold_contact(commitment: Commitment) -> None:
    """The contact is held before its parts, as whoever changes it whole does."""
    if commitment.interaction:
        held(commitment.interaction)


def _touch_contact(commitment: Commitment, actor: User) -> None:
    """The contact is another than the one that a colleague may have open in a form: they are told before they save."""
    if commitment.interaction_id:
        writes.save(Interaction.objects.select_for_update().get(pk=commitment.interaction_id), actor=actor)
