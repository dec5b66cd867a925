"""Maps of coverage: by county, and by municipality where the audience sits in councils."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from advocacy.services.reach import Reach
from advocacy.services.reach_places import by_municipality
from advocacy.services.reach_spread import Part
from advocacy.services.reach_units import UNKNOWN
from contacts.models import Area
from crm.common import charts
from crm.templatetags.ui import long_day, number, share


def county_map(reach: Reach) -> charts.AreaMap | None:
    """The counties of the audience with the share that we have met; None where they are fewer than two."""
    groups = reach.by_county
    unknown = groups.get(UNKNOWN)
    parts = {code: Part(code, g.audience, g.covered) for code, g in groups.items() if code != UNKNOWN}
    names = _names(parts, "county")
    return map_of_counties(reach.goal.code, reach.last, parts, names, unknown.audience if unknown else 0)


def map_of_counties(
    code: str, day: dt.date, parts: Mapping[str, Part], names: Mapping[str, str], elsewhere: int
) -> charts.AreaMap | None:
    """The same of counties that have been counted already, named by code."""
    title = _("%(goal)s: täckningsgrad per län, %(day)s") % {"goal": code, "day": long_day(day)}
    return _map(title, parts, "county", _("Län"), elsewhere, names)


def municipality_map(reach: Reach) -> charts.AreaMap | None:
    """The municipalities of the audience, likewise."""
    parts = by_municipality(reach)
    said = {"goal": reach.goal.code, "day": long_day(reach.last)}
    title = _("%(goal)s: täckningsgrad per kommun, %(day)s") % said
    elsewhere = reach.audience - sum(part.audience for part in parts.values())
    return _map(title, parts, "municipality", _("Kommun"), elsewhere, _names(parts, "municipality"))


def _names(codes: Iterable[str], kind: str) -> dict[str, str]:
    return dict(Area.objects.filter(kind=kind, code__in=codes).order_by("code").values_list("code", "name"))


def _map(
    title: str, parts: Mapping[str, Part], kind: str, head: str, elsewhere: int, names: Mapping[str, str]
) -> charts.AreaMap | None:
    """`elsewhere`: how many of the audience have no place on it."""
    if len(parts) < 2:
        return None
    parts = {code: parts[code] for code in names}
    shades = {
        code: charts.Shade(charts.heat(part.covered / part.audience, 1), _percent(part)) for code, part in parts.items()
    }
    rows = [
        [names[code], number(part.covered), number(part.audience), share(part.covered / part.audience)]
        for code, part in parts.items()
    ]
    return charts.AreaMap(
        title, _described(parts, names, kind, elsewhere),
        charts.Table([head, _("Träffade"), _("Målgrupp"), _("Andel")], rows),
        shades=shades, kind="counties" if kind == "county" else "municipalities", only=_around(parts, kind),
    )  # fmt: skip


def _around(codes: Iterable[str], kind: str) -> tuple[str, ...]:
    """What is drawn: the counties themselves, or every municipality of the counties that these lie in."""
    if kind == "county":
        return tuple(codes)
    within = {code[:2] for code in codes}
    known = Area.objects.filter(kind=kind).order_by("code").values_list("code", flat=True)
    return tuple(code for code in known if code and code[:2] in within)


def _percent(part: Part) -> str:
    """The number alone: that it is per cent is said in the description."""
    return share(part.covered / part.audience).rstrip("%").rstrip()


def _described(parts: Mapping[str, Part], names: Mapping[str, str], kind: str, elsewhere: int) -> str:
    ranked = sorted(parts.values(), key=lambda part: part.covered / part.audience)
    low, high = ranked[0], ranked[-1]
    words = [
        _("Ju mörkare, desto större del av målgruppen har vi träffat; siffran är procent."),
        *([_("Vita kommuner har ingen i målgruppen.")] if kind == "municipality" else []),
        _("Högst är %(best)s med %(high)s, lägst %(worst)s med %(low)s.") % {
            "best": names[high.key], "high": share(high.covered / high.audience),
            "worst": names[low.key], "low": share(low.covered / low.audience),
        },
    ]  # fmt: skip
    if elsewhere:
        words.append(_("%(n)s i målgruppen hör inte till någon plats på kartan.") % {"n": number(elsewhere)})
    return " ".join(words)
