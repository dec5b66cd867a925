"""One timeline of all that has happened with something, out of many sources, a page at a time.

Every source ('strand') gives the days and ids of its newest, all in one query; what the page shows of them is read
afterwards, a query for each sort of row on it. So a page costs the same whether it is the newest of fifty or of
thousands, but for what the database must sort.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate

from crm.common import extensions
from crm.common.extensions import TimelineEntry, TimelineStrand
from crm.common.text import row_id

PAGE = 50
# Above every id: all of the day that a place names is still to come.
ALL_OF_THE_DAY = 2**62


@dataclass(frozen=True)
class Asked:
    """What of a timeline is asked for: which kinds (none: all), from when to when, which words, by whom of us."""

    kinds: Sequence[str] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    text: str = ""
    colleague: Any = None

    @property
    def of_content(self) -> bool:
        """Whether it asks what entries say: what one may not read is no answer to that."""
        return bool(self.text or self.colleague)


@dataclass(frozen=True)
class Place:
    """An entry's place: newest day first, on a day strand by strand, in a strand the newest row first."""

    day: dt.date
    strand: str
    pk: int

    def __str__(self) -> str:
        return f"{self.day.isoformat()}_{self.strand}_{self.pk}"


@dataclass(frozen=True)
class Page:
    """Entries with their years, newest first, and the place after which there are older ones."""

    entries: list[TimelineEntry] = field(default_factory=list)
    last: Place | None = None

    @property
    def years(self) -> list[tuple[int, list[TimelineEntry]]]:
        found: dict[int, list[TimelineEntry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.day.year].append(entry)
        return list(found.items())


def strands_of(obj: Any) -> list[TimelineStrand]:
    return extensions.timeline_strands.for_model(obj._meta.label)


def place(text: str) -> Place | None:
    """The place that an address names; None when it names none."""
    day, _sign, rest = text.partition("_")
    strand, _sign, pk = rest.rpartition("_")
    number = row_id(pk)
    try:
        return Place(dt.date.fromisoformat(day), strand, number) if strand and number is not None else None
    except ValueError:
        return None


def page_of(obj: Any, user: Any, asked: Asked, after: Place | None = None, size: int = PAGE) -> Page:
    """The newest `size` entries of `obj` that the user may hear of, or those after a place."""
    chosen = [strand for strand in strands_of(obj) if not asked.kinds or strand.kind in asked.kinds]
    places = _places(chosen, obj, user, asked, after, size + 1)
    shown = places[:size]
    return Page(_read(shown, chosen, obj, user), shown[-1] if len(places) > size else None)


def holding(text: str, *names: str) -> Q:
    """Every word of `text` stands in one of the fields, in whatever case.

    SQLite knows upper and lower case of a–z alone: an 'å' is looked for as it may be written.
    """
    found = Q()
    for word in text.split():
        spelt = {word, word.lower(), word.upper(), word.capitalize()}
        here = Q()
        for name in names:
            for one in spelt:
                here |= Q(**{f"{name}__icontains": one})
        found &= here
    return found


def local_day(moment: str) -> TruncDate:
    """The day of a moment where we are, as `TimelineStrand.day`."""
    return TruncDate(moment)


def _places(
    strands: Sequence[TimelineStrand], obj: Any, user: Any, asked: Asked, after: Place | None, limit: int
) -> list[Place]:
    """The first `limit` places after `after`, in order. One query."""
    names = [strand.name for strand in strands]
    reached = names.index(after.strand) if after and after.strand in names else -1
    parts, params = [], []
    for number, strand in enumerate(strands):
        rows = strand.rows(obj, user, asked)
        if rows is None:
            continue
        if after:
            same_day = after.pk if number == reached else ALL_OF_THE_DAY if number > reached else 0
            rows = _narrowed(rows, strand.day, asked, (after.day, same_day))
        else:
            rows = _narrowed(rows, strand.day, asked, None)
        newest = rows.order_by("-_day", "-pk").values_list("_day", "pk")[:limit]
        try:
            sql, given = newest.query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {number} AS strand, t.* FROM ({sql}) AS t")  # noqa: S608 numbers and compiled SQL
        params += given
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(parts)} ORDER BY 2 DESC, 1, 3 DESC LIMIT {limit:d}", params)
        return [Place(_as_day(day), names[number], pk) for number, day, pk in cursor.fetchall()]


def _narrowed(rows: QuerySet[Any], day: Any, asked: Asked, after: tuple[dt.date, int] | None) -> QuerySet[Any]:
    rows = rows.annotate(_day=F(day) if isinstance(day, str) else day).filter(_day__isnull=False)
    if asked.first:
        rows = rows.filter(_day__gte=asked.first)
    if asked.last:
        rows = rows.filter(_day__lte=asked.last)
    if after:
        rows = rows.filter(Q(_day__lt=after[0]) | Q(_day=after[0], pk__lt=after[1]))
    return rows


def _as_day(value: Any) -> dt.date:
    """A day as either database gives it: SQLite gives text."""
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)


def _read(places: list[Place], strands: Sequence[TimelineStrand], obj: Any, user: Any) -> list[TimelineEntry]:
    """What stands at the places. What has gone meanwhile, or says nothing, is left out."""
    by_name = {strand.name: strand for strand in strands}
    wanted: dict[Any, set[int]] = defaultdict(set)
    for one in places:
        wanted[by_name[one.strand].load].add(one.pk)
    rows = {load: {row.pk: row for row in load(pks, obj, user)} for load, pks in wanted.items()}
    found = []
    for one in places:
        strand = by_name[one.strand]
        row = rows[strand.load].get(one.pk)
        entry = strand.entry(row, obj) if row is not None else None
        if entry is not None:
            found.append(entry)
    return found
