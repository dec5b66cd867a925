"""What a source says of people and their seats: the one language between those who read sources and the register.

A reader turns a file into a `Roster` and decides nothing; the one engine (`contacts.imports.comparing`) holds a roster
against the register, for the radar and for the plain imports alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from contacts.choices import RoleKind, Scheme
from contacts.models import Area, Organization, Party, Term
from contacts.services.import_plan import Doubt, Wrong


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch of a mandate in which its holder did not serve. `ends_on` None: still away."""

    starts_on: dt.date
    ends_on: dt.date | None


@dataclass(slots=True)
class Seat:
    """One role that the source says somebody holds or held: an assembly's seat, a committee's, a minister's.

    `party` and `organization` may be new (not stored yet). `number` is the source's own key of the mandate, kept as an
    identifier of it ('2026:KF:0180:4711'; '' when it has none). `replaces` names whom a substitute stands in for.
    `is_as_of_source`: party and area are told as they are on the roster's day, whatever they were when the seat was
    taken. `is_idle`: a substitute who does not serve. `party_number`: the source's own number of a party that the
    register lacks, by which it is found again next time.
    """

    organization: Organization
    role: str
    kind: RoleKind
    starts_on: dt.date | None
    ends_on: dt.date | None
    party: Party | None = None
    area: Area | None = None
    term: Term | None = None
    number: str = ""
    replaces: str = ""
    away: Sequence[Away] = ()
    is_as_of_source: bool = False
    is_idle: bool = False
    party_number: str = ""


@dataclass(slots=True)
class Listed:
    """One person as the source lists them, with the row (from 1) where they stand.

    `number` is what the source calls the person, under the roster's scheme; `others` further identifiers of theirs.
    `given`, `family` are '' where the source writes the name as one (`name`); `is_legal_name`: the name is the one of
    the population register, not the one they are known by. Contact details: (kind, value, label). `twin`: what tells
    somebody without a number apart from others of the name on the list; '' when there are none.
    """

    row: int
    number: str
    name: str
    given: str = ""
    family: str = ""
    is_legal_name: bool = False
    birth_year: int | None = None
    gender: str = ""
    title: str = ""
    others: dict[Scheme, str] = field(default_factory=dict)
    details: Sequence[tuple[str, str, str]] = ()
    seats: list[Seat] = field(default_factory=list)
    # What the row comes to, in words, for the preview of an import; '' when its changes say it.
    note: str = ""
    twin: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the source lists completely: every holder of `role` in the organization during the term (or on the day).

    Whoever the register has there, and the source has not, is gone.
    """

    organization: Organization
    role: str
    term: Term | None = None


@dataclass
class Roster:
    """All that one source says. `scheme` is that of the people's numbers, None when they have none of their own."""

    source: str
    source_on: dt.date
    scheme: Scheme | None
    people: list[Listed] = field(default_factory=list)
    covers: list[Coverage] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    doubtful: list[Doubt] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
