"""What a chart is before anybody has drawn it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

# Counted up when pictures of the same figures are to look otherwise: those that are kept are then drawn anew.
STYLE = 1
WIDE, NARROW = 640, 320
# What neither a drawing nor the expressions of Vega take: control characters, other line breaks, half surrogates.
_REFUSED = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Table:
    """The figures of a picture as a table: `heads`, and rows whose first cell is what they are about."""

    heads: Sequence[Any]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Chart:
    """A chart as Vega-Lite says it, one for wide screens and one for telephones, without colours of its own.

    `description` says in a sentence or two what can be seen in it; `make(width)` gives the Vega-Lite dict.
    """

    title: str
    description: str
    table: Table
    make: Callable[[int], dict[str, Any]] = field(repr=False)

    @cached_property
    def asked(self) -> dict[str, Any]:
        """All that decides how it looks."""
        said: dict[str, Any] = _sayable(
            {
                "style": STYLE,
                "title": str(self.title),
                "description": str(self.description),
                "locale": "sv-SE" if (get_language() or "sv").startswith("sv") else "en-GB",
                "specs": [self.make(WIDE), self.make(NARROW)],
            }
        )
        return said

    @cached_property
    def key(self) -> str:
        """By what its picture is kept: the same figures in the same words have the same."""
        said = json.dumps(self.asked, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()


def _sayable(data: Any) -> Any:
    """The same, with a space for every sign that no drawing takes: names may have been pasted from anywhere."""
    if isinstance(data, str):
        return _REFUSED.sub(" ", data)
    if isinstance(data, list | tuple):
        return [_sayable(one) for one in data]
    return {key: _sayable(value) for key, value in data.items()} if isinstance(data, dict) else data
