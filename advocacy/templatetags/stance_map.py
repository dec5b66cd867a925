"""The picture of how a group stands: one bar, from for to against, with the numbers in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from advocacy.choices import StanceValue

register = template.Library()

WIDTH, HEIGHT = 240, 18
ROOM = 14  # how wide a piece must be for its number


@register.inclusion_tag("advocacy/_stance_bar.html")
def stance_bar(counts: Mapping[str, int], label: str) -> dict[str, Any]:
    """A bar of those whose stance is known; `label` says whose it is. Without any, words instead of a picture."""
    known = sum(counts[value] for value in StanceValue)
    pieces, at = [], 0.0
    for value in StanceValue:
        if count := counts[value]:
            width = WIDTH * count / known
            pieces.append(
                {
                    "value": value.value,
                    "x": f"{at:.1f}",
                    "width": f"{width:.1f}",
                    "middle": f"{at + width / 2:.1f}",
                    "number": count if width >= ROOM else "",
                    "is_against": value.score < 0,
                }
            )
            at += width
    said = ", ".join(f"{value.label.lower()} {counts[value]}" for value in StanceValue if counts[value])
    return {"pieces": pieces, "said": f"{label}: {said or _('ingen känd')}", "width": WIDTH, "height": HEIGHT}
