"""Ways to an answer: the steps that staff usually take, counted in days back from the last day.

Which one is chosen when one starts answering; the steps can then be changed one by one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

SATURDAY = 5


@dataclass(frozen=True)
class Way:
    """Steps in order, each with how many days before the last day it is to be done."""

    name: str
    label: Any
    steps: tuple[tuple[Any, int], ...]


WAYS = (
    Way(
        "board",
        _("Styrelsen beslutar"),
        (
            (_("Medlemmarnas utkast samlas in"), 42),
            (_("Tjänstepersonerna sammanställer ett förslag"), 35),
            (_("Styrgruppen går igenom förslaget"), 21),
            (_("Styrelsen beslutar"), 7),
            (_("Svaret lämnas in"), 1),
        ),
    ),
    Way(
        "presidium",
        _("Presidiet beslutar på delegation"),
        (
            (_("Medlemmarnas utkast samlas in"), 28),
            (_("Tjänstepersonerna sammanställer ett förslag"), 21),
            (_("Styrgruppen går igenom förslaget"), 14),
            (_("Presidiet beslutar på delegation"), 5),
            (_("Svaret lämnas in"), 1),
        ),
    ),
    Way(
        "short",
        _("Kort svarstid, utan styrgrupp"),
        (
            (_("Tjänstepersonerna skriver ett förslag"), 8),
            (_("Presidiet beslutar på delegation"), 3),
            (_("Svaret lämnas in"), 1),
        ),
    ),
)


def way(name: str) -> Way:
    """The way called so. Raises KeyError."""
    return {way.name: way for way in WAYS}[name]


def day_before(last: dt.date, days: int) -> dt.date:
    """The day `days` before `last`; the Friday before a weekend."""
    day = last - dt.timedelta(days=days)
    return day - dt.timedelta(days=max(0, day.weekday() - SATURDAY + 1))
