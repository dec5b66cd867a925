"""Two people, or two organizations, turn out to be one: everything follows to the one that is kept.

`people.merge` and `organizations.merge` are the services; this is how. Every relation to a person or an organization
has a declared rule (`crm.common.extensions.merge_rules`): its rows move, are told apart and joined where they say the
same ('dedupe'), or stay ('keep'). What is dropped becomes a tombstone: archived, with `merged_into`.

All of it is one operation, so undoing restores both. Figures of reach never grow by it: two that say the same become
one, and of two mandates that cannot stand beside each other the poorer is struck.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CASCADE, OneToOneField
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.choices import CustomerStatus
from contacts.models import (
    CustomerMembership,
    Membership,
    Note,
    Organization,
    OrganizationPair,
    Person,
    PersonPair,
    Post,
)
from contacts.services import merge_joins, merge_pairs, merge_queries, merge_relations
from contacts.services.merge_relations import relations_to
from crm.common import extensions, operations, undo_log, writes
from crm.common.operations import operation
from crm.common.text import fold
from crm.models import Operation, User

T = TypeVar("T", Person, Organization)
MODELS: dict[str, type[Person | Organization]] = {"person": Person, "organization": Organization}
# Not chosen field by field: made by the merge itself, or by what it is.
FIXED = frozenset(
    {
        *("id", "created_at", "updated_at", "version", "is_archived", "merged_into", "other_names"),
        *("search_text", "sort_key", "user", "is_own_body", "do_not_contact"),
    }
)


@dataclass(frozen=True)
class Merged(Generic[T]):
    """The one that is left, and the operation that undoes it."""

    kept: T
    operation: Operation


def choosable(model: type[models.Model]) -> list[Any]:
    """The fields of which one says whose value is kept."""
    return [f for f in model._meta.concrete_fields if f.name not in FIXED and not f.primary_key]


def merge(
    *,
    keep: T,
    drop: T,
    actor: User,
    fields: Collection[str] | None = None,
    versions: tuple[int | None, int | None] = (None, None),
) -> Merged[T]:
    """Let `drop` become part of `keep`, which takes the values of `fields` from it; of all that it lacks, if None.

    Raises writes.Conflict when one of them has another version than the given, ValidationError when they cannot be one.
    """
    permissions.require_editing(actor)
    title = _("%(drop)s slogs ihop med %(keep)s") % {"drop": drop, "keep": keep}
    with operation(kind=Operation.Kind.MERGE, title=title, actor=actor) as op:
        kept, moved = join(keep=keep, drop=drop, actor=actor, reason=op.title, fields=fields, versions=versions)
        op.result = {**op.result, "kept": [kept._meta.label, kept.pk], "moved": dict(moved)}
        op.save(update_fields=["result"])
    return Merged(kept, op)


def join(
    *,
    keep: T,
    drop: T,
    actor: User,
    reason: str,
    fields: Collection[str] | None = None,
    versions: tuple[int | None, int | None] = (None, None),
) -> tuple[T, Counter[str]]:
    """The same within an operation that is going on. Returns the one that is left, and how many rows followed."""
    kept, dropped = _locked(keep, drop)
    for row, version in ((kept, versions[0]), (dropped, versions[1])):
        writes.check_version(row, version)
    _check(kept, dropped)
    merging = _Merging(actor, reason)
    values, before = _values(kept, dropped, fields), str(kept)
    _bury(kept, dropped, merging)
    merging.absorb(type(kept), kept, dropped)
    merge_queries.follow(keep=kept, drop=dropped, actor=actor, reason=reason)
    for name, value in values.items():
        setattr(kept, name, value)
    writes.save(kept, actor=actor, reason=reason)
    _note_name(kept, dropped, before, actor, reason)
    return kept, merging.moved


def moving(drop: Person | Organization) -> dict[type[models.Model], int]:
    """How many rows of each model point at `drop`, and would follow. One query."""
    parts = []
    for model, relation in relations_to(type(drop)):
        if _rule(model, relation) != "keep":
            rows = model._base_manager.filter(**{relation.name: drop}).order_by()
            parts.append(rows.values_list(models.Value(model._meta.label)).annotate(n=models.Count("pk")))
    found: Counter[type[models.Model]] = Counter()
    for label, n in parts[0].union(*parts[1:], all=True):
        found[apps.get_model(label)] += n
    return {model: n for model, n in found.items() if n}


def _locked(keep: T, drop: T) -> tuple[T, T]:
    """Both as they are now, held; always in the same order, so that two merges do not wait for each other."""
    first, second = sorted((keep, drop), key=lambda row: row.pk)
    held = {row.pk: writes.locked(row) for row in (first, second)}
    return held[keep.pk], held[drop.pk]


def _check(kept: Any, dropped: Any) -> None:
    if kept.pk == dropped.pk:
        raise ValidationError(_("Välj två olika."))
    if kept.merged_into_id or dropped.merged_into_id:
        raise ValidationError(_("En av dem är redan sammanslagen med en annan."))
    if isinstance(kept, Person) and kept.user_id and dropped.user_id:
        raise ValidationError(_("Båda har egen inloggning. Ta bort kopplingen från den ena först."))
    if isinstance(kept, Organization):
        if hasattr(kept, "as_party") and hasattr(dropped, "as_party"):
            raise ValidationError(_("Båda hör till ett parti. Ändra det ena partiet först."))
        for upper, lower in ((kept, dropped), (dropped, kept)):
            if lower.parent_id != upper.pk and upper.pk in _above(lower):
                raise ValidationError(_("Den ena ligger flera steg under den andra. Flytta den först."))
        if said := _contradiction(kept, dropped):
            words = {"one": said[0].get_status_display(), "other": said[1].get_status_display()}
            raise ValidationError(
                _("De har olika medlemskap hos oss samma tid: %(one)s och %(other)s. Ändra det ena först.") % words
            )
        if seat := _contested_seat(kept, dropped):
            raise ValidationError(
                _("Platsen %(seat)s finns i båda och innehas av olika personer. Ändra den ena först.") % {"seat": seat}
            )


def _contradiction(kept: Organization, dropped: Organization) -> tuple[CustomerMembership, CustomerMembership] | None:
    """Two memberships of ours that hold at one time and say different things: which is true only a colleague knows."""
    known = CustomerMembership.objects.exclude(status=CustomerStatus.UNKNOWN).order_by("starts_on", "pk")
    for one in known.filter(organization=kept):
        for other in known.filter(organization=dropped):
            if one.status != other.status and merge_joins.overlap(one, other):
                return one, other
    return None


def _contested_seat(kept: Organization, dropped: Organization) -> Post | None:
    """A seat of one that would become the same as one of the other, though somebody else sits on it."""
    seats = Post.objects.filter(organization__in=(kept, dropped)).prefetch_related(
        models.Prefetch("memberships", Membership.objects.valid())
    )
    holders: dict[Any, dict[int, set[int]]] = defaultdict(dict)
    for seat in seats:
        place = (seat.role, seat.area_id, seat.number)
        holders[place].setdefault(seat.organization_id, set()).update(m.person_id for m in seat.memberships.all())
        if len(holders[place]) == 2 and all(holders[place].values()) and len(set.union(*holders[place].values())) > 1:
            return seat
    return None


def _above(organization: Organization) -> list[int]:
    found: list[int] = []
    above = organization.parent_id
    while above and above not in found:
        found.append(above)
        above = Organization.objects.filter(pk=above).values_list("parent_id", flat=True).first()
    return found


# --- The two themselves -----------------------------------------------------------------------------------


def _values(kept: Any, dropped: Any, fields: Collection[str] | None) -> dict[str, Any]:
    """What the one that is kept is to say: its own, the chosen fields of the other, and what both add up to."""
    allowed = {f.name for f in choosable(type(kept))}
    if fields is None:
        fields = [name for name in allowed if getattr(kept, name) in (None, "")]
    if unknown := set(fields) - allowed:
        raise ValidationError(_("Okänt fält: %(names)s") % {"names": ", ".join(sorted(unknown))})
    values = {name: getattr(dropped, name) for name in fields}
    values["is_archived"] = kept.is_archived and dropped.is_archived
    if isinstance(kept, Person):
        values["do_not_contact"] = kept.do_not_contact or dropped.do_not_contact
        values["user"] = kept.user or dropped.user
        values["other_names"] = _other_names(kept, dropped, values)
    else:
        values["is_own_body"] = kept.is_own_body or dropped.is_own_body
        parent = values.get("parent", kept.parent)
        # What one of them belonged to as the other's part, it belongs to no longer.
        values["parent"] = dropped.parent if parent and parent.pk in (kept.pk, dropped.pk) else parent
        if values["parent"] and values["parent"].pk in (kept.pk, dropped.pk):
            values["parent"] = None
    return values


def _other_names(kept: Person, dropped: Person, values: dict[str, Any]) -> str:
    """Every name that either has had, one a line, but for the one that is kept."""
    final = {name: values.get(name, getattr(kept, name)) for name in ("given_name", "family_name", "legal_name")}
    said = {f"{final['given_name']} {final['family_name']}".casefold(), final["legal_name"].casefold(), ""}
    lines: list[str] = []
    for person in (kept, dropped):
        for line in [person.name, person.legal_name, *person.other_names.splitlines()]:
            name = " ".join(line.split())
            if name.casefold() not in said:
                said.add(name.casefold())
                lines.append(name)
    longest = Person._meta.get_field("other_names").max_length or 1000
    while len("\n".join(lines)) > longest:
        lines.pop()
    return "\n".join(lines)


def _note_name(kept: Any, dropped: Any, before: str, actor: User, reason: str) -> None:
    """An organization keeps the name that was not chosen in a note, where it is found. People have a field for it."""
    if isinstance(kept, Person):
        return
    names = dict.fromkeys(name for name in (before, dropped.name) if fold(name) != fold(kept.name))
    if names:
        text = _("Har också kallats %(names)s.") % {"names": ", ".join(names)}
        writes.save(Note(organization=kept, text=text, written_by=actor), actor=actor, reason=reason)


def _bury(kept: Any, dropped: Any, merging: _Merging) -> None:
    """Make the dropped one a tombstone that claims nothing of its own any more."""
    dropped.merged_into, dropped.is_archived = kept, True
    names = ["merged_into", "is_archived"]
    for name, nothing in (("user", None), ("organization_number", "")):
        if hasattr(dropped, f"{name}_id") or hasattr(dropped, name):
            setattr(dropped, name, nothing)
            names.append(name)
    if isinstance(dropped, Organization) and dropped.parent_id == kept.pk:
        dropped.parent = None
        names.append("parent")
    writes.change_many([dropped], names, actor=merging.actor, reason=merging.reason, is_checked=True)


# --- What points at them ----------------------------------------------------------------------------------


def _rule(model: type[models.Model], relation: Any) -> str:
    """The declared rule; of what points at a row that was joined with another, everything follows."""
    declared = {rule.relation: rule.rule for rule in extensions.merge_rules}
    name = f"{model._meta.label}.{relation.name}"
    if relation.related_model in (Person, Organization):
        return declared[name]
    return "dedupe"


class _Merging:
    """Moves rows from one to another, joining those that say the same."""

    def __init__(self, actor: User, reason: str) -> None:
        self.actor, self.reason = actor, reason
        self.moved: Counter[str] = Counter()

    def absorb(self, target: type[models.Model], kept: models.Model, dropped: models.Model) -> None:
        """Let everything that points at `dropped` point at `kept`."""
        between = [found for found in relations_to(target) if _rule(*found) != "keep"]
        for model, relation in merge_relations.holding(between, dropped.pk):
            if model in (PersonPair, OrganizationPair):
                continue
            self._drop_links_between(model, [r for m, r in between if m is model], kept, dropped)
            self._move(model, relation, kept, dropped)
        for pairs in (PersonPair, OrganizationPair):
            if pairs._meta.get_field("first").related_model is target:
                self.moved[pairs._meta.label] += merge_pairs.follow(
                    model=pairs, keep=kept, drop=dropped, actor=self.actor, reason=self.reason
                )

    def _drop_links_between(self, model: type[models.Model], relations: list[Any], kept: Any, dropped: Any) -> None:
        """What links one with the other says nothing when they are one."""
        parts = [relation.name for relation in relations if relation.remote_field.on_delete is CASCADE]
        if len(parts) < 2:
            return
        both = (kept, dropped)
        linked = model._base_manager.filter(**{f"{name}__in": both for name in parts})
        self._remove(list(linked))

    def _move(self, model: type[models.Model], relation: Any, kept: models.Model, dropped: models.Model) -> None:
        rows: list[Any] = list(model._base_manager.filter(**{relation.name: dropped}).order_by("pk"))
        # One that is kept is not its own part.
        rows = [row for row in rows if not (model is type(kept) and row.pk == kept.pk)]
        if not rows:
            return
        self.moved[model._meta.label] += len(rows)
        if _rule(model, relation) == "move" and not isinstance(relation, OneToOneField):
            self._store(rows, relation, kept, [])
            return
        there = model._base_manager.filter(**{relation.name: kept}).order_by("pk")
        alike = merge_joins.Alike(model, relation, there)
        movers: list[Any] = []
        settled: list[str] = []
        for row in rows:
            twin = alike.twin(row)
            if twin is not None:
                self._join(alike, twin, row)
                continue
            settled += alike.settle(row, self)
            movers.append(row)
            alike.add(row)
        self._store(movers, relation, kept, settled)

    def _store(self, rows: list[Any], relation: Any, kept: models.Model, names: Iterable[str]) -> None:
        for row in rows:
            if not undo_log.is_tracked(type(row)):
                operations.remember_mark(row, relation.name)
            setattr(row, relation.name, kept)
        self.change(rows, [relation.name, *names])

    def _join(self, alike: merge_joins.Alike, twin: Any, row: Any) -> None:
        """Two rows that say the same become the one that was there."""
        if not undo_log.is_tracked(alike.model):
            operations.remember_mark(twin)
        names = alike.join(twin, row)
        self.absorb(alike.model, twin, row)
        self._remove([row])
        if names:
            self.change([twin], names)

    def change(self, rows: list[Any], names: Iterable[str]) -> None:
        """Store what was changed, without asking whether old rows would pass as new ones today."""
        if not rows:
            return
        if undo_log.is_tracked(type(rows[0])):
            writes.change_many(rows, set(names), actor=self.actor, reason=self.reason, is_checked=True)
        else:
            for row in rows:
                row.save(update_fields=list(set(names)))

    def _remove(self, rows: list[Any]) -> None:
        for row in rows:
            if undo_log.is_tracked(type(row)):
                writes.remove(row, actor=self.actor, reason=self.reason)
            else:
                operations.remember_mark(row)
                row.delete()
