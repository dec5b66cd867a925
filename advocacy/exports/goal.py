"""A goal's reach as a workbook: the figures first, then a sheet for each list behind them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from advocacy.columns.goal import organization_columns, person_columns
from advocacy.services.reach import Group, Reach
from contacts.models import Area
from crm.common import exports
from crm.common.columns import Column
from crm.common.sheets import SheetOut, write_workbook
from crm.models import User

CHUNK = 1000
LISTS = ("covered", "missed", "since_left", "outside", "informed")


def workbook(stream: Any, reach: Reach, *, actor: User, reason: str = "") -> None:
    """Write the workbook to `stream` and log who took it. Mandates in the lists are those of the period's last day.

    Raises ReasonNeeded before anything is written.
    """
    readable = reach.as_read_by(actor)
    exports.log(
        actor=actor,
        what=f"{reach.goal.plan.code}:{reach.goal.code}",
        file_format="xlsx",
        rows=sum(readable.units(name).count() for name in LISTS),
        is_personal=reach.is_about_people,
        reason=reason,
        filters=_("Period: %(first)s – %(last)s") % {"first": reach.first, "last": reach.last},
    )
    titles = {
        "covered": _("Träffade"),
        "missed": _("Ännu inte träffade"),
        "since_left": _("Har lämnat"),
        "outside": _("Utanför målgruppen"),
        "informed": _("Informerade"),
    }
    columns = person_columns() if reach.is_about_people else organization_columns()
    sheets = [_figures(reach), _groups(_("Per parti"), _("Parti"), _by_party(reach))]
    sheets.append(_groups(_("Per län"), _("Län"), _by_county(reach)))
    sheets += [SheetOut(titles[name], columns, _rows(readable, name)) for name in LISTS]
    write_workbook(stream, sheets, note=_note(reach))


def _rows(reach: Reach, figure: str) -> Iterator[Any]:
    """All units behind a figure in Swedish order, a thousand at a time."""
    units = reach.units(figure).select_related(*([] if reach.is_about_people else ["area__county"]))
    rows = units.order_by("sort_key", "pk").iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        yield from reach.rows(chunk)


def _figures(reach: Reach) -> SheetOut:
    rows = [
        (_("Målgrupp"), reach.audience if reach.has_audience else None),
        (_("Träffade i målgruppen"), reach.covered if reach.has_audience else None),
        (_("Täckningsgrad, %"), None if reach.coverage is None else round(100 * reach.coverage, 1)),
        (_("därav träffade i ett annat uppdrag"), reach.other_role),
        (_("Informerade i målgruppen"), reach.informed),
        (_("Nådda, alla"), reach.reached),
        (_("Nådda som sedan har lämnat"), reach.since_left),
        (_("Nådda utanför målgruppen"), reach.outside),
    ]
    columns = [
        Column("figure", f"{reach.goal.code} {reach.goal.statement}"[:120], lambda row: row[0]),
        Column("value", _("Värde"), lambda row: row[1], kind="number"),
        Column("first", _("Från och med"), lambda row: reach.first, kind="date"),
        Column("last", _("Till och med"), lambda row: reach.last, kind="date"),
    ]
    return SheetOut(_("Siffror"), columns, rows)


def _groups(name: str, label: str, groups: list[tuple[str, Group]]) -> SheetOut:
    columns = [
        Column("group", label, lambda row: row[0]),
        Column("audience", _("Målgrupp"), lambda row: row[1].audience, kind="number"),
        Column("covered", _("Träffade"), lambda row: row[1].covered, kind="number"),
    ]
    return SheetOut(name, columns, groups)


def _by_party(reach: Reach) -> list[tuple[str, Group]]:
    return sorted(reach.by_party.items())


def _by_county(reach: Reach) -> list[tuple[str, Group]]:
    names = dict(Area.objects.filter(kind="county").values_list("code", "name"))
    return [(names.get(code, code), group) for code, group in sorted(reach.by_county.items())]


def _note(reach: Reach) -> str:
    return "\n".join(
        [
            _("Täckningsgrad: träffade i målgruppen delat med målgruppen på periodens sista dag."),
            _("Nådda = träffade i målgruppen + har lämnat + utanför målgruppen."),
            *[_("Källa: %(source)s") % {"source": source} for source in reach.sources()],
        ]
    )
