"""Showing what was found: the words of the question marked in a text, and a piece of a long text around them."""

from __future__ import annotations

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from crm.common.search.asking import Asked
from crm.common.search.index import SHORTEST_PART
from crm.common.text import fold, joined, stem

_WORD = re.compile(r"[^\W_]+(?:['’´`][^\W_]+)*")
BEFORE, ROOM = 60, 180


def marked(text: str, asked: Asked, *, nearly: bool = False) -> SafeString:
    """`text` with the words that were asked for in <mark>; with `nearly` also those that are spelt nearly so."""
    pieces: list[tuple[str, bool]] = []
    last = 0
    near = _near(asked) if nearly else set()
    for word in _WORD.finditer(text):
        span = _span(word[0], asked, near)
        if span:
            start, end = word.start() + span[0], word.start() + span[1]
            pieces += [(text[last:start], False), (text[start:end], True)]
            last = end
    pieces.append((text[last:], False))
    html = [format_html("<mark>{}</mark>" if is_hit else "{}", piece) for piece, is_hit in pieces if piece]
    return format_html_join("", "{}", ((piece,) for piece in html))


def excerpt(text: str, asked: Asked) -> str:
    """A piece of `text` around the first word that was asked for; empty when there is none."""
    plain = " ".join(text.split())
    for word in _WORD.finditer(plain):
        if _span(word[0], asked, set()):
            start = max(0, plain.rfind(" ", 0, max(0, word.start() - BEFORE)) + 1) if word.start() > BEFORE else 0
            end = plain.find(" ", min(len(plain), start + ROOM))
            end = len(plain) if end < 0 else end
            return f"{'… ' if start else ''}{plain[start:end]}{' …' if end < len(plain) else ''}"
    return ""


def _near(asked: Asked) -> set[str]:
    return {word for meanings in asked.nearest for near in meanings for word in near.words}


def _span(word: str, asked: Asked, near: set[str]) -> tuple[int, int] | None:
    """Which letters of a word to mark."""
    folded = fold(word)
    as_long = len(folded) == len(word)
    for wanted in asked.words:
        at = folded.find(wanted)
        if at == 0 or (at > 0 and len(wanted) >= SHORTEST_PART):
            return (at, at + len(wanted)) if as_long else (0, len(word))
    if (one := joined(word)) and any(fold(one).startswith(wanted) for wanted in asked.words):
        return 0, len(word)
    root = stem(folded)
    if any(len(wanted) >= SHORTEST_PART and root.startswith(wanted) for wanted in asked.stems) or folded in near:
        return 0, len(word)
    return None
