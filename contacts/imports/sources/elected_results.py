"""Valmyndigheten's results as they are published: one file, a zip with one, or many of them in one package.

In a package the seats are found by name, 'mandatfordelning': beside them lie votes, which are not read. A region's and
a municipality's elected share their candidate numbers: whoever was elected in both is one person with two seats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.imports import packages
from contacts.imports.packages import Packed
from contacts.imports.register import Facts
from contacts.imports.result import Unusable
from contacts.imports.roster import Listed, Roster
from contacts.imports.sources import substitutes, valmyndigheten
from contacts.imports.sources.riksdagen_forms import json_of
from contacts.services.import_plan import Wrong

ENDINGS = (".json",)
SEATS = "mandatfordelning"
SUMMARY = "OS"
SHOWN = 5


def recognises(content: bytes, name: str) -> bool:
    """Whether it is a result, or a package that holds one."""
    try:
        if packages.is_packed(content):
            return next(_files(content, name), None) is not None
        return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and valmyndigheten.recognises(
            json_of(content, name)
        )
    except Unusable:
        return False


def roster(content: bytes, name: str, *, with_substitutes: bool = False) -> Roster:
    """Everybody elected, of one assembly or of all that a package holds. Raises Unusable."""
    found: list[tuple[str, Roster]] = []
    facts = Facts()
    waiting: list[str] = []
    for one in _files(content, name):
        data = json_of(one.content, one.name)
        if not is_summary(data):
            if packages.is_packed(content) and not is_settled(data):
                waiting.append(area_of(data) or one.name)
                continue
            read = _read(data, one.name, facts)
            if with_substitutes:
                substitutes.add(read, data)
            found.append((area_of(data), read))
    if not found and waiting:
        raise Unusable(_("Valresultatet är inte fastställt än: filen saknar valda ledamöter."))
    if not found:
        raise Unusable(_("Paketet %(name)s innehåller ingen mandatfördelning.") % {"name": name})
    whole = found[0][1] if len(found) == 1 else joined(found)
    if waiting:
        whole.warnings.append(_not_settled(waiting))
    return whole


def _files(content: bytes, name: str) -> Iterator[Packed]:
    for one in packages.unpacked(content, name, endings=ENDINGS):
        if one.content is content or SEATS in one.name.casefold():
            yield one


def _read(data: Any, name: str, facts: Facts) -> Roster:
    try:
        return valmyndigheten.roster(data, facts)
    except Unusable as error:
        raise Unusable(f"{name}: {error}") from error


def is_summary(data: Any) -> bool:
    """Whether it is the whole country's sum of councils, which elects nobody."""
    area = data.get("valomrade") if isinstance(data, dict) else None
    return isinstance(area, dict) and area.get("kod") in (SUMMARY, "00") and data.get("valtyp") in ("RF", "KF")


def is_settled(data: Any) -> bool:
    """Whether anybody is said to be elected. On the night of the election, and until the count is final, nobody is."""
    area = data.get("valomrade") if isinstance(data, dict) else None
    if not isinstance(area, dict):
        return True  # something else, and refused as that
    parts = area.get("valkretsLista") or []
    levels = [area, *(parts if isinstance(parts, list) else [parts])]
    return any(isinstance(level, dict) and level.get("valda") for level in levels)


def area_of(data: Any) -> str:
    area = data.get("valomrade") if isinstance(data, dict) else None
    return " ".join(filter(None, (str(data.get("valtyp") or ""), str(area.get("namn") or "")))) if area else ""


def _not_settled(areas: list[str]) -> str:
    names = ", ".join(sorted(areas)[:SHOWN]) + (" …" if len(areas) > SHOWN else "")
    told = ngettext(
        "%(n)s resultat är inte fastställt än och har inte lästs: %(names)s.",
        "%(n)s resultat är inte fastställda än och har inte lästs: %(names)s.",
        len(areas),
    )
    return told % {"n": len(areas), "names": names}


def joined(rosters: Iterable[tuple[str, Roster]]) -> Roster:
    """The rosters of several assemblies as one, of the latest of their days: a person stands there once, with all
    seats. Raises Unusable."""
    whole: Roster | None = None
    people: dict[str, Listed] = {}
    wrong: list[tuple[Wrong, Listed]] = []
    for area, one in rosters:
        if whole is None:
            whole = Roster(one.source, one.source_on, one.scheme)
        if one.scheme != whole.scheme:
            raise Unusable(_("Paketet innehåller resultat från olika val. Läs in ett val i taget."))
        whole.source_on = max(whole.source_on, one.source_on)
        whole.covers += one.covers
        whole.doubtful += [replace(doubt, row=None, subject=f"{doubt.subject}, {area}") for doubt in one.doubtful]
        whole.warnings += [f"{area}: {warning}" for warning in one.warnings]
        rows: dict[int, Listed] = {}
        for listed in one.people:
            rows[listed.row] = same = people.setdefault(listed.number or f"{area} {listed.row}", listed)
            if same is not listed:
                same.seats += listed.seats
        wrong += [(replace(told, reason=f"{area}: {told.reason}"), rows[told.row]) for told in one.wrong]
    if whole is None:
        raise Unusable(_("Paketet innehåller ingen mandatfördelning."))
    whole.people = list(people.values())
    for row, listed in enumerate(whole.people, start=1):
        listed.row = row
    whole.wrong = [replace(told, row=listed.row) for told, listed in wrong]
    return whole
