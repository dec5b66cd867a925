"""Who answers for some organizations: by a mandate kept with a contact, or served on the day of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Case, F, FilteredRelation, Q, When
from django.db.models.functions import Coalesce

from advocacy.querysets.audience import BODIES_OF_PARENT
from advocacy.services.reach_days import Day, Days, is_open, opened, written
from contacts.choices import RoleKind, ServingStatus
from contacts.models import Membership

# Named one by one: an exclude() over a to-many relation would ask another of the person's memberships.
NOT_SUBSTITUTES = [kind for kind in RoleKind.values if kind != RoleKind.SUBSTITUTE]


def unit_of(prefix: str) -> Case:
    """The organization that a membership answers for: a council's or board's parent, else its own.

    `prefix` reaches the membership through a relation ('held__').
    """
    own = F(f"{prefix}organization_id")
    parent = Coalesce(F(f"{prefix}organization__parent_id"), own)
    return Case(When(**{f"{prefix}organization__kind__in": BODIES_OF_PARENT}, then=parent), default=own)


class Answering:
    """Who answers for the organizations `units`. With `people`, of these alone, whose ids may stand for others'."""

    def __init__(self, units: Iterable[int], people: Collection[int] = (), ids: dict[int, int] | None = None) -> None:
        self.by_membership: dict[int, int] = {}
        self.by_person: dict[int, list[tuple[int, Days, list[Days]]]] = {}
        units = set(units)
        if units:
            self._read(units, people, ids or {})

    def _read(self, units: set[int], people: Collection[int], ids: dict[int, int]) -> None:
        leave = FilteredRelation("statuses", condition=Q(statuses__status=ServingStatus.ON_LEAVE))
        within = Q(organization__in=units) | Q(organization__parent__in=units, organization__kind__in=BODIES_OF_PARENT)
        held = Membership.objects.filter(within).annotate(unit_id=unit_of(""), leave=leave).order_by("pk")
        if people:
            held = held.filter(person__in=people)
        serves = held.annotate(
            serves=Q(struck_at__isnull=True) & (Q(stands_in_for__isnull=False) | Q(kind__in=NOT_SUBSTITUTES))
        )
        days = [written(name) for name in ("starts_on", "ends_on", "leave__starts_on", "leave__ends_on")]
        rows = serves.values_list("pk", "person", "unit_id", "serves", "leave__pk", *days)
        for pk, person, unit, does, is_away, starts, ends, away_from, away_to in rows.iterator(chunk_size=10_000):
            if unit not in units:
                continue
            if pk not in self.by_membership:
                self.by_membership[pk] = unit
                leaves: list[Days] = []
                if does:
                    self.by_person.setdefault(ids.get(person, person), []).append((unit, opened(starts, ends), leaves))
            if is_away:
                leaves.append(opened(away_from, away_to))

    def for_(self, person: int | None, membership: int | None, day: Day) -> Iterator[int]:
        """The organizations that somebody met on `day`, with this mandate kept, answers for."""
        if membership in self.by_membership:
            yield self.by_membership[membership]
        yield from self.served(person, day)

    def served(self, person: int | None, day: Day) -> Iterator[int]:
        """The organizations that somebody served on `day`."""
        for unit, days, leaves in self.by_person.get(person or 0, ()):
            if is_open(days, day) and not any(is_open(away, day) for away in leaves):
                yield unit
