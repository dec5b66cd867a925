"""What several figure sets have in common, read once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from advocacy.models import Priority

if TYPE_CHECKING:
    from advocacy.services.figures.scope import Scope

Read = TypeVar("Read")


class Gathering:
    """The figure sets of `scopes` that are asked together: what goes by priority is read once for all of theirs, and
    each takes what is its own.

    Made for one page or paper and gone with it.
    """

    def __init__(self, scopes: Collection[Scope]) -> None:
        self.scopes = scopes
        self._read: dict[tuple[Any, ...], Any] = {}

    @cached_property
    def branch(self) -> tuple[int, ...]:
        """Ids of the priorities that belong to any of the scopes. Three queries at most."""
        goals = [scope.goal for scope in self.scopes if scope.goal]
        branches = Priority.objects.branches({goal.priority_id for goal in goals}) if len(goals) > 1 else {}
        for goal in goals if branches else ():
            goal.branch = branches[goal.priority_id]
        return tuple(sorted({pk for scope in self.scopes for pk in scope.branch}))

    @property
    def is_of_all(self) -> bool:
        """Whether a whole plan is among the scopes."""
        return any(scope.priority is None for scope in self.scopes)

    def once(self, read: Callable[..., Read], *about: Hashable) -> Read:
        """What `read` gives of all these priorities and `about`; asked again, the same."""
        key = (read, *about)
        if key not in self._read:
            self._read[key] = read(self.branch, *about)
        found: Read = self._read[key]
        return found
