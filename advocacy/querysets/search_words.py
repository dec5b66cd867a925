"""What the search words of a priority mean: a word, a beginning, a phrase, or several that stand in the same proposal.

järnväg           the word in any form: järnvägen, järnvägarna
järnväg*          every word that begins so: järnvägsbro
"nationell plan"  the words one after the other, each in any form
järnväg* + tåg    both in the same proposal, wherever

The index of words holds folded stems, in which 'gods' is as 'goda' and begins as 'gödsel': what it finds is held
against the text (`SearchTerm.matches`), where å, ä and ö count and words stand in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from crm.common.search.index import Lookup, Term
from crm.common.text import fold, stem

LONGEST, MOST_WORDS = 100, 8
SHORTEST_BEGINNING = 3
# A stem of fewer letters is shared by words that have nothing to do with each other.
OWN_STEM = 4
# How much longer than the beginning itself an ending may be that is cut off a word.
LONGEST_ENDING = 4
BEFORE, ROOM = 90, 320

_WORD = re.compile(r"[^\W_]+(\*?)")
_TOKEN = re.compile(r"[^\W_]+")
_ALLOWED = re.compile(r"[\w\s\"”“»«*+.,:;/&()'’–-]*")


@dataclass(frozen=True)
class Token:
    """A word of a text: as it is written in small letters, its stem, and where it stands."""

    said: str
    stem: str
    start: int
    end: int


class Text:
    """A text in small letters, and, where that is asked for, as its words."""

    def __init__(self, text: str) -> None:
        self.text, self.lower = text, text.lower()

    @cached_property
    def tokens(self) -> list[Token]:
        return [
            Token(match[0].lower(), stem(fold(match[0])), match.start(), match.end())
            for match in _TOKEN.finditer(self.text)
        ]


@dataclass(frozen=True)
class Word:
    """One word of a search word, in small letters; `is_beginning`: every word that begins so."""

    said: str
    is_beginning: bool = False

    @cached_property
    def folded(self) -> str:
        return fold(self.said)

    @cached_property
    def stem(self) -> str:
        return stem(self.folded)

    @cached_property
    def root(self) -> str:
        """How every word begins that it finds. Of a word with a short stem only the last vowel is left out."""
        if self.is_beginning:
            return self.said
        if len(self.stem) >= OWN_STEM:
            return self.said[: len(self.stem)]
        is_ending = len(self.said) > SHORTEST_BEGINNING and self.said[-1] in "ae"
        return self.said[:-1] if is_ending else self.said

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![^\W_]){re.escape(self.root)}[^\W_]*")

    @cached_property
    def cut_off(self) -> frozenset[str]:
        """Stems shorter than the beginning, of words that may begin so: 'lar' of 'läraren', of 'lärare*'."""
        least = min(len(self.stem), max(OWN_STEM, len(self.folded) - LONGEST_ENDING))
        return frozenset(self.folded[:length] for length in range(least, len(self.folded)))

    @property
    def terms(self) -> tuple[Term, ...]:
        """What the index is asked for: all that it finds, and more."""
        if not self.is_beginning:
            return (Term((self.stem,)),)
        return (Term((self.folded,), is_beginning=True), *(Term((one,)) for one in sorted(self.cut_off)))

    def matches(self, token: Token) -> bool:
        return token.said.startswith(self.root) and self._is_form(token.stem)

    def stands_in(self, text: Text) -> bool:
        return any(self._is_form(stem(fold(match[0]))) for match in self.pattern.finditer(text.lower))

    def _is_form(self, other: str) -> bool:
        if self.is_beginning:
            return other.startswith(self.folded) or other in self.cut_off
        return other == self.stem


@dataclass(frozen=True)
class SearchTerm:
    """A search word: groups that must all be found, each of words that stand one after the other."""

    text: str
    groups: tuple[tuple[Word, ...], ...]

    @property
    def lookup(self) -> Lookup:
        return Lookup(tuple(word.terms for group in self.groups for word in group))

    def matches(self, text: Text) -> bool:
        # The order is asked of the few texts that hold all the words.
        words = (word for group in self.groups for word in group)
        return all(word.stands_in(text) for word in words) and all(
            len(group) == 1 or _places(group, text.tokens) for group in self.groups
        )

    def spans(self, text: Text) -> list[tuple[int, int]]:
        """From where to where the words stand that it found."""
        if not self.matches(text):
            return []
        return [
            (text.tokens[place].start, text.tokens[place + len(group) - 1].end)
            for group in self.groups
            for place in _places(group, text.tokens)
        ]


def _places(group: tuple[Word, ...], tokens: Sequence[Token]) -> list[int]:
    """Where the words of a group stand one after the other."""
    starts = range(len(tokens) - len(group) + 1)
    return [place for place in starts if all(word.matches(tokens[place + number]) for number, word in enumerate(group))]


def parsed(text: str) -> SearchTerm:
    """A search word as it was typed; several words without signs are a phrase. Raises ValidationError."""
    if len(text) > LONGEST:
        raise ValidationError(_("”%(text)s …” är för långt: högst 100 tecken.") % {"text": text[:30]})
    if not _ALLOWED.fullmatch(text):
        raise ValidationError(_("”%(text)s” har tecken som inte går att söka på.") % {"text": text})
    groups = [_group(part) for part in text.split("+")]
    if not all(groups):
        raise ValidationError(_("”%(text)s” saknar ett ord.") % {"text": text})
    words = [word for group in groups for word in group]
    if len(words) > MOST_WORDS:
        raise ValidationError(_("”%(text)s” är för långt: högst åtta ord.") % {"text": text})
    if any(word.is_beginning and len(word.said) < SHORTEST_BEGINNING for word in words):
        raise ValidationError(_("”%(text)s” är för kort: skriv minst tre bokstäver före *.") % {"text": text})
    return SearchTerm(" + ".join(map(_written, groups)), tuple(groups))


def _group(part: str) -> tuple[Word, ...]:
    return tuple(Word(m[0].rstrip("*").lower(), is_beginning=bool(m[1])) for m in _WORD.finditer(part))


def _written(group: tuple[Word, ...]) -> str:
    said = " ".join(f"{word.said}{'*' if word.is_beginning else ''}" for word in group)
    return f'"{said}"' if len(group) > 1 else said


def marked(text: str, terms: Iterable[SearchTerm]) -> SafeString:
    """`text` with what the terms found in <mark>; of a long text the part around the first of them."""
    read = Text(text)
    spans = _joined(sorted(span for term in terms for span in term.spans(read)))
    start, end = _window(text, spans)
    pieces: list[SafeString] = []
    last = start
    for first, after in spans:
        if first < end:
            pieces.append(format_html("{}<mark>{}</mark>", text[last:first], text[first:after]))
            last = after
    pieces.append(format_html("{}", text[last : max(end, last)]))
    return format_html(
        "{}{}{}",
        "… " if start else "",
        format_html_join("", "{}", ((piece,) for piece in pieces)),
        " …" if end < len(text) else "",
    )


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _window(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """From where to where a text is shown: whole words, the first that was found among them."""
    if len(text) <= ROOM:
        return 0, len(text)
    first = spans[0][0] if spans else 0
    start = text.rfind(" ", 0, first - BEFORE) + 1 if first > BEFORE else 0
    end = text.find(" ", start + ROOM)
    return start, len(text) if end < 0 else end
