"""Which pictures belong to a section of figures."""

from __future__ import annotations

from collections.abc import Callable

from advocacy.pictures.cohort import programmes
from advocacy.pictures.coverage import coverage_of_goals
from advocacy.pictures.ladder import ladder
from advocacy.pictures.places import county_map, municipality_map
from advocacy.pictures.squares import party_by_county
from advocacy.pictures.trend import trend_of_goal
from advocacy.services.figures.whole import FigureSet
from crm.common.charts import AreaMap, Chart

Picture = Chart | AreaMap


def pictures_of(section_key: str, figure_set: FigureSet) -> list[Picture]:
    """The pictures that go with a section ('reach', 'spread', 'ladder', 'onboarding'); of others none.

    Each is for `<c-chart :chart="…">`, `charts.svg(…)` or `charts.png(…)`, and has `title`, `description` and `table`.
    They cost a few queries more than the section and are not for the page itself: fetch them by htmx. What has
    nothing to show is left out, so the list may be empty.
    """
    made = [make(figure_set) for make in OF_SECTION.get(section_key, ())]
    return [picture for picture in made if picture is not None]


def _coverage(of: FigureSet) -> Picture | None:
    if of.scope.goal:
        return trend_of_goal(of.scope.goal, of.last)
    return _of_table(of, "reach", coverage_of_goals)


def _ladder(of: FigureSet) -> Picture | None:
    return ladder(of.the_reach, of.before.the_reach) if of.has_audience else None


def _squares(of: FigureSet) -> Picture | None:
    return party_by_county(of.the_reach) if of.has_audience else None


def _counties(of: FigureSet) -> Picture | None:
    return county_map(of.the_reach) if of.has_audience else None


def _municipalities(of: FigureSet) -> Picture | None:
    return municipality_map(of.the_reach) if of.has_audience else None


def _introductions(of: FigureSet) -> Picture | None:
    return _of_table(of, "onboarding", programmes)


def _of_table(of: FigureSet, key: str, make: Callable[..., Picture | None]) -> Picture | None:
    """A picture of the first table of a section; none where it has no table."""
    tables = of.section(key).tables
    return make(tables[0].rows, of.last) if tables else None


OF_SECTION: dict[str, tuple[Callable[[FigureSet], Picture | None], ...]] = {
    "reach": (_coverage,),
    "spread": (_squares, _counties, _municipalities),
    "ladder": (_ladder,),
    "onboarding": (_introductions,),
}
