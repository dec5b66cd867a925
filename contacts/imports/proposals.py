"""What the engine proposes: one difference between a source and the register each, and what carries it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models

from contacts.choices import ChangeKind
from contacts.services.import_plan import Doubt

if TYPE_CHECKING:
    from contacts.imports.matching import Candidate


@dataclass(frozen=True, slots=True, eq=False)
class Add:
    """A row that the register lacks. What it refers to may itself be new."""

    obj: models.Model
    row: int


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """New values of a row of the register; `ends`: a role comes to its end by them."""

    obj: models.Model
    values: Mapping[str, Any]
    row: int
    ends: bool = False


Step = Add | Change


class Steps(list[Step]):
    """Steps in the order in which they are carried out, noted with the words of a `Plan`."""

    def add(self, obj: models.Model, row: int, *, is_valid: bool = False) -> bool:
        self.append(Add(obj, row))
        return True

    def change(self, obj: models.Model, values: Mapping[str, Any], row: int, *, ends: bool = False) -> None:
        self.append(Change(obj, dict(values), row, ends))


@dataclass(slots=True, eq=False)
class Proposal:
    """One change to accept or refuse; the fields are those of `RadarChange`.

    `key`: the same whenever the same difference is found, in every run and after a merge. `doubt`: the key that the
    question who they are has, or would have: whoever answers it accepts all that then is proposed under it. `person`,
    `other`, `organization`, `party`, `area` are ids, None for what is new. `before`, `after`: [label, value] in
    Swedish. `needs`: keys of proposals without which this one cannot be carried out. `merge`: (keep, drop), carried
    out by the merge service before everything else is compared anew. `steps` may be empty: then the register says so
    already, and somebody is only told (somebody left whose mandate had its last day).
    """

    key: str
    kind: ChangeKind
    row: int
    name: str
    number: str = ""
    also: list[ChangeKind] = field(default_factory=list)
    person: int | None = None
    other: int | None = None
    organization: int | None = None
    party: int | None = None
    area: int | None = None
    before: list[list[str]] = field(default_factory=list)
    after: list[list[str]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    score: int = 100
    is_certain: bool = True
    candidates: Sequence[Candidate] = ()
    needs: tuple[str, ...] = ()
    doubt: str = ""
    steps: Steps = field(default_factory=Steps)
    merge: tuple[int, int] | None = None


@dataclass(slots=True)
class Comparison:
    """A roster held against the register: what differs, and what the register already says (`kept`).

    `namesakes`: new people who are called like somebody in the register. `doubtful`: what was left out.
    """

    proposals: list[Proposal] = field(default_factory=list)
    kept: list[models.Model] = field(default_factory=list)
    doubtful: list[Doubt] = field(default_factory=list)
    namesakes: int = 0
    compared_on: dt.date | None = None
