"""How coverage spreads over groups of the audience, and how even it is (metrics: spread, balance index)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from contacts.choices import Gender, Level, NewIn, Sector
from contacts.models import Area, Party

if TYPE_CHECKING:
    from advocacy.services.reach import Reach
    from advocacy.services.reach_audience import Seat

# Below this many covered an index says more about chance than about us.
ENOUGH_TO_BALANCE = 20


class SpreadBy(TextChoices):
    PARTY = "party", _("Parti")
    COUNTY = "county", _("Län")
    LEVEL = "level", _("Nivå")
    SECTOR = "sector", _("Sektor")
    GENDER = "gender", _("Kön")
    NEW = "new", _("Nyvalda")


@dataclass(frozen=True)
class Part:
    """One group of the audience. `key` is '' for those of whom it is not known."""

    key: str
    audience: int
    covered: int


def spread(reach: Reach, by: str) -> list[Part]:
    """The audience of people by one of `SpreadBy`, the largest group first. The groups add up to the audience.

    Everybody is in one group: that of the mandate which puts them in the audience, for party, county and level;
    empty where the goal counts no people of an audience. At most one query beyond those of the reach.
    """
    if not (reach.has_audience and reach.is_about_people):
        return []
    if by == SpreadBy.NEW:
        found = reach.by_new().items()
        return [Part(new_in or "", audience, covered) for new_in, (covered, audience) in found if audience]
    key = _key(by)
    audience: Counter[str] = Counter()
    covered: Counter[str] = Counter()
    for seat, n, n_met in reach.by_seat():
        audience[key(seat)] += n
        covered[key(seat)] += n_met
    return [Part(name, n, covered[name]) for name, n in sorted(audience.items(), key=lambda row: (-row[1], row[0]))]


def _key(by: str) -> Callable[[Seat], str]:
    """Which group those of a seat are in."""
    if by == SpreadBy.COUNTY:
        codes = dict(Area.objects.filter(kind="county").values_list("pk", "code"))
        return lambda seat: codes.get(seat.county or 0, "")
    return lambda seat: getattr(seat, by) or ""


def balance_index(parts: Iterable[Part]) -> float | None:
    """1 − ½ Σ |share of the covered − share of the audience|: 1 when every group is covered alike, towards 0 when not.

    None below twenty covered.
    """
    parts = list(parts)
    covered, audience = sum(p.covered for p in parts), sum(p.audience for p in parts)
    if covered < ENOUGH_TO_BALANCE:
        return None
    return 1 - sum(abs(p.covered / covered - p.audience / audience) for p in parts) / 2


def labels(by: str) -> dict[str, str]:
    """What the groups of a spread are called. At most one query."""
    match by:
        case SpreadBy.PARTY:
            return dict(Party.objects.values_list("code", "name"))
        case SpreadBy.COUNTY:
            return dict(Area.objects.filter(kind="county").values_list("code", "name"))
        case SpreadBy.NEW:
            return {"": str(_("Övriga")), **{str(key): str(label) for key, label in NewIn.choices}}
    choices = {SpreadBy.LEVEL: Level, SpreadBy.SECTOR: Sector, SpreadBy.GENDER: Gender}
    return {str(key): str(label) for key, label in choices[SpreadBy(by)].choices}
