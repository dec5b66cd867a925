"""Parties as Valmyndigheten names them: one that the register lacks is local, and made from what the file says."""

from __future__ import annotations

from contacts.choices import Level
from contacts.imports.register import Parties
from contacts.models import Party
from crm.common.text import fold


def party_of(parties: Parties, number: str, code: str, name: str, level: Level, color: str = "") -> Party | None:
    """The party; one not stored yet where the register lacks it, the same for every row that names it. None without
    a name. Its letters alone prove nothing: local parties share them with others."""
    found = parties.find_official(number, code, name)
    if found or not name:
        return found
    letters = code if code and code not in parties.by_code else f"{code or name[:8]}-{number or fold(name)}"[:20]
    party = Party(code=letters, name=name[:120], level=level)
    if len(color) == 7 and color.startswith("#"):
        party.color = color
    if number:
        parties.by_alias[number.zfill(4)] = party
    parties.by_code[letters] = parties.by_name[fold(name)] = party
    parties.all.append(party)
    return party
