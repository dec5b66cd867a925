"""Who of the register each listed person is: by identifier, else by name, year, party and place.

There is no personal number to lean on. A match is certain only when nobody else can reasonably be meant, in either
direction; everything else worth a look is given to a person to decide, best first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.choices import ChangeKind, ChangeState, PairState, Scheme
from contacts.imports.match_evidence import LISTED, MOST_UNCERTAIN, Side, Weighed, Weigher
from contacts.imports.match_search import Places, Search, side_of
from contacts.imports.register import chunks
from contacts.imports.roster import Listed, Roster
from contacts.models import ExternalIdentifier, Person, PersonPair, RadarChange
from contacts.services.duplicate_names import Comparer, Frequencies, Name, heard
from contacts.services.duplicate_reasons import WORDS
from contacts.services.duplicates import names_among
from crm.common.text import fold

NOBODY: Mapping[str, int | None] = MappingProxyType({})
# As many candidates are shown.
MOST = 5
SAID = WORDS | {
    "same_name": gettext_lazy("Namnen stämmer"),
    "call_name": gettext_lazy("Förnamnen liknar varandra, samma efternamn"),
    "rare_name": gettext_lazy("Ovanligt efternamn"),
    "same_assembly": gettext_lazy("Satt i samma församling perioden före eller sitter där"),
    "same_assembly_before": gettext_lazy("Satt i samma församling förr"),
    "same_town": gettext_lazy("Samma kommun eller region"),
    "same_county": gettext_lazy("Samma län"),
    "other_county": gettext_lazy("Annat län"),
    "same_level_elsewhere": gettext_lazy("Satt i en annan kommun eller region"),
    "same_constituency": gettext_lazy("Samma valkrets"),
    "other_constituency": gettext_lazy("Annan valkrets"),
    "other_party": gettext_lazy("Annat parti"),
    "other_gender": gettext_lazy("Olika kön"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the register whom a listed person may be. `score` 0–100; `reasons` in words, the weightiest first.

    `is_certain`: nobody else can reasonably be meant.
    """

    person: int
    score: int
    reasons: tuple[str, ...] = ()
    is_certain: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Who a listed person is. `person` None: nobody of the register, or (with `candidates`) to be decided.

    A certain match has a person. One that is not certain has none, and its candidates, best first. The candidates of
    somebody found by the source's own identifier are others of the register who seem to be the same person.
    """

    person: int | None = None
    score: int = 0
    is_certain: bool = False
    reasons: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        return not self.is_certain and bool(self.candidates)


@dataclass(frozen=True, slots=True)
class Double:
    """One person who is in the register twice, as the listed person of `row` shows. `keep` takes over from `drop`.

    `is_refused`: a colleague has refused to merge them, so that they are compared as two people.
    """

    keep: int
    drop: int
    row: int
    score: int
    is_certain: bool
    reasons: tuple[str, ...] = ()
    is_refused: bool = False


def key_of(listed: Listed) -> str:
    """What a decision about a listed person is remembered by: the source's number, else their name and bodies, and
    what tells them apart from another of the name."""
    if listed.number:
        return listed.number
    bodies = sorted({str(seat.organization) for seat in listed.seats})
    return "|".join([fold(_whole(listed)), *bodies, *filter(None, [listed.twin])])


def identified(roster: Roster) -> dict[int, Match]:
    """Row → who they are by the source's own identifiers alone; whoever has none known is nobody yet."""
    known = _identifiers(roster)
    return {one.row: _identified(one, roster, known) for one in roster.people}


def matched(roster: Roster, *, decided: Mapping[str, int | None] = NOBODY) -> dict[int, Match]:
    """Row → who they are. `decided`: key → the person somebody decided on, None for nobody of the register."""
    return _Matching(roster, decided).matches()


def doubles(roster: Roster, matches: Mapping[int, Match]) -> list[Double]:
    """The same person twice in the register: found by identifier, and somebody else there is them too.

    Riksdagen's one is kept, whose name is the one in use, else the one who has been there longer. Left out: two whom
    Riksdagen numbers each by themselves, and pairs that a colleague has called different people.
    """
    found = [(row, match.person, other) for row, match in matches.items() if match.person for other in match.candidates]
    people = {pk for _row, person, other in found for pk in (person, other.person)}
    named: set[int | None] = set()
    apart: set[tuple[int, int]] = set()
    refused: set[tuple[int, int]] = set()
    for chunk in chunks(people):
        held = ExternalIdentifier.objects.filter(scheme=Scheme.RIKSDAGEN, person__in=chunk)
        named |= {*held.values_list("person_id", flat=True)}
        told = PersonPair.objects.filter(state=PairState.DIFFERENT, first__in=chunk)
        apart |= {*told.values_list("first_id", "second_id")}
        said = RadarChange.objects.filter(kind=ChangeKind.SAME_PERSON, state=ChangeState.REFUSED, person__in=chunk)
        refused |= {(min(pair), max(pair)) for pair in said.exclude(other=None).values_list("person_id", "other_id")}
    result: dict[tuple[int, int], Double] = {}
    for row, person, other in found:
        keep, drop = sorted((person, other.person), key=lambda pk: (pk not in named, pk))
        pair = (min(keep, drop), max(keep, drop))
        if drop not in named and pair not in apart:
            double = Double(keep, drop, row, other.score, other.is_certain, other.reasons, pair in refused)
            result.setdefault((keep, drop), double)
    return [*result.values()]


def _whole(listed: Listed) -> str:
    return listed.name or f"{listed.given} {listed.family}"


# --- By identifier ------------------------------------------------------------------------------------------


def _identified(one: Listed, roster: Roster, known: Mapping[tuple[str, str], int]) -> Match:
    """The first of the identifiers that is known tells who it is; what another one says is a double."""
    own = [(str(roster.scheme), one.number)] if roster.scheme and one.number else []
    keys = [*own, *((str(scheme), value) for scheme, value in one.others.items())]
    people = [*dict.fromkeys(known[key] for key in keys if key in known)]
    if not people:
        return Match()
    reason = (str(SAID["same_identifier"]),)
    others = tuple(Candidate(person, 100, reason, is_certain=True) for person in people[1:])
    return Match(people[0], 100, True, reason, others)


def _identifiers(roster: Roster) -> dict[tuple[str, str], int]:
    """(scheme, value) → person, of all identifiers that the roster speaks of."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for one in roster.people:
        if roster.scheme and one.number:
            wanted[str(roster.scheme)].append(one.number)
        for scheme, value in one.others.items():
            wanted[str(scheme)].append(value)
    found: dict[tuple[str, str], int] = {}
    for source, values in wanted.items():
        for chunk in chunks(values):
            held = ExternalIdentifier.objects.filter(scheme=source, value__in=chunk, person__isnull=False)
            found |= {(source, value): pk for value, pk in held.values_list("value", "person_id") if pk}
    return found


# --- By what is known of them -------------------------------------------------------------------------------


Option = tuple[int, Weighed]


@dataclass(slots=True)
class _Asked:
    """One person of the source, on all rows that list them. `answer`: known by identifier or decided already."""

    people: list[Listed]
    side: Side
    answer: Match | None = None
    # One number, but names that cannot be one person's: the source is wrong about somebody.
    is_odd: bool = False
    # Known by the number, but under a name that has nothing in common with the listed one: it may be somebody else's.
    stranger: int | None = None
    options: list[Option] = field(default_factory=list)

    @property
    def meant(self) -> list[Option]:
        """The likeliest, and who may be meant instead."""
        best = self.options[0][1] if self.options else None
        return [option for option in self.options if best and (option[1] is best or best.leaves_room_for(option[1]))]


class _Matching:
    """One roster against the register, weighed in both directions."""

    def __init__(self, roster: Roster, decided: Mapping[str, int | None]) -> None:
        self.words = {reason: str(words) for reason, words in SAID.items()}
        self.asked = self._asked(roster, decided)
        self.taken = {one.answer.person for one in self.asked if one.answer and one.answer.person}
        search = Search([one.side for one in self.asked], Places())
        weigher = Weigher(Comparer(search.frequencies), search.people, roster.source_on)
        for n, one in enumerate(self.asked):
            if one.answer and not one.answer.person:
                continue
            weighed = ((pk, weigher.weigh(one.side, search.known[pk])) for pk in search.pairs[n] - self.taken)
            found = [(pk, result) for pk, result in weighed if result]
            one.options = sorted(found, key=lambda option: (-option[1].total, option[0]))

    def matches(self) -> dict[int, Match]:
        claims = self._claims()
        certain = {n: self._is_certain(n, claims) for n in range(len(self.asked))}
        gone = {one.options[0][0] for n, one in enumerate(self.asked) if certain[n]}
        found: dict[int, Match] = {}
        for n, one in enumerate(self.asked):
            match = self._match(one, certain[n], gone, claims)
            found |= {listed.row: match for listed in one.people}
        return found

    def _asked(self, roster: Roster, decided: Mapping[str, int | None]) -> list[_Asked]:
        places, comparer = Places(), Comparer(Frequencies())
        known = identified(roster)
        names = _names_of(match.person for match in known.values())
        asked = []
        for people in _together(roster.people):
            one = _Asked(people, side_of(people, roster, places))
            keys = [key for listed in people if (key := key_of(listed)) in decided]
            answer = known[people[0].row]
            sides = [side_of([listed], roster, places) for listed in people[1:]]
            one.is_odd = any(comparer.best(one.side.names[:1], side.names).weight < 0 for side in sides)
            if keys:
                person = decided[keys[0]]
                one.answer = Match(person, 100 if person else 0, bool(person), (_("Avgjort av en kollega"),))
            elif answer.person and _is_unlike(one.side, names.get(answer.person, ())):
                one.stranger = answer.person
            elif answer.person and not one.is_odd:
                one.answer = answer
            asked.append(one)
        return asked

    def _claims(self) -> dict[int, list[int]]:
        """Person → those of the source who may be them, with nothing against it."""
        claims: dict[int, list[int]] = defaultdict(list)
        for n, one in enumerate(self.asked):
            for person, weighed in one.meant:
                if not weighed.is_contradicted:
                    claims[person].append(n)
        return claims

    def _is_certain(self, n: int, claims: Mapping[int, list[int]]) -> bool:
        one = self.asked[n]
        if one.is_odd or one.stranger or len(one.meant) != 1:
            return False
        ((person, best),) = one.meant
        return best.has_ground and all(claim == n for claim in claims[person])

    def _match(self, one: _Asked, is_certain: bool, gone: set[int], claims: Mapping[int, list[int]]) -> Match:
        if is_certain:
            person, best = one.options[0]
            sure = Candidate(person, best.score, self._said(best), is_certain=True)
            if one.answer:
                return replace(one.answer, candidates=(*one.answer.candidates, sure))
            return Match(person, best.score, True, sure.reasons)
        left = [(person, weighed) for person, weighed in one.options if person not in gone]
        candidates = tuple(
            Candidate(
                person, min(weighed.score, MOST_UNCERTAIN), (*self._said(weighed), *self._doubts(person, left, claims))
            )
            for person, weighed in left[:MOST]
        )
        if one.answer:
            return replace(one.answer, candidates=(*one.answer.candidates, *candidates))
        if one.stranger:
            reasons = (self.words["same_identifier"], _("Namnen har inget gemensamt"))
            others = (candidate for candidate in candidates if candidate.person != one.stranger)
            candidates = (Candidate(one.stranger, LISTED, reasons), *others)[:MOST]
        if not candidates:
            return Match()
        return Match(None, candidates[0].score, False, candidates[0].reasons, candidates)

    def _said(self, weighed: Weighed) -> tuple[str, ...]:
        return tuple(self.words.get(reason, reason) for reason in weighed.reasons)

    def _doubts(self, person: int, left: list[Option], claims: Mapping[int, list[int]]) -> Iterable[str]:
        if len(left) > 1:
            yield _("Flera i registret kan vara den listade")
        if len(claims.get(person, ())) > 1:
            yield _("Flera i källan kan vara den här personen")


def _names_of(people: Iterable[int | None]) -> dict[int, tuple[Name, ...]]:
    """Every name of each."""
    found: dict[int, tuple[Name, ...]] = {}
    for chunk in chunks(pk for pk in people if pk):
        rows = Person.objects.filter(pk__in=chunk).order_by()
        for pk, *names in rows.values_list("pk", "given_name", "family_name", "legal_name", "other_names"):
            found[pk] = names_among(*names)
    return found


def _is_unlike(side: Side, names: Iterable[Name]) -> bool:
    """Whether no word of the two's names is the same, as it is heard."""
    words = [{heard(word) for name in many for word in (*name.given, *name.family)} for many in (side.names, names)]
    return all(words) and not words[0] & words[1]


def _together(people: Iterable[Listed]) -> list[list[Listed]]:
    """The rows of each person: those of one number; without numbers, those of one name, party and place.

    Two rows of one name for the same seat are two people.
    """
    groups: dict[tuple[object, ...], list[list[Listed]]] = defaultdict(list)
    for one in people:
        key: tuple[object, ...] = (one.number,)
        if not one.number:
            parties = frozenset(str(seat.party) for seat in one.seats if seat.party)
            places = frozenset(seat.organization.area_id for seat in one.seats)
            key = (fold(_whole(one)), one.birth_year, parties, places)
        seats = {(str(seat.organization), seat.role) for seat in one.seats}
        for group in groups[key]:
            held = {(str(seat.organization), seat.role) for listed in group for seat in listed.seats}
            if one.number or (seats and not seats & held):
                group.append(one)
                break
        else:
            groups[key].append([one])
    return [group for found in groups.values() for group in found]
