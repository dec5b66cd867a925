"""Plain factories of the advocacy work, through services where there are any."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from advocacy.choices import EventKind, InteractionKind
from advocacy.models import Event, Goal, Interaction, Plan, Priority, Task
from advocacy.services import events, interactions, tasks
from crm.common import writes
from crm.common.dates import today
from tests import make

_numbers = itertools.count(1)


def interaction(*people: Any, **fields: Any) -> Interaction:
    """A contact; a meeting today with `people` unless something else is said."""
    by = fields.pop("actor", None) or make.actor()
    fields = {"kind": InteractionKind.MEETING, "held_on": today(), "people": people, **fields}
    return interactions.log(actor=by, **fields)


def priority(name: str = "", parent: Priority | None = None, **fields: Any) -> Priority:
    number = next(_numbers)
    fields.setdefault("code", f"P{number}")
    return writes.save(Priority(name=name or f"Sakfråga {number}", parent=parent, **fields), actor=make.actor())


def plan(year: int = 2026, **fields: Any) -> Plan:
    found = Plan.objects.filter(code=str(year)).first()
    days = {"starts_on": dt.date(year, 1, 1), "ends_on": dt.date(year, 12, 31)}
    made = Plan(code=str(year), name=f"Verksamhetsplan {year}", **{**days, **fields})
    return found or writes.save(made, actor=make.actor())


def goal(about: Priority | None = None, code: str = "", **fields: Any) -> Goal:
    defaults = {"plan": fields.pop("plan", None) or plan(), "kind": "influence", "unit": "person"}
    defaults["statement"] = "Sakfrågan får genomslag"
    made = Goal(priority=about or priority(), code=code or f"G-{next(_numbers)}", **{**defaults, **fields})
    return writes.save(made, actor=make.actor())


def event(name: str = "", **fields: Any) -> Event:
    by = fields.pop("actor", None) or make.actor()
    fields = {"kind": EventKind.SEMINAR, "starts_on": today(), **fields}
    return events.add(actor=by, name=name or f"Arrangemang {next(_numbers)}", **fields)


def task(title: str = "", **fields: Any) -> Task:
    by = fields.pop("actor", None) or make.actor()
    return tasks.add(actor=by, title=title or f"Uppgift {next(_numbers)}", **fields)
