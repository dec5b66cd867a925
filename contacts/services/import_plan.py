"""What an import would do, row by row of its file, before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models

from contacts.models import ContactList, ExternalIdentifier, Person, Tag
from contacts.services.import_words import Change, Words, shown

Key = tuple[type[models.Model], Any]
WEIGHT = {state: n for n, state in enumerate(("unchanged", "changed", "new", "skipped", "doubtful", "wrong"))}
# Told with what they are put on.
SILENT = (ExternalIdentifier, Tag, ContactList)


@dataclass(frozen=True)
class Wrong:
    """A value that cannot be stored: nothing of the file is, until it is mended."""

    row: int
    field: str
    value: str
    reason: str
    # The letter of the spreadsheet's column, where there is one.
    column: str = ""

    def as_json(self) -> dict[str, Any]:
        """What machines are told: the letter only where it is known."""
        told = {"row": self.row, "field": self.field, "value": self.value, "reason": self.reason}
        return {**told, "column": self.column} if self.column else told


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was left out or needs a look; the rest of the file is not held up by it."""

    row: int | None
    subject: str
    reason: str


@dataclass
class Outcome:
    """What one row of the file comes to: `state` is one of WEIGHT, `person` whom it is about."""

    row: int
    subject: str
    words: Words
    state: str = "unchanged"
    notes: list[str] = field(default_factory=list)
    # What changes: in words, or a new row that is put into words when somebody asks.
    parts: list[Change | models.Model] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    # Who it may be, when somebody has to decide; and why it is not certain.
    candidates: list[int] = field(default_factory=list)
    # Rows of the same file that it may be the same as.
    rows: list[int] = field(default_factory=list)
    question: str = ""
    # What the row says, to be held against them: (what, value).
    told: list[tuple[str, str]] = field(default_factory=list)
    person: Person | None = None
    person_id: int | None = None
    # Added by an earlier row of the same import.
    is_new_person: bool = False

    def turn(self, state: str, note: str = "") -> None:
        """Take the weightier state; a row that is new stays new."""
        if WEIGHT[state] > WEIGHT[self.state]:
            self.state = state
        if note:
            self.notes.append(note)

    @property
    def changes(self) -> list[Change]:
        told = [self.words.described(part) if isinstance(part, models.Model) else part for part in self.parts]
        self.parts = [*told]
        return told

    @property
    def lines(self) -> list[str]:
        """What changes, in words."""
        told = [
            f"{label}: {after}" if before == "" else f"{label}: {before} → {after or '–'}"
            for label, before, after in self.changes
        ]
        return [*told, *self.notes]

    @property
    def content(self) -> tuple[Any, ...]:
        """What is compared when the register may have changed since the preview."""
        known = None if self.is_new_person else self.person_id
        return (self.row, self.subject, self.state, known, self.changes, [w.reason for w in self.wrong])


class Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...


@dataclass
class Plan:
    """What reading a source would do, and to which rows of the register."""

    source: str
    source_on: dt.date | None = None
    rows: int = 0
    new: list[models.Model] = field(default_factory=list)
    changed: dict[Key, models.Model] = field(default_factory=dict)
    ended: dict[Key, models.Model] = field(default_factory=dict)
    unchanged: dict[type[models.Model], set[Any]] = field(default_factory=dict)
    fields: dict[Key, set[str]] = field(default_factory=dict)
    # New values of rows that were not read as objects; `resolve` reads those before they are stored.
    pending: dict[Key, dict[str, Any]] = field(default_factory=dict)
    pending_ends: set[Key] = field(default_factory=set)
    # Of those, the ones that an earlier part of the same file added: they are told as new already.
    uncounted: set[Key] = field(default_factory=set)
    doubtful: list[Doubt] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    # New people, known by an identifier, who share their name with somebody in the register.
    namesakes: int = 0
    words: Words = field(default_factory=Words)
    # What rows come to of which some is not put into words yet.
    untold: list[Outcome] = field(default_factory=list)
    # Every row of `new` was checked when it was made: whoever stores them need not do it again.
    is_checked: bool = False

    def outcome(self, row: int, subject: str) -> Outcome:
        found = self.outcomes.get(row)
        if found is None:
            found = self.outcomes[row] = Outcome(row, subject, self.words)
        return found

    def doubt(self, row: int | None, subject: str, reason: str) -> None:
        self.doubtful.append(Doubt(row, subject, reason))
        if row in self.outcomes:
            self.outcomes[row].notes.append(reason)

    def refuse(self, row: int, name: str, value: str, reason: str, column: str = "") -> None:
        wrong = Wrong(row, name, value, reason, column)
        self.wrong.append(wrong)
        if row in self.outcomes:
            self.outcomes[row].turn("wrong")
            self.outcomes[row].wrong.append(wrong)

    def add(self, obj: models.Model, row: int, *, is_valid: bool = False) -> bool:
        """Plan a new row; what is wrong with it by itself makes the file's row wrong.

        `is_valid`: whoever made it has checked every value.
        """
        if not is_valid and not self._valid(obj, row):
            return False
        self.new.append(obj)
        if row in self.outcomes:
            self._note_new(obj, self.outcomes[row])
        return True

    def _note_new(self, obj: models.Model, outcome: Outcome) -> None:
        if type(obj) is Person:
            outcome.turn("new")
            outcome.person = obj
        elif not isinstance(obj, ExternalIdentifier):
            # That somebody is recognised by the list's number next time changes nothing of what is known of them.
            outcome.turn("changed")
            if type(obj) not in SILENT:
                outcome.parts.append(obj)
                self.untold.append(outcome)

    def tell(self) -> None:
        """Put the new rows into words as they are now, before one of them is changed by a later row of the file."""
        for outcome in self.untold:
            outcome.changes  # noqa: B018 asked for, it is kept
        self.untold = []

    def keep(self, obj: models.Model) -> None:
        """The register already says this."""
        self.keep_known(type(obj), obj.pk)

    def keep_known(self, model: type[models.Model], pk: Any) -> None:
        """The same of a row that was not read as an object."""
        self.unchanged.setdefault(model, set()).add(pk)

    def change(self, obj: models.Model, values: Mapping[str, Any], row: int, *, ends: bool = False) -> None:
        """Plan new values of a stored row, or keep it when it has them; `ends` tells that a role came to its end.

        A row that is itself planned only now takes the values at once.
        """
        differing = {name: value for name, value in values.items() if getattr(obj, name) != value}
        if obj._state.adding:
            self.tell()
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
            outcome = self.outcomes[row]
            outcome.turn("changed")
            for name, value in differing.items():
                label = str(obj._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
                outcome.parts.append((label, shown(before[name]), shown(value)))

    def alter(
        self,
        model: type[models.Model],
        pk: Any,
        values: Mapping[str, tuple[Any, Any]],
        row: int,
        *,
        ends: bool = False,
        is_counted: bool = True,
        words: Callable[[str, Any], str] | None = None,
    ) -> None:
        """As `change`, of a row that was not read as an object: `values` are {field: (before, after)}, checked.

        `words` says how the value of a relation is written.
        """
        differing = self.note(model, values, row, words=words)
        if not differing:
            if is_counted:
                self.keep_known(model, pk)
            return
        key = (model, pk)
        if not is_counted:
            self.uncounted.add(key)
        self.pending.setdefault(key, {}).update({name: after for name, (_before, after) in differing.items()})
        if ends:
            self.pending_ends.add(key)

    def note(
        self,
        model: type[models.Model],
        values: Mapping[str, tuple[Any, Any]],
        row: int,
        *,
        words: Callable[[str, Any], str] | None = None,
    ) -> dict[str, tuple[Any, Any]]:
        """Tell with the file's row which of `values` differ; give those back."""
        differing = {name: pair for name, pair in values.items() if pair[0] != pair[1]}
        if differing and row in self.outcomes:
            outcome = self.outcomes[row]
            outcome.turn("changed")
            written = words or (lambda _name, value: shown(value))
            for name, (before, after) in differing.items():
                outcome.parts.append((self.words.field(model, name), written(name, before), written(name, after)))
        return differing

    def resolve(self) -> None:
        """Read the rows that change and give them their new values, held until the transaction ends."""
        by_model: dict[type[models.Model], list[Any]] = {}
        for model, pk in self.pending:
            by_model.setdefault(model, []).append(pk)
        for model, pks in by_model.items():
            for obj in model._base_manager.select_for_update(of=("self",)).filter(pk__in=pks):
                key = (model, obj.pk)
                for name, value in self.pending[key].items():
                    setattr(obj, name, value)
                if hasattr(obj, "derive"):
                    obj.derive()
                (self.ended if key in self.pending_ends else self.changed)[key] = obj
                names = {model._meta.get_field(name).name for name in self.pending[key]}
                self.fields.setdefault(key, set()).update(names)
        self.pending, self.pending_ends = {}, set()

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

    def touched(self) -> tuple[set[Key], set[Key]]:
        """(changed, ended) rows of the register; one that ended is not changed as well."""
        ended = {*self.ended, *self.pending_ends}
        return {*self.changed, *self.pending} - ended - self.uncounted, ended - self.uncounted

    def feed(self, told: Digest) -> None:
        """Add what would be done to a digest: what was previewed is compared with what would be done now."""
        for outcome in self.outcomes.values():
            told.update(repr(outcome.content).encode())


def _by_field(obj: models.Model, error: ValidationError) -> Iterable[tuple[str, list[str]]]:
    if not hasattr(error, "error_dict"):
        return [(str(obj._meta.verbose_name), error.messages)]
    names = {f.name: str(getattr(f, "verbose_name", f.name)) for f in obj._meta.get_fields()}
    return [(names.get(field, str(obj._meta.verbose_name)), list(e)) for field, e in error.message_dict.items()]
