"""Measures of the demo: objects that stand in no plan and say so in their names, and how it goes with them.

Nobody real is said to be responsible for them or late with them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from advocacy.choices import MeasureState, NationalPlan
from advocacy.models import Measure, Priority
from advocacy.services import measures
from contacts.choices import AreaKind
from contacts.models import Area
from crm.models import User

OLD, NEW = NationalPlan.PLAN_2022, NationalPlan.PLAN_2026
LATE, ON_TIME, DONE = MeasureState.LATE, MeasureState.ON_TIME, MeasureState.DONE
WAITING, DROPPED = MeasureState.NOT_STARTED, MeasureState.DROPPED
SOURCE = "Påhittat exempel i demon"


@dataclass(frozen=True)
class Object:
    """One object: its name, plan, priority, counties, years, and how it stood so many months ago, the oldest first."""

    name: str
    plan: str
    priority: str
    counties: tuple[str, ...]
    years: tuple[int, int]
    said: tuple[tuple[int, str], ...] = ()
    follows: bool = False  # it stood in the plan before under the same name


OBJECTS = (
    Object("Dubbelspår Grånäs–Vidsjö", OLD, "EBS", ("03", "19"), (2023, 2029), ((30, WAITING), (14, ON_TIME))),
    Object("Mötesstation Talludden", OLD, "EBS", ("04",), (2022, 2025), ((30, ON_TIME), (20, LATE), (3, DONE))),
    Object("Resecentrum Björkstad", OLD, "EBS", ("18",), (2024, 2028), ((28, WAITING), (8, LATE))),
    Object("Farled Sandviken–Holmö", OLD, "GODS", ("01", "04"), (2022, 2026), ((30, ON_TIME), (5, DONE))),
    Object("Triangelspår Långbacka", OLD, "GODS", ("05",), (2025, 2030), ((26, WAITING), (10, DROPPED))),
    Object("Förlängd perrong Almvik", OLD, "EBS", ("01",), (2023, 2026), ((24, ON_TIME),)),
    Object(
        "Dubbelspår Grånäs–Vidsjö", NEW, "SA24", ("03", "19"), (2027, 2031), ((9, ON_TIME), (2, LATE)), follows=True
    ),
    Object("Resecentrum Björkstad", NEW, "SA24", ("18",), (2026, 2030), ((7, LATE), (1, ON_TIME)), follows=True),
    Object("Fyra spår Ekinge–Norrvreta", NEW, "SA24", ("01", "03"), (2029, 2036), ((9, WAITING),)),
    Object("Omlastning Stenhamn", NEW, "GODS", ("05", "04"), (2025, 2028), ((8, WAITING),)),
    Object("Signalsystem Mälardalsringen", NEW, "SA24", ("19", "18", "04"), (2026, 2032), ((8, ON_TIME),)),
    Object("Uppställning Hedby", NEW, "SA24", ("09",), (2028, 2031)),
)  # fmt: skip


def build(actor: User, day: dt.date) -> Counter[str]:
    """Make them as of `day`. Returns the number of new rows by model."""
    priorities = {one.code: one for one in Priority.objects.all()}
    counties = {one.code: one for one in Area.objects.filter(kind=AreaKind.COUNTY)}
    stood: dict[str, Measure] = {}
    count = 0
    for one in OBJECTS:
        measure = measures.add(
            actor=actor, name=f"{one.name} (påhittad)", national_plan=one.plan, priority=priorities.get(one.priority),
            counties=[counties[code] for code in one.counties if code in counties], planned_from=one.years[0],
            planned_until=one.years[1], predecessor=stood.get(one.name) if one.follows else None, source=SOURCE,
        )  # fmt: skip
        stood[one.name] = measure
        for months, state in one.said:
            measures.note_status(
                actor=actor, measure=measure, state=state, stated_on=day - dt.timedelta(days=30 * months), source=SOURCE
            )
            count += 1
    return Counter(Measure=len(OBJECTS), MeasureStatus=count)
