"""Which of the register each listed person is to be compared with: those who share a key of their names.

The register's names are read once, a row at a time; what else is known is read of those alone who share a key.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from contacts.choices import AreaKind, DetailKind
from contacts.imports.match_evidence import LOCAL, SeatHeld, Side
from contacts.imports.names import possible_splits
from contacts.imports.register import chunks
from contacts.imports.roster import Listed, Roster, Seat
from contacts.models import Area, ContactDetail, ExternalIdentifier, Membership, Person
from contacts.services.duplicate_names import Frequencies, Name
from contacts.services.duplicate_search import family_sounds, given_sounds, shortened
from contacts.services.duplicates import OWN_SCHEMES, names_among

Key = tuple[str | int, ...]


class Places:
    """Where seats are, from the register's areas. One query."""

    def __init__(self) -> None:
        rows = Area.objects.values_list("pk", "kind", "county_id")
        self.areas: dict[int | None, tuple[str, int | None]] = {pk: (kind, county) for pk, kind, county in rows}

    def of_listed(self, seat: Seat) -> SeatHeld:
        body, area = seat.organization, seat.area.pk if seat.area else None
        return self.seat(body.pk, body.level, body.area_id, area, seat.kind, seat.starts_on, seat.ends_on)

    def seat(
        self,
        body: int | None,
        level: str,
        place: int | None,
        area: int | None,
        kind: str,
        starts_on: dt.date | None,
        ends_on: dt.date | None,
    ) -> SeatHeld:
        """A seat of `body`, which lies in `place`, for `area`."""
        known = [self.areas[pk] for pk in (area, place) if pk in self.areas]
        return SeatHeld(
            organization=body,
            level=level,
            town=place if level in LOCAL else None,
            county=next((county for _kind, county in known if county), None),
            constituency=area if area in self.areas and self.areas[area][0] == AreaKind.CONSTITUENCY else None,
            starts_on=starts_on,
            ends_on=ends_on,
            kind=kind,
        )


def side_of(listed: Sequence[Listed], roster: Roster, places: Places) -> Side:
    """All that a source says of one person, on the rows where it lists them."""
    names: dict[Name, None] = {}
    found = Side(names=())
    for one in listed:
        if one.given and one.family:
            names[Name.of(one.given, one.family)] = None
        if one.is_legal_name or not one.given:
            names |= {Name.of(*parts): None for parts in possible_splits(one.name or one.family)}
        found.birth_year = found.birth_year or one.birth_year
        found.gender = found.gender or one.gender
        found.emails |= {value.casefold() for kind, value, _label in one.details if kind == DetailKind.EMAIL}
        own = [(roster.scheme, one.number)] if roster.scheme and one.number else []
        for scheme, value in [*own, *one.others.items()]:
            if scheme in OWN_SCHEMES:
                found.identifiers.setdefault(str(scheme), set()).add(value)
        found.parties |= {seat.party.pk for seat in one.seats if seat.party and seat.party.pk}
        found.seats += [places.of_listed(seat) for seat in one.seats]
    found.names = tuple(names)
    return found


class Search:
    """`pairs`: for each listed side, by its place in the sequence, the people to compare it with; `known`: those.

    `frequencies`: how common names are in the register, of `people` in all. Statements: some ten, and one of each sort
    for every 5,000 people that are read closer.
    """

    def __init__(self, listed: Sequence[Side], places: Places) -> None:
        self.pairs: dict[int, set[int]] = defaultdict(set)
        self.known: dict[int, Side] = {}
        self.frequencies = Frequencies()
        self.people = 0
        self._index(listed)
        self._read_names()
        self._read_emails(listed)
        self._read_seats(places)
        self._read_identifiers(listed)

    def _index(self, listed: Sequence[Side]) -> None:
        self._wanted: dict[Key, list[int]] = defaultdict(list)
        bodies: set[int] = set()
        for n, side in enumerate(listed):
            its = {seat.organization for seat in side.seats if seat.organization}
            bodies |= its
            for key in {key for name in side.names for key in _keys(name, its)}:
                self._wanted[key].append(n)
        self._bodies: dict[int, set[int]] = defaultdict(set)
        for chunk in chunks(bodies):
            held = Membership.objects.valid().filter(organization__in=chunk).order_by()
            for person, body in held.values_list("person_id", "organization_id").distinct().iterator(10_000):
                self._bodies[person].add(body)

    def _read_names(self) -> None:
        rows = Person.objects.filter(merged_into=None).order_by()
        columns = ("pk", "given_name", "family_name", "legal_name", "other_names", "birth_year", "gender")
        counted = []
        for pk, given, family, legal, others, year, gender in rows.values_list(*columns).iterator(10_000):
            names = names_among(given, family, legal, others)
            counted.append(names[0])
            met: set[int] = set()
            for key in {key for name in names for key in _keys(name, self._bodies.get(pk, ()))}:
                met.update(self._wanted.get(key, ()))
            if met:
                self.known[pk] = Side(names, year, gender)
                for n in met:
                    self.pairs[n].add(pk)
        self.frequencies, self.people = Frequencies.of(counted), len(counted)

    def _read_emails(self, listed: Sequence[Side]) -> None:
        """The addresses that the source has too, of those found by name."""
        for chunk in chunks(email for side in listed for email in side.emails):
            held = ContactDetail.objects.filter(kind=DetailKind.EMAIL, value__in=chunk, person__isnull=False)
            for person, value in held.values_list("person_id", "value"):
                if side := self.known.get(person or 0):
                    side.emails.add(value)

    def _read_seats(self, places: Places) -> None:
        columns = (
            *("person_id", "party_id", "organization_id", "organization__level", "organization__area_id"),
            *("area_id", "kind", "starts_on", "ends_on"),
        )
        for chunk in chunks(self.known):
            held = Membership.objects.valid().filter(person__in=chunk).order_by()
            for person, party, *seat in held.values_list(*columns).iterator(10_000):
                side = self.known[person]
                if party:
                    side.parties.add(party)
                side.seats.append(places.seat(*seat))

    def _read_identifiers(self, listed: Sequence[Side]) -> None:
        schemes = {scheme for side in listed for scheme in side.identifiers}
        for chunk in chunks(self.known if schemes else ()):
            held = ExternalIdentifier.objects.filter(scheme__in=schemes, person__in=chunk)
            for person, scheme, value in held.values_list("person_id", "scheme", "value"):
                self.known[person or 0].identifiers.setdefault(scheme, set()).add(value)


def _keys(name: Name, bodies: Iterable[int]) -> Iterator[Key]:
    """What two who may be one share: both names but for a slip in one of them, or one of them in the same body."""
    families, givens = family_sounds(name), given_sounds(name)
    for family in families:
        for given in givens:
            yield (*sorted((given, family)),)
            for short in _shortened(family):
                yield given, "", short
            for short in _shortened(given):
                yield "", family, short
        for body in bodies:
            yield body, family
    for body in bodies:
        for given in givens:
            yield body, "", given


@lru_cache(200_000)
def _shortened(word: str) -> tuple[str, ...]:
    return tuple(shortened(word)) if len(word) >= 4 else ()
