"""What speaks for a listed person being one of the register, added up, and whether it leaves room for somebody else.

Weights are log-odds as in `contacts.services.duplicate_evidence`, set by hand and held against labelled pairs. The sum
orders and lists candidates; it never makes a pair certain. That takes one of the grounds of `_ground`, each of which
leaves no room for a namesake: a father and a son have one name and one party, so the same level of another place is
never enough.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from rapidfuzz import fuzz

from contacts.choices import Level, RoleKind, Scheme
from contacts.services.duplicate_names import UNLIKE, Comparer, Likeness, Name, heard

PRIOR = -3.5
# From here on somebody is worth a look; what is not certain never looks as if it were.
LISTED, MOST_UNCERTAIN = 50, 89
# Among so many a name with neither a place nor a party is worth a look only when few have it.
CROWDED = 5_000
# How much less must speak for the next best.
MARGIN = 2.5
# The years between two elections, and one for those who came late or left early.
RECENT = dt.timedelta(days=5 * 365)
LOCAL = (Level.LOCAL, Level.REGIONAL)
SITTING = (RoleKind.ELECTED, RoleKind.SUBSTITUTE)
# Surnames that so many have that they tell little, beside all those that end in -sson.
_USUAL = """
ahlgren ahmed alfredsson ali alm aberg astrom backstrom berg berggren bergman bergstrom berglund bjork blom dahl
dahlberg ek eklund ekstrom engstrom falk forsberg hansen hassan hedberg hedlund hedman hellstrom holm holmberg
holmgren johansen lind lindahl lindberg lindblom lindgren lindholm lindkvist lindqvist lindstrom lund lundberg
lundgren lundkvist lundqvist lofgren mohamed moller norberg nordin nordstrom nyberg nystrom oberg osterberg ostlund
sandberg sjoberg soderberg soderstrom strand strom sundberg sundqvist sundstrom wallin
"""
_COMMON = frozenset(_USUAL.split())


class Place(IntEnum):
    """How near the seat that somebody is listed for is to those they are known from."""

    UNKNOWN = 0
    ELSEWHERE = 1  # the same level of another municipality or county
    OTHER_COUNTY = 2
    COUNTY = 3
    TOWN = 4  # another body of the same municipality or region
    BODY_BEFORE = 5  # the same assembly, long ago
    BODY = 6  # the same assembly, in the term before or now


class NameGrade(IntEnum):
    """How a legal and a used name agree."""

    LOOSE = 0
    ALIKE = 1  # one within the other as it is heard: Hultkvist, Hultqvist
    WITHIN = 2  # one within the other: Jan Fredrik Olovsson, Fredrik Olovsson
    EQUAL = 3


@dataclass(frozen=True, slots=True)
class SeatHeld:
    """A seat, as far as it tells where somebody belongs. Ids of the register; `constituency` of the Riksdag only."""

    organization: int | None
    level: str = ""
    town: int | None = None
    county: int | None = None
    constituency: int | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    kind: str = RoleKind.ELECTED


@dataclass(slots=True)
class Side:
    """One of the two who are compared: the listed person, or one of the register."""

    names: tuple[Name, ...]
    birth_year: int | None = None
    gender: str = ""
    parties: set[int] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    identifiers: dict[str, set[str]] = field(default_factory=dict)
    seats: list[SeatHeld] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What two come to: the sum, how the names agree, whether there is a ground for certainty, what contradicts."""

    total: float
    grade: NameGrade
    has_ground: bool
    is_contradicted: bool
    reasons: tuple[str, ...]

    def leaves_room_for(self, other: Weighed) -> bool:
        """Whether the listed one, who is likeliest this, may be `other` instead; a slip of the pen is not likely."""
        if self.grade is NameGrade.EQUAL and other.grade <= NameGrade.ALIKE:
            return False
        return other.has_ground or other.total >= self.total - MARGIN

    @property
    def score(self) -> int:
        return min(99, round(100 / (1 + math.exp(-self.total))))


class Weigher:
    """Weighs listed people against people of the register, whose names `comparer` has counted."""

    def __init__(self, comparer: Comparer, people: int, day: dt.date) -> None:
        self.comparer, self.day = comparer, day
        # How many may share a surname that is still rare, or not yet usual, in a register of this size.
        self.rare, self.usual = 3 + people // 50_000, 6 + people // 2_000
        self.is_crowded = people > CROWDED

    def weigh(self, listed: Side, known: Side) -> Weighed | None:
        """What speaks for and against the two being one, None when they are not worth a look."""
        place, constituency = self._place(listed, known)
        is_same_party = _same(listed.parties, known.parties)
        one, other, likeness = self._names(listed, known, place is Place.BODY and is_same_party is True)
        if likeness is UNLIKE:
            return None
        is_rare = self._is_rare(one, other)
        if self.is_crowded and place is Place.UNKNOWN and is_same_party is None and not is_rare:
            return None
        grade = _grade(one, other, likeness)
        told = [(likeness.weight, likeness.reason), *_facts(listed, known)]
        told += _placed(place, constituency, is_same_party)
        if grade and place is not Place.ELSEWHERE and is_rare:
            told.append((1.0, "rare_name"))
        reasons = tuple(reason for _weight, reason in sorted(told, key=lambda t: -abs(t[0])) if reason)
        case = _Case(
            grade=grade,
            place=place,
            constituency=constituency,
            is_same_party=is_same_party,
            said=frozenset(reasons),
            is_common=self._is_common(one) or self._is_common(other),
            is_local=any(seat.level in LOCAL for seat in listed.seats),
            is_recent=self._is_recent(known),
        )
        total = PRIOR + sum(weight for weight, _reason in told)
        found = Weighed(total, grade, self._ground(case), bool(AGAINST & case.said), reasons)
        return found if found.has_ground or found.score >= LISTED else None

    def _ground(self, case: _Case) -> bool:
        """Whether nobody else can reasonably be meant, as far as these two tell."""
        said = case.said
        if case.grade is NameGrade.LOOSE or case.place is Place.ELSEWHERE or said & NEVER:
            return False
        is_equal = case.grade is NameGrade.EQUAL
        is_there = case.place is Place.BODY and case.constituency is not False
        is_near = case.place >= Place.COUNTY and case.constituency is not False
        is_telling = bool(case.constituency) or not case.is_common
        if "same_birth_year" in said:
            return bool(case.is_same_party and (is_near or is_telling)) or (is_there and is_equal and is_telling)
        if not case.is_same_party:
            # Of two parties there may be two people; where no party is told, the rest has to.
            is_own = is_there or "same_email" in said
            return case.is_same_party is None and is_equal and is_own and not case.is_common
        if is_there:
            return is_telling or (is_equal and case.is_local)
        if (
            case.grade < NameGrade.WITHIN
            or case.constituency is False
            or not case.is_recent
            or case.place < Place.COUNTY
        ):
            return False
        return bool(said & {"rare_name", "same_email"}) or (
            case.place is Place.TOWN and is_equal and not case.is_common
        )

    def _place(self, listed: Side, known: Side) -> tuple[Place, bool | None]:
        """Where they meet, and whether in the same constituency (None: not known of both, or none there)."""
        met: set[Place] = set()
        same: set[bool] = set()
        for seat in listed.seats:
            for held in known.seats:
                place = self._between(seat, held)
                met.add(place)
                if place >= Place.BODY_BEFORE and seat.constituency and held.constituency:
                    same.add(seat.constituency == held.constituency)
        best = max(met, default=Place.UNKNOWN)
        if best < Place.TOWN and Place.ELSEWHERE in met:
            # Whoever sat in another council is not brought nearer by a seat in the region of both.
            best = Place.ELSEWHERE
        return best, (True in same) if same else None

    def _between(self, seat: SeatHeld, held: SeatHeld) -> Place:
        if seat.organization and seat.organization == held.organization:
            if held.kind not in SITTING:
                return Place.TOWN
            begins = seat.starts_on or self.day
            is_recent = held.ends_on is None or held.ends_on >= begins - RECENT
            return Place.BODY if is_recent else Place.BODY_BEFORE
        if seat.town and seat.town == held.town:
            return Place.TOWN
        if seat.town and held.town and seat.level == held.level:
            return Place.ELSEWHERE
        if not seat.county or not held.county:
            return Place.UNKNOWN
        return Place.COUNTY if seat.county == held.county else Place.OTHER_COUNTY

    def _is_recent(self, known: Side) -> bool:
        return any(seat.ends_on is None or seat.ends_on >= self.day - RECENT for seat in known.seats)

    def _names(self, listed: Side, known: Side, is_colleague: bool) -> tuple[Name, Name, Likeness]:
        """The two of their names that are most alike. A call name or a new surname counts among colleagues only."""
        pairs = [(one, other) for one in listed.names for other in known.names]
        one, other, best = max(
            ((one, other, self.comparer.alike(one, other)) for one, other in pairs), key=lambda found: found[2].weight
        )
        if best.is_family_same and best.weight > -2:
            return one, other, best
        for mine, theirs in pairs if is_colleague else ():
            is_family = mine.family == theirs.family and not self._is_common(mine)
            if is_family and _is_call_name(mine.given, theirs.given):
                return mine, theirs, Likeness(2.0, "call_name", False, True)
            if {*mine.given} & {*theirs.given[:1]} and self.comparer.frequencies.given[theirs.given[0]] <= self.rare:
                return mine, theirs, Likeness(-3.0, "changed_surname", True)
        return one, other, UNLIKE

    def _is_common(self, name: Name) -> bool:
        """A surname that so many have that a namesake is no wonder. Of a double one, every part."""
        counted = self.comparer.frequencies.family["".join(name.family)]
        return counted > self.usual or all(word in _COMMON or word.endswith("sson") for word in name.family)

    def _is_rare(self, one: Name, other: Name) -> bool:
        counted = max(self.comparer.frequencies.family["".join(name.family)] for name in (one, other))
        return counted <= self.rare and not self._is_common(one) and not self._is_common(other)


@dataclass(frozen=True, slots=True)
class _Case:
    """What a ground is looked for in. `is_local`: listed for a council, where all stand for one place."""

    grade: NameGrade
    place: Place
    constituency: bool | None
    is_same_party: bool | None
    said: frozenset[str]
    is_common: bool
    is_local: bool
    is_recent: bool


# Reasons that leave a person to somebody else of the name; all but the party forbid certainty.
NEVER = {"other_birth_year", "other_gender", "other_identifier"}
AGAINST = {"other_party", *NEVER}
Told = list[tuple[float, str]]


def _facts(listed: Side, known: Side) -> Told:
    told: Told = []
    if listed.birth_year and known.birth_year:
        apart = abs(listed.birth_year - known.birth_year)
        told.append((3.0, "same_birth_year") if not apart else (-3.0 if apart == 1 else -8.0, "other_birth_year"))
    if listed.gender and known.gender and listed.gender != known.gender:
        told.append((-4.0, "other_gender"))
    for scheme, values in listed.identifiers.items():
        theirs = known.identifiers.get(scheme)
        if theirs and not theirs & values:
            told.append((-4.0 if scheme == Scheme.ELECTION else -9.0, "other_identifier"))
    if listed.emails & known.emails:
        told.append((4.0, "same_email"))
    return told


_PLACES: dict[Place, tuple[float, str]] = {
    Place.BODY: (4.0, "same_assembly"),
    Place.BODY_BEFORE: (2.0, "same_assembly_before"),
    Place.TOWN: (2.0, "same_town"),
    Place.COUNTY: (1.0, "same_county"),
    Place.OTHER_COUNTY: (-2.5, "other_county"),
    Place.ELSEWHERE: (-3.5, "same_level_elsewhere"),
}


def _placed(place: Place, constituency: bool | None, is_same_party: bool | None) -> Told:
    told = [_PLACES[place]] if place in _PLACES else []
    if constituency is not None:
        told.append((2.0, "same_constituency") if constituency else (-2.0, "other_constituency"))
    if is_same_party is not None:
        told.append((1.5, "same_party") if is_same_party else (-2.5, "other_party"))
    return told


def _same(ones: set[int], others: set[int]) -> bool | None:
    return bool(ones & others) if ones and others else None


def _grade(one: Name, other: Name, likeness: Likeness) -> NameGrade:
    if likeness.reason in ("swapped_names", "changed_surname", "call_name", "initial", "short_form"):
        return NameGrade.LOOSE
    mine, theirs = {*one.given, *one.family}, {*other.given, *other.family}
    if mine == theirs:
        return NameGrade.EQUAL
    if _is_within(mine, theirs):
        return NameGrade.WITHIN
    return NameGrade.ALIKE if _is_within(_heard(mine), _heard(theirs)) else NameGrade.LOOSE


def _is_within(ones: set[str], others: set[str]) -> bool:
    """Whether the words of one are among those of the other; an initial stands for the word that it begins."""
    return any(
        all(word in more or (len(word) == 1 and any(of.startswith(word) for of in more)) for word in fewer)
        for fewer, more in ((ones, others), (others, ones))
    )


def _heard(words: Iterable[str]) -> set[str]:
    return {heard(word) for word in words}


def _is_call_name(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """'Nooshi' of Mehrnoosh, 'Kadir' of Abdulkadir: most of the shorter one is part of the other."""
    return any(
        min(len(one), len(other)) >= 4 and fuzz.partial_ratio(one, other) >= 80 for one in ones for other in others
    )
