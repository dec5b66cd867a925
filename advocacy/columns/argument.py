"""Columns of arguments, how long they hold, and how one is quoted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.querysets.argument import SOON
from crm.common.columns import Column
from crm.common.dates import today
from crm.templatetags.ui import long_day


def state_badge(argument: Any, day: dt.date | None = None) -> tuple[str, str]:
    """How long it holds, seen from `day` (today): (state, words)."""
    day, last = day or today(), argument.valid_until
    if argument.retired_on:
        return "neutral", _("ur bruk sedan %(day)s") % {"day": long_day(argument.retired_on)}
    if last is None:
        return "neutral", _("utan slutdag")
    if last < day:
        return "bad", _("gick ut %(day)s") % {"day": long_day(last)}
    if last <= day + SOON:
        return "warn", _("går ut %(day)s") % {"day": long_day(last)}
    return "ok", _("gäller till %(day)s") % {"day": long_day(last)}


def quoted(argument: Any) -> str:
    """The argument with its source, to paste: '8 av 10 av landets tåg berör regionen. (Rapporten, 3 mars 2025)'."""
    day = date_format(argument.source_on, "j F Y") if argument.source_on else ""
    source = ", ".join(part for part in (argument.source, day) if part)
    said = argument.text.strip()
    text = f"{said if said.endswith(('.', '!', '?', '…')) else f'{said}.'} ({source})"
    return f"{text} {argument.url}" if argument.url else text


def serves(argument: Any) -> str:
    return str(argument.priority or _("Alla sakfrågor"))


ARGUMENT_COLUMNS = (
    Column("text", gettext_lazy("Argument"), lambda a: a.text, kind="link"),
    Column("state", gettext_lazy("Läge"), state_badge, ("last_place",), "badge", phone=True),
    Column("priority", gettext_lazy("Sakfråga"), serves, ("priority__position",), phone=True),
    Column("source", gettext_lazy("Källa"), lambda a: a.source, ("source",), phone=True),
    Column("source_on", gettext_lazy("Källans datum"), lambda a: a.source_on, ("source_on",), "date", is_shown=False),
    Column("valid_until", gettext_lazy("Gäller till och med"), lambda a: a.valid_until, kind="date", is_shown=False),
    Column("owner", gettext_lazy("Ansvarig"), lambda a: str(a.owner or ""), ("owner__name",)),
    Column(
        "uses", gettext_lazy("Använt"), lambda a: a.use_count, ("use_count",), "number",
        annotate=lambda rows: rows.with_uses(), annotate_sort=lambda rows: rows.with_uses(),
    ),
    Column("url", gettext_lazy("Länk till källan"), lambda a: a.url, is_shown=False),
    Column("retired_on", gettext_lazy("Tagen ur bruk"), lambda a: a.retired_on, kind="date", is_shown=False),
)  # fmt: skip
