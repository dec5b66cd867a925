"""What happens to the composition rules of a body: they are made, changed, put in order and taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict, Unpack

from django.db import models, transaction
from django.db.models import Max

from contacts import permissions
from contacts.models import (
    Area,
    CompositionRule,
    CompositionRuleArea,
    CompositionRuleOrganization,
    CompositionRuleParty,
    Organization,
    Party,
)
from crm.common import writes
from crm.models import User


class RuleFields(TypedDict, total=False):
    """What a rule says besides whose it is and what it counts."""

    sector: str
    side: str
    role: str
    at_least: int | None
    at_most: int | None
    note: str


@transaction.atomic
def add(
    *,
    organization: Organization,
    measure: str,
    actor: User,
    areas: Sequence[Area] = (),
    organizations: Sequence[Organization] = (),
    parties: Sequence[Party] = (),
    **fields: Unpack[RuleFields],
) -> CompositionRule:
    """Give a body a rule, after those that it has."""
    permissions.require_editing(actor)
    # Two who add at once would both come last.
    writes.locked(organization)
    last = CompositionRule.objects.filter(organization=organization).aggregate(last=Max("position"))["last"] or 0
    rule = CompositionRule(organization=organization, measure=measure, position=last + 1, **fields)
    writes.save(rule, actor=actor)
    _link(rule, areas, organizations, parties, actor)
    return rule


@transaction.atomic
def edit(
    *,
    rule: CompositionRule,
    actor: User,
    version: int | None = None,
    areas: Sequence[Area] = (),
    organizations: Sequence[Organization] = (),
    parties: Sequence[Party] = (),
    **fields: Unpack[RuleFields],
) -> CompositionRule:
    """Change a rule; the counties, organizations and parties given are all that it names."""
    permissions.require_editing(actor)
    writes.check_version(rule, version)
    current = writes.locked(rule)
    changed = writes.assign(current, fields)
    if _link(current, areas, organizations, parties, actor) or changed:
        writes.save(current, actor=actor)
    return current


@transaction.atomic
def remove(*, rule: CompositionRule, actor: User) -> None:
    """Take a rule away. What it said stays in history."""
    permissions.require_editing(actor)
    for links in (rule.areas, rule.organizations, rule.parties):
        for link in links.all():
            writes.remove(link, actor=actor)
    writes.remove(rule, actor=actor)


@transaction.atomic
def move_up(*, rule: CompositionRule, actor: User) -> None:
    """Put a rule before the one that stands before it."""
    permissions.require_editing(actor)
    rules = list(CompositionRule.objects.select_for_update().filter(organization=rule.organization_id))
    rules.sort(key=lambda one: (one.position, one.pk))
    place = rules.index(rule)
    if place:
        rules[place - 1], rules[place] = rules[place], rules[place - 1]
    for position, one in enumerate(rules, start=1):
        if one.position != position:
            one.position = position
            writes.save(one, actor=actor)


def _link(
    rule: CompositionRule,
    areas: Iterable[Area],
    organizations: Iterable[Organization],
    parties: Iterable[Party],
    actor: User,
) -> bool:
    """Make the rule name exactly these. Returns whether that changed anything."""
    changed = [
        _relink(rule, CompositionRuleArea, "area", areas, actor),
        _relink(rule, CompositionRuleOrganization, "organization", organizations, actor),
        _relink(rule, CompositionRuleParty, "party", parties, actor),
    ]
    return any(changed)


def _relink(rule: CompositionRule, model: type[Any], name: str, wanted: Iterable[models.Model], actor: User) -> bool:
    held = {getattr(link, f"{name}_id"): link for link in model.objects.filter(rule=rule)}
    by_id = {one.pk: one for one in wanted}
    for pk, link in held.items():
        if pk not in by_id:
            writes.remove(link, actor=actor)
    new = [model(rule=rule, **{name: one}) for pk, one in by_id.items() if pk not in held]
    writes.create_many(new, actor=actor)
    return bool(new) or set(held) != set(by_id)
