"""The groups of a goal's audience as a paper keeps them: who was of which party, in which county, on which step.

Rows of its tables lead to those whom they count by these. They are of the day on which the paper was frozen: whoever
changes party afterwards stands where they stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from advocacy.services.reach import Reach
from advocacy.services.reach_units import UNKNOWN
from contacts.models import Area, Organization
from crm.common.instances import among

if TYPE_CHECKING:
    from advocacy.services.figures.whole import FigureSet

Kept = dict[str, Any]
STEP = "step"
# What an audience is split by, as the lists behind its figures are asked.
NAMES = ("party", "county", "level", "sector", "gender", "new", STEP)


def kept(of: FigureSet) -> Kept:
    """{name: {"keys": [...], "of": [...]}}, `of` being a place in `keys` for each of the audience, by id.

    A number each, where a list of ids for every group would take several times the room. Nothing of what has no
    audience. Three queries at most.
    """
    if not of.has_audience:
        return {}
    reach = of.the_reach
    audience = sorted(reach.ids("audience"))
    split = _of_people(reach, audience) if reach.is_about_people else _of_organizations(audience)
    return {name: _numbered(keys) for name, keys in split.items()}


def members(groups: Kept, audience: Iterable[int], asked: Mapping[str, str]) -> set[int]:
    """Those of `audience` (ids in order) who are in every group that is asked for: {'party': 'S', 'step': '3'}.

    Raises LookupError where the paper does not keep what they are asked by.
    """
    found = set(audience)
    for name, key in asked.items():
        if name not in groups:
            raise LookupError(name)
        keys = groups[name]["keys"]
        place = keys.index(key) if key in keys else None
        found &= {pk for pk, one in zip(sorted(audience), groups[name]["of"], strict=True) if one == place}
    return found


def _of_people(reach: Reach, audience: list[int]) -> dict[str, list[str]]:
    """What each is called in each split: the rows of `reach_spread.spread` and of the ladder, by the same keys."""
    seats, steps = reach.seats(), reach.steps
    codes = dict(Area.objects.filter(kind="county").order_by().values_list("pk", "code"))
    new = reach.audiences.new_seats(seats, reach.last)
    held = [seats[pk] for pk in audience]
    return {
        "party": [seat.party or UNKNOWN for seat in held],
        "county": [codes.get(seat.county or 0) or UNKNOWN for seat in held],
        "level": [seat.level or UNKNOWN for seat in held],
        "sector": [seat.sector or UNKNOWN for seat in held],
        "gender": [seat.gender or UNKNOWN for seat in held],
        "new": [new.get((pk, seat.level)) or UNKNOWN for pk, seat in zip(audience, held, strict=True)],
        STEP: [str(int(steps.get(pk, 0))) for pk in audience],
    }


def _of_organizations(audience: list[int]) -> dict[str, list[str]]:
    """Organizations are of no party; their county is that of their area."""
    there: Any = Organization.objects
    there = there.filter(among(Organization, "id", audience)) if audience else there.none()
    counties = dict(there.order_by().values_list("pk", "area__county__code"))
    return {"party": [UNKNOWN] * len(audience), "county": [counties.get(pk) or UNKNOWN for pk in audience]}


def _numbered(keys: list[str]) -> Kept:
    places: dict[str, int] = {}
    return {"of": [places.setdefault(str(key), len(places)) for key in keys], "keys": list(places)}
