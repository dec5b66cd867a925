"""What the search words of a priority mean: a word, a beginning, a phrase, or several that stand in the same proposal.

järnväg           the word in any form: järnvägen, järnvägarna
järnväg*          every word that begins so: järnvägsbro
"nationell plan"  the words one after the other, each in any form
järnväg* + tåg    both in the same proposal, wherever

The index of words holds stems and no order. A lookup that it can answer alone is *sure*; what it answers to a
*doubtful* one is read and held against the text (`SearchTerm.matches`): phrases, and words so short that other words
share their stem ('gods' and 'goda').
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
_ALLOWED = re.compile(r"[\w\s\"”“»«*+.,:;/&()'’–-]*")


@dataclass(frozen=True)
class Token:
    """A word of a text: as it is written in small letters, its stem, and where it stands."""

    said: str
    stem: str
    start: int
    end: int


class Text:
    """A text as its words, in order and by their stems."""

    def __init__(self, text: str) -> None:
        self.tokens: list[Token] = []
        self.by_stem: dict[str, list[int]] = {}
        for place, match in enumerate(_WORD.finditer(text)):
            said = match[0].rstrip("*").casefold()
            token = Token(said, stem(fold(said)), match.start(), match.end() - len(match[1]))
            self.tokens.append(token)
            self.by_stem.setdefault(token.stem, []).append(place)


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
    def shared(self) -> str:
        """How a word must begin that has the same short stem: without the vowel that other forms do not have."""
        is_ending = len(self.said) > SHORTEST_BEGINNING and self.said[-1] in "ae"
        return self.said[:-1] if is_ending else self.said

    @cached_property
    def cut_off(self) -> frozenset[str]:
        """Stems shorter than the beginning, of words that may begin so: 'lar' of 'läraren', of 'lärare*'."""
        least = min(len(self.stem), max(OWN_STEM, len(self.folded) - LONGEST_ENDING))
        return frozenset(self.folded[:length] for length in range(least, len(self.folded)))

    @property
    def sure(self) -> tuple[Term, ...]:
        if self.is_beginning:
            return (Term((self.folded,), is_beginning=True),)
        return (Term((self.stem,)),) if len(self.stem) >= OWN_STEM else ()

    @property
    def doubtful(self) -> tuple[Term, ...]:
        if self.is_beginning:
            return tuple(Term((one,)) for one in sorted(self.cut_off))
        return () if self.sure else (Term((self.stem,)),)

    def matches(self, token: Token) -> bool:
        if not self.is_beginning:
            return token.stem == self.stem and (len(self.stem) >= OWN_STEM or token.said.startswith(self.shared))
        begins = token.stem.startswith(self.folded)
        return begins or (token.stem in self.cut_off and fold(token.said).startswith(self.folded))

    def places(self, text: Text) -> list[int]:
        """Where it stands in a text."""
        if self.is_beginning:
            near = [one for one in text.by_stem if one.startswith(self.folded) or one in self.cut_off]
        else:
            near = [self.stem]
        return [place for one in near for place in text.by_stem.get(one, ()) if self.matches(text.tokens[place])]


@dataclass(frozen=True)
class SearchTerm:
    """A search word: groups that must all be found, each of words that stand one after the other."""

    text: str
    groups: tuple[tuple[Word, ...], ...]

    @property
    def is_exact(self) -> bool:
        """Whether the index alone can tell: no phrase, and every word sure."""
        return all(len(group) == 1 and not group[0].doubtful for group in self.groups)

    @property
    def sure(self) -> Lookup | None:
        if not all(len(group) == 1 and group[0].sure for group in self.groups):
            return None
        return Lookup(tuple(group[0].sure for group in self.groups))

    @property
    def doubtful(self) -> Lookup | None:
        if self.is_exact:
            return None
        return Lookup(tuple((*word.sure, *word.doubtful) for group in self.groups for word in group))

    def matches(self, text: Text) -> bool:
        return all(_places(group, text) for group in self.groups)

    def spans(self, text: Text) -> list[tuple[int, int]]:
        """From where to where the words stand that it found."""
        if not self.matches(text):
            return []
        return [
            (text.tokens[place].start, text.tokens[place + len(group) - 1].end)
            for group in self.groups
            for place in _places(group, text)
        ]


def _places(group: tuple[Word, ...], text: Text) -> list[int]:
    """Where the words of a group stand one after the other."""
    starts = group[0].places(text)
    for number, word in enumerate(group[1:], 1):
        later = set(word.places(text)) if starts else set()
        starts = [place for place in starts if place + number in later]
    return starts


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
    return tuple(Word(m[0].rstrip("*").casefold(), is_beginning=bool(m[1])) for m in _WORD.finditer(part))


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
