"""What stands in Riksdagen's personlista: values, days and assignments, before the register is asked anything."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

CHAMBER = "kammaruppdrag"
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d):\d\d(?::\d\d)?)?")
SUBSTITUTES = ("ersättare", "suppleant")


class Partial(Exception):
    """A date without its day, or no date at all."""


@dataclass(frozen=True)
class Assignment:
    """One assignment of one person as the file has it, its days understood."""

    kind: str
    body: str
    body_name: str
    role: str
    status: str
    starts_on: dt.date
    ends_on: dt.date | None
    stands_in_for: str

    @property
    def key(self) -> tuple[str, str, str, dt.date]:
        return (self.kind, self.body, self.role, self.starts_on)

    @property
    def is_chamber(self) -> bool:
        return self.kind == CHAMBER

    @property
    def is_substitute(self) -> bool:
        return self.role.casefold().endswith(SUBSTITUTES)

    @property
    def is_leave(self) -> bool:
        return self.is_chamber and self.status.casefold().startswith("ledig")

    @property
    def is_idle(self) -> bool:
        """A substitute who may be called in, and does not serve ('Ersättare', 'Ledig Ersättare')."""
        return self.is_chamber and self.status.casefold().endswith("ersättare")

    def holds_on(self, day: dt.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


def as_list(value: Any) -> list[Any]:
    """One item comes as an object, several as a list, none as null or an empty string."""
    return [] if value in (None, "") else value if isinstance(value, list) else [value]


def text(value: Any) -> str:
    """A value as text; null and the empty element {} are nothing."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def first_day(value: str) -> dt.date:
    """The day of a start. Raises Partial."""
    found = MOMENT.fullmatch(value)
    if not found:
        raise Partial
    try:
        return dt.date.fromisoformat(found[1])
    except ValueError as error:
        raise Partial from error


def last_day(value: str) -> dt.date | None:
    """The last day of an assignment: a time before noon means the day before. Raises Partial."""
    if not value:
        return None
    day, found = first_day(value), MOMENT.fullmatch(value)
    is_morning = found is not None and found[2] is not None and int(found[2]) < 12
    return day - dt.timedelta(days=1) if is_morning else day


def inner_of(person: dict[str, Any], outer: str, inner: str) -> list[dict[str, Any]]:
    holder = person.get(outer)
    found = as_list(holder.get(inner)) if isinstance(holder, dict) else []
    return [one for one in found if isinstance(one, dict) and one]


def understood(item: dict[str, Any], start: str, end: str) -> Assignment:
    """An assignment as the file has it. Raises Partial."""
    notes = [text(note) for note in as_list(item.get("uppgift")) if text(note)]
    is_chamber = item.get("typ") == CHAMBER
    return Assignment(
        kind=text(item.get("typ")),
        body=text(item.get("organ_kod")),
        body_name="" if is_chamber or not notes else notes[0],
        role=text(item.get("roll_kod")),
        status=text(item.get("status")),
        starts_on=first_day(start),
        ends_on=last_day(end),
        stands_in_for=notes[0] if is_chamber and notes else "",
    )
