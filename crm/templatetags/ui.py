"""What every template may use: icons, Swedish numbers and dates, and the small logic of the components.

Installed as a template builtin, so no page has to load it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

import lucide
from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.formats import date_format
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext, ngettext

register = template.Library()

NBSP = "\N{NO-BREAK SPACE}"
DASH = "–"
MINUS = "\N{MINUS SIGN}"
LONGEST_LINK = 240  # letters of what a row of a list is called


def _swedish() -> bool:
    return (get_language() or "sv").startswith("sv")


# --- Icons ------------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def _icon(name: str, size: int, label: str) -> SafeString:
    spoken = {"role": "img", "aria_label": conditional_escape(label)} if label else {"aria_hidden": "true"}
    svg = lucide._render_icon(name, size, **{"class": "icon", "focusable": "false", **spoken})
    return mark_safe("".join(line.strip() + " " for line in svg.splitlines()).replace("> <", "><").strip())  # noqa: S308 lucide's own file


@register.simple_tag
def icon(name: str, size: int = 16, label: str = "") -> SafeString:
    """An inline lucide icon: decoration without `label`, an image with a name with it."""
    return _icon(str(name), int(size), str(label))


# --- Numbers ----------------------------------------------------------------------------------------


@register.filter
def number(value: Any, decimals: int = 0) -> str:
    """1284 → '1 284' (no-break space), in English '1,284'. What is not a number is returned as it is."""
    if value is None or value == "":
        return DASH
    if isinstance(value, str | bool):
        return str(value)
    text = f"{value:,.{decimals}f}" if decimals or isinstance(value, float | Decimal) else f"{value:,}"
    if _swedish():
        text = text.replace(",", NBSP).replace(".", ",")
    return text.replace("-", MINUS)


@register.filter
def percent(value: Any) -> str:
    """62 → '62 %' (no-break space). Never rounds up to 100 nor down to 0 what is neither."""
    if value is None or value == "":
        return DASH
    exact = float(value)
    whole = round(exact)
    if whole >= 100 > exact:
        whole = 99
    elif whole <= 0 < exact:
        whole = 1
    return f"{number(whole)}{NBSP}%" if _swedish() else f"{number(whole)}%"


@register.filter
def share(value: Any) -> str:
    """0.62 → '62 %'."""
    return DASH if value is None or value == "" else percent(float(value) * 100)


@register.filter
def dash(value: Any) -> Any:
    """An en dash for what is empty."""
    return DASH if value is None or value == "" else value


# --- Days and times -----------------------------------------------------------------------------------


def _day(value: Any) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, dt.date) else None


def _written(day: dt.date, sv: str, en: str) -> str:
    language = get_language()
    return _formatted(day, sv if (language or "sv").startswith("sv") else en, language)


@lru_cache(maxsize=4096)
def _formatted(day: dt.date, form: str, language: str | None) -> str:
    """In the language that is active: it is named to be part of what is kept by."""
    return format_date(day, form).replace(" ", NBSP)


@lru_cache(maxsize=4096)
def _time_element(day: dt.date, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), text)


def long_day(day: dt.date) -> str:
    """'22 nov 2026' as plain text, for sentences made in Python."""
    return _written(day, "j b Y", "j M Y")


@register.filter
def date_long(value: Any) -> str:
    """'22 nov 2026'."""
    day = _day(value)
    return _time_element(day, long_day(day)) if day else DASH


@register.filter
def day(value: Any) -> str:
    """'fre 20 nov', with the year when it is not this one."""
    this = _day(value)
    if this is None:
        return DASH
    if this.year == timezone.localdate().year:
        return _time_element(this, _written(this, "D j b", "D j M"))
    return _time_element(this, long_day(this))


@register.filter
def day_full(value: Any) -> str:
    """'söndag 22 november 2026'."""
    this = _day(value)
    return _time_element(this, _written(this, "l j F Y", "l j F Y").replace(NBSP, " ", 1)) if this else DASH


@register.filter
def moment(value: Any) -> str:
    """'22 nov 2026 14.05', local time."""
    if not isinstance(value, dt.datetime):
        return date_long(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    clock = date_format(local, "H.i" if _swedish() else "H:i")
    return format_html(
        '<time datetime="{}">{}{}{}</time>', local.isoformat(timespec="minutes"), long_day(local.date()), NBSP, clock
    )


@register.filter
def period(value: Any) -> str:
    """The time of something with `starts_on` and `ends_on`: '2022–26' when of whole years, else 'sep 2022 – jan 2026'.

    Open ends are left open ('2026–'); nothing known gives a dash.
    """
    starts: dt.date | None = getattr(value, "starts_on", None)
    ends: dt.date | None = getattr(value, "ends_on", None)
    if not starts and not ends:
        return DASH
    if starts and ends:
        years = str(starts.year) if starts.year == ends.year else f"{starts.year}{DASH}{ends.year % 100:02d}"
    else:
        years = f"{starts.year}{DASH}" if starts else f"{DASH}{ends.year}"  # type: ignore[union-attr]
    spoken = f"{long_day(starts) if starts else ''}{NBSP}{DASH} {long_day(ends) if ends else ''}".strip()
    return format_html('<span class="nowrap" title="{}">{}</span>', spoken, years)


@register.filter
def period_days(value: Any) -> str:
    """The time of something with `starts_on` and `ends_on`, to the day: '26 sep 2022–27 sep 2026', '28 sep 2026–'."""
    starts: dt.date | None = getattr(value, "starts_on", None)
    ends: dt.date | None = getattr(value, "ends_on", None)
    if not starts and not ends:
        return DASH
    first = _time_element(starts, long_day(starts)) if starts else ""
    last = _time_element(ends, long_day(ends)) if ends else ""
    # It may break after the dash, nowhere else.
    return format_html('<span class="period">{}{}<wbr>{}</span>', first, DASH, last)


@register.filter
def breakable(value: Any) -> SafeString:
    """An address that breaks where a reader expects it, after @ and before dots: 'maja.lindqvist@' 'example.se'."""
    text = str(conditional_escape(value)).replace("@", "@<wbr>")
    return mark_safe(re.sub(r"(?<=\w)\.(?=\w)", "<wbr>.", text))  # noqa: S308 escaped above


@register.filter
def ago(value: Any) -> str:
    """'idag', 'igår', '5 dagar sedan', '3 månader sedan', 'om 2 dagar'."""
    this = _day(value)
    if this is None:
        return DASH
    days = (timezone.localdate() - this).days
    if days == 0:
        return gettext("idag")
    if days == 1:
        return gettext("igår")
    if days == -1:
        return gettext("i morgon")
    if days < 0:
        return ngettext("om %(n)s dag", "om %(n)s dagar", -days) % {"n": -days}
    if days < 60:
        return ngettext("%(n)s dag sedan", "%(n)s dagar sedan", days) % {"n": days}
    if days < 730:
        months = days // 30
        return ngettext("%(n)s månad sedan", "%(n)s månader sedan", months) % {"n": months}
    years = days // 365
    return ngettext("%(n)s år sedan", "%(n)s år sedan", years) % {"n": years}


@register.simple_block_tag
def capture(content: str) -> SafeString:
    """`{% capture as name %}…{% endcapture %}`: what is inside, kept under a name to be shown more than once."""
    return mark_safe(content.strip())  # noqa: S308 already rendered, hence escaped


# --- Components -----------------------------------------------------------------------------------------


@register.filter
def rest(attrs: Any) -> SafeString:
    """The attributes that a component does not know itself, escaped (cotton's own `{{ attrs }}` is not)."""
    parts = []
    for name, value in attrs.attrs_dict().items():
        if value is True:
            parts.append(format_html(" {}", name))
        elif value is not None and value is not False:
            parts.append(format_html(' {}="{}"', name, value))
    return mark_safe("".join(parts))  # noqa: S308 every part is made by format_html


@register.simple_tag
def length_of(value: Any, maximum: Any = 100) -> str:
    """`value` of `maximum` as an SVG length between '0%' and '100%'."""
    if not value or not maximum:
        return "0%"
    return f"{min(100.0, max(0.0, float(value) / float(maximum) * 100)):.2f}%"


@register.filter
def party_code(party: Any) -> str:
    """The letters of a party, whichever field holds them."""
    for name in ("code", "abbreviation", "short_name", "name"):
        if text := getattr(party, name, ""):
            return str(text)
    return str(party or "")


@register.filter
def party_color(party: Any) -> str:
    return str(getattr(party, "color", "") or "#66757d")


@register.simple_tag
def sort_step(column: Any, sort: str) -> dict[str, str]:
    """How a head behaves: its present direction for `aria-sort`, and what the next click asks for."""
    if sort == column.name:
        return {"aria": "ascending", "next": f"-{column.name}"}
    if sort == f"-{column.name}":
        return {"aria": "descending", "next": column.name}
    return {"aria": "", "next": column.name}


def _value_at(path: str, row: Any) -> Any:
    value = row
    for part in str(path).split("."):
        value = getattr(value, part, None)
        if callable(value):
            value = value()
        if value is None:
            return None
    return value


def _party_chip(value: Any) -> str:
    return _chip_of(getattr(value, "name", str(value)), party_color(value), party_code(value))


@lru_cache(maxsize=512)
def _chip_of(name: str, color: str, code: str) -> SafeString:
    return format_html(
        '<span class="party" title="{}"><svg class="party-edge" width="4" height="20" aria-hidden="true">'
        '<rect width="4" height="20" fill="{}"></rect></svg>{}</span>',
        name,
        color,
        code,
    )


def _link(value: Any, row: Any) -> str:
    """Minutes and quotes can run over pages: a list shows how they begin, the page and the sheet the whole."""
    if isinstance(value, str) and len(value) > LONGEST_LINK:
        value = Truncator(value).chars(LONGEST_LINK)
    url = getattr(row, "get_absolute_url", None)
    return mark_safe(f'<a href="{escape(url())}">{conditional_escape(value)}</a>') if url else conditional_escape(value)  # noqa: S308 both escaped


def _badge(value: Any, row: Any) -> str:
    state, text = value
    return format_html('<span class="badge badge-plain" data-state="{}">{}</span>', state, text)


def _text(value: Any, row: Any) -> str:
    if isinstance(value, list | tuple):
        return format_html_join(", ", "{}", ((part,) for part in value))
    return conditional_escape(value)


# How a value of a row is written, by its column's kind; whatever else is text.
WRITTEN: dict[str, Callable[[Any, Any], str]] = {
    "link": _link,
    "date": lambda value, row: moment(value) if isinstance(value, dt.datetime) else date_long(value),
    "number": lambda value, row: number(value),
    "percent": lambda value, row: percent(value),
    "party": lambda value, row: _party_chip(value),
    "bool": lambda value, row: gettext("Ja") if value else gettext("Nej"),
    "badge": _badge,
}


def writer(column: Any) -> Callable[[Any], str]:
    """What writes a column's cell of a row, the way of its kind."""
    written = WRITTEN.get(column.kind, _text)
    read = column.value if callable(column.value) else partial(_value_at, column.value)

    def write(row: Any) -> str:
        value = read(row)
        return DASH if value is None or value == "" else written(value, row)

    return write


@register.simple_tag
def cell(column: Any, row: Any) -> str:
    """One value of a table, written the way of its column's kind."""
    return writer(column)(row)


@register.simple_tag
def phone_columns(columns: Any) -> set[str]:
    """Names of the columns that a row's card shows on a phone: the chosen ones, else the first four."""
    chosen = {c.name for c in columns if getattr(c, "phone", None)}
    if chosen:
        return chosen
    first = [c for c in columns if getattr(c, "phone", None) is not False]
    return {c.name for c in first[:4]}


@register.filter
def get(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """`mapping[key]`, None when there is none."""
    return mapping.get(key) if mapping else None


@register.filter
def belongs_to(name: str, names: Any) -> bool:
    return bool(names) and name in names


@register.filter
def unlocalize(value: Any) -> str:
    """`value` as a machine reads it: no thousand separators."""
    return str(value)
