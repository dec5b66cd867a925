"""Who is in a group of a spread: the people behind the rows of its tables."""

from __future__ import annotations

from advocacy.services.reach import Reach
from advocacy.services.reach_spread import SpreadBy
from advocacy.services.reach_units import UNKNOWN

# The others are asked of the reach itself, of party and county together.
ASKED = (SpreadBy.LEVEL, SpreadBy.SECTOR, SpreadBy.GENDER, SpreadBy.NEW)


def people_of(reach: Reach, by: str, key: str) -> set[int]:
    """The people of the audience in group `key` of a spread by one of ASKED; UNKNOWN: in none. At most two queries."""
    seats, wanted = reach.seats(), "" if key == UNKNOWN else key
    if by == SpreadBy.NEW:
        new = reach.audiences.new_seats(seats, reach.last)
        return {pk for pk, seat in seats.items() if (new.get((pk, seat.level)) or "") == wanted}
    return {pk for pk, seat in seats.items() if (getattr(seat, by) or "") == wanted}
