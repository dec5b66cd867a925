"""A source of the mandate radar, held against the register: read, matched, compared, told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from contacts.choices import RadarSource, Scheme
from contacts.imports import comparing, matching, rosters_read
from contacts.imports.comparing_people import doubt_key
from contacts.imports.matching import Match
from contacts.imports.packages import is_packed, unpacked
from contacts.imports.register import chunks
from contacts.imports.roster import Roster
from contacts.models import ExternalIdentifier
from contacts.services.import_plan import Doubt, Wrong
from contacts.services.radar_proposals import Part

SHOWN = 40
# Several files of a source that is not itself published in packages, kept as one: each is read by itself.
MANY = "files"


class Held:
    """What a source says, ready to be held against the register as often as one likes."""

    def __init__(self, rosters: list[Roster], progress: Callable[[int, int], Any] | None = None) -> None:
        self.rosters, self.progress = rosters, progress
        self.doubtful: list[Doubt] = []
        self.pairs: list[tuple[str, Match]] = []

    def compare(self, decided: Mapping[str, int | None] | None = None) -> Iterator[Part]:
        """List by list; `decided`: whom staff say that somebody is, by the key of the question who they are."""
        self.doubtful, self.pairs = [], []
        for number, roster in enumerate(self.rosters, start=1):
            asked = {matching.key_of(one): doubt_key(one, roster) for one in (roster.people if decided else ())}
            answers = {one: (decided or {})[key] for one, key in asked.items() if key in (decided or {})}
            matches = matching.matched(roster, decided=answers)
            self._tell(number, 1)
            found = comparing.compare(roster, matches, matching.doubles(roster, matches))
            self._tell(number, 2)
            self.doubtful += [*roster.doubtful, *found.doubtful]
            self.pairs += [(one.number or matching.key_of(one), matches[one.row]) for one in roster.people]
            # Wrong rows are told and left out: they hold up nobody else.
            yield Part(found.proposals, partial(comparing.plan_of, replace(roster, wrong=[])))
            self._tell(number, 3)

    def _tell(self, roster: int, step: int) -> None:
        """Each list is matched, compared, and then stored by whoever asked for it."""
        if self.progress:
            self.progress(3 * (roster - 1) + step, 3 * len(self.rosters))

    @property
    def rows(self) -> int:
        return sum(len(roster.people) for roster in self.rosters)

    @property
    def source_on(self) -> dt.date | None:
        return max((roster.source_on for roster in self.rosters), default=None)

    @property
    def wrong(self) -> list[Wrong]:
        return [wrong for roster in self.rosters for wrong in roster.wrong]

    @property
    def warnings(self) -> list[str]:
        told = [warning for roster in self.rosters for warning in roster.warnings]
        if any(roster.wrong and not roster.covers for roster in self.rosters):
            told.append(_("Rader kunde inte läsas. Därför föreslås inte att någon har lämnat."))
        return list(dict.fromkeys(told))

    def told(self) -> dict[str, Any]:
        """What the run's page shows besides the changes."""
        return {
            "rows": self.rows,
            "lists": len(self.rosters),
            "warnings": self.warnings[:SHOWN],
            "wrong": [wrong.as_json() for wrong in self.wrong[:SHOWN]],
            "wrong_count": len(self.wrong),
            "doubtful": [[doubt.subject, doubt.reason] for doubt in self.doubtful[:SHOWN]],
            "doubtful_count": len(self.doubtful),
        }


def held(
    content: bytes,
    name: str,
    source: str,
    options: Mapping[str, Any],
    *,
    as_of: dt.date | None = None,
    progress: Callable[[int, int], Any] | None = None,
) -> Held:
    """The content of a run's file; one that does not say its day is taken to be of `as_of`. Raises Unusable."""
    if as_of:
        options = {"source_on": as_of.isoformat(), **options}
    if options.get(MANY) and is_packed(content) and source != RadarSource.VALMYNDIGHETEN:
        files = unpacked(content, name, endings=("",))
        rosters = [r for f in files for r in rosters_read.read(f.content, f.name, source, options=options)]
    else:
        rosters = rosters_read.read(content, name, source, options=options)
    return Held(rosters, progress)


def pairs(found: list[tuple[str, Match]]) -> list[dict[str, Any]]:
    """Whom of the register each listed person is, or may be, for machines."""
    told = [(m.person, number, m.score, m.is_certain, m.reasons) for number, m in found if m.person is not None]
    told += [(c.person, number, c.score, c.is_certain, c.reasons) for number, m in found for c in m.candidates]
    names = _identifiers({person for person, *_rest in told})
    return [
        {"person": names[person], "candidate": number, "score": score, "certain": certain, "reasons": [*reasons]}
        for person, number, score, certain, reasons in told
    ]


def _identifiers(people: set[int]) -> dict[int, str]:
    """What the Riksdag calls each, else what we do."""
    names = {person: f"samsyn:{person}" for person in people}
    for chunk in chunks(people):
        known = ExternalIdentifier.objects.filter(scheme=Scheme.RIKSDAGEN, person__in=chunk)
        names.update(known.values_list("person_id", "value"))
    return names
