"""What Riksdagen's documents say that people did, understood, before the register is asked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from crm.models import Operation


@dataclass(frozen=True)
class ActRecord:
    """One thing that one person did. `number` is Riksdagen's id of the person, a numeral or a GUID."""

    document: str
    kind: str
    title: str
    acted_on: dt.date
    url: str
    number: str
    name: str
    told_on: dt.date | None

    @property
    def key(self) -> tuple[str, str, str]:
        return self.document, self.number, self.kind


@dataclass
class ActRecords:
    """All that some files hold.

    `replies` go with a speech and are none of their own; `of_parties` are reservations that name parties alone, which
    are nobody's personal act; `lapsed` were taken back; `nameless` say nobody's id; `others` are other documents.
    """

    acts: dict[tuple[str, str, str], ActRecord] = field(default_factory=dict)
    replies: int = 0
    of_parties: int = 0
    lapsed: int = 0
    nameless: int = 0
    others: int = 0

    def add(self, record: ActRecord) -> None:
        self.acts.setdefault(record.key, record)


@dataclass
class ActResult:
    """What reading some files did, or would do. `unknown`: (id, name) of those not in the register → their acts."""

    new: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    replies: int = 0
    of_parties: int = 0
    lapsed: int = 0
    nameless: int = 0
    others: int = 0
    applied: bool = False
    operation: Operation | None = None
