"""What the register holds of all that a roster speaks of, read in a few statements."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts.choices import RoleKind, Scheme
from contacts.imports.names import possible_splits
from contacts.imports.register import chunks
from contacts.imports.roster import Listed, Roster
from contacts.models import (
    Area,
    ContactDetail,
    ExternalIdentifier,
    Membership,
    MembershipStatus,
    Organization,
    Party,
    Person,
    Term,
)
from crm.common.instances import Shared, among, attnames, maker
from crm.common.text import sort_key

# Identifiers by which somebody is told apart from run to run, the most lasting first.
LASTING = (
    Scheme.RIKSDAGEN,
    Scheme.RIKSDAGEN_GUID,
    Scheme.ELECTION,
    Scheme.ELECTION_2022,
    Scheme.WIKIDATA,
    Scheme.IMPORT,
)
DAY = dt.timedelta(days=1)


class Register:
    """People with their roles, details and identifiers. `same`: of a person who is there twice, dropped → kept."""

    def __init__(self, same: dict[int, int]) -> None:
        self.same = same
        self.dropped: dict[int, list[int]] = defaultdict(list)
        for old, new in same.items():
            self.dropped[new].append(old)
        self.people: dict[int, Person] = {}
        self.identifiers: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        # The same, of each of the two rows of somebody who is there twice.
        self.own: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        # Who has which of the identifiers that the roster speaks of.
        self.holders: dict[tuple[str, str], int] = {}
        self.memberships: dict[int, list[Membership]] = defaultdict(list)
        self.statuses: dict[int, list[MembershipStatus]] = defaultdict(list)
        self.details: dict[int, list[ContactDetail]] = defaultdict(list)
        # Numbers of mandates, also of those that were struck.
        self.mandates: dict[str, ExternalIdentifier] = {}
        # In the bodies that the roster covers: who holds or held a seat.
        self.covered: list[Membership] = []
        self.shared = {
            "organization": Shared(Organization), "party": Shared(Party), "area": Shared(Area), "term": Shared(Term),
        }  # fmt: skip
        # By name: what each of those who are called so is, in words.
        self.names: dict[str, list[str]] = {}
        self.terms = list(Term.objects.filter(organization=None, starts_on__isnull=False).order_by("starts_on"))

    def load(self, roster: Roster, wanted: Iterable[int]) -> None:
        """Read all that is needed to hold the roster against the people `wanted`, and those it should speak of."""
        self._load_mandates(roster)
        covered = self._covered(roster)
        self._load_holders(roster)
        has_details = any(one.details for one in roster.people)
        people = {*wanted, *(person for _held, person in covered), *self.same, *self.same.values()}
        people |= set(self.holders.values())
        for chunk in chunks(people):
            self.people |= {one.pk: one for one in _objects(Person.objects.filter(among(Person, "id", chunk)))}
            for person, scheme, value in ExternalIdentifier.objects.filter(
                among(ExternalIdentifier, "person_id", chunk)
            ).values_list("person_id", "scheme", "value"):
                self.identifiers[self.one(person)][scheme].add(value)
                self.own[person or 0][scheme].add(value)
            self._load_roles(chunk)
            if has_details:
                for detail in ContactDetail.objects.filter(person__in=chunk):
                    self.details[self.one(detail.person_id)].append(detail)
        self._share([held for held, _person in covered])

    def _load_roles(self, people: list[int]) -> None:
        """Their roles, with the bodies, parties, areas and terms that many of them share."""
        valid = Membership.objects.filter(among(Membership, "person_id", people), struck_at__isnull=True)
        held = _objects(valid.order_by("starts_on", "pk"))
        for name, shared in self.shared.items():
            shared.load(getattr(one, f"{name}_id") for one in held)
        for one in held:
            one._state.fields_cache["person"] = self.people[one.person_id]
            for name, shared in self.shared.items():
                one._state.fields_cache[name] = shared.rows[getattr(one, f"{name}_id")]
            self.memberships[self.one(one.person_id)].append(one)
        for status in MembershipStatus.objects.filter(membership__person__in=people):
            self.statuses[status.membership_id].append(status)

    def find_names(self, listed: Iterable[Listed]) -> None:
        """Which of the names of those listed somebody in the register has, and what they are there."""
        for chunk in chunks(key for one in listed for key in name_keys(one)):
            called = Person.objects.filter(sort_key__in=chunk, merged_into__isnull=True)
            people = dict(called.values_list("pk", "sort_key"))
            valid = Membership.objects.filter(person__in=people, struck_at__isnull=True).order_by("starts_on", "pk")
            newest = {
                pk: f"{role}, {body}" for pk, role, body in valid.values_list("person", "role", "organization__name")
            }
            for pk, name in people.items():
                self.names.setdefault(name, []).append(newest.get(pk, _("utan uppdrag")))

    def namesakes(self, one: Listed) -> list[str]:
        """What those are who are called as somebody listed."""
        return [role for key in name_keys(one) for role in self.names.get(key, ())]

    def one(self, person: int | None) -> int:
        """The id of the one who is kept, when somebody is in the register twice."""
        return self.same.get(person or 0, person or 0)

    def twice(self, person: int) -> list[Person]:
        """The other rows of somebody who is in the register more than once."""
        return [self.people[old] for old in self.dropped.get(person, ()) if old in self.people]

    def identity(self, person: int) -> str:
        """What somebody is called in keys: by a source if one knows them, so that it outlasts a merge."""
        return _lasting(self.identifiers[self.one(person)], person)

    def own_identity(self, person: int) -> str:
        """The same of one of the two rows of somebody who is there twice."""
        return _lasting(self.own[person], person)

    def _load_mandates(self, roster: Roster) -> None:
        bodies = {seat.organization.pk for one in roster.people for seat in one.seats if seat.number}
        for chunk in chunks(pk for pk in bodies if pk):
            known = ExternalIdentifier.objects.filter(
                scheme=Scheme.ELECTION_MANDATE, membership__organization__in=chunk
            ).select_related("membership__organization", "membership__person", "membership__party", "membership__area")
            self.mandates |= {identifier.value: identifier for identifier in known}

    def _load_holders(self, roster: Roster) -> None:
        wanted: dict[str, list[str]] = defaultdict(list)
        for one in roster.people:
            if roster.scheme and one.number:
                wanted[roster.scheme].append(one.number)
            for scheme, value in one.others.items():
                wanted[scheme].append(value)
        for name, values in wanted.items():
            for chunk in chunks(values):
                held = ExternalIdentifier.objects.filter(
                    among(ExternalIdentifier, "value", chunk), scheme=name, person__isnull=False
                )
                self.holders |= {(name, value): pk for value, pk in held.values_list("value", "person_id") if pk}

    @staticmethod
    def _covered(roster: Roster) -> list[tuple[int, int]]:
        """(mandate, person) of all who hold or held a seat in a body that the roster covers."""
        found: list[tuple[int, int]] = []
        for chunk in chunks(cover.organization.pk for cover in roster.covers if cover.organization.pk):
            held = Membership.objects.filter(
                organization__in=chunk,
                kind__in=(RoleKind.ELECTED, RoleKind.SUBSTITUTE),
                struck_at__isnull=True,
                person__merged_into__isnull=True,
            )
            found += held.order_by("starts_on", "pk").values_list("pk", "person_id")
        return found

    def _share(self, covered: list[int]) -> None:
        """One object for one row, whichever way it was found: what is changed of it is changed once."""
        by_pk = {held.pk: held for many in self.memberships.values() for held in many}
        self.covered = [by_pk[pk] for pk in covered if pk in by_pk]
        for identifier in self.mandates.values():
            if identifier.membership_id in by_pk:
                identifier.membership = by_pk[identifier.membership_id]
        for statuses in self.statuses.values():
            for status in statuses:
                status.membership = by_pk.get(status.membership_id, status.membership)


def _objects(rows: QuerySet[Any]) -> list[Any]:
    """Very many rows as objects of their model."""
    names = attnames(rows.model)
    return [*map(maker(rows.model, names), rows.values_list(*names))]


def _lasting(known: dict[str, set[str]], person: int) -> str:
    return next((f"{scheme}:{min(known[scheme])}" for scheme in LASTING if known.get(scheme)), f"id:{person}")


def name_keys(one: Listed) -> list[str]:
    """Under which names somebody listed would stand in the register."""
    if one.given and one.family and not one.is_legal_name:
        return [sort_key(f"{one.family} {one.given}")]
    return [sort_key(f"{family} {given}") for given, family in possible_splits(one.name)]
