"""Loads the register's public facts from `fixtures/*.csv`: areas, organizations, parties, terms, who answers for what.

Rows are matched by key and only missing ones are added, so that a second load changes nothing and
what staff have edited stays as they left it. A fact without a key of its own (a website, a membership
of the cooperation) is loaded together with the row that it belongs to.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import models, transaction

from contacts.choices import AreaKind, DetailKind, Scheme
from contacts.models import (
    Area,
    ContactDetail,
    CustomerMembership,
    ExternalIdentifier,
    Organization,
    OrganizationResponsibility,
    Party,
    PartyAlias,
    Responsibility,
    Term,
)
from contacts.services.reference_rules import missing_rules
from crm.common import writes
from crm.common.permissions import Role, require
from crm.common.text import fold
from crm.models import User

REASON = "Grunddata"
Row = dict[str, str]


@transaction.atomic
def load_register(*, actor: User) -> Counter[str]:
    """Add what the register lacks of the reference facts. Returns the number of new rows by model."""
    require(actor, Role.ADMIN)
    made: Counter[str] = Counter()
    _load_areas(made, actor)
    _load_organizations(made, actor)
    _load_parties(made, actor)
    _load_terms(made, actor)
    _load_customer_memberships(made, actor)
    _load_responsibilities(made, actor)
    _load_composition_rules(made, actor)
    return made


def areas_by_key() -> dict[str, Area]:
    """Every area under the key that fixtures use: 'county:01', 'municipality:0180'."""
    return {f"{area.kind}:{area.code}": area for area in Area.objects.all()}


def organizations_by_key() -> dict[str, Organization]:
    """Organizations under the key that fixtures use: 'riksdag', 'committee-TU', 'municipality-0180'."""
    found = ExternalIdentifier.objects.filter(scheme=Scheme.SAMSYN).select_related("organization")
    return {identifier.value: identifier.organization for identifier in found if identifier.organization}


def add(made: Counter[str], objs: Sequence[models.Model], actor: User) -> None:
    """Store new rows of one model with history, and count them."""
    if objs:
        writes.create_many(objs, actor=actor, reason=REASON)
        made[objs[0]._meta.object_name or ""] += len(objs)


def day(text: str | None) -> dt.date | None:
    """The day in a fixture's cell; empty is unknown."""
    return dt.date.fromisoformat(text) if text else None


def _rows(name: str) -> list[Row]:
    with (settings.FIXTURES_DIR / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _layers(rows: Iterable[Row], key: str, known: Iterable[str]) -> Iterable[list[Row]]:
    """`rows` in groups, each row after the one that its `parent` names."""
    waiting, placed = list(rows), set(known)
    while waiting:
        layer = [row for row in waiting if not row["parent"] or row["parent"] in placed]
        if not layer:
            raise ValueError(f"No such parent: {waiting[0]['parent']}")
        placed.update(row[key] for row in layer)
        waiting = [row for row in waiting if row[key] not in placed]
        yield layer


def _load_areas(made: Counter[str], actor: User) -> None:
    areas = areas_by_key()
    rows = [{**row, "key": f"{row['kind']}:{row['code']}"} for row in _rows("areas.csv")]
    new_counties = []
    for layer in _layers([row for row in rows if row["key"] not in areas], "key", areas):
        new = {row["key"]: _area(row, areas.get(row["parent"])) for row in layer}
        add(made, list(new.values()), actor)
        areas |= new
        new_counties += [area for area in new.values() if area.kind == AreaKind.COUNTY]
    for county in new_counties:
        county.county = county
    Area.objects.bulk_update(new_counties, ["county"])


def _area(row: Row, parent: Area | None) -> Area:
    county = parent if parent is not None and parent.kind == AreaKind.COUNTY else None
    return Area(
        kind=row["kind"], code=row["code"], name=row["name"], short_name=row["short_name"], parent=parent, county=county
    )


def _load_organizations(made: Counter[str], actor: User) -> None:
    by_key, areas = organizations_by_key(), areas_by_key()
    missing = [row for row in _rows("organizations.csv") if row["key"] not in by_key]
    if not missing:
        return
    kept = [o for o in Organization.objects.all() if o.merged_into_id is None]
    by_number = {o.organization_number: o for o in kept if o.organization_number}
    by_name = {(o.kind, fold(o.name)): o for o in kept}
    for layer in _layers(missing, "key", by_key):
        new: dict[str, Organization] = {}
        for row in layer:
            # Staff may have entered it before the fixture knew it: then theirs is the one.
            own = by_number.get(row["organization_number"]) or by_name.get((row["kind"], fold(row["name"])))
            by_key[row["key"]] = own or new.setdefault(row["key"], _organization(row, by_key, areas))
        add(made, list(new.values()), actor)
        add(made, [detail for row in layer if row["key"] in new for detail in _details(row, new[row["key"]])], actor)
    identifiers = [
        ExternalIdentifier(scheme=Scheme.SAMSYN, value=row["key"], organization=by_key[row["key"]]) for row in missing
    ]
    add(made, identifiers, actor)


def _organization(row: Row, by_key: dict[str, Organization], areas: dict[str, Area]) -> Organization:
    return Organization(
        name=row["name"],
        short_name=row["short_name"],
        kind=row["kind"],
        level=row["level"],
        sector=row["sector"],
        area=areas[row["area"]] if row["area"] else None,
        parent=by_key[row["parent"]] if row["parent"] else None,
        organization_number=row["organization_number"],
        is_own_body=row["is_own_body"] == "1",
        is_archived=row["is_archived"] == "1",
    )


def _details(row: Row, organization: Organization) -> list[ContactDetail]:
    values = {DetailKind.WEB: row["website"], DetailKind.EMAIL: row["email"]}
    return [
        ContactDetail(organization=organization, kind=kind, value=value, is_preferred=True, source=REASON)
        for kind, value in values.items()
        if value
    ]


def _load_parties(made: Counter[str], actor: User) -> None:
    rows = _rows("parties.csv")
    organizations = organizations_by_key()
    parties = {party.code: party for party in Party.objects.all()}
    new = [
        Party(
            code=row["code"],
            name=row["name"],
            color=row["color"],
            level=row["level"],
            position=int(row["position"]),
            organization=organizations[row["organization"]],
        )
        for row in rows
        if row["code"] not in parties
    ]
    add(made, new, actor)
    parties |= {party.code: party for party in new}
    known = set(PartyAlias.objects.values_list("value", flat=True))
    wanted = {
        value: parties[row["code"]]
        for row in rows
        for value in [row["valmyndigheten_code"], *row["aliases"].split("|")]
        if value and value not in known
    }
    add(made, [PartyAlias(party=party, value=value) for value, party in wanted.items()], actor)


def _load_terms(made: Counter[str], actor: User) -> None:
    known = set(Term.objects.filter(organization=None).values_list("body", "starts_on"))
    terms = [
        Term(body=row["body"], name=row["name"], starts_on=day(row["starts_on"]), ends_on=day(row["ends_on"]))
        for row in _rows("terms.csv")
        if (row["body"], day(row["starts_on"])) not in known
    ]
    add(made, terms, actor)


def _load_customer_memberships(made: Counter[str], actor: User) -> None:
    """A status only for organizations that have none: the rest is the staff's."""
    organizations = organizations_by_key()
    known = set(CustomerMembership.objects.values_list("organization", flat=True))
    memberships = [
        CustomerMembership(
            organization=organizations[row["organization"]],
            status=row["status"],
            starts_on=day(row["starts_on"]),
            ends_on=day(row["ends_on"]),
            source=row["source"],
        )
        for row in _rows("customer_memberships.csv")
        if organizations[row["organization"]].pk not in known
    ]
    add(made, memberships, actor)


def _load_responsibilities(made: Counter[str], actor: User) -> None:
    rows = _rows("responsibilities.csv")
    fields = {field.code: field for field in Responsibility.objects.all()}
    new = {row["code"]: row["name"] for row in rows if row["code"] not in fields}
    add(made, [Responsibility(code=code, name=name) for code, name in new.items()], actor)
    fields = {field.code: field for field in Responsibility.objects.all()}
    organizations = organizations_by_key()
    links = [
        OrganizationResponsibility(
            responsibility=fields[row["code"]],
            organization=organizations[row["organization"]],
            starts_on=day(row["starts_on"]),
            ends_on=day(row["ends_on"]),
        )
        for row in rows
        if row["code"] in new
    ]
    add(made, links, actor)


def _load_composition_rules(made: Counter[str], actor: User) -> None:
    found = missing_rules(_rows("composition_rules.csv"), organizations_by_key(), areas_by_key())
    add(made, [rule for rule, _links in found], actor)
    links = [link for _rule, links in found for link in links]
    for model in dict.fromkeys(type(link) for link in links):
        add(made, [link for link in links if type(link) is model], actor)
