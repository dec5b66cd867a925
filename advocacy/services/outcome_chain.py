"""The chain from our work to an outcome, in the order of time, and where each step stands in the picture of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.models import Outcome, OutcomeContribution

# The picture in units of its own: wide enough for a screen, its letters still to be read at 360 px.
WIDTH, LANE, DOWN, FOOT, MARGIN = 400, 48, 32, 22, 20
LARGEST, LEAST, LEAST_WITH_NUMBER, YEAR_APART = 10, 3, 7, 30
LANES = (
    ("interaction", gettext_lazy("Kontakter")),
    ("proposal", gettext_lazy("Yrkanden")),
    ("viewpoint", gettext_lazy("Synpunkter i remissvar")),
)
SORTS = {
    "interaction": gettext_lazy("Kontakt"),
    "proposal": gettext_lazy("Yrkande"),
    "viewpoint": gettext_lazy("Synpunkt i remissvar"),
}


@dataclass
class Step:
    """One link, told to one reader: `is_hidden` is of a contact that they may not read, a day and nothing else."""

    pk: int
    sort: str
    day: dt.date
    title: str
    url: str = ""
    note: str = ""
    is_hidden: bool = False
    number: int = 0

    @property
    def label(self) -> str:
        return str(SORTS[self.sort])


def steps_of(outcome: Outcome, user: Any) -> list[Step]:
    """The chain as `user` may see it, the earliest first, numbered. One query."""
    links = outcome.contributions.listed_for(user).for_chain()
    steps = sorted((_step(link) for link in links), key=lambda step: (step.day, step.pk))
    for number, step in enumerate(steps, 1):
        step.number = number
    return steps


def _step(link: Any) -> Step:
    if not link.is_readable:
        return Step(link.pk, "interaction", link.interaction.held_on, _("Ett konfidentiellt"), is_hidden=True)
    if link.interaction:
        row = link.interaction
        return Step(link.pk, "interaction", row.held_on, row.title, row.get_absolute_url(), link.note)
    if link.proposal:
        motion = link.proposal.motion
        words = {"n": link.proposal.position, "motion": motion, "title": motion.title}
        title = _("Yrkande %(n)d i motion %(motion)s: %(title)s") % words
        return Step(link.pk, "proposal", motion.submitted_on, title, motion.get_absolute_url(), link.note)
    return _viewpoint_step(link)


def _viewpoint_step(link: OutcomeContribution) -> Step:
    viewpoint: Any = link.viewpoint
    whole = viewpoint.consultation
    # One that we noted before the answer went in has no other day than that.
    day = whole.answered_on or timezone.localtime(viewpoint.created_at).date()
    title = _("%(kind)s i remissvar om %(title)s") % {"kind": viewpoint.get_kind_display(), "title": whole.title}
    return Step(link.pk, "viewpoint", day, title, f"{whole.get_absolute_url()}#synpunkter", link.note)


# --- The picture --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mark:
    """A step in the picture, by its middle. `size` is half its height."""

    step: Step
    x: int
    y: int
    size: int

    @property
    def side(self) -> int:
        return 2 * self.size

    @property
    def left(self) -> int:
        return self.x - self.size

    @property
    def top(self) -> int:
        return self.y - self.size

    @property
    def diamond(self) -> str:
        return _diamond(self.x, self.y, self.size + 3)

    @property
    def has_room(self) -> bool:
        """Whether its number can be read in it."""
        return self.size >= LEAST_WITH_NUMBER


@dataclass(frozen=True)
class Lane:
    """A line for the steps of one sort."""

    label: str
    y: int


@dataclass(frozen=True)
class Picture:
    """Where everything stands, in units of a picture that is `width` wide.

    Each step has a column, in the order of time; `years` are those that begin, with the places of their lines (none
    before the first).
    """

    lanes: list[Lane]
    marks: list[Mark]
    years: list[tuple[int, int | None, int]]
    line: str
    diamond: str
    bottom: int
    width: int = WIDTH

    @property
    def height(self) -> int:
        return self.bottom + FOOT


def picture(outcome: Outcome, steps: list[Step]) -> Picture | None:
    """The chain step by step to the right, a lane a sort, with what changed at its end. None without steps."""
    if not steps:
        return None
    gap = (WIDTH - 2 * MARGIN) / len(steps)
    size = max(LEAST, min(LARGEST, int(gap / 2) - 1))
    sorts = [(sort, label) for sort, label in LANES if any(step.sort == sort for step in steps)]
    lanes = [Lane(str(label), LANE * number + DOWN) for number, (_sort, label) in enumerate(sorts)]
    place = {sort: lane.y for (sort, _label), lane in zip(sorts, lanes, strict=True)}
    marks = [Mark(step, MARGIN + round(gap * n), place[step.sort], size) for n, step in enumerate(steps)]
    last = Lane(_("Det som ändrades"), LANE * len(lanes) + DOWN)
    end = (WIDTH - MARGIN, last.y)
    return Picture(
        lanes=[*lanes, last],
        marks=marks,
        years=_years([(step.day.year, mark.x) for step, mark in zip(steps, marks, strict=True)], outcome, end[0]),
        line=" ".join(f"{x},{y}" for x, y in [*((mark.x, mark.y) for mark in marks), end]),
        diamond=_diamond(*end, LARGEST + 4),
        bottom=LANE * (len(lanes) + 1),
    )


def _years(places: list[tuple[int, int]], outcome: Outcome, end: int) -> list[tuple[int, int | None, int]]:
    """(year, where its line stands, where it is written): the first, and each that begins with room to write it."""
    columns = [*places, (outcome.happened_on.year, end)]
    found: list[tuple[int, int | None, int]] = [(columns[0][0], None, 4)]
    for (before, left), (year, right) in pairwise(columns):
        middle = (left + right) // 2
        if year != before and middle - found[-1][2] >= YEAR_APART:
            found.append((year, middle, middle + 4))
    return found


def _diamond(x: int, y: int, size: int) -> str:
    """Corners of a square on its point."""
    return f"{x},{y - size} {x + size},{y} {x},{y + size} {x - size},{y}"
