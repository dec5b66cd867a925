"""Which proposals (yrkanden) the search words of priorities find.

Asked anew each time, so that nothing stored can differ from the words.

The index of words answers for all priorities in one question; what it cannot tell alone is read and held against the
text. See `search_words`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connections

from advocacy.querysets.search_words import SearchTerm, Text, parsed
from crm.common.search.index import COLUMN, Lookup
from crm.common.undo_log import chunks

# SQLite takes five hundred questions in one; each priority has up to four.
AT_ONCE = 100
SURE, DOUBTFUL, SURE_OUT, DOUBTFUL_OUT = range(4)


@dataclass
class Words:
    """The search words of one priority, those that find and those that rule out."""

    finding: list[SearchTerm] = field(default_factory=list)
    excluding: list[SearchTerm] = field(default_factory=list)

    def found_in(self, text: str) -> list[SearchTerm]:
        """Those that find a text; none when another rules it out."""
        read = Text(text)
        if any(term.matches(read) for term in self.excluding):
            return []
        return [term for term in self.finding if term.matches(read)]

    def lookups(self) -> Iterator[tuple[int, list[Lookup]]]:
        for kind, terms in ((SURE, self.finding), (SURE_OUT, self.excluding)):
            yield kind, [one for term in terms if (one := term.sure)]
            yield kind + 1, [one for term in terms if (one := term.doubtful)]


def words_of(priorities: Collection[int] | None = None) -> dict[int, Words]:
    """The search words of priorities by their ids; None: of all that are worked with. One query."""
    from advocacy.models import PriorityTerm

    rows = PriorityTerm.objects.order_by("priority", "pk")
    rows = rows.filter(priority__is_archived=False) if priorities is None else rows.filter(priority__in=priorities)
    found: dict[int, Words] = defaultdict(Words)
    for priority, text, is_exclusion in rows.values_list("priority", "text", "is_exclusion"):
        try:
            term = parsed(text)
        except ValidationError:  # the page takes none such; one from before a change of the rules finds nothing
            continue
        (found[priority].excluding if is_exclusion else found[priority].finding).append(term)
    return dict(found)


def found(words: Mapping[int, Words], *, using: str = "default") -> dict[int, set[int]]:
    """The ids of the proposals that the words find, by the same keys. Two queries for each hundred keys."""
    kept: dict[int, set[int]] = {}
    keys = list(words)
    for first in range(0, len(keys), AT_ONCE):
        some = {key: words[key] for key in keys[first : first + AT_ONCE]}
        hits = _looked_up(some, using)
        doubtful = {
            key: (hits[key, DOUBTFUL] - hits[key, SURE]) | (hits[key, DOUBTFUL_OUT] & hits[key, SURE]) for key in some
        }
        texts = _texts({pk for ids in doubtful.values() for pk in ids}, using)
        for key, one in some.items():
            sure = hits[key, SURE] - hits[key, SURE_OUT]
            in_doubt = doubtful[key] - hits[key, SURE_OUT]
            out = _holding(one.excluding, in_doubt & hits[key, DOUBTFUL_OUT], texts)
            kept[key] = (sure | _holding(one.finding, in_doubt - sure - out, texts)) - out
    return kept


def _holding(terms: list[SearchTerm], ids: Collection[int], texts: Mapping[int, Text]) -> set[int]:
    """Of some texts those that hold one of the terms that the index alone cannot tell of."""
    asked = [term for term in terms if not term.is_exact]
    return {pk for pk in ids if any(term.matches(texts[pk]) for term in asked)}


def _looked_up(words: Mapping[int, Words], using: str) -> dict[tuple[int, int], set[int]]:
    """What the index says, by key and sort of lookup."""
    from advocacy.models import MotionProposal

    table, is_postgres = MotionProposal._meta.db_table, connections[using].vendor == "postgresql"
    parts: list[str] = []
    params: list[Any] = []
    for key, one in words.items():
        for kind, lookups in one.lookups():
            if not lookups:
                continue
            params += [key, kind, _asked(lookups, is_postgres=is_postgres)]
            parts.append(
                f'SELECT CAST(%s AS integer), CAST(%s AS integer), id FROM "{table}" WHERE {COLUMN} @@ %s::tsquery'  # noqa: S608 own names
                if is_postgres
                else f'SELECT %s, %s, rowid FROM "{table}_search" WHERE "{table}_search" MATCH %s'  # noqa: S608
            )
    hits: dict[tuple[int, int], set[int]] = defaultdict(set)
    if parts:
        with connections[using].cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            for key, kind, pk in cursor.fetchall():
                hits[key, kind].add(pk)
    return hits


def _asked(lookups: list[Lookup], *, is_postgres: bool) -> str:
    said = [one.for_tsquery() if is_postgres else one.for_fts5() for one in lookups]
    return (" | " if is_postgres else " OR ").join(f"({one})" for one in said)


def _texts(ids: Collection[int], using: str) -> dict[int, Text]:
    from advocacy.models import MotionProposal

    read: dict[int, Text] = {}
    for some in chunks(ids):
        rows = MotionProposal.objects.using(using).filter(pk__in=some).order_by()
        read.update((pk, Text(text)) for pk, text in rows.values_list("pk", "text"))
    return read


def counted(terms: Iterable[SearchTerm]) -> list[set[int]]:
    """What each of some words finds by itself, in their order."""
    each = {number: Words(finding=[term]) for number, term in enumerate(terms)}
    hits = found(each)
    return [hits[number] for number in each]
