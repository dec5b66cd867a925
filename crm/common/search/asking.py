"""What was asked for: its words, and which words of the register they may mean, each with its distance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from crm.common.search.index import LONGEST, MOST_WORDS, SHORTEST_PART, Lookup, Term
from crm.common.search.spelling import likeliness, tolerance
from crm.common.search.vocabulary import VOCABULARY, Vocabulary
from crm.common.text import fold, sort_key, stem, tokens

# So many words that hold a part are looked up one by one; of more, the rows are read through.
MOST_HOLDING = 250
MOST_NEAR = 60
MOST_BEGINNINGS = 12
# A word of up to so many letters that is spelt as somebody's name is not taken for a slip.
SHORT_NAME = 5

EXACT, BEGINNING, ALIKE, PART, SLIP, MISSING = 0.0, 1.0, 1.5, 2.0, 4.0, 12.0
# Who wrote a whole name is done with it: what sounds so is nearer than longer names that begin so.
NAMESAKE = 0.5
# Among words that sound alike, those that are written more alike are nearer.
PER_LETTER, MOST_LETTERS = 0.05, 4


@dataclass(frozen=True)
class Near:
    """Words of the register that a word may stand for (all of them together), and how far off they are."""

    words: tuple[str, ...]
    distance: float


class Asked:
    """One search: the words of `text`, and lookups from the strictest to the most forgiving."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\x00", " ").strip()[:LONGEST]
        self.words = list(dict.fromkeys(tokens(self.text)))[:MOST_WORDS]
        self.folded = fold(self.text)
        self.key = sort_key(self.text)
        # Å, ä and ö that were written count: Åberg before Äberg when 'Åberg' was asked for.
        self.spelt = {word for word in self.key.split() if not word.isascii() or set(word) & set("{|}")}

    def __bool__(self) -> bool:
        return bool(self.words)

    def as_written(self, word: str) -> str:
        """One of the words as it was typed, with its capitals and its å, ä and ö."""
        return next((typed.strip(".,;:") for typed in self.text.split() if word in tokens(typed)), word)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return VOCABULARY.refresh()

    @cached_property
    def stems(self) -> list[str]:
        return list(dict.fromkeys(map(stem, self.words)))

    # --- Spelt as the register spells it -----------------------------------------------------------------

    @cached_property
    def ladder(self) -> list[Lookup]:
        """Whole words; the last one begun; all of them begun; any of them inside words."""
        whole = tuple((Term((word,)),) for word in self.words)
        begun = tuple((Term((word,), is_beginning=True),) for word in self.words)
        steps = [Lookup(whole), Lookup((*whole[:-1], begun[-1])), Lookup(begun), self._inside()]
        return list(dict.fromkeys(steps))

    @cached_property
    def quick(self) -> list[Lookup]:
        """The ladder without its last step, where that would read all rows through to find what is found anyway."""
        return self.ladder[:-1] if self.ladder[-1].parts else self.ladder

    def _inside(self) -> Lookup:
        clauses: list[tuple[Term, ...]] = []
        parts: list[str] = []
        for word in self.words:
            begun = Term((word,), is_beginning=True)
            held = self.vocabulary.holding(word, MOST_HOLDING) if len(word) >= SHORTEST_PART else []
            if held is None:
                parts.append(word)
            else:
                clauses.append((begun, *(Term((other,)) for other in held if not other.startswith(word))))
        return Lookup(tuple(clauses), tuple(parts))

    # --- Spelt nearly so ----------------------------------------------------------------------------------

    @cached_property
    def nearest(self) -> list[list[Near]]:
        """For every word, what it may stand for, nearest first. Beginnings are not among them."""
        return [self._near(word) for word in self.words]

    def _near(self, word: str) -> list[Near]:
        known = self.vocabulary
        found: dict[tuple[str, ...], float] = {}
        if len(word) >= SHORTEST_PART and not word.isdigit():
            alike = NAMESAKE if word in known else ALIKE
            for other in known.sounding(word):
                found[(other,)] = alike + PER_LETTER * min(MOST_LETTERS, OSA.distance(word, other))
            for cut in range(2, len(word) - 1):
                if len(word) >= 6 and word[:cut] in known and word[cut:] in known:
                    found[word[:cut], word[cut:]] = ALIKE
        slips = tolerance(word, has_company=len(self.words) > 1)
        if slips:
            for other, count in known.near(word, slips):
                distance = SLIP + count + (0.5 if other[0] != word[0] else 0.0)
                distance += likeliness(word, other) if count == 1 else 0.0
                found[(other,)] = min(found.get((other,), distance), distance)
        ranked = sorted(found.items(), key=lambda item: (item[1], item[0]))
        return [Near(words, distance) for words, distance in ranked[:MOST_NEAR]]

    def _close_clause(self, number: int, farthest: float | None) -> tuple[Term, ...]:
        word, near = self.words[number], self.nearest[number]
        own = Term((word,), is_beginning=len(word) >= SHORTEST_PART or number == len(self.words) - 1)
        return (own, *(Term(n.words) for n in near if farthest is None or n.distance <= farthest))

    def _farthest_of(self, number: int) -> float:
        """How far off the nearest meaning of a word is: not at all, when it is a word of the register."""
        if self.words[number] in self.vocabulary:
            return EXACT
        near = self.nearest[number]
        return near[0].distance if near else EXACT

    @cached_property
    def close(self) -> list[Lookup]:
        """Each word as it is, or its nearest meaning; then each word as anything near it."""
        numbers = range(len(self.words))
        tight = Lookup(tuple(self._close_clause(n, self._farthest_of(n)) for n in numbers))
        wide = Lookup(tuple(self._close_clause(n, None) for n in numbers))
        return list(dict.fromkeys([tight, wide]))

    @cached_property
    def is_plain(self) -> bool:
        """Nothing near is worth adding to what was found: short words that are spelt as the register spells them."""
        return all(len(word) <= SHORT_NAME and word in self.vocabulary for word in self.words)

    @cached_property
    def fewer(self) -> list[Lookup]:
        """All words but one, each of them close; the word that is left out last is the first."""
        if len(self.words) < 2:
            return []
        clauses = self.close[-1].clauses
        return [Lookup(clauses[:n] + clauses[n + 1 :]) for n in range(len(clauses)) if len(self.words[n]) > 1]

    @staticmethod
    def is_guessed(distance: float) -> bool:
        """Whether a word at this distance is another word than the one asked for, and does not hold it."""
        return NAMESAKE <= distance < BEGINNING or ALIKE <= distance < PART or distance >= SLIP

    @property
    def sure(self) -> float:
        """How far off a row may be that leaves nothing to wish for: whole names, or, while one types, beginnings."""
        return EXACT if all(word in self.vocabulary for word in self.words) else BEGINNING * len(self.words)

    # --- How far off a row is ------------------------------------------------------------------------------

    def distances(self, said: str) -> list[tuple[float, str]]:
        """For every word asked for: how far off the nearest word of a search text is, and which word that is."""
        held = said.split()
        return [self._distance(number, held) for number in range(len(self.words))]

    def _distance(self, number: int, held: list[str]) -> tuple[float, str]:
        word = self.words[number]
        if word in held:
            return EXACT, word
        for other in held:
            if other.startswith(word):
                return BEGINNING, other
        if len(word) >= SHORTEST_PART:
            for other in held:
                if word in other:
                    return PART, other
        for near in self.nearest[number]:
            if all(other in held for other in near.words):
                return near.distance, near.words[0]
        return MISSING, ""

    # --- Whose family name, or what organization's name, begins so ------------------------------------------

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """How the folded sort keys begin of those that are meant first."""
        return tuple(dict.fromkeys([" ".join(self.words), self.words[-1]]))

    @cached_property
    def close_beginnings(self) -> tuple[str, ...]:
        near = [" ".join(n.words) for n in self.nearest[-1][:MOST_BEGINNINGS]]
        return tuple(dict.fromkeys([*self.beginnings, *near]))

    def misspelt(self, key: str) -> int:
        """How many words with å, ä or ö of the question a sort key does not hold."""
        return sum(word not in key for word in self.spelt)
