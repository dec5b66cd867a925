"""Carrying out what an import has planned: all of it or nothing, with history, few statements.

A source reader fills a `Plan` without writing anything. `apply` makes the plan anew inside the transaction
that carries it out, so that what is written follows the register as it is then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db import models, transaction

from contacts.models import (
    ContactDetail,
    ContactList,
    ContactListMember,
    ExternalIdentifier,
    Membership,
    MembershipStatus,
    Note,
    Organization,
    Party,
    PartyAlias,
    Person,
    PersonTag,
    Tag,
)
from contacts.services.import_plan import Doubt, Outcome, Plan, Wrong
from crm.common import writes
from crm.common.permissions import Role, require
from crm.models import User

__all__ = ["Doubt", "Outcome", "Plan", "Wrong", "apply", "write"]

# What a row refers to is stored before it.
ORDER: tuple[type[models.Model], ...] = (
    Tag, Party, PartyAlias, Organization, Person, Membership, MembershipStatus, ContactDetail, ExternalIdentifier,
    PersonTag, ContactList, ContactListMember, Note,
)  # fmt: skip


def apply(*, make_plan: Callable[[], Plan], actor: User, reason: str) -> tuple[Plan, bool]:
    """Make the plan and carry it out, in one transaction. Nothing is written when a row is wrong.

    Imports take turns, so that two of the same file do not both find the register without its people.
    """
    require(actor, Role.EDITOR)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=User.objects.system().pk)
        plan = make_plan()
        if plan.wrong:
            return plan, False
        write(plan, actor=actor, reason=reason)
        return plan, True


def write(plan: Plan, *, actor: User, reason: str) -> None:
    """Carry out one plan, or one part of a long file's: what changes was checked as it was planned.

    The caller holds the transaction.
    """
    changed = {**plan.changed, **plan.ended}.values()
    _change_many(plan, [obj for obj in changed if not isinstance(obj, ExternalIdentifier)], actor, reason)
    new: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for obj in plan.new:
        new[type(obj)].append(obj)
    for model in ORDER:
        objs = new[model]
        if model is Membership:
            # A substitute refers to the mandate of the one who is away.
            first = [obj for obj in objs if obj.stands_in_for is None]  # type: ignore[attr-defined]
            writes.create_many(first, actor=actor, reason=reason, is_checked=plan.is_checked)
            objs = [obj for obj in objs if obj.stands_in_for is not None]  # type: ignore[attr-defined]
        writes.create_many(objs, actor=actor, reason=reason, is_checked=plan.is_checked)
    # An identifier may have moved to a row that is stored only now.
    _change_many(plan, [obj for obj in changed if isinstance(obj, ExternalIdentifier)], actor, reason)


def _change_many(plan: Plan, changed: Iterable[models.Model], actor: User, reason: str) -> None:
    """Store changed rows model by model."""
    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for obj in changed:
        by_model[type(obj)].append(obj)
    for model, objs in by_model.items():
        names = set().union(*(plan.fields[model, obj.pk] for obj in objs))
        writes.change_many(objs, names, actor=actor, reason=reason, is_checked=True)
