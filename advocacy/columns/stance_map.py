"""Columns of the people on a priority's maps. `place` is put on each row by the page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from advocacy.choices import InfluenceLevel, StanceValue
from advocacy.columns.stance import STATE_OF_STANCE, moved
from advocacy.services.stance_map import UNKNOWN, VALUES, Place, Support
from crm.common.columns import Column

DOWN = "↘"
UP = "↗"


def value_label(value: str) -> str:
    return str(StanceValue(value).label) if value else pgettext("stance", "Okänd")


def value_badge(place: Place) -> tuple[str, str]:
    return STATE_OF_STANCE[StanceValue(place.value)] if place.value else "neutral", value_label(place.value)


def _moved(place: Place) -> str:
    return moved(place.first, place.value) if place.moved else ""


def _level(place: Place) -> str:
    said = str(InfluenceLevel(place.level).label)
    return _("%(level)s (satt av oss)") % {"level": said} if place.weight.is_own else said


MAP_COLUMNS = (
    Column("name", gettext_lazy("Namn"), str, ("sort_key",), "link"),
    Column("party", gettext_lazy("Parti"), lambda p: p.place.party, phone=True),
    Column("county", gettext_lazy("Län"), lambda p: p.county_name),
    Column("level", pgettext_lazy("weight", "Inflytande"), lambda p: _level(p.place), phone=True),
    Column("reason", gettext_lazy("Varför"), lambda p: p.place.weight.reason),
    Column("value", gettext_lazy("Inställning"), lambda p: value_badge(p.place), kind="badge", phone=True),
    Column("moved", gettext_lazy("Rörelse"), lambda p: _moved(p.place)),
    Column("stated_on", gettext_lazy("Noterad"), lambda p: p.place.stated_on, kind="date"),
)


def support_columns(label: Any, name: Any) -> list[Column]:
    """Columns of a sheet of support by group; `name(support)` says which."""

    def counted(value: str) -> Any:
        return lambda group: group.now[value]

    def at_first(value: str) -> Any:
        return lambda group: group.first[value]

    now = [Column(f"now_{v or 'unknown'}", _of(v, _("nu")), counted(v), kind="number") for v in reversed(VALUES) if v]
    first = [Column(f"first_{v}", _of(v, _("först")), at_first(v), kind="number") for v in reversed(VALUES) if v]
    return [
        Column("group", label, name),
        *now,
        Column("unknown", pgettext("stance", "Okänd"), counted(UNKNOWN), kind="number"),
        Column("total", _("Alla"), lambda group: group.total, kind="number"),
        *first,
        Column("closer", _("Närmare oss"), _closer, kind="number"),
        Column("further", _("Längre från oss"), _further, kind="number"),
    ]


def _of(value: str, when: str) -> str:
    return f"{value_label(value)}, {when}"


def _closer(group: Support) -> int:
    return group.closer


def _further(group: Support) -> int:
    return group.further
