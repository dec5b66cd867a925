"""Those whom Valmyndigheten names as substitutes of the elected: one seat each, however many they may stand in for.

In a council the substitutes of a group are named at every member of it, in the order in which they are called.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from contacts.choices import RoleKind
from contacts.imports.roster import Coverage, Listed, Roster, Seat
from contacts.imports.sources.riksdagen_file import as_list

ROLE = "Ersättare"


def add(found: Roster, data: dict[str, Any]) -> None:
    """Put the substitutes of one assembly's result beside its elected."""
    people = {one.number: one for one in found.people if one.number}
    elected = {number for number, one in people.items() if one.seats}
    for holder, number, name in _named(data):
        seats = people[holder].seats if holder in elected else ()
        if not number or not name or not seats or number in elected:
            continue
        if number not in people:
            people[number] = Listed(len(found.people) + 1, number, name, is_legal_name=True)
            found.people.append(people[number])
        if not people[number].seats:
            people[number].seats.append(_seat(seats[0], holder, number))
    found.covers += [replace(cover, role=ROLE) for cover in found.covers if _has(found, cover)]


def _seat(held: Seat, holder: str, number: str) -> Seat:
    own = f"{held.number.removesuffix(holder)}{number}:ersattare"
    return replace(held, role=ROLE, kind=RoleKind.SUBSTITUTE, number=own, is_idle=True)


def _has(found: Roster, cover: Coverage) -> bool:
    return any(one.role == ROLE and one.organization == cover.organization for p in found.people for one in p.seats)


def _named(data: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(number of the elected, number and name of a substitute), of every level of the file."""
    area = data["valomrade"]
    for level in [area, *_objects(area.get("valkretsLista"))]:
        elected = level.get("valda")
        for party in _objects(elected.get("partiLedamoterLista")) if isinstance(elected, dict) else ():
            for member in _objects(party.get("ledamoter")):
                for one in _objects(member.get("ersattareList")):
                    name = " ".join(str(one.get("namn") or "").split())
                    yield _number(member), _number(one), name


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in as_list(value) if isinstance(one, dict)]


def _number(one: dict[str, Any]) -> str:
    return str(one.get("kandidatnummer") or "").strip()
