"""Columns of people and organizations: one declaration for page, export and tests.

A person's values are read off `current_memberships`, which `Person.objects.for_list()` has fetched: the weightiest
mandate first, those of today or of the day that the list is asked of. No value here asks the database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from contacts.choices import AreaKind, DetailKind, NewIn
from contacts.models import (
    Area,
    ContactDetail,
    Membership,
    Organization,
    OrganizationTag,
    Party,
    Person,
    PersonTag,
    Tag,
)
from contacts.querysets import person_order
from crm.common.columns import Column

LONG_NAME = 40


def current(person: Person) -> list[Membership]:
    return getattr(person, "current_memberships", [])


def main_membership(person: Person) -> Membership | None:
    held = current(person)
    return held[0] if held else None


def party_of(person: Person) -> Party | None:
    """The party of the weightiest mandate that has one."""
    return next((m.party for m in current(person) if m.party_id), None)


def area_of(person: Person) -> Area | None:
    """Where the weightiest mandate is held: its own area, else its organization's."""
    areas = (m.area or m.organization.area for m in current(person))
    return next((area for area in areas if area), None)


def area_words(area: Area) -> str:
    """'Stockholms län', 'Stockholm (kommun)': half of the counties share their short name with a municipality."""
    said: str | None = area.__dict__.get("words")  # one area is that of very many rows
    if said is None:
        is_bare = area.kind == AreaKind.MUNICIPALITY and "kommun" not in area.name.casefold()
        said = f"{area.name} ({str(AreaKind.MUNICIPALITY.label).lower()})" if is_bare else area.name
        area.__dict__["words"] = said
    return said


def county_of(person: Person) -> Area | None:
    counties = (county_of_membership(m) for m in current(person))
    return next((county for county in counties if county), None)


def county_of_membership(membership: Membership) -> Area | None:
    own = membership.area.county if membership.area else None
    return own or (membership.organization.area.county if membership.organization.area else None)


def role_line(membership: Membership) -> str:
    """'Riksdagsledamot' where the role says it all, else 'Ordförande, Trafikutskottet'; short names for long ones."""
    name = membership.organization.name
    organization = name if len(name) <= LONG_NAME else membership.organization.short
    said = membership.role.casefold()
    if said.startswith("riksdagsled") or organization.casefold() in said:
        return membership.role
    return f"{membership.role}, {organization}"


def roles_line(person: Person) -> str:
    """The two weightiest roles, and how many more there are."""
    roles = current(person)
    line = " · ".join(role_line(m) for m in roles[:2])
    return f"{line} +{len(roles) - 2}" if len(roles) > 2 else line


def details_of(holder: Any) -> Iterable[ContactDetail]:
    """The addresses, the preferred of each kind first: those read for a file, else the fetched `contact_details`."""
    read: list[ContactDetail] | None = holder.__dict__.get("read_details")
    return holder.contact_details.all() if read is None else read  # type: ignore[no-any-return]


def detail_of(kind: str) -> Callable[[Any], str | None]:
    """The preferred address of a kind."""

    def value(holder: Any) -> str | None:
        held = [d for d in details_of(holder) if d.kind == kind]
        best = next((d for d in held if d.is_preferred), held[0] if held else None)
        return best.value if best else None

    return value


def _of_main(read: Callable[[Membership], Any]) -> Callable[[Person], Any]:
    def value(person: Person) -> Any:
        membership = main_membership(person)
        return read(membership) if membership else None

    return value


def _sources(person: Person) -> str:
    return ", ".join(dict.fromkeys(m.source for m in current(person) if m.source))


def tags_of(person: Person) -> list[str]:
    read: list[Tag] | None = person.__dict__.get("read_tags")
    tags = (link.tag for link in person.person_tags.all()) if read is None else read
    return sorted(tag.name for tag in tags)


def _sorted_by(name: str) -> dict[str, Any]:
    """Sorting by what `person_order` puts on the queryset, the name within it."""
    return {
        "order_by": (f"{name}_place", "sort_key"),
        "annotate_sort": getattr(person_order, f"by_{name}"),
    }


DETAILS = ("contact_details",)


# The same of a whole batch of people (`contacts.exports.reading.PeopleBatch`).
@dataclass(frozen=True)
class FieldOfPerson:
    name: str

    def __call__(self, batch: Any) -> list[Any]:
        return batch.field(self.name)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class FieldOfMain:
    """Of the weightiest mandate."""

    name: str

    def __call__(self, batch: Any) -> list[Any]:
        return batch.of_main(self.name)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class PreferredOf:
    """The preferred address of a kind, as `shown` says."""

    kind: str
    shown: Callable[[str], str] = str

    def __call__(self, batch: Any) -> list[str | None]:
        return [value and self.shown(value) for value in batch.detail(self.kind)]


def areas_in(batch: Any) -> list[str | None]:
    return [area and area_words(area) for area in batch.areas()]


def with_person_tags(people: Any) -> Any:
    return people.prefetch_related(Prefetch("person_tags", PersonTag.objects.select_related("tag")))


def with_organization_tags(organizations: Any) -> Any:
    return organizations.prefetch_related(Prefetch("organization_tags", OrganizationTag.objects.select_related("tag")))


def new_words(new_in: NewIn | None) -> str:
    return str(new_in.label) if new_in else ""


OF_MANDATES = ("party", "organization", "area", "county")


def columns_on(day: dt.date, columns: Sequence[Column]) -> list[Column]:
    """The columns of people, sorted by the mandates of `day`."""
    return [
        replace(column, annotate_sort=partial(column.annotate_sort, day=day))
        if column.annotate_sort and column.name in OF_MANDATES
        else column
        for column in columns
    ]


PERSON_COLUMNS = [
    Column("name", _("Namn"), lambda p: p.name_sorted, ("sort_key",), kind="link", is_exported=False),
    Column("given_name", _("Förnamn"), lambda p: p.given_name, is_shown=False, bulk=FieldOfPerson("given_name")),
    Column("family_name", _("Efternamn"), lambda p: p.family_name, is_shown=False, bulk=FieldOfPerson("family_name")),
    Column("title", _("Titel"), lambda p: p.title, is_shown=False, bulk=FieldOfPerson("title")),
    Column("party", _("Parti"), party_of, kind="party", phone=True, **_sorted_by("party")),
    Column("roles", _("Uppdrag"), roles_line, phone=True, is_exported=False),
    Column("role", _("Uppdrag"), _of_main(lambda m: m.role), is_shown=False, described=_("Uppdrag: endast rollen")),
    Column(
        "organization", _("Organisation"), _of_main(lambda m: m.organization.name), is_shown=False,
        **_sorted_by("organization"),
    ),
    Column("area", _("Område"), lambda p: (a := area_of(p)) and area_words(a), phone=True, bulk=areas_in,
        **_sorted_by("area")),
    Column("county", _("Län"), lambda p: (c := county_of(p)) and c.name, is_shown=False, **_sorted_by("county")),
    Column("starts_on", _("Från"), _of_main(lambda m: m.starts_on), kind="date", is_shown=False,
           bulk=FieldOfMain("starts_on")),
    Column("ends_on", _("Till"), _of_main(lambda m: m.ends_on), kind="date", is_shown=False,
           bulk=FieldOfMain("ends_on")),
    Column("more_roles", _("Fler uppdrag"), lambda p: [role_line(m) for m in current(p)[1:]], is_shown=False),
    Column("newly_elected", _("Nyvald"), lambda p: new_words(getattr(p, "new_in", None)), is_shown=False,
           bulk=lambda batch: [new_words(found) for found in batch.new_in()]),
    Column("email", _("E-post"), detail_of(DetailKind.EMAIL), is_shown=False, prefetch=DETAILS,
           bulk=PreferredOf(DetailKind.EMAIL)),
    Column("phone", _("Telefon"), detail_of(DetailKind.PHONE), is_shown=False, prefetch=DETAILS),
    Column("mobile", _("Mobil"), detail_of(DetailKind.MOBILE), is_shown=False, prefetch=DETAILS),
    Column("sector", _("Sektor"), lambda p: p.get_sector_display(), ("sector", "sort_key"), is_shown=False),
    Column("tags", _("Etiketter"), tags_of, is_shown=False, annotate=with_person_tags),
    Column("owner", _("Kontaktansvarig"), lambda p: p.owner, **_sorted_by("owner")),
    Column("tier", _("Kontaktnivå"), lambda p: p.tier if p.tier != "none" else "", ("tier",), is_shown=False),
    Column("language", _("Språk"), lambda p: p.get_language_display(), ("language", "sort_key"), is_shown=False),
    Column("source", _("Källa"), _sources, is_shown=False),
]  # fmt: skip

ORGANIZATION_COLUMNS = [
    Column("name", _("Namn"), lambda o: o.name, ("sort_key",), kind="link"),
    Column("short_name", _("Kort namn"), lambda o: o.short_name, is_shown=False),
    Column("kind", _("Slag"), lambda o: o.get_kind_display(), ("kind", "sort_key"), phone=True),
    Column(
        "subkind", _("Undertyp"), lambda o: o.subkind and o.subkind.name, ("subkind__name", "sort_key"),
        is_shown=False, prefetch=("subkind",),
    ),
    Column("level", _("Nivå"), lambda o: o.get_level_display(), ("level", "sort_key")),
    Column("area", _("Område"), lambda o: o.area and area_words(o.area), ("area__sort_key", "sort_key"), phone=True),
    Column(
        "county", _("Län"), lambda o: o.area and o.area.county and o.area.county.name,
        ("area__county__sort_key", "sort_key"), is_shown=False,
    ),
    Column("parent", _("Ingår i"), lambda o: o.parent and o.parent.short, ("parent__sort_key", "sort_key")),
    Column(
        "member_count", _("Personer"), lambda o: o.member_count, ("-member_count", "sort_key"), kind="number",
        phone=True, annotate_sort=lambda rows: rows.with_member_count(),
    ),
    Column("sector", _("Sektor"), lambda o: o.get_sector_display(), ("sector", "sort_key"), is_shown=False),
    Column("organization_number", _("Organisationsnummer"), lambda o: o.organization_number, is_shown=False),
    Column("email", _("E-post"), detail_of(DetailKind.EMAIL), is_shown=False, prefetch=DETAILS),
    Column("phone", _("Telefon"), detail_of(DetailKind.PHONE), is_shown=False, prefetch=DETAILS),
    Column("web", _("Webbplats"), detail_of(DetailKind.WEB), is_shown=False, prefetch=DETAILS),
    Column(
        "tags", _("Etiketter"), lambda o: sorted(link.tag.name for link in o.organization_tags.all()), is_shown=False,
        annotate=with_organization_tags,
    ),
]  # fmt: skip


def describe_person(person: Person) -> dict[str, Any]:
    """How a picker shows a person: what they are, where, for which party."""
    membership, party = main_membership(person), party_of(person)
    area = area_of(person)
    parts = [role_line(membership) if membership else person.title, area.name if area else ""]
    result = {"text": person.name, "detail": ", ".join(dict.fromkeys(part for part in parts if part))}
    return {**result, "party": party.code, "color": party.color} if party else result


def describe_organization(organization: Organization) -> dict[str, Any]:
    above = organization.parent.short if organization.parent else ""
    area = organization.area.short if organization.area else ""
    parts = dict.fromkeys(part for part in (organization.get_kind_display(), above, area) if part)
    return {"text": organization.name, "detail": ", ".join(parts)}
