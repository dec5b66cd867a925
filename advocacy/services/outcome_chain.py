"""The chain from our work to an outcome, in the order of time, and where each step stands in the picture of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.models import Outcome, OutcomeContribution

# The picture in units of its own: wide enough for a screen, its letters still to be read at 360 px.
WIDTH, LANE, TOP, FOOT, MARGIN, APART = 400, 46, 14, 34, 24, 21
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
    links = outcome.contributions.listed_for(user).for_chain()  # type: ignore[attr-defined]
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
    """A step in the picture, by its middle."""

    step: Step
    x: int
    y: int

    @property
    def diamond(self) -> str:
        """Corners of a square on its point."""
        x, y = self.x, self.y
        return f"{x},{y - 12} {x + 12},{y} {x},{y + 12} {x - 12},{y}"


@dataclass(frozen=True)
class Lane:
    """The steps of one sort, on a line."""

    label: str
    y: int
    marks: list[Mark]


@dataclass(frozen=True)
class Picture:
    """Where everything stands, in units of a picture that is `width` wide: time goes to the right."""

    height: int
    end: int
    lanes: list[Lane]
    years: list[tuple[int, int]]
    diamond: str
    width: int = WIDTH
    bottom: int = field(default=0)


def picture(outcome: Outcome, steps: list[Step]) -> Picture | None:
    """The chain as lanes of time, a lane a sort, with what changed at its end. None without steps."""
    if not steps:
        return None
    first = min(steps[0].day, outcome.happened_on)
    last = max(steps[-1].day, outcome.happened_on)
    span = max((last - first).days, 1)

    def place(day: dt.date) -> int:
        return MARGIN + round((WIDTH - 2 * MARGIN) * (day - first).days / span)

    lanes: list[Lane] = []
    for sort, label in LANES:
        here = [step for step in steps if step.sort == sort]
        if here:
            y = TOP + LANE * len(lanes) + 26
            xs = apart([place(step.day) for step in here])
            lanes.append(Lane(str(label), y, [Mark(step, x, y) for step, x in zip(here, xs, strict=True)]))
    bottom = TOP + LANE * len(lanes)
    end, y = place(outcome.happened_on) if last > first else WIDTH - MARGIN, bottom + 26
    years = [(year, place(dt.date(year, 1, 1))) for year in range(first.year + 1, last.year + 1)]
    diamond = f"{end},{y - 13} {end + 13},{y} {end},{y + 13} {end - 13},{y}"
    return Picture(bottom + LANE + FOOT, end, lanes, years, diamond, bottom=bottom + LANE)


def apart(places: list[int]) -> list[int]:
    """Marks of near days beside each other, in order; closer than that only where the lane is full."""
    room = WIDTH - 2 * MARGIN
    gap = min(APART, room // max(len(places) - 1, 1))
    found: list[int] = []
    for x in places:
        found.append(max(x, found[-1] + gap) if found else x)
    # What was pushed over the edge pushes back.
    edge = WIDTH - MARGIN
    for index in range(len(found) - 1, -1, -1):
        found[index] = min(found[index], edge)
        edge = found[index] - gap
    return found
