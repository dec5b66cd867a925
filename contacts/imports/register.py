"""What the register holds of that which a file speaks of, read in a few statements."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from contacts.choices import AreaKind, Level
from contacts.models import (
    Area,
    Organization,
    Party,
    PartyAlias,
)
from contacts.services.reference import organizations_by_key
from crm.common.text import fold

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


class Facts:
    """Parties, areas and bodies, read once for all the files that are read together: a party that one of them adds is
    then the same in the next."""

    def __init__(self) -> None:
        self.parties, self.areas, self.bodies = Parties(), Areas(), Bodies()
