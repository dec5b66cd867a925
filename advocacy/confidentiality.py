"""Contacts that a user may know of but not read: a day, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Concealed:
    """What stands in the place of a contact whose content is hidden. It has no address and no other field."""

    pk: int
    held_on: dt.date
    is_readable: bool = False

    def __str__(self) -> str:
        return _("Ett konfidentiellt")

    @property
    def title(self) -> str:
        return str(self)


def conceal(interactions: Iterable[Any]) -> Iterator[Any]:
    """Rows of `listed_for(user)` with those that the user may not read replaced, so that nothing of them goes on."""
    return (row if row.is_readable else Concealed(row.pk, row.held_on) for row in interactions)
