"""What a composition rule says, in plain words: 'Minst 3 från näringslivet', 'Varje län ska ha minst 1'."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.choices import RuleMeasure, Sector, Side
from contacts.models import CompositionRule

MOST_NAMES = 10


def sentence(rule: CompositionRule) -> str:
    """The rule as one sentence. Reads the links of the rule (prefetch them for many)."""
    measure = RuleMeasure(rule.measure)
    number = rule.at_least if rule.at_most is None else rule.at_most
    seats = ngettext("plats", "platser", number or 0)
    said = {"amount": amount(rule), "Amount": _capital(amount(rule)), "names": names(rule), "seats": seats}
    if measure == RuleMeasure.TOTAL:
        return ngettext("%(Amount)s ledamot i allt", "%(Amount)s ledamöter i allt", number or 0) % said
    if measure == RuleMeasure.ROLE:
        return _("%(Amount)s i rollen %(role)s") % {**said, "role": rule.role}
    if measure == RuleMeasure.SECTOR:
        return _("%(Amount)s från %(sector)s") % {**said, "sector": from_sector(rule.sector)}
    if measure == RuleMeasure.SIDE:
        return _("%(Amount)s från %(side)s") % {**said, "side": from_side(rule.side)}
    if measure == RuleMeasure.EACH_COUNTY:
        return _("Varje län ska ha %(amount)s: %(names)s") % said
    if measure == RuleMeasure.EACH_PARTY:
        return _("Varje parti ska ha %(amount)s: %(names)s") % said
    if measure == RuleMeasure.EACH_MEMBER:
        return _("%(Amount)s %(seats)s per medlem") % said
    if measure == RuleMeasure.EACH_ORGANIZATION:
        return _("%(Amount)s %(seats)s för var och en av: %(names)s") % said
    return _both_sides(rule, said)


def _both_sides(rule: CompositionRule, said: dict[str, str]) -> str:
    of = said["names"] or _("varje organisation som är företrädd")
    if rule.at_least == 1 and rule.at_most is None:
        return _("Både majoritet och opposition från %(of)s") % {"of": of}
    return _("%(Amount)s från majoriteten och lika så från oppositionen, från %(of)s") % {**said, "of": of}


def amount(rule: CompositionRule) -> str:
    """'minst 3', 'högst 5', 'precis 2' or '2–4'."""
    low, high = rule.at_least, rule.at_most
    if low is None:
        return _("högst %(n)d") % {"n": high}
    if high is None:
        return _("minst %(n)d") % {"n": low}
    return _("precis %(n)d") % {"n": low} if low == high else f"{low}–{high}"


def names(rule: CompositionRule) -> str:
    """The counties, organizations or parties that a rule names: 'Stockholm, Uppsala … och 5 till'."""
    areas = sorted((link.area for link in rule.areas.all()), key=lambda area: area.sort_key)
    organizations = sorted((link.organization for link in rule.organizations.all()), key=lambda one: one.sort_key)
    parties = sorted((link.party for link in rule.parties.all()), key=lambda party: (party.position, party.code))
    found = [area.short for area in areas] + [one.short for one in organizations] + [party.code for party in parties]
    if len(found) <= MOST_NAMES:
        return ", ".join(found)
    more = _("och %(n)d till") % {"n": len(found) - MOST_NAMES}
    return f"{', '.join(found[:MOST_NAMES])} {more}"


def from_sector(sector: str) -> str:
    return {
        Sector.POLITICS: _("politiken"),
        Sector.PUBLIC: _("offentlig förvaltning"),
        Sector.ACADEMIA: _("akademin"),
        Sector.BUSINESS: _("näringslivet"),
        Sector.CIVIL: _("civilsamhället"),
    }[Sector(sector)]


def from_side(side: str) -> str:
    return {
        Side.MAJORITY: _("majoriteten"),
        Side.OPPOSITION: _("oppositionen"),
        Side.UNCLEAR: _("dem vars sida är oklar"),
    }[Side(side)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
