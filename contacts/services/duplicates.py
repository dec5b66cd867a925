"""People and organizations that stand twice in the register: finding them, and what colleagues decide.

A scan keeps pairs (PersonPair, OrganizationPair) with a score and reasons. What a colleague has called 'not the same'
is never asked again; nothing is merged by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from contacts import permissions
from contacts.choices import AreaKind, DetailKind, PairState, RoleKind, Scheme
from contacts.models import (
    Area,
    ContactDetail,
    ExternalIdentifier,
    Membership,
    Organization,
    OrganizationPair,
    Person,
    PersonPair,
)
from contacts.services import duplicate_organizations, duplicate_search
from contacts.services.duplicate_evidence import Entry, Found, Seat
from contacts.services.duplicate_names import Comparer, Frequencies, Name
from contacts.services.duplicate_organizations import Body, likeness
from crm.common import writes
from crm.common.text import fold
from crm.models import User

Progress = Callable[[int, int], None]
# More open pairs than this nobody goes through: the likeliest are kept.
MOST = 20_000
# Identifiers of which nobody has two.
OWN_SCHEMES = (
    Scheme.RIKSDAGEN, Scheme.RIKSDAGEN_GUID, Scheme.WIKIDATA, Scheme.ELECTION, Scheme.ELECTION_2022,
)  # fmt: skip


def scan_people(*, actor: User, progress: Progress | None = None) -> tuple[int, list[Found]]:
    """Look for people who stand twice and keep the pairs. Returns how many were looked at, and the open pairs."""
    permissions.require_editing(actor)
    entries = list(people_entries())
    names = dict(Organization.objects.values_list("pk", "name"))
    found = duplicate_search.find(entries, names, progress)
    return len(entries), _keep(PersonPair, found, actor)


def scan_organizations(*, actor: User) -> tuple[int, list[Found]]:
    """Look for organizations that stand twice and keep the pairs. Returns as `scan_people`."""
    permissions.require_editing(actor)
    bodies = list(organization_entries())
    return len(bodies), _keep(OrganizationPair, duplicate_organizations.find(bodies), actor)


@transaction.atomic
def decide(*, pair: PersonPair | OrganizationPair, is_same: bool | None, actor: User) -> None:
    """Remember that a pair is not the same (`is_same` False), or that it is to be asked about again (None)."""
    permissions.require_editing(actor)
    current: Any = writes.locked(pair)
    if current.state == PairState.MERGED or is_same:
        return
    current.state = PairState.OPEN if is_same is None else PairState.DIFFERENT
    current.decided_by = None if is_same is None else actor
    current.decided_at = None if is_same is None else timezone.now()
    writes.change_many([current], ["state", "decided_by", "decided_at"], actor=actor, is_checked=True)


def alike_people(*, given_name: str, family_name: str, actor: User, limit: int = 5) -> list[Person]:
    """People in the register whose name is like one that is being typed, with their roles; best first."""
    if len(given_name.strip()) < 2 or len(family_name.strip()) < 2:
        return []
    typed = Name.of(given_name, family_name)
    found = Person.objects.visible_to(actor).suggested(f"{given_name} {family_name}", 3 * limit)
    comparer = Comparer(Frequencies())
    weighed = [(comparer.best((typed,), names_of(p)).weight, n, p) for n, p in enumerate(found)]
    return [p for weight, _n, p in sorted(weighed, key=lambda w: (-w[0], w[1])) if weight >= 2][:limit]


def alike_organizations(*, name: str, actor: User, limit: int = 5) -> list[Organization]:
    """Organizations whose name is like one that is being typed; best first."""
    if len(name.strip()) < 3:
        return []
    typed = Body(0, name)
    found = Organization.objects.visible_to(actor).suggested(name, 4 * limit)
    known = [Body(o.pk, o.name, o.short_name) for o in found]
    weighed = [(likeness(typed, body)[0], n, found[n]) for n, body in enumerate(known)]
    return [o for weight, _n, o in sorted(weighed, key=lambda w: (-w[0], w[1])) if weight >= 2][:limit]


# --- Keeping what was found ---------------------------------------------------------------------------------


@transaction.atomic
def _keep(model: Any, found: Sequence[Found], actor: User) -> list[Found]:
    """Make the open pairs those that were found; what was decided stays decided. Returns the open ones."""
    # Two scans at once would both make the same pairs.
    User.objects.select_for_update().get(pk=User.objects.system().pk)
    held = {(pair.first_id, pair.second_id): pair for pair in model.objects.all()}
    fresh = [f for f in found if (f.first, f.second) not in held or _is_open(held[f.first, f.second])][:MOST]
    new, changed, seen = [], [], set()
    for one in fresh:
        reasons = [list(reason) for reason in one.reasons]
        seen.add((one.first, one.second))
        pair = held.get((one.first, one.second))
        if pair is None:
            new.append(model(first_id=one.first, second_id=one.second, score=one.score, reasons=reasons))
        elif (pair.score, pair.reasons) != (one.score, reasons):
            pair.score, pair.reasons = one.score, reasons
            changed.append(pair)
    gone = [pair for key, pair in held.items() if key not in seen and _is_open(pair)]
    writes.remove_many(gone, actor=actor)
    writes.change_many(changed, ["score", "reasons"], actor=actor, is_checked=True)
    writes.create_many(new, actor=actor, is_checked=True)
    return fresh


def _is_open(pair: Any) -> bool:
    return bool(pair.state == PairState.OPEN)


# --- Reading the register ---------------------------------------------------------------------------------


def names_of(person: Person) -> tuple[Name, ...]:
    return names_among(person.given_name, person.family_name, person.legal_name, person.other_names)


def names_among(given: str, family: str, legal: str, others: str) -> tuple[Name, ...]:
    """Every name somebody has or has had, the one in use first."""
    found = [Name.of(given, family)]
    for line in [legal, *others.splitlines()]:
        if name := Name.of_whole(line):
            found.append(name)
    return tuple(dict.fromkeys(found))


def people_entries() -> Iterator[Entry]:
    """Everybody who was not merged away, ready to be compared. Five queries, whatever their number."""
    rows = Person.objects.filter(merged_into=None).order_by("pk")
    columns = ("pk", "given_name", "family_name", "legal_name", "other_names", "birth_year", "gender")
    entries: dict[int, Entry] = {}
    for pk, given, family, legal, others, year, gender in rows.values_list(*columns).iterator(10_000):
        entries[pk] = Entry(pk, names_among(given, family, legal, others), year, gender)
    _add_details(entries)
    _add_mandates(entries)
    held = ExternalIdentifier.objects.filter(person__isnull=False, scheme__in=OWN_SCHEMES)
    for person, scheme, value in held.values_list("person_id", "scheme", "value").iterator(10_000):
        if entry := entries.get(person):
            entry.identifiers.setdefault(scheme, set()).add(value)
    yield from entries.values()


def _add_details(entries: dict[int, Entry]) -> None:
    rows = ContactDetail.objects.filter(person__isnull=False).exclude(kind=DetailKind.WEB).order_by()
    for person, kind, value in rows.values_list("person_id", "kind", "value").iterator(10_000):
        entry = entries.get(person)
        if entry is None:
            continue
        if kind == DetailKind.EMAIL:
            entry.emails.add(value)
        elif kind == DetailKind.ADDRESS:
            entry.addresses.add(fold(value))
        else:
            (entry.mobiles if kind == DetailKind.MOBILE else entry.phones).add(value)


def _add_mandates(entries: dict[int, Entry]) -> None:
    areas = {pk: (kind, county) for pk, kind, county in Area.objects.values_list("pk", "kind", "county_id")}
    columns = (
        *("person_id", "organization_id", "organization__area_id", "area_id"),
        *("party_id", "kind", "starts_on", "ends_on"),
    )
    for row in Membership.objects.valid().order_by().values_list(*columns).iterator(10_000):
        person, body, *places, party, kind, starts_on, ends_on = row
        entry = entries.get(person)
        if entry is None:
            continue
        entry.organizations.add(body)
        towns = [place for place in places if place and areas[place][0] == AreaKind.MUNICIPALITY]
        entry.municipalities.update(towns)
        entry.counties.update(areas[place][1] for place in places if place and areas[place][1])
        if party:
            entry.parties.add(party)
        if kind == RoleKind.ELECTED:
            entry.seats.append(Seat(body, towns[0] if towns else None, starts_on, ends_on))


def organization_entries() -> Iterator[Body]:
    """Every organization that was not merged away, ready to be compared."""
    columns = ("pk", "name", "short_name", "organization_number", "kind", "area_id", "parent_id")
    rows = Organization.objects.filter(merged_into=None).order_by("pk").values_list(*columns)
    bodies = {row[0]: Body(*row) for row in rows.iterator(10_000)}
    details = ContactDetail.objects.filter(organization__isnull=False).order_by()
    for owner, kind, value in details.values_list("organization_id", "kind", "value").iterator(10_000):
        body = bodies.get(owner)
        if body is None:
            continue
        if kind == DetailKind.EMAIL:
            body.domains.add(value.rpartition("@")[2])
        elif kind == DetailKind.WEB:
            body.domains.add(_host(value))
        elif kind != DetailKind.ADDRESS:
            body.phones.add(value)
    yield from bodies.values()


def _host(address: str) -> str:
    host = address.partition("://")[2].partition("/")[0].lower()
    return host.removeprefix("www.")
