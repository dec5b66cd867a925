"""Who moved on the relation ladder between two periods (metrics: relation ladder)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advocacy.services.reach import Reach


@dataclass(frozen=True)
class Movement:
    """Ids of people, by what they did: never an average."""

    up: list[int] = field(default_factory=list)
    down: list[int] = field(default_factory=list)
    same: list[int] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)


def movement(before: Reach, now: Reach) -> Movement:
    """How the audience of `now` stands on the ladder against that of `before`; who came and who went stand apart."""
    was, is_now = before.steps, now.steps
    found = Movement(joined=sorted(set(is_now) - set(was)), left=sorted(set(was) - set(is_now)))
    for person in sorted(set(was) & set(is_now)):
        step, earlier = is_now[person], was[person]
        (found.up if step > earlier else found.down if step < earlier else found.same).append(person)
    return found
