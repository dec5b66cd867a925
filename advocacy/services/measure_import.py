"""Storing measures of a sheet: looked through first, then in one operation that can be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.choices import MeasureState
from advocacy.models import Measure, Priority
from advocacy.services import measures
from advocacy.services.measure_records import Row, Wrong
from contacts.choices import AreaKind
from contacts.models import Area, Organization
from crm.common.dates import today
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.common.text import fold
from crm.models import Operation, User

NEW, CHANGED, SAME = "new", "changed", "same"
FIELDS = ("name", "code", "cost", "planned_from", "planned_until", "url")


@dataclass(frozen=True)
class Line:
    """What a row does: with a new measure or an old one, and in words what changes."""

    number: int
    name: str
    kind: str
    what: tuple[str, ...] = ()


@dataclass
class Outcome:
    """What a file did, or would do."""

    lines: list[Line] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    unknown_responsible: list[str] = field(default_factory=list)
    operation: Operation | None = None

    def count(self, kind: str) -> int:
        return sum(1 for line in self.lines if line.kind == kind)

    @property
    def does_something(self) -> bool:
        return any(line.kind != SAME for line in self.lines)

    @property
    def summary(self) -> str:
        told = {"new": self.count(NEW), "changed": self.count(CHANGED), "same": self.count(SAME)}
        return _("%(new)d nya, %(changed)d ändrade och %(same)d oförändrade.") % told

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        counts = {kind: self.count(kind) for kind in (NEW, CHANGED, SAME)} | {"skipped": len(self.wrong)}
        wrong = [{"row": one.number, "name": one.name, "reason": one.reason} for one in self.wrong]
        return {"measures": counts, "wrong": wrong, "unknown_responsible": self.unknown_responsible}


class _Bad(Exception):
    """A row that does not fit what is known."""


class _Register:
    """What a row's words mean: priorities, counties and organizations by name or code."""

    def __init__(self) -> None:
        self.priorities: dict[str, Priority] = {}
        for one in Priority.objects.all():
            self.priorities |= {fold(one.code): one, fold(one.name): one}
        self.counties: dict[str, Area] = {}
        for county in Area.objects.filter(kind=AreaKind.COUNTY):
            every = (county.code, county.name, county.short_name)
            self.counties |= {fold(name): county for name in every if name}
        self.organizations: dict[str, Organization | None] = {}
        for body in Organization.objects.filter(merged_into__isnull=True, is_archived=False):
            # Two of a name are nobody's.
            self.organizations[fold(body.name)] = None if fold(body.name) in self.organizations else body

    def of(self, known: dict[str, Any], name: str, what: str) -> Any:
        found = known.get(fold(name))
        if found is None:
            raise _Bad(_("%(what)s finns inte i registret: %(name)s.") % {"what": what, "name": name})
        return found


@dataclass
class _Entry:
    """A measure as it is known by now: what is stored, and what the rows so far add to it."""

    measure: Measure | None
    values: dict[str, Any]
    counties: dict[int, Area]
    states: dict[dt.date, str]
    said: list[Row] = field(default_factory=list)
    is_changed: bool = False


def preview(*, rows: Iterable[Row]) -> Outcome:
    """What the rows would do; nothing is stored."""
    return _compare(rows)[0]


def apply(*, actor: User, rows: Iterable[Row]) -> Outcome:
    """Store what is new or changed, in one operation that can be undone. Without anything new nothing is written."""
    require(actor, Role.EDITOR)
    rows = list(rows)
    outcome, _entries = _compare(rows)
    if not outcome.does_something:
        return outcome
    count = outcome.count(NEW) + outcome.count(CHANGED)
    title = ngettext("%(n)d rad om åtgärder inläst", "%(n)d rader om åtgärder inlästa", count) % {"n": count}
    with operation(kind=Operation.Kind.IMPORT, title=title, actor=actor) as made:
        outcome, entries = _compare(rows)
        for entry in entries:
            _store(entry, actor)
    outcome.operation = made
    return outcome


def _store(entry: _Entry, actor: User) -> None:
    counties = list(entry.counties.values())
    measure = entry.measure
    if measure is None:
        measure = measures.add(actor=actor, counties=counties, **entry.values)
    elif entry.is_changed:
        measures.edit(actor=actor, measure=measure, counties=counties, **entry.values)
    for row in entry.said:
        measures.note_status(
            actor=actor, measure=measure, state=row.state, stated_on=row.stated_on, source=row.source,  # type: ignore[arg-type]
            source_on=row.source_on, expected_until=row.expected_until, note=row.note,
        )  # fmt: skip


def _compare(rows: Iterable[Row]) -> tuple[Outcome, list[_Entry]]:
    """What the rows say against what is stored, each after those above it. Six queries, whatever they hold."""
    outcome, register = Outcome(), _Register()
    known: dict[tuple[str, str, str], _Entry] = {}
    for measure in Measure.objects.for_list().prefetch_related("areas__area", "statuses"):
        _index(known, _stored(measure))
    entries: list[_Entry] = []
    for row in rows:
        found = known.get(("code", row.national_plan, fold(row.code))) if row.code else None
        found = found or known.get(("name", row.national_plan, fold(row.name)))
        is_new = found is None
        entry = found or _Entry(None, {"national_plan": row.national_plan, "name": row.name}, {}, {})
        try:
            what = _take(row, entry, register, known, outcome)
        except _Bad as bad:
            outcome.wrong.append(Wrong(row.number, row.name, str(bad)))
            continue
        _index(known, entry)
        if (is_new or what) and not any(one is entry for one in entries):
            entries.append(entry)
        outcome.lines.append(Line(row.number, row.name, NEW if is_new else CHANGED if what else SAME, tuple(what)))
    return outcome, entries


def _stored(measure: Measure) -> _Entry:
    values = {name: getattr(measure, name) for name in (*FIELDS, "national_plan", "priority", "responsible")}
    counties = {link.area_id: link.area for link in measure.areas.all()}
    return _Entry(measure, values, counties, {one.stated_on: one.state for one in measure.statuses.all()})


def _index(known: dict[tuple[str, str, str], _Entry], entry: _Entry) -> None:
    plan = entry.values["national_plan"]
    known["name", plan, fold(entry.values["name"])] = entry
    if code := entry.values.get("code"):
        known["code", plan, fold(code)] = entry


def _take(row: Row, entry: _Entry, register: _Register, known: dict[Any, _Entry], outcome: Outcome) -> list[str]:
    """Let the row add to the entry. Returns what changes, in words. Raises _Bad before anything is changed."""
    values = {name: value for name in FIELDS if (value := getattr(row, name)) not in ("", None)}
    if row.priority:
        values["priority"] = register.of(register.priorities, row.priority, _("Sakfrågan"))
    counties = {one.pk: one for one in (register.of(register.counties, name, _("Länet")) for name in row.counties)}
    if row.responsible and (body := register.organizations.get(fold(row.responsible))):
        values["responsible"] = body
    elif row.responsible and row.responsible not in outcome.unknown_responsible:
        outcome.unknown_responsible.append(row.responsible)
    is_said = _is_said_anew(row, entry)
    if known.get(("name", row.national_plan, fold(row.name)), entry) is not entry:
        raise _Bad(_("En annan åtgärd i planen heter redan så."))
    differs = {name: value for name, value in values.items() if entry.values.get(name) != value}
    what = [_told(name, entry.values.get(name), value) for name, value in differs.items()]
    if counties and counties.keys() != entry.counties.keys():
        what.append(_("län: %(names)s") % {"names": ", ".join(one.name for one in counties.values())})
        entry.counties = counties
        entry.is_changed = True
    if differs or ("source" not in entry.values and entry.measure is None):
        entry.values |= differs | {"source": row.source, "source_on": row.source_on}
        entry.is_changed = True
    if is_said:
        entry.said.append(row)
        entry.states[row.stated_on] = row.state  # type: ignore[index]
        what.append(_("nytt läge %(day)s: %(state)s") % {"day": row.stated_on, "state": MeasureState(row.state).label})
    return what


def _is_said_anew(row: Row, entry: _Entry) -> bool:
    """Whether the row says how it stood on a day of which nothing has been said. Raises _Bad where that differs."""
    if not row.state or row.stated_on is None:
        return False
    if row.stated_on > today():
        raise _Bad(_("Dagen ligger framåt i tiden."))
    before = entry.states.get(row.stated_on)
    if before and before != row.state:
        told = {"day": row.stated_on, "state": MeasureState(before).label}
        raise _Bad(_("Läget den %(day)s är redan noterat som %(state)s.") % told)
    return before is None


def _told(name: str, before: Any, after: Any) -> str:
    """'kostnad, mnkr: 100,0 → 120,5'."""
    label = str(Measure._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return f"{label}: {_said(before)} → {_said(after)}" if before not in ("", None) else f"{label}: {_said(after)}"


def _said(value: Any) -> str:
    return number_format(value, decimal_pos=1) if isinstance(value, Decimal) else str(value)
