"""Coverage by party and county."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from advocacy.services.reach import Reach
from advocacy.services.reach_units import UNKNOWN
from contacts.choices import Level
from contacts.models import Area, Party
from crm.common import charts
from crm.templatetags.ui import long_day, number

Square = tuple[int | None, str]  # a county and a party
LOCAL = "lokal"  # the parties that stand in one municipality or region, together


def party_by_county(reach: Reach) -> charts.Chart | None:
    """A square for each party in each county; None where the audience is no people, or all of one party and county.

    Local parties stand together; whoever has no party or no county stands last.
    """
    if not reach.is_about_people or len(reach.groups) < 2:
        return None
    held = Party.objects.order_by("position", "code").values_list("code", "level")
    order = {code: (n, code if level == Level.NATIONAL else LOCAL) for n, (code, level) in enumerate(held)}
    known = {area.pk: area for area in Area.objects.filter(kind="county")}
    cells: Counter[Square] = Counter()
    met: Counter[Square] = Counter()
    for group in reach.groups:
        key = group.county, order.get(group.party, (0, UNKNOWN))[1]
        cells[key] += group.audience
        met[key] += group.covered
    columns = [code for code in (*(code for code in order if order[code][1] == code), LOCAL, UNKNOWN)
               if any(code == party for _county, party in cells)]  # fmt: skip
    rows = sorted({county for county, _party in cells}, key=lambda pk: known[pk].code if pk in known else "~")
    return charts.heat_squares(
        title=_("%(goal)s: träffade per parti och län, %(day)s")
        % {"goal": reach.goal.code, "day": long_day(reach.last)},
        description=_described(cells, met, known),
        rows=[known[pk].short if pk in known else _("Okänt län") for pk in rows],
        columns=[_named(code) for code in columns],
        cells={(rows.index(county), columns.index(party)): (met[county, party], n)
               for (county, party), n in cells.items()},
        head=_("Län"),
    )  # fmt: skip


def _named(code: str) -> tuple[str, str]:
    return {LOCAL: (_("Lok"), _("Lokala partier")), UNKNOWN: (_("Utan"), _("Utan parti"))}.get(code, (code, code))


def _described(cells: Counter[Square], met: Counter[Square], known: dict[int, Area]) -> str:
    words = [_("I varje ruta: träffade av målgruppen. Ju mörkare, desto större andel.")]
    empty = [(n, square) for square, n in cells.items() if not met[square]]
    if empty:
        words.append(_("Rutor där vi inte har träffat någon: %(n)s.") % {"n": number(len(empty))})
    placed = [(-n, party, known[county].name) for n, (county, party) in empty if county in known and party != UNKNOWN]
    if placed:
        n, party, county = min(placed)
        said = {"party": _("lokala partier") if party == LOCAL else party, "county": county, "n": number(-n)}
        words.append(_("Störst av dem är %(party)s i %(county)s, med %(n)s i målgruppen.") % said)
    return " ".join(words)
