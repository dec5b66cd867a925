"""When two rows say the same, and what the one that is left says.

The unique constraints tell which rows cannot stand beside each other on one person; a merge rule adds what else is the
same (`same`) and how two are joined (`join`). Dated rows are the same only if their days overlap, and have the days
of both afterwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.choices import CustomerStatus
from contacts.models import ContactDetail, CustomerMembership, Membership, Post
from crm.common import extensions
from crm.common.dates import Dated

# What each row says of itself alone.
OWN = {"id", "version", "created_at", "updated_at", "struck_at", "struck_reason", "starts_on", "ends_on"}
# What audiences ask of a mandate: of two that differ in it, one is not the other.
FACTS = (
    "person",
    "organization",
    "role",
    "kind",
    "party",
    "area",
    "side",
    "post",
    "represents",
    "stands_in_for",
    "struck_at",
)
CORE = ("person", "organization", "role", "kind", "struck_at")
DETAILS = ("party", "area", "side", "post", "represents", "stands_in_for")
# What a membership of ours says, and who said so.
CUSTOMER = ("status", "starts_on", "ends_on", "source", "source_on", "last_verified_on")


class Alike:
    """How rows of one model that point at the same one are told apart."""

    def __init__(self, model: type[models.Model], relation: Any, there: Iterable[Any] = ()) -> None:
        self.model, self.relation = model, relation
        rules = [rule for rule in extensions.merge_rules if rule.relation.rpartition(".")[0] == model._meta.label]
        self.same = [name for name in next((r.same for r in rules if r.same), ()) if name != relation.name]
        self.joiner = next((rule.join for rule in rules if rule.join), None)
        self.unique = [
            (constraint, [name for name in constraint.fields if name != relation.name])
            for constraint in model._meta.constraints
            if isinstance(constraint, UniqueConstraint) and relation.name in constraint.fields
        ]
        self._by_facts: dict[Any, list[Any]] = {}
        self._by_constraint: dict[Any, Any] = {}
        for row in there:
            self.add(row)

    def add(self, row: Any) -> None:
        """A row that is there now."""
        self._by_facts.setdefault(self._facts(row), []).append(row)
        if isinstance(row, Membership):
            self._by_facts.setdefault(self._core(row), []).append(row)
        if isinstance(row, CustomerMembership):
            self._by_facts.setdefault(CustomerMembership, []).append(row)
        for key in self._claims(row):
            self._by_constraint.setdefault(key, row)

    def _facts(self, row: Any) -> Any:
        return tuple(_attribute(row, name) for name in self.same)

    def _core(self, row: Any) -> Any:
        """What two mandates must agree in for one of them to say the same as the other, only less."""
        return ("core", *(_attribute(row, name) for name in CORE if name != self.relation.name))

    def _claims(self, row: Any) -> Iterator[Any]:
        """What nobody else may be beside the one that all of them point at."""
        if isinstance(self.relation, models.OneToOneField):
            yield ("",)
        for constraint, names in self.unique:
            values = tuple(_attribute(row, name) for name in names)
            if None not in values and holds(constraint.condition, row):
                yield (constraint.name, *values)

    def twin(self, row: Any) -> Any:
        """The row that `row` is joined with, because both say the same or cannot stand beside each other."""
        if self.same:
            alike = self._by_facts.get(self._facts(row), ())
            if self.model is not Post and isinstance(row, Dated):
                alike = [other for other in alike if overlap(row, other)]
            if alike:
                # Of several the one that `row` cannot stand beside: joined with another it would still be in the way.
                rival = self.rival(row)
                return rival if rival in alike else alike[0]
        if isinstance(row, Membership):
            for other in self._by_facts.get(self._core(row), ()):
                if _says_less(row, other) or _says_less(other, row):
                    return other
        if isinstance(row, CustomerMembership):
            for other in self._by_facts.get(CustomerMembership, ()):
                if CustomerStatus.UNKNOWN in (row.status, other.status) and overlap(row, other):
                    return other
        # Mandates and preferred addresses that meet are settled otherwise.
        return None if isinstance(row, Membership | ContactDetail) else self.rival(row)

    def rival(self, row: Any) -> Any:
        return next((self._by_constraint[key] for key in self._claims(row) if key in self._by_constraint), None)

    def join(self, kept: Any, dropped: Any) -> list[str]:
        """Let `kept` say what both say. Returns the names of the fields that changed."""
        before = {f.name: getattr(kept, f.attname) for f in kept._meta.concrete_fields}
        if isinstance(kept, Membership) and self._facts(kept) != self._facts(dropped):
            if _says_less(kept, dropped):
                for name in (*DETAILS, "starts_on", "ends_on"):
                    setattr(kept, name, getattr(dropped, name))
        elif isinstance(kept, CustomerMembership) and kept.status != dropped.status:
            # That nothing is known says nothing beside what is known.
            for name in CUSTOMER if kept.status == CustomerStatus.UNKNOWN else ():
                setattr(kept, name, getattr(dropped, name))
            dropped = kept  # nor is anything blank filled from it
        elif isinstance(kept, Dated) and self.same:
            kept.starts_on, kept.ends_on = _days_of_both(kept, dropped)
        if self.joiner:
            self.joiner(kept, dropped)
        else:
            _fill(kept, dropped)
        if isinstance(kept, ContactDetail) and self.rival(kept) not in (None, kept):
            # Another address is the preferred one already.
            kept.is_preferred = False
        return [f.name for f in kept._meta.concrete_fields if getattr(kept, f.attname) != before[f.name]]

    def settle(self, row: Any, merging: Any) -> list[str]:
        """Make room for a row that moves beside those that are there. Returns the fields of it that changed."""
        rival = self.rival(row) if isinstance(row, Membership | ContactDetail) else None
        if rival is None:
            return []
        if isinstance(row, Membership):
            return _strike_poorer(row, rival, merging)
        row.is_preferred = False
        return ["is_preferred"]


def _strike_poorer(row: Membership, other: Membership, merging: Any) -> list[str]:
    """Of two mandates of one role from one day that differ, the one that says less is struck, and stays to be read."""
    poorer, names = (row, ["struck_at", "struck_reason"])
    if _filled(row) > _filled(other):
        poorer = other
    poorer.struck_at = timezone.now()
    poorer.struck_reason = _("Samma roll från samma dag fanns redan när två slogs ihop.")
    if poorer is other:
        # At once: the constraint looks at every moment.
        merging.change([other], names)
        return []
    return names


def _says_less(poor: Membership, rich: Membership) -> bool:
    """Whether `poor` is blank or the same wherever `rich` speaks, and its days, as far as known, are within."""
    details = ((_attribute(poor, name), _attribute(rich, name)) for name in DETAILS)
    if any(mine not in (None, "", theirs) for mine, theirs in details):
        return False
    if poor.starts_on is None and poor.ends_on is None:
        return True
    begins = poor.starts_on is None or rich.starts_on is None or poor.starts_on >= rich.starts_on
    ends = rich.ends_on is None or (poor.ends_on is not None and poor.ends_on <= rich.ends_on)
    return begins and ends and overlap(poor, rich)


def _filled(membership: Membership) -> int:
    return sum(1 for name in FACTS if _attribute(membership, name) not in (None, ""))


def _attribute(row: Any, name: str) -> Any:
    return getattr(row, row._meta.get_field(name).attname)


def overlap(one: Dated, other: Dated) -> bool:
    return (one.starts_on or dt.date.min) <= (other.ends_on or dt.date.max) and (other.starts_on or dt.date.min) <= (
        one.ends_on or dt.date.max
    )


def _days_of_both(one: Dated, other: Dated) -> tuple[dt.date | None, dt.date | None]:
    """The first day that either knows, and the last; still open when one of them is."""
    starts = [day for day in (one.starts_on, other.starts_on) if day]
    ends = [one.ends_on, other.ends_on]
    return min(starts, default=None), None if None in ends else max(day for day in ends if day)


def _fill(kept: Any, dropped: Any) -> None:
    """What is blank on the one that is left is taken from the other; a mark on either stands, the latest day counts."""
    for field in kept._meta.concrete_fields:
        if field.name in OWN:
            continue
        mine, theirs = getattr(kept, field.attname), getattr(dropped, field.attname)
        if field.name in ("last_verified_on", "seen_at"):
            setattr(kept, field.attname, max((v for v in (mine, theirs) if v), default=None))
        elif isinstance(field, models.BooleanField):
            setattr(kept, field.attname, mine or theirs)
        elif mine in (None, "") and theirs not in (None, "") and not _is_other_subject(kept, field):
            setattr(kept, field.attname, theirs)


def _is_other_subject(row: Any, field: Any) -> bool:
    """A row about a person is not about an organization too."""
    return field.is_relation and field.remote_field.on_delete is models.CASCADE


def holds(condition: Q | None, row: Any) -> bool:
    """Whether a constraint's condition is true of a row in memory."""
    if condition is None:
        return True
    found = [holds(part, row) if isinstance(part, Q) else _true(part, row) for part in condition.children]
    answer = all(found) if condition.connector == Q.AND else any(found)
    return answer is not condition.negated


def _true(part: Any, row: Any) -> bool:
    path, wanted = part
    name, _separator, lookup = path.partition("__")
    value = _attribute(row, name)
    if lookup == "isnull":
        return (value is None) is bool(wanted)
    if lookup == "":
        return bool(value == wanted)
    raise NotImplementedError(path)
