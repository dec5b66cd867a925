"""Plain factories through services: `make.person("Maja Lindqvist")`. What a test does not name gets a likely value.

Reference rows (areas, parties, terms) have no services: they are found by their code or made.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from contacts.choices import AreaKind, Level, OrganizationKind, RoleKind, TermBody
from contacts.filters import Reference
from contacts.models import Area, ContactDetail, Membership, Organization, Party, Person, Term
from contacts.services import contact_details, memberships, organizations, people
from contacts.services.contact_details import Detail
from crm.common import writes
from crm.models import User

_numbers = itertools.count(1)


def actor() -> User:
    """Who acts where it does not matter who."""
    return User.objects.system()


def person(name: str = "", **fields: Any) -> Person:
    """A person; `email` and `phone` become their preferred addresses, `is_archived` archives them."""
    given_name, _, family_name = (name or f"Person Nummer{next(_numbers)}").rpartition(" ")
    is_archived = fields.pop("is_archived", False)
    details = _details(fields)
    by = fields.pop("actor", None) or actor()
    made = people.add(given_name=given_name, family_name=family_name, actor=by, details=details, **fields)
    return people.archive(person=made, actor=by) if is_archived else made


def organization(name: str = "", kind: str = OrganizationKind.AGENCY, **fields: Any) -> Organization:
    is_archived = fields.pop("is_archived", False)
    details = _details(fields)
    by = fields.pop("actor", None) or actor()
    made = organizations.add(
        name=name or f"Organisation {next(_numbers)}", kind=kind, actor=by, details=details, **fields
    )
    return organizations.archive(organization=made, actor=by) if is_archived else made


def membership(
    who: Person | None = None,
    where: Organization | None = None,
    role: str = "Ledamot",
    kind: str = RoleKind.ELECTED,
    **fields: Any,
) -> Membership:
    by = fields.pop("actor", None) or actor()
    return memberships.add(
        person=who or person(), organization=where or organization(), role=role, kind=kind, actor=by, **fields
    )


def mp(name: str = "", constituency: Area | None = None, code: str = "C", **fields: Any) -> Person:
    """A member of the Riksdag for a party."""
    who = person(name)
    start = fields.pop("starts_on", dt.date(2022, 9, 26))
    membership(who, riksdag(), role="Riksdagsledamot", party=party(code), area=constituency, starts_on=start, **fields)
    return who


def riksdag() -> Organization:
    found = Organization.objects.filter(name="Sveriges riksdag").first()
    return found or organization("Sveriges riksdag", OrganizationKind.ASSEMBLY, level=Level.NATIONAL, sector="politics")


def detail(holder: Person | Organization, kind: str, value: str, **fields: Any) -> ContactDetail:
    return contact_details.set(
        holder=holder, kind=kind, value=value, actor=fields.pop("actor", None) or actor(), **fields
    )


def area(name: str = "Uppsala län", kind: str = AreaKind.COUNTY, code: str = "", **fields: Any) -> Area:
    """A county by default; a municipality or constituency takes `parent=` its county."""
    made = Area.objects.filter(name=name, kind=kind).first()
    if made:
        return made
    parent = fields.get("parent")
    fields.setdefault("short_name", name.removesuffix(" län").removesuffix("s") if kind == AreaKind.COUNTY else name)
    made = writes.save(
        Area(name=name, kind=kind, code=code or f"x{next(_numbers)}", county=parent and parent.county, **fields),
        actor=actor(),
    )
    if kind == AreaKind.COUNTY:
        made.county = made
        writes.save(made, actor=actor())
    Reference.forget()
    return made


def municipality(name: str, county: Area) -> Area:
    return area(name, AreaKind.MUNICIPALITY, parent=county)


def constituency(name: str, county: Area) -> Area:
    return area(name, AreaKind.CONSTITUENCY, parent=county)


def party(code: str = "C", name: str = "", **fields: Any) -> Party:
    made = Party.objects.filter(code=code).first()
    if made is None:
        made = writes.save(Party(code=code, name=name or f"Parti {code}", **fields), actor=actor())
        Reference.forget()
    return made


def term(name: str = "Riksdagen 2022–2026", body: str = TermBody.RIKSDAG, **fields: Any) -> Term:
    fields.setdefault("starts_on", dt.date(2022, 9, 26))
    return Term.objects.filter(name=name, body=body).first() or writes.save(
        Term(name=name, body=body, **fields), actor=actor()
    )


def _details(fields: dict[str, Any]) -> list[Detail]:
    given = ((kind, fields.pop(kind, "")) for kind in ("email", "phone", "mobile", "web"))
    return [Detail(kind, value, is_preferred=True) for kind, value in given if value]
