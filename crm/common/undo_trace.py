"""What an operation did, read from the history: the undo log as `crm.common.undo` needs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import CASCADE, SET_NULL, Count, Exists, Max, Min, OuterRef, Value
from django.utils.translation import gettext as _

from crm.common import undo_fields
from crm.common.undo_log import Log, is_tracked
from crm.common.undo_names import Row
from crm.models import Operation, User

# Which say that something was changed, not what.
BOOKKEEPING = ("version", "created_at", "updated_at")


def logs() -> list[Log]:
    return [Log(model) for model in apps.get_models() if is_tracked(model)]


def counts(operation: Operation) -> dict[type[models.Model], dict[str, int]]:
    """How many rows of each model the operation made ('+'), changed ('~') and removed ('-'). One query."""
    known = {log.model._meta.label: log for log in logs()}
    parts = [
        log.history.objects.filter(operation=operation)
        .order_by()
        .values_list(Value(label), "history_type")
        .annotate(n=Count(log.key, distinct=True))
        for label, log in known.items()
    ]
    found: dict[type[models.Model], dict[str, int]] = {}
    for label, kind, n in parts[0].union(*parts[1:], all=True):
        found.setdefault(known[label].model, {})[kind] = n
    return found


def size(operation: Operation) -> int:
    """How many rows the operation touched, each once. One query. Marks without history are no rows to speak of."""
    parts = [
        log.history.objects.filter(operation=operation)
        .order_by()
        .values_list(Value(log.model._meta.label))
        .annotate(n=Count(log.key, distinct=True))
        for log in logs()
    ]
    return sum(n for _label, n in parts[0].union(*parts[1:], all=True))


def ids_of(model: type[models.Model], operation: Operation, limit: int) -> list[int]:
    """Some of the rows that the operation touched, the first first."""
    log = Log(model)
    own = log.history.objects.filter(operation=operation).order_by().values_list(log.key)
    return [pk for pk, _first in own.annotate(first=Min("history_id")).order_by("first")[:limit]]


def relations() -> list[tuple[type[models.Model], Any]]:
    """Every foreign key of every table but those of history: (model, field)."""
    return [
        (model, relation)
        for model in apps.get_models(include_auto_created=True)
        if not hasattr(model, "instance_type")
        for relation in model._meta.concrete_fields
        if relation.is_relation
    ]


def gives_way(holder: type[models.Model], relation: Any) -> bool:
    """Whether rows that refer to one that is undone do not keep it: records, marks, and models that say so."""
    is_light = not is_tracked(holder) or getattr(holder, "gives_way", False)
    return is_light and relation.remote_field.on_delete in (CASCADE, SET_NULL)


@dataclass
class Touched:
    """What the operation did to one model: ids made by it, and by id the state to go back to."""

    log: Log
    created: set[int] = field(default_factory=set)
    changed: dict[int, int] = field(default_factory=dict)
    # Changed since in other fields than those of the operation: the state, and the fields to take from it.
    partly: dict[int, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    removed: dict[int, int] = field(default_factory=dict)


class Trace:
    """Everything that an operation touched, what of it has been changed since, and what refers to it from outside."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.touched: dict[type[models.Model], Touched] = {}
        # Cannot go back, and why.
        self.refused: dict[Row, str] = {}
        # Made by the operation and changed since.
        self.altered: dict[Row, str] = {}
        # (row outside the operation, row made by it that it refers to)
        self.outside: list[tuple[Row, Row]] = []
        self.relations = relations()
        for log in logs():
            self._read(log)
        self._look_around()

    def _read(self, log: Log) -> None:
        own = log.history.objects.filter(operation=self.operation)
        # By id: the first and the last history row that the operation wrote.
        spans: dict[int, list[tuple[int, str]]] = {}
        for pk, state, kind in own.order_by("history_id").values_list(log.key, "history_id", "history_type").iterator():
            spans.setdefault(pk, [(state, kind)] * 2)[1] = (state, kind)
        if not spans:
            return
        touched = self.touched[log.model] = Touched(log)
        there = log.hold(spans)
        later = self._changed_since(log, spans)
        since = set(later)
        befores = log.states_before(first[0] for first, _last in spans.values() if first[1] != "+")
        for pk, names in self._own_fields(log, spans, befores, later).items():
            if pk in there:
                touched.partly[pk] = (befores[pk], names)
        for pk, (first, last) in spans.items():
            if pk in touched.partly:
                continue
            self._sort(touched, pk, first, last, befores.get(pk), pk in there, pk in since)

    def _own_fields(
        self, log: Log, spans: dict[int, list[tuple[int, str]]], befores: dict[int, int], later: dict[int, int]
    ) -> dict[int, tuple[str, ...]]:
        """By row changed since: the fields that the operation changed, where these and all that they belong with
        stand as it left them.
        """
        rows = {pk: now for pk, now in later.items() if pk in befores and {kind for _s, kind in spans[pk]} == {"~"}}
        wanted = {pk: (befores[pk], spans[pk][1][0], now) for pk, now in rows.items()}
        contents = log.contents(state for states in wanted.values() for state in states)
        names = [field.attname for field in log.fields]
        found: dict[int, tuple[str, ...]] = {}
        for pk, states in wanted.items():
            before, left, now = (contents[state] for state in states)
            if not (before[0] and left[0] and now[0]):
                continue
            sides = [
                side for side in zip(names, before[1:], left[1:], now[1:], strict=True) if side[0] not in BOOKKEEPING
            ]
            own = tuple(name for name, old, mine, _theirs in sides if old != mine)
            since = [name for name, _old, mine, theirs in sides if mine != theirs]
            if own and undo_fields.stands(log.model, own, since):
                found[pk] = own
        return found

    def _changed_since(self, log: Log, spans: dict[int, list[tuple[int, str]]]) -> dict[int, int]:
        """Rows that are not what the operation left: a newer history row, which is given, says something else."""
        own = log.history.objects.filter(operation=self.operation).values(log.key)
        newest = log.history.objects.filter(**{f"{log.key}__in": own}).order_by().values_list(log.key)
        later = {
            pk: (spans[pk][1][0], state)
            for pk, state in newest.annotate(newest=Max("history_id")).iterator()
            if state != spans[pk][1][0]
        }
        contents = log.contents(state for pair in later.values() for state in pair)
        return {pk: now for pk, (last, now) in later.items() if contents[last] != contents[now]}

    def _sort(
        self,
        touched: Touched,
        pk: int,
        first: tuple[int, str],
        last: tuple[int, str],
        before: int | None,
        is_there: bool,
        is_changed: bool,
    ) -> None:
        row = (touched.log.model, pk)
        if first[1] == "+":
            # An account stays: history itself names it.
            if is_there and touched.log.model is not User:
                touched.created.add(pk)
                if is_changed:
                    self.altered[row] = _("har ändrats sedan dess")
            return
        if first[1] == "-" and before is None:
            before = first[0]
        if is_changed or is_there == (last[1] == "-"):
            self.refused[row] = _("har ändrats sedan dess") if is_there else _("har tagits bort sedan dess")
        elif before is None:
            self.refused[row] = _("ingen vet hur den såg ut innan")
        else:
            (touched.changed if is_there else touched.removed)[pk] = before

    def _look_around(self) -> None:
        """Rows outside the operation that refer to what it made."""
        for holder, relation in self.relations:
            target = self.touched.get(relation.related_model)
            if target is None or not target.created or gives_way(holder, relation):
                continue
            made = target.log.history.objects.filter(operation=self.operation, history_type="+").values(target.log.key)
            rows = holder._base_manager.filter(**{f"{relation.name}__in": made})
            if own := self.touched.get(holder):
                mine = own.log.history.objects.filter(operation=self.operation, history_type="+")
                # Not 'NOT IN': PostgreSQL looks such a list through for each row once it is long.
                rows = rows.filter(~Exists(mine.filter(**{own.log.key: OuterRef("pk")})))
            self.outside += [
                ((holder, pk), (relation.related_model, to))
                for pk, to in rows.values_list("pk", relation.attname).iterator()
            ]
