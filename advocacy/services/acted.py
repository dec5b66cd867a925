"""Who has acted in public for our position: the two highest steps of the relation ladder (metrics: relation ladder).

A party-line vote is no act, and is not stored as one. What somebody signed is read from the motions themselves.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from advocacy.choices import LadderStep, Leaning, LinkState
from advocacy.models import Act, MotionSigner
from contacts.querysets.membership import terms_with_the_one_before

SIGNED_MOTION = "motion"

# (person id, kind of act, day)
Deed = tuple[int, str, dt.date]


def deeds(priorities: Iterable[int], first: dt.date, last: dt.date) -> list[Deed]:
    """Public acts for our position on any of these priorities, both days included. Two queries."""
    branch = list(priorities)
    acts = Act.objects.filter(
        priority__in=branch,
        leaning=Leaning.FOR,
        acted_on__range=(first, last),
        person__merged_into__isnull=True,
    )
    signed = MotionSigner.objects.filter(
        person__merged_into__isnull=True,
        person__isnull=False,
        motion__submitted_on__range=(first, last),
        motion__proposals__links__priority__in=branch,
        motion__proposals__links__state=LinkState.ACCEPTED,
        motion__proposals__links__leaning=Leaning.FOR,
    )
    done: list[Any] = list(acts.order_by().values_list("person", "kind", "acted_on"))
    rows: Any = signed.order_by().values_list("person", "motion__submitted_on").distinct()
    return done + [(person, SIGNED_MOTION, day) for person, day in rows]


def steps(priorities: Iterable[int], levels: Mapping[int, str], since: dt.date, last: dt.date) -> dict[int, int]:
    """The people of `levels` (person → level of the mandate) who acted in their current term, on step 5 or 6.

    The term is that of the level's assemblies on `last`; where none is known, acts from `since` count.
    """
    starts = {
        level: starts_on
        for level, starts_on, ends_on, *_before in terms_with_the_one_before()
        if starts_on <= last and (ends_on is None or last <= ends_on)
    }
    kinds: dict[int, set[str]] = defaultdict(set)
    for person, kind, day in deeds(priorities, min([since, *starts.values()]), last):
        if person in levels and day >= starts.get(levels[person], since):
            kinds[person].add(kind)
    return {person: LadderStep.CHAMPION if len(done) > 1 else LadderStep.ACTED for person, done in kinds.items()}
