"""Two searches differ by their words alone: what they ask of a kind of rows is written once, and the words put in.

To write the queries for all kinds took most of the time of a search. A test holds what is kept against what is written
anew.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.utils.translation import get_language

from crm.common.dates import today
from crm.common.permissions import role_of
from crm.common.search.asking import Asked
from crm.common.search.finding import NOTHING, Source
from crm.common.search.index import SHORTEST_PART
from crm.common.text import stem, tokens

KEPT = 300
# Words that nobody asks for, each with a stem of its own: none of them, nor their stems, is a part of another.
STAND_INS = [f"q{letter}zxaqvarna" for letter in "bcdfghjk"]


def source(name: str, rows: Callable[[Asked, Any], Any], asked: Asked, user: Any) -> Source:
    """`Source(name, rows(asked, user))`. Of `asked` nothing but its words may decide what `rows` gives."""
    if not _is_usual(asked):
        return Source(name, rows(asked, user))
    written = _written(rows, len(asked.words), user, role_of(user), today(), get_language())
    if written is None:
        return Source(name, None, NOTHING)
    sql, params = written
    return Source(name, None, (sql, [_said(param, asked) for param in params]))


def _is_usual(asked: Asked) -> bool:
    """Whether only the words differ: none so short that it is looked up in another way, none twice."""
    stems = asked.stems
    is_long = all(len(word) >= SHORTEST_PART for word in (*asked.words, *stems))
    return is_long and len(stems) == len(asked.words) == len(tokens(asked.text))


@lru_cache(maxsize=KEPT)
def _written(rows: Callable[[Asked, Any], Any], count: int, user: Any, *_key: Any) -> tuple[str, list[Any]] | None:
    """The SQL for so many words and its parameters, with the stand-ins in them; None where the user may see nothing."""
    try:
        return Source("", rows(Asked(" ".join(STAND_INS[:count])), user)).sql()
    except EmptyResultSet:
        return None


def _said(param: Any, asked: Asked) -> Any:
    if not isinstance(param, str):
        return param
    for stand_in, word in zip(STAND_INS, asked.words, strict=False):
        param = param.replace(stand_in, word).replace(stem(stand_in), stem(word))
    return param
