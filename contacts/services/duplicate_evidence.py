"""What speaks for and against two people being one, added up to a score of 0–100 with its reasons.

Each piece of evidence has a weight in log-odds: how many times likelier it is of one person than of two. The weights
are set by hand and held against the labelled pairs of `tests/benchmarks/duplicate_pairs.py`. A name alone is never
certain, and nothing is merged by itself.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from contacts.services.duplicate_names import Comparer, Name

# From here on a pair is shown; from here on it looks certain.
LISTED, CERTAIN = 50, 90
PRIOR = -3.5
Reason = tuple[str, str]


@dataclass(frozen=True)
class Seat:
    """An elected seat: where, and from when to when."""

    organization: int
    municipality: int | None
    starts_on: dt.date | None
    ends_on: dt.date | None

    def meets(self, other: Seat) -> bool:
        return (self.starts_on or dt.date.min) <= (other.ends_on or dt.date.max) and (
            other.starts_on or dt.date.min
        ) <= (self.ends_on or dt.date.max)


@dataclass(slots=True)
class Entry:
    """What is known of one person, ready to be compared. The first name is the one in use."""

    id: int
    names: tuple[Name, ...]
    birth_year: int | None = None
    gender: str = ""
    emails: set[str] = field(default_factory=set)
    mobiles: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    identifiers: dict[str, set[str]] = field(default_factory=dict)
    organizations: set[int] = field(default_factory=set)
    municipalities: set[int] = field(default_factory=set)
    counties: set[int] = field(default_factory=set)
    parties: set[int] = field(default_factory=set)
    seats: list[Seat] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """Two people who may be one. `first` < `second`; reasons are (code, detail), the weightiest first."""

    first: int
    second: int
    score: int
    reasons: tuple[Reason, ...]


class Judge:
    """Weighs two entries. `shared` counts who has each e-mail address and telephone number."""

    def __init__(
        self, comparer: Comparer, shared: Counter[str], organizations: Mapping[int, str] | None = None
    ) -> None:
        self.comparer, self.shared = comparer, shared
        self.organizations = organizations or {}

    def weigh(self, one: Entry, other: Entry) -> Found | None:
        """The pair, if it is to be shown."""
        name = self.comparer.best(one.names, other.names)
        if name.weight < -2:
            return None
        evidence: list[tuple[float, Reason]] = [(name.weight, (name.reason, ""))]
        for part in (_years, _identifiers, _emails, _numbers, _addresses, _bodies, _places, _parties, _genders):
            if (found := part(self, one, other, name.is_family_same)) is not None:
                evidence.append(found)
        total = PRIOR + sum(weight for weight, _reason in evidence)
        if name.reason == "changed_surname":
            total = min(total, _changed_surname(evidence, total))
        codes = {reason[0] for _weight, reason in evidence}
        if "other_birth_year" in codes or (_is_contradicted(one, other) and not OWN & codes):
            total = min(total, UNCERTAIN)
        score = round(100 / (1 + math.exp(-total)))
        if score < LISTED:
            return None
        said = sorted((e for e in evidence if e[1][0]), key=lambda e: -abs(e[0]))
        reasons = tuple(reason for weight, reason in said if weight > 0 or reason[0] in SAID)
        return Found(min(one.id, other.id), max(one.id, other.id), min(score, 99), reasons)


# What belongs to one person alone. Without any of it, other addresses or numbers leave room for a namesake.
OWN = {"same_email", "similar_email", "same_mobile", "same_identifier", "same_birth_year"}
UNCERTAIN = 2.0


def _is_contradicted(one: Entry, other: Entry) -> bool:
    """Each has an address or a number that the other has not: father and son at one address."""
    return any(
        mine and theirs and not mine & theirs
        for mine, theirs in ((one.emails, other.emails), (one.mobiles, other.mobiles))
    )


# Reasons that speak against, or for little, and are shown all the same.
SAID = {"other_birth_year", "other_town", "two_seats", "other_identifier", "changed_surname"}
Evidence = tuple[float, Reason] | None


def _changed_surname(evidence: list[tuple[float, Reason]], total: float) -> float:
    """A given name in common is much too little: an address or number of their own, or the year and the place too."""
    said = {reason[0] for _weight, reason in evidence}
    is_own = bool(said & {"same_email", "same_mobile", "similar_email"})
    is_there = "same_birth_year" in said and bool(said & {"same_organization", "same_municipality"})
    if not is_own and not is_there:
        return -5.0
    return total + (0.8 if is_own and "same_birth_year" in said else 0)


def _years(judge: Judge, one: Entry, other: Entry, is_family_same: bool) -> Evidence:
    if not one.birth_year or not other.birth_year:
        return None
    apart = abs(one.birth_year - other.birth_year)
    if apart == 0:
        return 2.0, ("same_birth_year", str(one.birth_year))
    return (-1.5 if apart == 1 else -4.0 if apart < 15 else -7.0), ("other_birth_year", "")


def _identifiers(judge: Judge, one: Entry, other: Entry, is_family_same: bool) -> Evidence:
    for scheme, values in one.identifiers.items():
        theirs = other.identifiers.get(scheme)
        if theirs:
            return (6.0, ("same_identifier", scheme)) if values & theirs else (-5.0, ("other_identifier", scheme))
    return None


def _emails(judge: Judge, one: Entry, other: Entry, is_family_same: bool) -> Evidence:
    if not one.emails or not other.emails:
        return None
    if both := one.emails & other.emails:
        address = min(both, key=lambda e: judge.shared[e])
        if judge.shared[address] > 3 or _is_mailbox(address):
            return 0.6, ("shared_email", address)
        return 4.0, ("same_email", address)
    for mine in one.emails:
        for theirs in other.emails:
            if _is_slip(mine, theirs):
                return 2.2, ("similar_email", f"{mine} ~ {theirs}")
    return -0.3, ("", "")


MAILBOXES = ("info", "kontakt", "registrator", "kansli", "kommun", "region", "post", "mail", "reception", "press")


def _is_mailbox(address: str) -> bool:
    return address.startswith(MAILBOXES)


def _is_slip(mine: str, theirs: str) -> bool:
    """One address misspelt: the same but for a letter or two swapped ones, not a number after the name."""
    my_name, _at, my_domain = mine.partition("@")
    their_name, _at, their_domain = theirs.partition("@")
    if my_name == their_name:
        return not _is_mailbox(mine) and 0 < OSA.distance(my_domain, their_domain, score_cutoff=2) <= 2
    if my_domain != their_domain or min(len(my_name), len(their_name)) < 5 or _digits(my_name) != _digits(their_name):
        return False
    return OSA.distance(my_name, their_name, score_cutoff=1) <= 1


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _numbers(judge: Judge, one: Entry, other: Entry, is_family_same: bool) -> Evidence:
    if both := one.mobiles & other.mobiles:
        number = min(both)
        return (3.5, ("same_mobile", number)) if judge.shared[number] <= 3 else (0.5, ("same_phone", number))
    if both := (one.phones | one.mobiles) & (other.phones | other.mobiles):
        number = min(both, key=lambda n: judge.shared[n])
        return (1.6 if judge.shared[number] <= 3 else 0.3), ("same_phone", number)
    return (-0.4, ("", "")) if one.mobiles and other.mobiles else None


def _addresses(judge: Judge, one: Entry, other: Entry, is_family_same: bool) -> Evidence:
    if both := one.addresses & other.addresses:
        return 1.2, ("same_address", min(both))
    return None


def _bodies(judge: Judge, one: Entry, other: Entry, is_family_same: bool) -> Evidence:
    both = one.organizations & other.organizations
    if not both:
        return None
    named = judge.organizations.get(min(both), "")
    if not is_family_same and any(
        a.meets(b) for a in one.seats for b in other.seats if a.organization == b.organization
    ):
        # Two seats in one council at one time, under two surnames: two people.
        return -1.5, ("two_seats", named)
    return 2.0, ("same_organization", named)


def _places(judge: Judge, one: Entry, other: Entry, is_family_same: bool) -> Evidence:
    if not one.municipalities or not other.municipalities:
        if one.counties and other.counties and not one.counties & other.counties:
            return -1.5, ("other_town", "")
        return None
    if one.municipalities & other.municipalities:
        # What the organization has said already is not said twice.
        return (0.4 if one.organizations & other.organizations else 1.4), ("same_municipality", "")
    if any(a.meets(b) for a in one.seats for b in other.seats if a.municipality and b.municipality):
        return -4.0, ("two_seats", "")
    return -2.5, ("other_town", "")


def _parties(judge: Judge, one: Entry, other: Entry, is_family_same: bool) -> Evidence:
    if not one.parties or not other.parties:
        return None
    return (0.5, ("same_party", "")) if one.parties & other.parties else (-1.2, ("", ""))


def _genders(judge: Judge, one: Entry, other: Entry, is_family_same: bool) -> Evidence:
    return (-3.0, ("", "")) if one.gender and other.gender and one.gender != other.gender else None
