"""Riksdagen's list of people in its other forms, XML and the CSV data set, turned into the shape of its JSON.

One reader (`riksdagen`) then reads all three. The data set has a row for each person and assignment, calls people by
their GUID (`sourceid`), and does not say whom a substitute replaces.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

from django.db.models import Min
from django.utils.translation import gettext as _

from contacts.choices import OrganizationKind, Scheme, TermBody
from contacts.imports import headings, packages
from contacts.imports.register import Bodies
from contacts.imports.result import Unusable
from contacts.imports.roster import Listed, Roster
from contacts.imports.sources import riksdagen
from contacts.imports.sources.official_table import OfficialTable
from contacts.imports.sources.riksdagen_file import CHAMBER, inner_of, text
from contacts.models import Membership, Term
from crm.common.dates import today
from crm.common.text import fold

Row = dict[str, str]
ENDINGS = (".json", ".xml", ".csv")
SET = ("id", "fornamn", "efternamn", "parti", "kon", "fodd", "valkrets", "status", "epostadress", "telefonnummer",
       "titel", "uppdragstyp", "uppdragsorgan", "uppdragsroll", "uppdragsrollstatus", "from", "tom")  # fmt: skip
NEEDED = {"id", "fornamn", "efternamn", "uppdragstyp", "uppdragsroll", "from"}


def json_of(content: bytes, name: str) -> Any:
    """What a JSON file holds. Raises Unusable."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Unusable(_("Filen %(name)s är inte läsbar JSON.") % {"name": name}) from error


def roster(content: bytes, name: str, day: dt.date | None = None) -> Roster:
    """The list in any of its forms. Raises Unusable.

    `day`: the one that the list is of, for the data set, which does not say so; else when it was packed, else today.
    """
    for one in packages.unpacked(content, name, endings=ENDINGS):
        start = _start(one.content)
        if start.startswith((b"{", b"[")):
            return _roster(json_of(one.content, one.name))
        if start.startswith(b"<"):
            return _roster(from_xml(one.content, one.name))
        return _roster_of_set(one, day)
    raise Unusable(_("Paketet %(name)s innehåller ingen personlista (.json, .xml eller .csv).") % {"name": name})


def recognises(content: bytes, name: str) -> bool:
    """Whether it is a list of people in any of its forms, packed or not."""
    try:
        one = next(packages.unpacked(content, name, endings=ENDINGS), None)
    except Unusable:
        return False
    if one is None:
        return False
    start = _start(one.content)
    return (start.startswith(b"<") and b"<personlista" in start) or _names_list(start) or is_set(one.content)


def _start(content: bytes) -> bytes:
    return content[:500].lstrip(b"\xef\xbb\xbf \t\r\n")


def _names_list(start: bytes) -> bool:
    return start.startswith(b"{") and b'"personlista"' in start


def _roster(data: Any, scheme: Scheme = Scheme.RIKSDAGEN) -> Roster:
    """What the list says, by the shape that all forms have come to."""
    _tell_parties(data, scheme)
    found = riksdagen.roster(data)
    found.scheme = scheme
    for listed in found.people:
        _end_with_the_chamber(listed, found.source_on)
    return found


def _tell_parties(data: Any, scheme: Scheme) -> None:
    """Ministers may have the letters of their ministry where their party should stand, and some letters are both: then
    the party stands that the register knows them by."""
    people = inner_of(data, "personlista", "person") if isinstance(data, dict) else []
    ministers = {text(one.get("intressent_id")): one for one in people if _is_called_by_ministry(one)}
    if not ministers:
        return
    held = Membership.objects.filter(
        person__identifiers__scheme=scheme, person__identifiers__value__in=ministers, struck_at__isnull=True
    )
    known = held.exclude(party=None).order_by("starts_on", "pk")
    ministers_parties = dict(known.values_list("person__identifiers__value", "party__code"))
    for number, one in ministers.items():
        one["parti"] = ministers_parties.get(number, one["parti"])


def _is_called_by_ministry(person: dict[str, Any]) -> bool:
    assignments = inner_of(person, "personuppdrag", "uppdrag")
    letters = text(person.get("parti"))
    return any(one.get("typ") == "Departement" and text(one.get("organ_kod")) == letters for one in assignments)


def _end_with_the_chamber(listed: Listed, day: dt.date) -> None:
    """Seats in committees may stand without an end although their holder has left the chamber, which alone decides."""
    chamber = [one for one in listed.seats if one.organization.kind == OrganizationKind.ASSEMBLY]
    ends = [one.ends_on for one in chamber]
    if not ends or None in ends or (last := max(end for end in ends if end)) >= day:
        return
    for seat in listed.seats:
        if seat.organization.kind == OrganizationKind.COMMITTEE and seat.ends_on is None and seat.starts_on:
            seat.ends_on = max(last, seat.starts_on)


def _roster_of_set(one: packages.Packed, day: dt.date | None) -> Roster:
    """The data set calls people by their GUID: under that they are known and remembered."""
    of = day or one.day or today()
    data, earlier = from_set(one.content, one.name, of)
    found = _roster(data, Scheme.RIKSDAGEN_GUID)
    if earlier:
        told = _("%(n)s personer som lämnade före registrets första mandatperiod läses inte in.")
        found.warnings.append(told % {"n": earlier})
    if not (day or one.day):
        found.warnings.append(_("Filen säger inte vilken dag den gäller. Den läses som om den vore av i dag."))
    return found


# --- XML --------------------------------------------------------------------------------------------------


def from_xml(content: bytes, name: str) -> dict[str, Any]:
    """An element with elements becomes an object, several of one name a list, one without anything {}, as the JSON of
    the same source has them. Raises Unusable."""
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 expat refuses to be blown up, and fetches nothing
        found = _value(root)
    except (ElementTree.ParseError, ValueError, LookupError, RecursionError) as error:
        raise Unusable(_("Filen %(name)s är inte läsbar XML.") % {"name": name}) from error
    if root.tag != "personlista":
        raise Unusable(_("Filen är inte en personlista från Riksdagen."))
    return {"personlista": found}


def _value(element: ElementTree.Element) -> Any:
    found: dict[str, Any] = {f"@{name}": value for name, value in element.attrib.items()}
    for tag, group in itertools.groupby(sorted(element, key=lambda one: str(one.tag)), key=lambda one: one.tag):
        values = [_value(one) for one in group]
        found[str(tag)] = values if len(values) > 1 else values[0]
    return found or (element.text or "").strip() or {}


# --- The data set -----------------------------------------------------------------------------------------


def from_set(content: bytes, name: str, day: dt.date) -> tuple[dict[str, Any], int]:
    """The data set, row by row gathered into people; and how many of them are left out because all that they had
    ended before the register's first term. Raises Unusable."""
    listed: dict[str, list[Row]] = defaultdict(list)
    for _number, row in OfficialTable(content, name, SET, NEEDED).rows():
        listed[row["id"].lower()].append(row)
    bodies, first = _letters(), _first_day()
    people = [_person(rows, bodies) for rows in listed.values() if _lasts(rows, first)]
    data = {"@systemdatum": day.isoformat(), "@hits": str(len(people)), "person": people}
    return {"personlista": data}, len(listed) - len(people)


def _lasts(rows: list[Row], first: str) -> bool:
    """Whether somebody's time reaches the day `first`. The chamber decides: committee seats of those who have left may
    stand without an end."""
    told = [row for row in rows if row["uppdragstyp"] == CHAMBER] or rows
    return any(not row["tom"] or row["tom"][:10] >= first for row in told)


def _first_day() -> str:
    """Of the register's first term of the Riksdag: the set goes back to about 1990."""
    terms = Term.objects.filter(body=TermBody.RIKSDAG, organization=None, starts_on__isnull=False)
    return str(terms.aggregate(first=Min("starts_on"))["first"] or "")


def _letters() -> dict[str, str]:
    """The letters of committees and ministries by their names, which the set may write in their stead."""
    prefixes = ("committee-", "ministry-")
    return {fold(body.name): key.partition("-")[2] for key, body in Bodies().by_key.items() if key.startswith(prefixes)}


def _person(rows: list[Row], bodies: dict[str, str]) -> dict[str, Any]:
    one = rows[0]
    facts = [
        ("Officiell e-postadress", "epostadress", "eadress"),
        ("Tjänstetelefon", "telefonnummer", "telefonnummer"),
        ("sv", "titel", "titlar"),
    ]
    return {
        # What this form calls people; whoever reads it is told under which scheme.
        "intressent_id": one["id"].lower(),
        "tilltalsnamn": one["fornamn"],
        "efternamn": one["efternamn"],
        "parti": one["parti"],
        "kon": one["kon"],
        "fodd_ar": one["fodd"][:4],
        "valkrets": one["valkrets"],
        "status": one["status"],
        "personuppdrag": {"uppdrag": list(_assignments(rows, bodies))},
        "personuppgift": {
            "uppgift": [
                {"kod": code, "uppgift": [one[field]], "typ": kind} for code, field, kind in facts if one[field]
            ]
        },
    }


def _assignments(rows: Iterable[Row], bodies: dict[str, str]) -> Iterable[dict[str, Any]]:
    for row in rows:
        if not row["uppdragstyp"]:
            continue
        body = row["uppdragsorgan"]
        is_chamber = row["uppdragstyp"] == CHAMBER
        yield {
            "typ": row["uppdragstyp"],
            "organ_kod": "kam" if is_chamber else bodies.get(fold(body), body),
            "roll_kod": row["uppdragsroll"],
            "status": row["uppdragsrollstatus"],
            "from": row["from"],
            "tom": row["tom"],
            "uppgift": None if is_chamber else [body],
        }


def is_set(content: bytes) -> bool:
    """Whether the first line is that of the data set."""
    first = content[:4000].decode("utf-8-sig", "replace").splitlines()[:1]
    return bool(first) and {headings.key(head) for head in first[0].split(",")} >= NEEDED
