"""How alike two names are: spelling, sound, initials, short forms, double surnames, names used before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from crm.common.search.spelling import sound
from crm.common.text import fold

PARTICLES = {"af", "av", "von", "van", "de", "der", "den", "la", "el", "al", "bin", "ben", "da", "di"}
# Short and everyday forms, each line the forms of one name.
_FORMS = """
lars lasse lelle | anders ante | karl carl kalle charlie | erik erik-janne jerker | per pelle peter petter petrus
johan janne jan johannes jon | nils nisse | gustav gustaf gösta gurra | olof olle olov ola | bengt benke | bertil berra
stefan steffe staffan | mikael micke mike | fredrik fredde | magnus mange | mattias matte mats | tomas tompa
kristian krille christer krister | kristina kicki stina kristin kia tina | katarina kattis kajsa karin carin kaja
elisabet lisbet lisa bettan lisbeth elisa betty | margareta greta maggan margit maggie marit | birgitta gittan britta
maria mia maja marie | anna anneli annika | eva evelina | helena lena leni | johanna hanna | sofia fia soffan
gunilla nilla | barbro babben | ingegerd inga | alexander alex sasha | benjamin benny | daniel danne | david dave
emanuel manne | gabriel gabbe | henrik henke | jakob jacke | jonatan jonte | josef jocke joakim | leonard lennart lelle
oskar ogge | patrik patte | robert robban | samuel sam | sebastian sebbe | simon simme | tobias tobbe | viktor vicke
alexandra sandra | andreas andy | antonia toni | charlotta lotta | cecilia cissi | emelie emmy | fredrika rika
gunnar gurra | ulrika ulla | susanne sussi sanna susanna | torbjörn tobbe | åke ake | madeleine madde | mohammed mohamed
muhammed muhammad | matilda tilda | josefin josefina jossan fina | kerstin kersti | yngve yngwie
"""


def _short_forms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _FORMS.replace("\n", "|").split("|"):
        forms = [fold(word) for word in line.split()]
        for form in forms:
            found.setdefault(form, set()).add(forms[0])
    return {form: frozenset(names) for form, names in found.items() if form}


SHORT_FORMS = _short_forms()


@dataclass(frozen=True)
class Name:
    """One name of somebody: folded words of the given and of the family name, hyphens and particles gone."""

    given: tuple[str, ...]
    family: tuple[str, ...]

    @classmethod
    def of(cls, given: str, family: str) -> Name:
        return cls(_words(given), tuple(w for w in _words(family) if w not in PARTICLES) or _words(family))

    @classmethod
    def of_whole(cls, text: str) -> Name | None:
        """A name written in one: the last word is the family name."""
        given, _space, family = " ".join(text.split()).rpartition(" ")
        return cls.of(given, family) if given else None


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W\d_]+", fold(text).replace("'", "")))


@dataclass
class Frequencies:
    """How common names are in the register: what many have says little, and two common names are not one misspelt."""

    given: Counter[str] = field(default_factory=Counter)
    family: Counter[str] = field(default_factory=Counter)
    whole: Counter[Name] = field(default_factory=Counter)

    @classmethod
    def of(cls, names: Iterable[Name]) -> Frequencies:
        found = cls()
        for name in names:
            found.given.update(name.given[:1])
            found.family["".join(name.family)] += 1
            found.whole[name] += 1
        return found


@dataclass(frozen=True)
class Likeness:
    """How much two names speak for one person, and what they have in common."""

    weight: float
    reason: str
    is_given_same: bool = False
    is_family_same: bool = False


SAME = 4.5
UNLIKE = Likeness(-7.0, "")
# A name that this many have is a name, not a slip of the pen.
USUAL = 4


class Comparer:
    """Compares names, each two once."""

    def __init__(self, frequencies: Frequencies) -> None:
        self.frequencies = frequencies
        self._known: dict[tuple[Name, Name], Likeness] = {}

    def best(self, ones: tuple[Name, ...], others: tuple[Name, ...]) -> Likeness:
        """The likeness of two people who have had several names each; the first is the one they use."""
        best = self.alike(ones[0], others[0])
        if best.weight >= SAME - 1 or (len(ones) == 1 and len(others) == 1):
            return best
        for m, one in enumerate(ones):
            for n, other in enumerate(others):
                found = self.alike(one, other) if m or n else best
                if found.weight - 0.3 > best.weight:
                    reason = "former_name" if found.is_family_same else found.reason
                    best = Likeness(found.weight - 0.3, reason, found.is_given_same, found.is_family_same)
        return best

    def alike(self, one: Name, other: Name) -> Likeness:
        key = (one, other)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._compare(one, other)
        return found

    def _compare(self, one: Name, other: Name) -> Likeness:
        if one == other:
            return Likeness(SAME - self._rarity(one), "same_name", True, True)
        given, given_reason = self._given(one.given, other.given)
        family, family_reason = self._family(one.family, other.family)
        if given is None or family is None:
            swapped = self._swapped(one, other)
            if swapped:
                return swapped
        if given is None:
            return UNLIKE
        if family is None:
            # The given name alone: a changed surname, if much else speaks for it.
            return Likeness(given / 2, "changed_surname", True) if given > -1 else UNLIKE
        reason = given_reason if given < family else family_reason
        weight = SAME + given + family - max(self._rarity(one), self._rarity(other))
        return Likeness(weight, reason or "same_name", given > -1, True)

    def _rarity(self, name: Name) -> float:
        """What is taken off for a name that many have: nothing for two of them, most for thirty."""
        return min(2.5, 0.5 * max(0, self.frequencies.whole[name].bit_length() - 2))

    def _swapped(self, one: Name, other: Name) -> Likeness | None:
        if set(one.given) & set(other.family) and set(one.family) & set(other.given):
            is_whole = {*one.given, *one.family} == {*other.given, *other.family}
            return Likeness(SAME - (0.7 if is_whole else 1.7), "swapped_names", True, True)
        return None

    def _given(self, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float | None, str]:
        """What is taken off for given names that are not quite the same; None when they are other names."""
        if one == other or "".join(one) == "".join(other):
            return 0.0, ""
        if not one or not other:
            return None, ""
        if one[0] == other[0]:
            return (-0.1, "") if min(len(one), len(other)) == 1 else (-0.5, "given_names")
        if set(one) & set(other):
            # 'Karl Göran' is called Göran.
            return (-0.4, "used_name") if min(len(one), len(other)) == 1 else (-1.0, "used_name")
        short, long = sorted((one[0], other[0]), key=len)
        if len(short) == 1:
            return (-1.6, "initial") if long.startswith(short) else (None, "")
        if SHORT_FORMS.get(one[0], frozenset([one[0]])) & SHORT_FORMS.get(other[0], frozenset([other[0]])):
            is_usual = min(self.frequencies.given[one[0]], self.frequencies.given[other[0]]) >= USUAL
            return (-1.4 if is_usual else -0.8), "short_form"
        if heard(one[0]) == heard(other[0]):
            return -0.5, "sounds_alike"
        if _near(short, long):
            is_usual = min(self.frequencies.given[short], self.frequencies.given[long]) >= USUAL
            return (None, "") if is_usual or _is_other_gender(short, long) else (-1.1, "spelling")
        return None, ""

    def _family(self, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float | None, str]:
        mine, theirs = "".join(one), "".join(other)
        if mine == theirs:
            return 0.0, ""
        if set(one) & set(other):
            is_part = set(one) <= set(other) or set(other) <= set(one)
            return (-0.9 if is_part else -1.8), "double_surname"
        if heard(mine) == heard(theirs):
            return -0.4, "sounds_alike"
        short, long = sorted((mine, theirs), key=len)
        if len(short) == 1 and long.startswith(short):
            return -1.8, "initial"
        if _near(short, long):
            is_usual = min(self.frequencies.family[mine], self.frequencies.family[theirs]) >= USUAL
            return (-3.5 if is_usual else -0.9), "spelling"
        return None, ""


@lru_cache(200_000)
def heard(word: str) -> str:
    return sound(word)


def _near(short: str, long: str) -> bool:
    """One slip in a name of some length, two in a long one."""
    most = 0 if len(short) < 4 else 1 if len(short) < 8 else 2
    return most > 0 and len(long) - len(short) <= most and OSA.distance(short, long, score_cutoff=most) <= most


def _is_other_gender(short: str, long: str) -> bool:
    """'Kristian' and 'Kristina', 'Mari' and 'Maria': an ending makes another name of it."""
    return (short[-1] in "ae") is not (long[-1] in "ae") and (short[:-1] == long[:-1] or long.startswith(short[:-2]))
