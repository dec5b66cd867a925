"""One figure as page, sheet, command and paper show it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FigureKind(TextChoices):
    COUNT = "count", _("antal")
    SHARE = "share", _("andel")
    INDEX = "index", _("index, 0–1")
    DAYS = "days", _("dagar")
    KRONOR = "kronor", _("kr")


@dataclass(frozen=True)
class Figure:
    """A number with what it is made of.

    `value`: a count, a share 0–1, days or kronor; None ('–') where there is nothing to divide by. `part` and `whole`
    are the numerator and denominator of a share. `day`: the last day that it speaks of. `model` and `ids`: the rows
    behind it ('contacts.Person', …), all of them, whoever asks. `definition`: its place among the definitions.
    `target`: what it was to be, in the same unit.
    """

    key: str
    label: str
    kind: str
    value: float | None
    day: dt.date
    definition: str
    part: int | None = None
    whole: int | None = None
    target: float | None = None
    model: str = ""
    ids: tuple[int, ...] = field(default=(), repr=False)

    def as_json(self) -> dict[str, Any]:
        """As command and API give it, without the ids."""
        return {
            "key": self.key,
            "kind": str(self.kind),
            "value": self.value,
            "part": self.part,
            "whole": self.whole,
            "target": self.target,
            "day": self.day.isoformat(),
        }


def share(key: str, label: str, part: int, whole: int, **said: Any) -> Figure:
    """part ÷ whole; '–' of nothing."""
    value = part / whole if whole else None
    return Figure(key, label, FigureKind.SHARE, value, part=part, whole=whole, **said)
