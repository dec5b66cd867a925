"""What a file of people or organizations holds beyond the page's columns.

A file must come back unchanged: what is read from it says of a role only what that role says. So the person's party
and county, which may be another role's, have heads of their own, which no import takes for the role's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from contacts.choices import DetailKind
from contacts.columns.person import (
    DETAILS,
    FieldOfMain,
    PreferredOf,
    county_of,
    current,
    detail_of,
    details_of,
    main_membership,
    party_of,
    role_line,
    tags_of,
)
from contacts.models import Membership, Person
from contacts.models.contact_detail import shown_number
from crm.common.columns import Column

PHONES = (DetailKind.PHONE, DetailKind.MOBILE)


def _number_of(kind: str) -> Callable[[Any], str | None]:
    """The preferred number of a kind as Swedes write it, which spreadsheets take for text."""

    def value(holder: Any) -> str | None:
        held = [d for d in details_of(holder) if d.kind == kind]
        best = next((d for d in held if d.is_preferred), held[0] if held else None)
        return best.display if best else None

    return value


def _all_of(*kinds: str) -> Callable[[Any], list[str]]:
    """Every address of the kinds, the preferred first, with what is said of it: '08-123 45 67 (växel)'."""

    def value(holder: Any) -> list[str]:
        held = sorted(
            (d for d in details_of(holder) if d.kind in kinds),
            key=lambda d: (kinds.index(d.kind), not d.is_preferred, d.pk),
        )
        return [f"{d.display} ({d.label})" if d.label else d.display for d in held]

    return value


def _of_main(read: Callable[[Membership], Any]) -> Callable[[Person], Any]:
    return lambda person: read(held) if (held := main_membership(person)) else None


def _sources(person: Person) -> list[str]:
    return list(dict.fromkeys(m.source for m in current(person) if m.source))


def _column(name: str, label: Any, value: Callable[[Any], Any], kind: str = "text", **more: Any) -> Column:
    return Column(name, label, value, kind=kind, is_shown=False, **more)


# In the place of the page's column of that name.
INSTEAD = {
    "role": _column("role", _("Uppdrag"), _of_main(lambda m: m.role), bulk=FieldOfMain("role")),
    "organization": _column(
        "organization",
        _("Organisation"),
        _of_main(lambda m: m.organization.name),
        bulk=lambda batch: [body and body.name for body in batch.main_organizations()],
    ),
    "party": _column("party", _("Personens parti"), party_of, "party", bulk=lambda batch: batch.parties()),
    "county": _column("county", _("Personens län"), lambda p: (c := county_of(p)) and c.name),
    "more_roles": _column("more_roles", _("Fler uppdrag"), lambda p: [role_line(m) for m in current(p)[1:]], "lines"),
    "phone": _column(
        "phone",
        _("Telefon"),
        _number_of(DetailKind.PHONE),
        prefetch=DETAILS,
        bulk=PreferredOf(DetailKind.PHONE, shown_number),
    ),
    "mobile": _column(
        "mobile",
        _("Mobil"),
        _number_of(DetailKind.MOBILE),
        prefetch=DETAILS,
        bulk=PreferredOf(DetailKind.MOBILE, shown_number),
    ),
    "tags": _column("tags", _("Etiketter"), tags_of, "lines", prefetch=("person_tags__tag",)),
    "source": _column("source", _("Källa"), _sources, "lines"),
}
MORE = [
    _column("salutation", _("Tilltal"), lambda p: p.salutation),
    _column("role_kind", _("Slag av roll"), _of_main(lambda m: m.get_kind_display())),
    _column("role_party", _("Parti"), _of_main(lambda m: m.party), "party", described=_("Parti i uppdraget")),
    _column("organization_kind", _("Slag av organisation"), _of_main(lambda m: m.organization.get_kind_display())),
    _column("number", _("Organisationsnummer"), _of_main(lambda m: m.organization.organization_number)),
    _column("address", _("Adress"), detail_of(DetailKind.ADDRESS), prefetch=DETAILS),
    _column("web", _("Webbplats"), detail_of(DetailKind.WEB), prefetch=DETAILS),
    _column("emails", _("E-post, alla"), _all_of(DetailKind.EMAIL), "lines", prefetch=DETAILS),
    _column("phones", _("Telefon, alla"), _all_of(*PHONES), "lines", prefetch=DETAILS),
    _column("addresses", _("Adress, alla"), _all_of(DetailKind.ADDRESS), "lines", prefetch=DETAILS),
    _column("do_not_contact", _("Vill inte bli kontaktad"), lambda p: p.do_not_contact or None),
    _column("is_archived", _("Arkiverad"), lambda p: p.is_archived or None),
    _column("samsyn_id", _("Samsyn-id"), lambda p: p.pk, "number"),
]
# Not taken unless one asks.
EXTRA = (
    "salutation", "role_kind", "role_party", "organization_kind", "number", "web", "emails", "phones", "addresses",
    "is_archived", "language", "newly_elected",
)  # fmt: skip
# Columns that another app adds come after these, before where the facts are from.
ORDER = (
    "given_name", "family_name", "title", "salutation", "party", "role", "role_kind", "role_party", "organization",
    "organization_kind", "number", "area", "county", "starts_on", "ends_on", "newly_elected",
    "more_roles", "email", "phone", "mobile",
    "address", "web", "emails", "phones", "addresses", "sector", "tags", "owner", "tier", "language",
)  # fmt: skip
LAST = ("do_not_contact", "is_archived", "source", "samsyn_id")

ORGANIZATION_INSTEAD = {
    "phone": INSTEAD["phone"],
    "tags": _column(
        "tags", _("Etiketter"), lambda o: sorted(link.tag.name for link in o.organization_tags.all()), "lines",
        prefetch=("organization_tags__tag",),
    ),
}  # fmt: skip
ORGANIZATION_MORE = [
    _column("address", _("Adress"), detail_of(DetailKind.ADDRESS), prefetch=DETAILS),
    *[column for column in MORE if column.name in ("emails", "phones", "addresses")],
]
ORGANIZATION_EXTRA = ("emails", "phones", "addresses")


def of_people(columns: Sequence[Column]) -> list[Column]:
    found = _with(columns, INSTEAD, MORE)
    places = {name: place for place, name in enumerate(ORDER)} | {name: 1000 + n for n, name in enumerate(LAST)}
    return sorted(found, key=lambda column: places.get(column.name, 500))


def of_organizations(columns: Sequence[Column]) -> list[Column]:
    return _with(columns, ORGANIZATION_INSTEAD, ORGANIZATION_MORE)


def _with(columns: Sequence[Column], instead: dict[str, Column], more: Sequence[Column]) -> list[Column]:
    """The page's columns, some in another form, and then those that only a file has."""
    known = {column.name for column in columns}
    shared = [replace(instead.get(c.name, c), is_exported=c.is_exported) for c in columns]
    return [*shared, *(column for column in more if column.name not in known)]
