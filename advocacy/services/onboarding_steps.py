"""The steps of a case by hand: ticked, left out with a word, taken back. The rest follows: `onboarding_following`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.models import Interaction, OnboardingCaseStep
from contacts.models import Person
from crm.common import keeping, writes
from crm.common.dates import today
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.models import Operation, User


@transaction.atomic
@keeping.once()
def tick(*, actor: User, step: OnboardingCaseStep, on: dt.date | None = None) -> OnboardingCaseStep:
    """Say that a step was done, today or `on` a day before. What is done already stays as it is.

    Raises ValidationError when the day lies ahead.
    """
    require(actor, Role.EDITOR)
    row = _held([step])[0]
    if row.done_on is None:
        _tick(row, actor, on)
        writes.save(row, actor=actor)
    return row


def tick_many(*, actor: User, steps: Collection[OnboardingCaseStep], on: dt.date | None = None) -> Operation:
    """The same of many, as one change that can be undone."""
    require(actor, Role.EDITOR)
    title = ngettext("%(n)d steg avbockat", "%(n)d steg avbockade", len(steps)) % {"n": len(steps)}
    with operation(kind=Operation.Kind.BULK, title=title, actor=actor) as made:
        rows = [row for row in _held(steps) if row.done_on is None]
        for row in rows:
            _tick(row, actor, on)
        writes.change_many(rows, ["done_on", "done_by", "skipped_reason"], actor=actor)
    return made


def _tick(row: OnboardingCaseStep, actor: User, on: dt.date | None) -> None:
    day = on or today()
    if day > today():
        raise ValidationError({"on": _("Ett steg kan inte vara klart en dag som inte har varit.")})
    row.done_on, row.done_by, row.interaction, row.skipped_reason = day, actor, None, ""


@transaction.atomic
@keeping.once()
def untick(*, actor: User, step: OnboardingCaseStep) -> OnboardingCaseStep:
    """Take a tick back. Raises ValidationError where a contact shows that the step is done."""
    require(actor, Role.EDITOR)
    row = _held([step])[0]
    if row.done_on and row.done_by_id is None:
        raise ValidationError(_("Steget är klart genom en registrerad kontakt. Ändra kontakten i stället."))
    if row.done_on:
        row.done_on = row.done_by = None
        writes.save(row, actor=actor)
    return row


@transaction.atomic
@keeping.once()
def skip(*, actor: User, step: OnboardingCaseStep, reason: str) -> OnboardingCaseStep:
    """Leave a step out, with a word why. It is late no more, but not done: a required one stands in the way of
    'introduced'. Raises ValidationError without a word, or when it is done.
    """
    require(actor, Role.EDITOR)
    row = _held([step])[0]
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför steget hoppas över.")})
    if row.done_on:
        raise ValidationError(_("Steget är redan klart."))
    row.skipped_reason = reason.strip()
    return writes.save(row, actor=actor)


@transaction.atomic
@keeping.once()
def unskip(*, actor: User, step: OnboardingCaseStep) -> OnboardingCaseStep:
    require(actor, Role.EDITOR)
    row = _held([step])[0]
    if row.skipped_reason:
        row.skipped_reason = ""
        writes.save(row, actor=actor)
    return row


def _held(steps: Collection[OnboardingCaseStep]) -> list[OnboardingCaseStep]:
    """These steps as they are now; the people they are for are held, as whoever logs a contact holds them."""
    rows = OnboardingCaseStep.objects.filter(pk__in=[step.pk for step in steps]).select_related("case")
    writes.hold(Person, {row.case.person_id for row in rows})
    return list(rows.all())


def with_contacts(steps: Iterable[OnboardingCaseStep], reader: User) -> list[Any]:
    """The same with `contact`, what showed that each is done, and `is_hidden`: there is one that `reader` may not read.

    One query.
    """
    rows: list[Any] = list(steps)
    ids = {row.interaction_id for row in rows if row.interaction_id}
    contacts = Interaction.objects.visible_to(reader).in_bulk(ids) if ids else {}
    for row in rows:
        row.contact = contacts.get(row.interaction_id)
        row.is_hidden = row.interaction_id is not None and row.contact is None
    return rows
