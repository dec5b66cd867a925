"""The words of people's and organizations' names, kept in memory: what a part of a word, or a slip, is held against.

Stored in `SearchWord` after the transaction that brought the words, so that no two writers wait for one another. Each
process reads what others have added, at most once in `SECONDS`. Whole words and beginnings of words need none of this.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from rapidfuzz import process
from rapidfuzz.distance import OSA

from crm.common.search.spelling import sound
from crm.models import SearchWord

SECONDS = 30.0
# Read again each time: a number may be given out before the one below it is to be seen.
OVERLAP = 500
BATCH = 2_000


class Vocabulary:
    """The words known to this process."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self.forget()

    def forget(self) -> None:
        with self._lock:
            self._read_at: float | None = None
            self._last = 0
            self._words: set[str] = set()
            self._stored: set[str] = set()
            self._text = "\n"
            self._by_length: dict[int, list[str]] = defaultdict(list)
            self._by_sound: dict[str, list[str]] = defaultdict(list)
            self._unheard: list[str] = []

    def refresh(self) -> Vocabulary:
        """Read what has come since the last time. One query, at most once in `SECONDS`."""
        with self._lock:
            now = time.monotonic()
            if self._read_at is not None and now - self._read_at < SECONDS:
                return self
            rows = list(SearchWord.objects.filter(pk__gt=self._last - OVERLAP).order_by("pk").values_list("pk", "word"))
            self._add(word for _pk, word in rows)
            # What is read inside a transaction may be taken back: it is looked for again.
            if rows and not connection.in_atomic_block:
                self._last = rows[-1][0]
                self._stored.update(word for _pk, word in rows)
            self._read_at = now
        return self

    def _add(self, words: Iterable[str]) -> None:
        new = [word for word in dict.fromkeys(words) if word not in self._words]
        self._words.update(new)
        self._text += "".join(f"{word}\n" for word in new)
        for word in new:
            self._by_length[len(word)].append(word)
        self._unheard.extend(new)

    def learn(self, words: set[str]) -> None:
        """Store the words that are new."""
        new = sorted(words - self._stored)
        for start in range(0, len(new), BATCH):
            rows = [SearchWord(word=word) for word in new[start : start + BATCH]]
            SearchWord.objects.bulk_create(rows, ignore_conflicts=True)
        with self._lock:
            self._add(new)
            if not connection.in_atomic_block:
                self._stored.update(new)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def __len__(self) -> int:
        return len(self._words)

    def holding(self, part: str, most: int) -> list[str] | None:
        """The words that hold `part`, sorted; None when they are more than `most`."""
        found: set[str] = set()
        text, at = self._text, -1
        while (at := text.find(part, at + 1)) >= 0:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            found.add(text[start:end])
            if len(found) > most:
                return None
            at = end
        return sorted(found)

    def sounding(self, word: str) -> list[str]:
        """Other words that sound as `word` does."""
        with self._lock:
            for unheard in self._unheard:
                self._by_sound[sound(unheard)].append(unheard)
            self._unheard = []
            return [other for other in self._by_sound.get(sound(word), ()) if other != word]

    def near(self, word: str, most: int) -> Iterator[tuple[str, int]]:
        """Words at most `most` slips away (a letter dropped, doubled, changed, or two swapped), and how many."""
        for length in range(max(1, len(word) - most), len(word) + most + 1):
            others = self._by_length.get(length)
            if not others:
                continue
            for other, slips, _place in process.extract(
                word, others, scorer=OSA.distance, score_cutoff=most, limit=None
            ):
                if slips:
                    yield other, int(slips)


VOCABULARY = Vocabulary()


def teachers() -> list[Any]:
    """The models whose names are learned."""
    return [model for model in apps.get_models() if getattr(model, "teaches_search", False)]


def _later(work: Callable[[], None]) -> None:
    transaction.on_commit(work, robust=True)


def learn(texts: Iterable[str]) -> None:
    """Have the words of these search texts known, once the transaction is through. Cheap when they are known."""
    words = {word for text in texts for word in text.split()} - VOCABULARY._stored
    if words:
        _later(lambda: VOCABULARY.learn(words))


def learn_from(objs: Iterable[Any]) -> None:
    """Have the names of rows that were just written known, if their model's names are searched."""
    rows = [*objs]
    if any(getattr(model, "teaches_search", False) for model in {*map(type, rows)}):
        learn(obj.search_text for obj in rows if getattr(type(obj), "teaches_search", False))


def relearn() -> tuple[int, int]:
    """Learn all names anew and forget the words that nobody has any longer. Returns (added, forgotten)."""
    held: set[str] = set()
    for model in teachers():
        for text in model._base_manager.order_by().values_list("search_text", flat=True).iterator(10_000):
            held.update(text.split())
    known = dict(SearchWord.objects.values_list("word", "pk"))
    new, gone = held - known.keys(), [pk for word, pk in known.items() if word not in held]
    VOCABULARY.learn(new)
    for start in range(0, len(gone), BATCH):
        SearchWord.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    VOCABULARY.forget()
    return len(new), len(gone)
