"""A labelled set of misspellings, made by rule from the people of a register, and what share of them is found.

    python -m tests.benchmarks.search_cases        (in the database of the settings, filled by `seed_benchmark`)

A case is what somebody might type and the people meant by it: those of that full name, or, when a family name alone is
typed, those of that family name (Ålström and Alström are both meant by 'alstrom'). Found means: one of them is among
the ten first. Names are drawn as people are drawn from the register, so that common names are asked for often and rare
ones at times; same register, same cases.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from crm.common.text import fold

SEED = 1814
TOP = 10
EACH = 50
# At most so many of one full name: of more, it is chance who comes among the first.
NAMESAKES = 5
SHORTEST = 4
AT_LEAST, AT_LEAST_ELSE = {"without å ä ö": 1.0}, 0.95

KEYS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
SOUNDS = (
    ("qv", "kv"), ("kv", "qv"), ("ck", "k"), ("k", "ck"), ("w", "v"), ("v", "w"), ("ss", "s"), ("th", "t"),
    ("ph", "f"), ("f", "ph"), ("c", "k"), ("x", "ks"), ("ks", "x"), ("ll", "l"), ("nn", "n"), ("tt", "t"),
    ("sj", "sch"), ("hj", "j"), ("y", "i"), ("z", "s"), ("å", "aa"), ("ä", "ae"), ("ö", "oe"), ("ei", "ej"),
)  # fmt: skip
PLAIN = str.maketrans("åäöéüÅÄÖÉÜ", "aaoeuAAOEU")


@dataclass(frozen=True)
class Case:
    rule: str
    typed: str
    wanted: frozenset[int]


# --- Slips: each makes another word of a word, or None where it cannot -------------------------------------


def dropped(word: str, rng: random.Random) -> str | None:
    at = rng.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def doubled(word: str, rng: random.Random) -> str | None:
    at = rng.randrange(1, len(word))
    return word[: at + 1] + word[at:]


def swapped(word: str, rng: random.Random) -> str | None:
    places = [at for at in range(1, len(word) - 1) if word[at] != word[at + 1]]
    if not places:
        return None
    at = rng.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def neighbour(word: str, rng: random.Random) -> str | None:
    places = [at for at in range(1, len(word)) if any(word[at] in row for row in KEYS)]
    if not places:
        return None
    at = rng.choice(places)
    row = next(row for row in KEYS if word[at] in row)
    beside = [row[n] for n in (row.index(word[at]) - 1, row.index(word[at]) + 1) if 0 <= n < len(row)]
    return word[:at] + rng.choice(beside) + word[at + 1 :]


def heard(word: str, rng: random.Random) -> str | None:
    ways = [(a, b) for a, b in SOUNDS if a in word.lower()]
    if not ways:
        return None
    written, other = rng.choice(ways)
    made = word.lower().replace(written, other, 1)
    return made if made != word.lower() else None


def without_dots(word: str, rng: random.Random) -> str | None:
    made = word.translate(PLAIN)
    return made if made != word else None


SLIPS: dict[str, Callable[[str, random.Random], str | None]] = {
    "dropped letter": dropped,
    "doubled letter": doubled,
    "swapped letters": swapped,
    "neighbouring key": neighbour,
    "by ear": heard,
    "without å ä ö": without_dots,
}


# --- Cases -----------------------------------------------------------------------------------------------


def cases(people: Iterable[tuple[int, str, str]], each: int = EACH) -> list[Case]:
    """`people` are (id, given name, family name), in a fixed order."""
    return list(_Maker(list(people), each).make())


class _Maker:
    def __init__(self, people: list[tuple[int, str, str]], each: int) -> None:
        self.people, self.each = people, each
        self.rng = random.Random(SEED)
        self.of_name: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.of_family: dict[str, set[int]] = defaultdict(set)
        for pk, given, family in people:
            self.of_name[given, family].add(pk)
            self.of_family[fold(family)].add(pk)

    def make(self) -> Iterator[Case]:
        for rule, slip in SLIPS.items():
            for number in range(self.each):
                yield self._full(rule, slip) if number % 2 else self._family(rule, slip)
        for number in range(self.each):
            yield self._turned(number)
            yield self._double(number)

    def _draw(self) -> tuple[str, str]:
        while True:
            _pk, given, family = self.rng.choice(self.people)
            if len(self.of_name[given, family]) <= NAMESAKES:
                return given, family

    def _family(self, rule: str, slip: Callable[..., str | None]) -> Case:
        while True:
            _given, family = self._draw()
            if len(family) >= SHORTEST and family.isalpha() and (made := slip(family, self.rng)):
                return Case(rule, made, frozenset(self.of_family[fold(family)]))

    def _full(self, rule: str, slip: Callable[..., str | None]) -> Case:
        """A slip in the family name, or, every third time, in the given name."""
        while True:
            given, family = name = self._draw()
            place = 0 if self.rng.random() < 1 / 3 else 1
            if len(name[place]) >= SHORTEST and (made := slip(name[place], self.rng)):
                typed = f"{made} {family}" if place == 0 else f"{given} {made}"
                return Case(rule, typed, frozenset(self.of_name[name]))

    def _turned(self, number: int) -> Case:
        """Family name first; every second time with a slip or with a comma."""
        given, family = name = self._draw()
        written = family
        if number % 2 and len(family) >= SHORTEST:
            written = self.rng.choice((dropped, doubled, without_dots))(family, self.rng) or family
        return Case("family name first", f"{written}{',' if number % 4 == 0 else ''} {given}", self._of(name))

    def _double(self, number: int) -> Case:
        """Two family names: written the other way, one of them alone, or in the wrong order."""
        while True:
            given, family = name = self._draw()
            parts = family.replace("-", " ").split()
            if len(parts) != 2:
                continue
            other_way = family.replace("-", " ") if "-" in family else family.replace(" ", "-")
            typed = (
                f"{given} {other_way}",
                f"{parts[1]} {parts[0]} {given}",
                f"{given} {other_way.translate(PLAIN)}",
                f"{given} {dropped(parts[0], self.rng)} {parts[1]}",
            )[number % 4]
            return Case("two family names", typed, self._of(name))

    def _of(self, name: tuple[str, str]) -> frozenset[int]:
        return frozenset(self.of_name[name])


# --- Measuring ---------------------------------------------------------------------------------------------


@dataclass
class Result:
    found: dict[str, int]
    asked: dict[str, int]
    missed: list[Case]
    # Of all lists of results together: the same on both databases, or else something differs.
    digest: str

    def shortcomings(self) -> list[str]:
        """The rules of which too few are found."""
        shares = {rule: self.found[rule] / asked for rule, asked in self.asked.items()}
        return [rule for rule, share in shares.items() if share < AT_LEAST.get(rule, AT_LEAST_ELSE)]

    def table(self) -> str:
        lines = [
            f"{rule:<20} {self.found[rule]:>4} of {self.asked[rule]:>4} {self.found[rule] / self.asked[rule]:>7.1%}"
            for rule in self.asked
        ]
        return "\n".join([*lines, f"lists of results: {self.digest}"])


def measure(search: Callable[[str], list[int]], wanted: Iterable[Case]) -> Result:
    result = Result(defaultdict(int), defaultdict(int), [], "")
    lists = hashlib.sha256()
    for case in wanted:
        hits = search(case.typed)[:TOP]
        lists.update(f"{case.typed}:{hits};".encode())
        result.asked[case.rule] += 1
        if case.wanted.intersection(hits):
            result.found[case.rule] += 1
        else:
            result.missed.append(case)
    result.digest = lists.hexdigest()[:12]
    return result


def of_register(each: int = EACH) -> Result:
    """The cases of the register in the database, and how many of them its search finds."""
    from contacts.models import Person

    people: Any = Person.objects.order_by("pk").values_list("pk", "given_name", "family_name")
    return measure(lambda typed: Person.objects.pickable().named(typed, TOP), cases(people, each))


def main() -> None:
    import os
    import sys

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    django.setup()
    from django.db import connection

    from contacts.models import Person

    result = of_register()
    print(f"{connection.vendor}\n{result.table()}")
    if result.shortcomings():
        print("TOO FEW: " + ", ".join(result.shortcomings()))
    if "-v" in sys.argv:
        names = {p.pk: p.name for p in Person.objects.filter(pk__in=[min(case.wanted) for case in result.missed])}
        for case in result.missed:
            offered = [p.name for p in Person.objects.pickable().suggested(case.typed, 5)]
            print(f"  {case.rule}: {case.typed!r} was {names[min(case.wanted)]!r} ({len(case.wanted)}), not {offered}")


if __name__ == "__main__":
    main()
