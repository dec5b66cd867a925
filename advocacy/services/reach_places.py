"""Coverage of politicians by the municipality that their mandate is in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, When

from advocacy.querysets.audience import memberships_in
from advocacy.services.reach_spread import Part

if TYPE_CHECKING:
    from advocacy.services.reach import Reach


def by_municipality(reach: Reach) -> dict[str, Part]:
    """The people of the audience by the code of the municipality; those whose mandate is in none are left out.

    Everybody is in one: that of the mandate which puts them in the audience. One query beyond those of the reach.
    """
    if not (reach.has_audience and reach.is_about_people):
        return {}
    held: Any = memberships_in(reach.criteria, reach.last).by_weight()
    code = Case(
        When(area__kind="municipality", then=F("area__code")),
        When(organization__area__kind="municipality", then=F("organization__area__code")),
    )
    where: dict[int, str | None] = {}
    for person, municipality in held.values_list("person", code):
        where.setdefault(person, municipality)
    met = reach.ids("reached")
    audience = Counter(found for found in where.values() if found)
    covered = Counter(found for person, found in where.items() if found and person in met)
    return {found: Part(found, n, covered[found]) for found, n in audience.items()}
