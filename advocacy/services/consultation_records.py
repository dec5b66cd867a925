"""What a mirror says of consultations, as it was read and before it is stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Paper:
    """A document of a consultation, where its sender keeps it."""

    name: str
    url: str


@dataclass(frozen=True)
class Referral:
    """What the mirror says of one consultation. `external` is the path of its page, which is the same every night."""

    external: str
    title: str
    url: str
    reference: str = ""
    sender: str = ""
    summary: str = ""
    published_on: dt.date | None = None
    due_on: dt.date | None = None
    papers: tuple[Paper, ...] = ()
    subjects: str = ""


@dataclass(frozen=True)
class Wrong:
    """A row that could not be read: its place in the file, what it is called, and why."""

    row: int
    name: str
    reason: str


@dataclass
class Reading:
    """What a file held."""

    referrals: list[Referral] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
