"""What the register holds of that which a file speaks of, read in a few statements."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from contacts.choices import AreaKind, Level, Scheme
from contacts.models import (
    Area,
    ContactDetail,
    ExternalIdentifier,
    Membership,
    MembershipStatus,
    Organization,
    Party,
    PartyAlias,
    Person,
    PersonTag,
)
from contacts.services.reference import organizations_by_key
from crm.common.text import fold, sort_key

CHUNK = 5000
WITHOUT_PARTY = {"", "-", "–", "partilos", "partilost", "ingen", "inget", "none", "independent", "utan parti"}


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(dict.fromkeys(values))
    while chunk := list(itertools.islice(rest, CHUNK)):
        yield chunk


class Parties:
    """Parties by code, number, name or alias, in that order of trust."""

    def __init__(self) -> None:
        self.all = list(Party.objects.all())
        by_id = {party.pk: party for party in self.all}
        self.by_code = {party.code: party for party in self.all}
        self.by_alias = {alias.value: by_id[alias.party_id] for alias in PartyAlias.objects.all()}
        self.by_name = {fold(value): party for value, party in self.by_alias.items() if len(value) > 3}
        self.by_name |= {fold(party.name): party for party in self.all}

    def find(self, text: str) -> Party | None:
        """The party that `text` names: S, s, FP, 0003, Liberalerna."""
        text = text.strip()
        for value in (text, text.upper()):
            if found := self.by_code.get(value) or self.by_alias.get(value):
                return found
        return self.by_name.get(fold(text)) or next((p for p in self.all if fold(p.code) == fold(text)), None)

    def find_official(self, number: str, code: str, name: str) -> Party | None:
        """Valmyndigheten's party. Local parties share letters with others, so their letters alone prove nothing."""
        found = (number and self.by_alias.get(number.zfill(4))) or self.by_name.get(fold(name))
        if found:
            return found
        lettered = self.by_code.get(code) or self.by_alias.get(code)
        return lettered if lettered is not None and lettered.level == Level.NATIONAL and not number else None


class Areas:
    """Areas by kind and by what people call them."""

    def __init__(self) -> None:
        self.by_key: dict[tuple[str, str], Area] = {}
        self.by_name: dict[tuple[str, str], Area] = {}
        for area in Area.objects.all():
            # As it is written before what it is folded to: Habo and Håbo are two municipalities.
            for value in (area.code, area.name.casefold(), area.short_name.casefold()):
                if value:
                    self.by_name.setdefault((area.kind, value), area)
            for value in (area.code, fold(area.name), fold(area.short_name)):
                if value:
                    self.by_key.setdefault((area.kind, value), area)

    def constituency(self, name: str, code: str = "") -> Area | None:
        return self._find(AreaKind.CONSTITUENCY, code, name)

    def county(self, text: str) -> Area | None:
        return self._find(AreaKind.COUNTY, text, text, " lan", "region ")

    def municipality(self, text: str) -> Area | None:
        return self._find(AreaKind.MUNICIPALITY, text, text, " kommun", " stad")

    def suggestion(self, kind: str, name: str) -> str:
        """' Menas Södertälje?' when a name of that kind is much like this one."""
        named = {value: area for (of, value), area in self.by_key.items() if of == kind and not value.isdecimal()}
        wanted = fold(name).removesuffix(" kommun").removesuffix(" stad").removesuffix(" lan")
        close = process.extractOne(wanted, named.keys(), scorer=fuzz.ratio, score_cutoff=72)
        return " " + _("Menas %(name)s?") % {"name": named[close[0]]} if close else ""

    def _find(self, kind: str, code: str, name: str, *affixes: str) -> Area | None:
        """By code, by name, by name without its sort ('Västerås stad', 'Botkyrka kommun', the genitive too)."""
        written = " ".join(name.casefold().split())
        for value in (written, written.removesuffix(" kommun"), written.removesuffix(" stad")):
            if found := self.by_name.get((kind, value)):
                return found
        folded = fold(name)
        bare = folded
        for affix in affixes:
            bare = bare.removesuffix(affix) if affix.startswith(" ") else bare.removeprefix(affix)
        for value in (code.strip(), folded, bare, bare.removesuffix("s")):
            if value and (found := self.by_key.get((kind, value))):
                return found
        return None


class Bodies:
    """Organizations by the key of our own fixtures."""

    @cached_property
    def by_key(self) -> dict[str, Organization]:
        return organizations_by_key()

    def find(self, key: str) -> Organization | None:
        return self.by_key.get(key)


class People:
    """The people whom a file may speak of, with their roles, details and identifiers."""

    def __init__(self) -> None:
        self.by_id: dict[int, Person] = {}
        self.by_identifier: dict[tuple[str, str], int] = {}
        self.by_email: dict[str, set[int]] = defaultdict(set)
        self.by_name: dict[str, set[int]] = defaultdict(set)
        self.identifiers: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.details: dict[int, list[ContactDetail]] = defaultdict(list)
        self.memberships: dict[int, list[Membership]] = defaultdict(list)
        self.statuses: dict[int, list[MembershipStatus]] = defaultdict(list)
        self.tags: dict[int, set[int]] = defaultdict(set)

    def find_identifiers(self, scheme: str, values: Iterable[str]) -> None:
        for chunk in chunks(values):
            found = ExternalIdentifier.objects.filter(scheme=scheme, value__in=chunk, person__isnull=False)
            self.by_identifier |= {(scheme, value): pk for value, pk in found.values_list("value", "person_id")}

    def find_emails(self, values: Iterable[str]) -> None:
        for chunk in chunks(values):
            found = ContactDetail.objects.filter(kind="email", value__in=chunk, person__isnull=False)
            for value, pk in found.values_list("value", "person_id"):
                self.by_email[value].add(pk)

    def find_names(self, names: Iterable[tuple[str, str]]) -> None:
        """Namesakes of the given (given name, family name)s."""
        for chunk in chunks(sort_key(f"{family} {given}") for given, family in names):
            found = Person.objects.filter(sort_key__in=chunk, merged_into__isnull=True)
            for pk, key in found.values_list("pk", "sort_key"):
                self.by_name[key].add(pk)

    def namesakes(self, given: str, family: str) -> set[int]:
        return self.by_name.get(sort_key(f"{family} {given}"), set())

    def load(self) -> None:
        """Read all that is needed of the people found so far."""
        wanted = {*self.by_identifier.values(), *itertools.chain(*self.by_email.values(), *self.by_name.values())}
        for chunk in chunks(wanted):
            self.by_id |= Person.objects.in_bulk(chunk)
            for identifier in ExternalIdentifier.objects.filter(person__in=chunk):
                self.identifiers[identifier.person_id or 0][identifier.scheme].add(identifier.value)
            for detail in ContactDetail.objects.filter(person__in=chunk):
                self.details[detail.person_id or 0].append(detail)
            held = Membership.objects.filter(person__in=chunk, struck_at__isnull=True)
            for membership in held.select_related("organization", "party", "area", "term").order_by("starts_on", "pk"):
                self.memberships[membership.person_id].append(membership)
            for status in MembershipStatus.objects.filter(membership__person__in=chunk):
                self.statuses[status.membership_id].append(status)
            for person, tag in PersonTag.objects.filter(person__in=chunk).values_list("person_id", "tag_id"):
                self.tags[person].add(tag)

    def identified(self, scheme: Scheme, value: str) -> Person | None:
        """The person whom a source calls `value`."""
        pk = self.by_identifier.get((scheme, value))
        return self.by_id.get(pk) if pk else None
