"""Carrying out what an import has planned: all of it or nothing, with history, few statements.

A source reader fills a `Plan` without writing anything. `apply` makes the plan anew inside the transaction
that carries it out, so that what is written follows the register as it is then.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from contacts.models import (
    ContactDetail,
    ExternalIdentifier,
    Membership,
    MembershipStatus,
    Organization,
    Party,
    PartyAlias,
    Person,
    PersonTag,
    Tag,
)
from crm.common import operations, writes
from crm.common.permissions import Role, require
from crm.models import ImportRun, User

# What a row refers to is stored before it.
ORDER: tuple[type[models.Model], ...] = (
    Tag, Party, PartyAlias, Organization, Person, Membership, MembershipStatus, ContactDetail, ExternalIdentifier,
    PersonTag,
)  # fmt: skip
DERIVED: dict[type[models.Model], tuple[str, ...]] = {
    Person: ("search_text", "sort_key"),
    Organization: ("search_text", "sort_key"),
}


@dataclass(frozen=True)
class Wrong:
    """A value that cannot be stored: nothing of the file is, until it is mended."""

    row: int
    field: str
    value: str
    reason: str


@dataclass(frozen=True)
class Doubt:
    """Something that was left out or needs a look; the rest of the file is not held up by it."""

    row: int | None
    subject: str
    reason: str


@dataclass
class Outcome:
    """What one row of the file comes to: `state` is new, changed, unchanged or wrong."""

    row: int
    subject: str
    state: str = "unchanged"
    notes: list[str] = field(default_factory=list)

    def turn(self, state: str, note: str = "") -> None:
        """Take the weightier state; a row that is new stays new."""
        weight = ("unchanged", "changed", "new", "wrong")
        self.state = max(self.state, state, key=weight.index)
        if note:
            self.notes.append(note)


@dataclass
class Plan:
    """What reading a source would do, and to which rows of the register."""

    source: str
    source_on: dt.date | None = None
    rows: int = 0
    new: list[models.Model] = field(default_factory=list)
    changed: dict[tuple[type[models.Model], Any], models.Model] = field(default_factory=dict)
    ended: dict[tuple[type[models.Model], Any], models.Model] = field(default_factory=dict)
    unchanged: dict[tuple[type[models.Model], Any], models.Model] = field(default_factory=dict)
    fields: dict[tuple[type[models.Model], Any], set[str]] = field(default_factory=dict)
    doubtful: list[Doubt] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    # New people, known by an identifier, who share their name with somebody in the register.
    namesakes: int = 0

    def outcome(self, row: int, subject: str) -> Outcome:
        return self.outcomes.setdefault(row, Outcome(row, subject))

    def doubt(self, row: int | None, subject: str, reason: str) -> None:
        self.doubtful.append(Doubt(row, subject, reason))

    def refuse(self, row: int, name: str, value: str, reason: str) -> None:
        self.wrong.append(Wrong(row, name, value, reason))
        if row in self.outcomes:
            self.outcomes[row].turn("wrong")

    def add(self, obj: models.Model, row: int) -> bool:
        """Plan a new row; what is wrong with it by itself makes the file's row wrong."""
        if not self._valid(obj, row):
            return False
        self.new.append(obj)
        if row in self.outcomes and isinstance(obj, Person):
            self.outcomes[row].turn("new")
        elif row in self.outcomes:
            self.outcomes[row].turn("changed", "" if isinstance(obj, ExternalIdentifier | Tag) else _described(obj))
        return True

    def keep(self, obj: models.Model) -> None:
        """The register already says this."""
        self.unchanged.setdefault((type(obj), obj.pk), obj)

    def change(self, obj: models.Model, values: Mapping[str, Any], row: int, *, ends: bool = False) -> None:
        """Plan new values of a stored row, or keep it when it has them; `ends` tells that a role came to its end.

        A row that is itself planned only now takes the values at once.
        """
        differing = {name: value for name, value in values.items() if getattr(obj, name) != value}
        if obj._state.adding:
            for name, value in differing.items():
                setattr(obj, name, value)
            return
        if not differing:
            self.keep(obj)
            return
        before = {name: getattr(obj, name) for name in differing}
        for name, value in differing.items():
            setattr(obj, name, value)
        if not self._valid(obj, row):
            return
        key = (type(obj), obj.pk)
        (self.ended if ends else self.changed)[key] = obj
        self.fields.setdefault(key, set()).update(differing)
        if row in self.outcomes:
            for name, value in differing.items():
                label = obj._meta.get_field(name).verbose_name  # type: ignore[union-attr]
                self.outcomes[row].turn("changed", f"{label}: {_shown(before[name])} → {_shown(value)}")

    def _valid(self, obj: models.Model, row: int) -> bool:
        if hasattr(obj, "derive"):
            obj.derive()
        try:
            obj.clean_fields(exclude=[f.name for f in obj._meta.fields if f.is_relation])
            obj.clean()
        except ValidationError as error:
            for name, reasons in _by_field(obj, error):
                for reason in reasons:
                    self.refuse(row, name, "", reason)
            return False
        return True

    def counts(self) -> dict[str, Counter[str]]:
        """Rows by model name: new, changed, unchanged, ended. A row that changed is not unchanged as well."""
        touched = {**self.changed, **self.ended}
        return {
            "new": _count(self.new),
            "changed": _count(obj for key, obj in self.changed.items() if key not in self.ended),
            "unchanged": _count(obj for key, obj in self.unchanged.items() if key not in touched),
            "ended": _count(self.ended.values()),
        }


def _described(obj: models.Model) -> str:
    if isinstance(obj, Membership):
        return str(obj) if obj.starts_on is None else _("%(role)s från %(day)s") % {"role": obj, "day": obj.starts_on}
    if isinstance(obj, ContactDetail):
        return obj.display
    if isinstance(obj, PersonTag):
        return f"{Tag._meta.verbose_name}: {obj}"
    return f"{obj._meta.verbose_name}: {obj}"


def _shown(value: Any) -> str:
    return "–" if value is None or value == "" else str(value)


def _by_field(obj: models.Model, error: ValidationError) -> Iterable[tuple[str, list[str]]]:
    if not hasattr(error, "error_dict"):
        return [(str(obj._meta.verbose_name), error.messages)]
    names = {f.name: str(getattr(f, "verbose_name", f.name)) for f in obj._meta.get_fields()}
    return [(names.get(name, str(obj._meta.verbose_name)), list(e)) for name, e in error.message_dict.items()]


def _count(objs: Iterable[models.Model]) -> Counter[str]:
    return Counter(obj._meta.model_name or "" for obj in objs)


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
        _write(plan, actor, reason)
        return plan, True


def _write(plan: Plan, actor: User, reason: str) -> None:
    changed = {**plan.changed, **plan.ended}.values()
    _change_many(plan, [obj for obj in changed if not isinstance(obj, ExternalIdentifier)], actor, reason)
    for model in ORDER:
        objs = [obj for obj in plan.new if type(obj) is model]
        if model is Membership:
            # A substitute refers to the mandate of the one who is away.
            first = [obj for obj in objs if obj.stands_in_for is None]  # type: ignore[attr-defined]
            writes.create_many(first, actor=actor, reason=reason)
            objs = [obj for obj in objs if obj.stands_in_for is not None]  # type: ignore[attr-defined]
        writes.create_many(objs, actor=actor, reason=reason)
    # An identifier may have moved to a row that is stored only now.
    _change_many(plan, [obj for obj in changed if isinstance(obj, ExternalIdentifier)], actor, reason)


def _change_many(plan: Plan, changed: Iterable[models.Model], actor: User, reason: str) -> None:
    """Store changed rows model by model, with a version more and their history."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for obj in changed:
        by_model.setdefault(type(obj), []).append(obj)
    for model, objs in by_model.items():
        names = set().union(*(plan.fields[model, obj.pk] for obj in objs)) | set(DERIVED.get(model, ()))
        if hasattr(model, "version"):
            names |= {"version", "updated_at"}
            for obj in objs:
                obj.version += 1  # type: ignore[attr-defined]
                obj.updated_at = timezone.now()  # type: ignore[attr-defined]
        bulk_update_with_history(
            objs,
            model,
            sorted(names),
            batch_size=500,
            default_user=actor,
            default_change_reason=reason[:100],
            custom_historical_attrs={"operation": operations.current()},
        )


# --- A reading on the page: previewed, confirmed, carried out by a job --------------------------------


def preview_run(*, actor: User, file: File[bytes], source: str, result: Mapping[str, Any]) -> ImportRun:
    """Keep an uploaded file and what it would do, for somebody to confirm."""
    require(actor, Role.EDITOR)
    name = (file.name or "").replace("\\", "/").rsplit("/", 1)[-1][-200:]
    return ImportRun.objects.create(source=source, file_name=name, file=file, result=dict(result), created_by=actor)


@transaction.atomic
def queue_run(*, actor: User, run: ImportRun) -> bool:
    """Confirm a previewed import; False when it was confirmed already."""
    require(actor, Role.EDITOR)
    result = {**run.result, "queued_at": timezone.now().isoformat()}
    found = ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.PREVIEWED)
    return found.update(state=ImportRun.State.QUEUED, result=result) == 1


def finish_run(*, run: ImportRun, result: Mapping[str, Any]) -> None:
    """Note that an import was carried out. Called inside the transaction that did it."""
    run.state, run.result, run.finished_at = ImportRun.State.APPLIED, dict(result), timezone.now()
    run.save(update_fields=["state", "result", "finished_at"])


def fail_run(*, run: ImportRun, message: str) -> None:
    """Note that nothing was done, and why. The names of the preview are not kept."""
    run.state, run.finished_at = ImportRun.State.FAILED, timezone.now()
    run.result = {**{name: value for name, value in run.result.items() if name != "lines"}, "message": message}
    run.save(update_fields=["state", "result", "finished_at"])


def renew_preview(*, run: ImportRun, result: Mapping[str, Any]) -> None:
    """The register has changed since the preview: show the new one instead, to confirm once more."""
    note = _("Registret har ändrats sedan du granskade filen. Ingenting är infört; granska igen.")
    run.state, run.result = ImportRun.State.PREVIEWED, {**result, "note": note}
    run.save(update_fields=["state", "result"])


@transaction.atomic
def discard_run(*, actor: User, run: ImportRun) -> None:
    """Throw away a previewed file that nobody wants to carry out."""
    require(actor, Role.EDITOR)
    run = writes.locked(run)
    if run.state != ImportRun.State.PREVIEWED:
        raise ValidationError(_("Importen är redan påbörjad."))
    storage, name = run.file.storage, run.file.name
    run.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))
