"""Which proposals (yrkanden) the search words of priorities find.

Asked anew each time, so that nothing stored can differ from the words.

The index of words answers for all priorities in one question; what it finds is read and held against the words
themselves. See `search_words`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connections

from advocacy.querysets.search_words import SearchTerm, Text, parsed
from crm.common.search.index import COLUMN
from crm.common.undo_log import chunks

# SQLite takes five hundred questions in one.
AT_ONCE = 400
# Ids in one question: SQLite takes thirty thousand.
MANY = 20_000
Place = tuple[int, int, int]


@dataclass
class Words:
    """The search words of one priority, those that find and those that rule out."""

    finding: list[SearchTerm] = field(default_factory=list)
    excluding: list[SearchTerm] = field(default_factory=list)
    priority: Any = None

    def found_in(self, text: str) -> list[SearchTerm]:
        """Those that find a text; none when another rules it out."""
        read = Text(text)
        return [term for term in self.finding if term.matches(read)] if self.lets(read) else []

    def find(self, text: Text) -> bool:
        return any(term.matches(text) for term in self.finding) and self.lets(text)

    def lets(self, text: Text) -> bool:
        """Whether no word rules a text out."""
        return not any(term.matches(text) for term in self.excluding)


def words_of(priorities: Collection[int] | None = None) -> dict[int, Words]:
    """The search words of priorities by their ids; None: of all that are worked with. One query."""
    from advocacy.models import PriorityTerm

    rows = PriorityTerm.objects.select_related("priority").order_by("priority", "pk")
    rows = rows.filter(priority__is_archived=False) if priorities is None else rows.filter(priority__in=priorities)
    found: dict[int, Words] = {}
    for row in rows:
        try:
            term = parsed(row.text)
        except ValidationError:  # the page takes none such; one from before a change of the rules finds nothing
            continue
        words = found.setdefault(row.priority_id, Words(priority=row.priority))
        (words.excluding if row.is_exclusion else words.finding).append(term)
    return found


def found(words: Mapping[int, Words], *, using: str = "default") -> dict[int, set[int]]:
    """The ids of the proposals that the words find, by the same keys. Two queries, more only for very many."""
    from advocacy.models import MotionProposal

    return found_among(MotionProposal.objects.using(using), words)[0]


def found_among(proposals: Any, words: Mapping[int, Words]) -> tuple[dict[int, set[int]], dict[int, Place]]:
    """The same among `proposals` (a queryset); and by id what puts the newest motion first, its proposals in order."""
    hits: dict[int, set[int]] = {}
    keys = list(words)
    for first in range(0, len(keys), AT_ONCE):
        hits |= _looked_up({key: words[key] for key in keys[first : first + AT_ONCE]}, proposals.db)
    texts: dict[int, Text] = {}
    places: dict[int, Place] = {}
    for some in chunks(set().union(*hits.values()), MANY):
        rows = proposals.filter(pk__in=some).order_by()
        read = rows.values_list("pk", "text", "motion__submitted_on", "motion_id", "position")
        for pk, text, day, motion, position in read:
            texts[pk], places[pk] = Text(text), (-day.toordinal(), -motion, position)
    kept = {key: {pk for pk in hits.get(key, ()) if pk in texts and words[key].find(texts[pk])} for key in keys}
    return kept, places


def _looked_up(words: Mapping[int, Words], using: str) -> dict[int, set[int]]:
    """What the index says, by key: all that the words find, and more."""
    from advocacy.models import MotionProposal

    table, is_postgres = MotionProposal._meta.db_table, connections[using].vendor == "postgresql"
    one = (
        f'SELECT CAST(%s AS integer), id FROM "{table}" WHERE {COLUMN} @@ %s::tsquery'  # noqa: S608 own names
        if is_postgres
        else f'SELECT %s, rowid FROM "{table}_search" WHERE "{table}_search" MATCH %s'  # noqa: S608
    )
    asked = {key: _asked(each.finding, is_postgres=is_postgres) for key, each in words.items() if each.finding}
    hits: dict[int, set[int]] = defaultdict(set)
    if asked:
        with connections[using].cursor() as cursor:
            cursor.execute(" UNION ALL ".join([one] * len(asked)), [value for pair in asked.items() for value in pair])
            for key, pk in cursor.fetchall():
                hits[key].add(pk)
    return hits


def _asked(terms: list[SearchTerm], *, is_postgres: bool) -> str:
    lookups = (term.lookup for term in terms)
    said = [one.for_tsquery() if is_postgres else one.for_fts5() for one in lookups]
    return (" | " if is_postgres else " OR ").join(f"({one})" for one in said)


def counted(terms: Iterable[SearchTerm]) -> list[set[int]]:
    """What each of some words finds by itself, in their order."""
    each = {number: Words(finding=[term]) for number, term in enumerate(terms)}
    hits = found(each)
    return [hits[number] for number in each]
