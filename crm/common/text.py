"""Folding and sorting of Swedish text, the same on every database.

SQLite compares ASCII only and sorts å ä ö after no rule that a Swede would know, so both the
folded search text and the sort key are kept in columns.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

import snowballstemmer

_SPECIAL = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ł": "l", "ß": "ss", "ð": "d", "þ": "th"})
# å ä ö sort after z, in that order; '{' '|' '}' are the characters after 'z' in ASCII.
_SWEDISH = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})
# The same and the usual letters with their marks taken off, which `NFKD` does for all.
_FOLDED = _SPECIAL | str.maketrans("åäöéèêëáàâãüúùûóòôõíìîïñçý", "aaoeeeeaaaauuuuooooiiiincy")
_NOT_SORTED = re.compile(r"[^0-9a-z{|}]+")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’´`](?=\w)")
LONGEST_WORD = 80
MOST_STEMS = 5_000
# An import asks of the same name many times over, while it is at it. Long texts are not worth keeping.
NEAR, SHORT = 8_192, 200
T = TypeVar("T")
_stemmer = snowballstemmer.stemmer("swedish")


def _remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    known = lru_cache(maxsize=NEAR)(function)

    @wraps(function)
    def asked(text: str) -> T:
        return known(text) if len(text) <= SHORT else function(text)

    return asked


@_remembered
def fold(text: str) -> str:
    """`text` in lower case without diacritics, white space made single: 'Åsa  Öberg' → 'asa oberg'."""
    lowered = text.casefold().translate(_FOLDED)
    if lowered.isascii():  # nearly every text there is: the rest says the same, slower
        return _SPACES.sub(" ", lowered).strip()
    plain = unicodedata.normalize("NFKD", lowered)
    return _SPACES.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


@_remembered
def sort_key(text: str) -> str:
    """A key that sorts as Swedish does (… z å ä ö) under plain byte order.

    Other diacritics are dropped: é sorts as e. Punctuation becomes a space.
    """
    lowered = unicodedata.normalize("NFC", text.casefold()).translate(_SWEDISH)
    lowered = lowered.translate(_FOLDED)
    if lowered.isascii():
        return _NOT_SORTED.sub(" ", lowered).strip()[:200]
    plain = unicodedata.normalize("NFKD", lowered)
    kept = (c if c.isalnum() or c in "{|}" else " " for c in plain if not unicodedata.combining(c))
    return _SPACES.sub(" ", "".join(kept)).strip()[:200]


def row_id(text: object) -> int | None:
    """The id that a piece of an address or a form says, None when it can be none: '²' is no number, 10³⁰ no id."""
    return int(str(text)) if re.fullmatch(r"[0-9]{1,18}", str(text)) else None


def words(text: str) -> list[str]:
    """The folded words of a search text."""
    return [w for w in re.split(r"[^\w@.+-]+", fold(text)) if w]


def tokens(text: str) -> list[str]:
    """The folded words of a text, letters and digits only: what both databases hold in their indexes."""
    return list(_tokens(text))


@_remembered
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(word[:LONGEST_WORD] for word in _WORD.findall(fold(text)))


def indexed(*parts: str) -> str:
    """What is searched in names: every word once, folded, with single spaces between.

    A name with an apostrophe is one word too: who looks for 'obrien' means O'Brien.
    """
    said = (text for part in parts if part for text in (part, joined(part)) if text)
    return " ".join(dict.fromkeys(word for text in said for word in _tokens(text)))


def joined(text: str) -> str:
    """`text` without the apostrophes inside its words; nothing when there are none."""
    plain = _APOSTROPHE.sub("", text)
    return plain if plain != text else ""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A folded Swedish word without its endings: 'jarnvagarna' → 'jarnvag'.

    Folded first, so that who writes 'jarnvagarna' finds järnvägarna.
    """
    return str(_stemmer.stemWord(word))


def stemmed(*parts: str) -> str:
    """What is searched in running text: every stem once, with single spaces between."""
    stems = dict.fromkeys(stem(word) for part in parts for word in tokens(part))
    return " ".join(list(stems)[:MOST_STEMS])
