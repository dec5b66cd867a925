"""Which of very many people to compare at all: only those who share a key, so that 100,000 take well under a minute."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from contacts.services.duplicate_evidence import Entry, Found, Judge
from contacts.services.duplicate_names import SHORT_FORMS, Comparer, Frequencies, Name, heard

Key = tuple[object, ...]
# A name that more than this many share is only compared within a place, a body or a year.
CROWD = 250
# An address or number that more than this many have belongs to an office.
OFFICE = 30


def find(
    entries: Sequence[Entry],
    organizations: Mapping[int, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Found]:
    """Every pair worth a look, the likeliest first."""
    judge = judge_of(entries, organizations)
    pairs = candidates(entries)
    found: list[Found] = []
    for n, pair in enumerate(pairs):
        first, second = divmod(pair, len(entries))
        if result := judge.weigh(entries[first], entries[second]):
            found.append(result)
        if progress and not n % 20_000:
            progress(n, len(pairs))
    return sorted(found, key=lambda f: (-f.score, f.first, f.second))


def judge_of(entries: Iterable[Entry], organizations: Mapping[int, str] | None = None) -> Judge:
    entries = list(entries)
    comparer = Comparer(Frequencies.of(entry.names[0] for entry in entries))
    shared: Counter[str] = Counter()
    for entry in entries:
        shared.update(entry.emails | entry.mobiles | entry.phones)
    return Judge(comparer, shared, organizations)


def candidates(entries: Sequence[Entry]) -> set[int]:
    """Pairs of positions in `entries`, as first × len + second."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    near = _Near(name for entry in entries for name in entry.names)
    for n, entry in enumerate(entries):
        for key in _keys(entry, near):
            blocks[key].append(n)
    pairs: set[int] = set()
    total = len(entries)
    for key, block in blocks.items():
        for group in _bounded(key, block, entries):
            for first, second in combinations(group, 2):
                pairs.add(first * total + second)
    return pairs


def _bounded(key: Key, block: list[int], entries: Sequence[Entry]) -> Iterator[list[int]]:
    if len(block) < 2:
        return
    if key[0] in ("email", "phone"):
        if len(block) <= OFFICE:
            yield block
    elif len(block) <= CROWD:
        yield block
    else:
        parts: dict[Key, list[int]] = defaultdict(list)
        for n in block:
            entry = entries[n]
            for place in entry.municipalities | entry.organizations:
                parts["place", place].append(n)
            if entry.birth_year:
                parts["year", entry.birth_year].append(n)
        yield from (part for part in parts.values() if 1 < len(part) <= CROWD)


def _keys(entry: Entry, near: _Near) -> set[Key]:
    keys: set[Key] = {("email", email) for email in entry.emails}
    keys |= {("phone", number) for number in entry.mobiles | entry.phones}
    places = [("m", m) for m in entry.municipalities] + [("o", o) for o in entry.organizations]
    for scheme, values in entry.identifiers.items():
        keys |= {("id", scheme, value) for value in values}
    for n, name in enumerate(entry.names):
        given, family = given_sounds(name), family_sounds(name)
        # In one order, so that swapped names meet too.
        keys |= {("name", *sorted((g, f))) for g in given for f in family}
        keys |= {("family", g, group) for g in given for f in family for group in near.families[f]}
        keys |= {("given", f, group) for g in given for f in family for group in near.givens[g]}
        if name.given:
            keys |= {("initial", name.given[0][0], f, *place) for f in family for place in places}
        if n == 0 and entry.birth_year:
            keys |= {("surname", g, entry.birth_year, *place) for g in given for place in places}
    return keys


def given_sounds(name: Name) -> set[str]:
    words = {heard(form) for word in name.given for form in SHORT_FORMS.get(word, (word,))}
    return words | {heard("".join(name.given))}


def family_sounds(name: Name) -> set[str]:
    return {heard(word) for word in name.family} | {heard("".join(name.family))}


class _Near:
    """Groups of names a slip away from each other: those that are the same when one letter is left out."""

    def __init__(self, names: Iterable[Name]) -> None:
        families: set[str] = set()
        givens: set[str] = set()
        for name in names:
            families |= family_sounds(name)
            givens |= given_sounds(name)
        self.families, self.givens = _groups(families), _groups(givens)


def _groups(words: set[str]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) >= 4:
            for short in shortened(word):
                members[short].append(word)
    groups: dict[str, list[str]] = defaultdict(list)
    for short, alike in members.items():
        if len(alike) > 1:
            for word in alike:
                groups[word].append(short)
    return groups


def shortened(word: str) -> set[str]:
    """The word, and what is left of it when one letter goes: those a slip away share one of these."""
    return {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}
