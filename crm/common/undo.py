"""Taking a large change back: an import, a merge, a bulk change.

    from crm.common.operations import operation
    from crm.common.undo import undo

    with operation(kind=Operation.Kind.BULK, title=_("Etikett Almedalen satt på 12 personer"), actor=user) as op:
        …                                   # services write as they always do
    done(request, op)                        # crm.common.messages: the title as a message, with 'Ångra'

    undone = undo(operation=op, actor=user)  # undone.restored rows, undone.refused [(label, reason)]

The undo log is the history: rows whose `operation` is this one. What a row was before stands in the history row
before the operation's first of that row; it was not there if that first one is a '+'. So whatever writes inside an
operation must write history (`writes` does). Rows that were stored without history (`seed_benchmark`) must be noted
first: `undo_log.remember(Model, ids)` before a bulk statement changes them; `writes` does that too. A row of a
model without history is noted by `operations.remember_mark(row)` before it is changed or deleted.

Exactly as before means all tables but history and logs: version and times too, deleted rows under their old id.
A row changed since in other fields gets back those of the operation, and keeps the later change; `undo_fields` says
which fields belong together. Refused, by name: what else has been changed since, and what something new refers to;
everything else is undone. All of it is a bounded number of statements per model, whatever the number of rows.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import CASCADE
from django.utils import timezone
from django.utils.translation import gettext as _

from crm.common import extensions, keeping
from crm.common.permissions import Role, can
from crm.common.undo_log import Log, chunks, is_tracked
from crm.common.undo_names import Row, labels_of
from crm.common.undo_trace import Trace, gives_way
from crm.models import ImportRun, Operation, User

ROUNDS = 50
# What the page remembers of what was refused; the answer holds all of it.
SHOWN = 500
# More rows than this are undone by the job worker.
AT_ONCE = 2_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Refused:
    """A row that stays as it is, by name, and why."""

    label: str
    reason: str
    row: Row


@dataclass(frozen=True)
class Undone:
    """How many rows are as they were, and what is not."""

    restored: int
    refused: list[Refused]


def may_undo(operation: Operation, user: Any) -> bool:
    """Editors take back what they did themselves, managers what anybody did; nobody does it twice."""
    if operation.undone_at:
        return False
    own = operation.created_by_id == user.pk
    return can(user, Role.EDITOR if own else Role.MANAGER)


@transaction.atomic
def undo(*, operation: Operation, actor: User, progress: Progress | None = None) -> Undone:
    """Put everything that the operation changed back as it was, but for what has been changed since.

    Raises PermissionDenied, and ValidationError when it was undone already. `progress(done, total)` is told of rows.
    """
    current = Operation.objects.select_for_update().get(pk=operation.pk)
    if current.undone_at:
        raise ValidationError(_("Ändringen är redan ångrad."))
    if not may_undo(current, actor):
        raise PermissionDenied(_("Du kan bara ångra det du själv har gjort."))
    undone = _Undoing(current, actor, progress).run()
    current.undone_by, current.undone_at = actor, timezone.now()
    # Not by name: whoever reads of it may see less than who undid it.
    shown = [[refused.row[0]._meta.label, refused.row[1], refused.reason] for refused in undone.refused[:SHOWN]]
    current.result = {
        **{name: value for name, value in current.result.items() if name not in ("marks", "queued_at", "failed")},
        "restored": undone.restored,
        "refused": shown,
        "refused_count": len(undone.refused),
    }
    current.save(update_fields=["undone_by", "undone_at", "result"])
    for run in ImportRun.objects.filter(operation=current):
        run.state = ImportRun.State.UNDONE
        run.save(update_fields=["state"])
    for one in extensions.undone:
        one.follow(current)
    operation.undone_by, operation.undone_at, operation.result = current.undone_by, current.undone_at, current.result
    return undone


class _Clash(Exception):
    """Rows that the database would not take back."""

    def __init__(self, rows: dict[Row, str]) -> None:
        self.rows = rows


@dataclass
class _Plan:
    delete: dict[type[models.Model], list[int]]
    revert: dict[type[models.Model], dict[int, int]]
    restore: dict[type[models.Model], dict[int, int]]
    partly: dict[type[models.Model], dict[int, tuple[int, tuple[str, ...]]]]

    def total(self) -> int:
        parts = (self.delete, self.revert, self.restore, self.partly)
        return sum(len(rows) for part in parts for rows in part.values())

    def ids(self) -> dict[type[models.Model], list[int]]:
        """The rows that are to be as they were, by model."""
        return {
            model: [*ids, *self.revert[model], *self.restore[model], *self.partly[model]]
            for model, ids in self.delete.items()
        }


class _Undoing:
    """One undoing: reads the log, decides what can go back, carries it out; again without what clashed."""

    def __init__(self, operation: Operation, actor: User, progress: Progress | None) -> None:
        self.operation, self.actor, self.progress = operation, actor, progress
        self.reason = _("Ångrad: %(title)s") % {"title": operation.title}
        trace = Trace(operation)
        self.touched, self.refused, self.altered = trace.touched, trace.refused, trace.altered
        self.outside, self.relations = trace.outside, trace.relations

    def run(self) -> Undone:
        for _round in range(ROUNDS):
            kept, plan = self._decide()
            try:
                with transaction.atomic(), keeping.once(), ExitStack() as figures:
                    for model, ids in plan.ids().items():
                        figures.enter_context(keeping.put_right(model, ids))
                    self._carry_out(plan)
            except _Clash as clash:
                self.refused.update(clash.rows)
            else:
                _put_marks_back(self.operation)
                return Undone(plan.total(), self._named(kept))
        raise ValidationError(_("Det gick inte att ångra: för mycket har ändrats sedan dess."))

    # --- What can go back -----------------------------------------------------------------------------------

    def _decide(self) -> tuple[dict[Row, str], _Plan]:
        """What stays (with a reason for what must be named), and the plan for the rest."""
        while True:
            known = len(self.refused)
            kept = self._kept()
            plan = self._plan(kept)
            self._refuse_dangling(plan)
            if len(self.refused) == known:
                return kept, plan

    def _kept(self) -> dict[Row, str]:
        """Created rows that stay; those that only belong to another have no reason."""
        kept: dict[Row, str] = dict(self.altered)
        for holder, target in self.outside:
            if not self._goes_back(holder):
                kept.setdefault(target, _("%(what)s hör till den sedan dess") % {"what": holder[0]._meta.verbose_name})
        fresh = set(kept)
        while fresh:
            found = {**self._belonging(fresh, kept), **self._needed(fresh, kept)}
            kept.update(found)
            fresh = set(found)
        return kept

    def _goes_back(self, row: Row) -> bool:
        touched = self.touched.get(row[0])
        return (
            touched is not None and (row[1] in touched.changed or row[1] in touched.partly) and row not in self.refused
        )

    def _belonging(self, fresh: set[Row], kept: dict[Row, str]) -> dict[Row, str]:
        found: dict[Row, str] = {}
        for part, relation in self.relations:
            touched = self.touched.get(part)
            wholes = [pk for model, pk in fresh if model is relation.related_model]
            if touched is None or not touched.created or not wholes or relation.remote_field.on_delete is not CASCADE:
                continue
            for chunk in chunks(wholes):
                rows = part._base_manager.filter(**{f"{relation.attname}__in": chunk})
                found.update({(part, pk): "" for pk in rows.values_list("pk", flat=True) if pk in touched.created})
        return {row: "" for row in found if row not in kept}

    def _needed(self, fresh: set[Row], kept: dict[Row, str]) -> dict[Row, str]:
        found: dict[Row, str] = {}
        for holder, relation in self.relations:
            touched = self.touched.get(relation.related_model)
            holders = [pk for model, pk in fresh if model is holder]
            if touched is None or not touched.created or not holders:
                continue
            for chunk in chunks(holders):
                rows = holder._base_manager.filter(pk__in=chunk)
                for to in rows.values_list(relation.attname, flat=True):
                    if to in touched.created:
                        found[relation.related_model, to] = _("behövs av något som är kvar")
        return {row: reason for row, reason in found.items() if row not in kept}

    def _plan(self, kept: dict[Row, str]) -> _Plan:
        plan = _Plan({}, {}, {}, {})
        for model, touched in self.touched.items():
            plan.delete[model] = sorted(pk for pk in touched.created if (model, pk) not in kept)
            plan.revert[model] = {pk: s for pk, s in touched.changed.items() if (model, pk) not in self.refused}
            plan.restore[model] = {pk: s for pk, s in touched.removed.items() if (model, pk) not in self.refused}
            plan.partly[model] = {pk: s for pk, s in touched.partly.items() if (model, pk) not in self.refused}
        return plan

    def _refuse_dangling(self, plan: _Plan) -> None:
        """What would refer to a row that is not there any more stays as it is."""
        wanted: dict[type[models.Model], dict[int, list[Row]]] = {}
        for model, touched in self.touched.items():
            some = [state for state, _names in plan.partly[model].values()]
            states = [*plan.revert[model].values(), *plan.restore[model].values(), *some]
            for pk, targets in touched.log.targets(states):
                for relation, to in zip(touched.log.relations, targets, strict=True):
                    if to is not None:
                        wanted.setdefault(relation.related_model, {}).setdefault(to, []).append((model, pk))
        for target, holders in wanted.items():
            missing = set(holders) - set(plan.restore.get(target, ()))
            for chunk in chunks(list(missing)):
                missing -= set(target._base_manager.filter(pk__in=chunk).values_list("pk", flat=True))
            for to in missing | (set(holders) & set(plan.delete.get(target, ()))):
                what = target._meta.verbose_name
                self.refused.update(
                    {row: _("%(what)s som den hörde till finns inte längre") % {"what": what} for row in holders[to]}
                )

    # --- Carrying it out ------------------------------------------------------------------------------------

    def _carry_out(self, plan: _Plan) -> None:
        """Deletes, then changes, then what is made anew: so no two rows claim the same unique value.

        Foreign keys are asked at the end of the transaction, on both databases.
        """
        self.done, self.total = 0, plan.total()
        clashes: dict[Row, str] = {}
        for model, ids in plan.delete.items():
            self._make_way(model, ids)
            for chunk in chunks(ids):
                self._note(model, chunk, "-")
                self.touched[model].log.take_away(chunk)
                self._tell(len(chunk))
        for model, states in plan.revert.items():
            log = self.touched[model].log
            clashes.update(self._all_of(log, states, log.revert, "~"))
        for model, rows in plan.partly.items():
            clashes.update(self._partly(self.touched[model].log, rows))
        for model, states in plan.restore.items():
            log = self.touched[model].log
            clashes.update(self._all_of(log, states, log.restore, "+"))
        if clashes:
            raise _Clash(clashes)

    def _all_of(
        self, log: Log, states: dict[int, int], write: Callable[[list[int]], None], kind: str
    ) -> dict[Row, str]:
        """Write states chunk by chunk; what clashes waits until the others have moved. Returns what never could."""
        waiting = list(states.values())
        while waiting:
            stuck: list[int] = []
            for chunk in chunks(waiting):
                stuck += _as_many_as_possible(chunk, write)
            if len(stuck) == len(waiting):
                break
            waiting = stuck
        of_state = {state: pk for pk, state in states.items()}
        clashing = {of_state[state] for state in waiting}
        done = [pk for pk in states if pk not in clashing]
        log.derive(done)
        for part in chunks(done):
            self._note(log.model, part, kind)
            self._tell(len(part))
        return {(log.model, pk): _("krockar med något som har lagts till sedan dess") for pk in clashing}

    def _partly(self, log: Log, rows: dict[int, tuple[int, tuple[str, ...]]]) -> dict[Row, str]:
        clashes: dict[Row, str] = {}
        for names in {names for _state, names in rows.values()}:
            states = {pk: state for pk, (state, some) in rows.items() if some == names}
            clashes.update(self._all_of(log, states, partial(log.revert, names=names), "~"))
        return clashes

    def _make_way(self, model: type[models.Model], ids: list[int]) -> None:
        """Marks and logs do not hold a row back: they go with it, or lose their link."""
        for holder, relation in self.relations:
            if relation.related_model is not model or not gives_way(holder, relation):
                continue
            for chunk in chunks(ids):
                rows = holder._base_manager.filter(**{f"{relation.attname}__in": chunk})
                gone = list(rows.values_list("pk", flat=True))
                if relation.remote_field.on_delete is CASCADE and is_tracked(holder):
                    self._note(holder, gone, "-")
                _let_go(holder, relation, gone)

    def _note(self, model: type[models.Model], ids: list[int], kind: str) -> None:
        if is_tracked(model):
            log = self.touched[model].log if model in self.touched else Log(model)
            log.note(ids, kind=kind, reason=self.reason, user_id=self.actor.pk)

    def _tell(self, rows: int) -> None:
        self.done += rows
        if self.progress:
            self.progress(self.done, self.total)

    # --- Names ------------------------------------------------------------------------------------------------

    def _named(self, kept: dict[Row, str]) -> list[Refused]:
        reasons = {**self.refused, **{row: reason for row, reason in kept.items() if reason}}
        labels = labels_of(reasons, self.actor)
        return [Refused(labels[row], reason, row) for row, reason in reasons.items()]


def _let_go(holder: type[models.Model], relation: Any, ids: list[int]) -> None:
    if not ids:
        return
    quoted = connection.ops.quote_name
    table, key, column = (quoted(str(n)) for n in (holder._meta.db_table, holder._meta.pk.column, relation.column))
    where = f"WHERE {key} IN ({', '.join(['%s'] * len(ids))})"
    is_part = relation.remote_field.on_delete is CASCADE
    statement = f"DELETE FROM {table} {where}" if is_part else f"UPDATE {table} SET {column} = NULL {where}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, ids)


def _as_many_as_possible(states: list[int], write: Callable[[list[int]], None]) -> list[int]:
    """Write all that the database takes, by halves; returns what it does not."""
    try:
        with transaction.atomic():
            write(states)
    except IntegrityError:
        if len(states) == 1:
            return states
        half = len(states) // 2
        return _as_many_as_possible(states[:half], write) + _as_many_as_possible(states[half:], write)
    return []


def _put_marks_back(operation: Operation) -> None:
    """Rows without history, as `operations.remember_mark` noted them. They are nobody's figures and not counted."""
    for name, values in reversed(operation.result.get("marks", [])):
        _put_back(apps.get_model(name), values)


def _put_back(model: type[models.Model], values: dict[str, str | None]) -> None:
    """A row as it was, where that can be: what it refers to may be gone by now, and so may the row be."""
    is_whole = len(values) == len(model._meta.concrete_fields)
    row = model() if is_whole else model._base_manager.filter(pk=values[model._meta.pk.attname]).first()
    if row is None:
        return
    for attname, text in values.items():
        setattr(row, attname, _value(model, attname, text))
    relations: list[Any] = [f for f in model._meta.concrete_fields if f.is_relation]
    for relation in relations:
        target = getattr(row, relation.attname)
        # The database would not say so before the whole undoing is stored.
        if target is not None and not relation.related_model._base_manager.filter(pk=target).exists():
            return
    with suppress(IntegrityError), transaction.atomic():
        row.save_base(raw=True)


def _value(model: type[models.Model], attname: str, text: str | None) -> Any:
    found = next(f for f in model._meta.concrete_fields if f.attname == attname)
    return None if text is None else found.to_python(text)
