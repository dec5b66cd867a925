"""How near two folded Swedish words are: by sound, and by letters."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

# In order. What sounds alike in Swedish names comes to be written alike; å ä ö are folded already.
_SOUNDS = (
    ("aa", "a"), ("ae", "a"), ("oe", "o"), ("skj", "X"), ("stj", "X"), ("sch", "X"), ("sj", "X"), ("sh", "X"),
    ("chr", "kr"), ("tj", "C"), ("kj", "C"), ("ch", "k"), ("ck", "k"), ("qu", "kv"), ("q", "k"), ("kw", "kv"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("ph", "f"), ("w", "v"), ("fv", "v"), ("z", "s"),
    ("x", "ks"), ("hj", "j"), ("gj", "j"), ("lj", "j"), ("dj", "j"), ("th", "t"), ("dh", "d"), ("gh", "g"),
    ("rh", "r"), ("dt", "t"), ("y", "i"), ("j", "i"),
)  # fmt: skip


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """A key that words which sound alike share: 'qvist' and 'kvist', 'wikstroem' and 'vikstrom'."""
    for written, heard in _SOUNDS:
        if written in word:
            word = word.replace(written, heard)
    kept = word[:1]
    for sign in word[1:]:
        if sign != kept[-1]:
            kept += sign
    return kept


# Rows of the keyboard; of å, ä and ö only what is beside them, folded.
KEYS = ("qwertyuiop", "pa", "asdfghjkl", "lo", "oa", "zxcvbnm")
_BESIDE = {pair for row in KEYS for one in pairwise(row) for pair in (one, one[::-1])}
UNLIKELY, LESS_LIKELY, LIKELY = 0.3, 0.1, -0.2


def likeliness(word: str, other: str) -> float:
    """What to add to a distance of one slip: letters are doubled or left out more easily than others get in."""
    if len(word) == len(other):
        changed = [pair for pair in zip(word, other, strict=True) if pair[0] != pair[1]]
        return UNLIKELY if len(changed) == 1 and changed[0] not in _BESIDE else 0.0
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    at = next((n for n, sign in enumerate(shorter) if sign != longer[n]), len(shorter))
    if at and longer[at] == longer[at - 1]:
        return LIKELY
    return LESS_LIKELY if longer is word else 0.0


def tolerance(word: str, *, has_company: bool) -> int:
    """How many slips of the pen a word may hold: none in the shortest, unless other words hold it up."""
    if word.isdigit():
        return 0
    if len(word) <= 3:
        return 1 if has_company and len(word) > 1 else 0
    return 1 if len(word) <= 6 else 2
