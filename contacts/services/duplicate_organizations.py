"""How alike two organizations are: the name in any order of words, short names, addresses, where they belong."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz.distance import OSA

from contacts.services.duplicate_evidence import LISTED, PRIOR, Found, Reason
from crm.common.search.spelling import sound
from crm.common.text import fold

# Says what it is, not which.
FORMS = {"ab", "aktiebolag", "hb", "kb", "ek", "for", "ekonomisk", "forening", "stiftelsen", "publ", "i", "och", "the"}
# A word that more than this many names hold finds nothing.
COMMON = 40


@dataclass(slots=True)
class Body:
    """What is known of one organization, ready to be compared."""

    id: int
    name: str
    short_name: str = ""
    number: str = ""
    kind: str = ""
    area: int | None = None
    parent: int | None = None
    domains: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    folded: str = ""
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.folded = fold(self.name)
        words = re.findall(r"\w+", self.folded.replace("&", " och "))
        self.words = tuple(sorted(w for w in words if w not in FORMS)) or tuple(sorted(words))


def find(bodies: Sequence[Body]) -> list[Found]:
    """Every pair worth a look, the likeliest first."""
    shared: Counter[str] = Counter()
    for body in bodies:
        shared.update(body.domains | body.phones)
    found = []
    for first, second in _candidates(bodies, shared):
        if pair := weigh(bodies[first], bodies[second], shared):
            found.append(pair)
    return sorted(found, key=lambda f: (-f.score, f.first, f.second))


def _candidates(bodies: Sequence[Body], shared: Counter[str]) -> set[tuple[int, int]]:
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, body in enumerate(bodies):
        keys = {("name", " ".join(body.words)), ("sound", "".join(map(sound, body.words)))}
        keys |= {("word", word) for word in body.words if len(word) > 2}
        keys |= {("short", fold(name)) for name in (body.short_name, body.name) if name}
        keys |= {("at", value) for value in body.domains | body.phones if shared[value] <= 10}
        for key in keys:
            blocks[key].append(n)
    return {pair for (kind, _), block in blocks.items() if len(block) <= COMMON for pair in combinations(block, 2)}


def weigh(one: Body, other: Body, shared: Counter[str]) -> Found | None:
    """The pair, if it is to be shown."""
    name, reason = likeness(one, other)
    if name < 0 or (one.number and other.number and one.number != other.number):
        return None
    evidence: list[tuple[float, Reason]] = [(name, (reason, ""))]
    if both := one.domains & other.domains:
        domain = min(both, key=lambda d: shared[d])
        evidence.append((2.0 if shared[domain] <= 3 else 0.5, ("same_domain", domain)))
    if both := one.phones & other.phones:
        evidence.append((1.5, ("same_phone", min(both))))
    if one.kind and other.kind:
        evidence.append((0.3, ("", "")) if one.kind == other.kind else (-1.0, ("other_kind", "")))
    if one.area and other.area:
        evidence.append((1.0, ("same_area", "")) if one.area == other.area else (-3.0, ("other_area", "")))
    if one.parent and other.parent:
        evidence.append((1.0, ("same_parent", "")) if one.parent == other.parent else (-3.5, ("other_parent", "")))
    if one.id == other.parent or other.id == one.parent:
        evidence.append((-2.0, ("part_of", "")))
    total = PRIOR + sum(weight for weight, _reason in evidence)
    score = round(100 / (1 + math.exp(-total)))
    if score < LISTED:
        return None
    said = sorted((e for e in evidence if e[1][0]), key=lambda e: -e[0])
    reasons = tuple(reason for weight, reason in said)
    return Found(min(one.id, other.id), max(one.id, other.id), min(score, 99), reasons)


def likeness(one: Body, other: Body) -> tuple[float, str]:
    """What the names say; below zero they are other names."""
    if one.folded == other.folded:
        return 5.5, "same_name"
    if _digits(one) != _digits(other):
        return -1.0, ""
    if one.words == other.words:
        return 5.0, "same_words"
    shorts = {fold(one.short_name), fold(other.short_name)} - {""}
    if one.folded in shorts or other.folded in shorts:
        return 4.2, "short_name"
    if sound("".join(one.words)) == sound("".join(other.words)):
        return 4.6, "sounds_alike"
    mine, theirs = "".join(one.words), "".join(other.words)
    if min(len(mine), len(theirs)) >= 6 and OSA.distance(mine, theirs, score_cutoff=2) <= 1 + (len(mine) > 12):
        return 4.0, "spelling"
    if len(shorts) == 1 and one.short_name and other.short_name:
        return 2.5, "short_name"
    both = set(one.words) & set(other.words)
    if both and (both == set(one.words) or both == set(other.words)):
        return 1.8, "name_within"
    return -1.0, ""


def _digits(body: Body) -> list[str]:
    return re.findall(r"\d+", body.folded)
