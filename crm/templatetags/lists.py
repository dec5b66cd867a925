"""The parts of a list page that take most of its time: the rows of its table, and a filter panel that asks for nothing.

What they write is what a template would; a page of fifty rows is thousands of template nodes, each slow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django import template
from django.core.cache.backends.locmem import LocMemCache
from django.template.context import Context
from django.template.loader import get_template
from django.utils.choices import CallableChoiceIterator
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from crm.common.filters import ASIDE
from crm.common.widgets import Combobox
from crm.templatetags.ui import DASH, cell

register = template.Library()
# What an address says that is no field of the panel.
_ASIDE = {"q", *ASIDE}
# In this process only: a panel is some 70 kB, and no longer the same when a choice has changed, which its key tells.
_panels = LocMemCache("filter panels", {"TIMEOUT": 3600, "MAX_ENTRIES": 40})


@register.simple_tag
def table_rows(rows: Iterable[Any], columns: Sequence[Any], on_phone: Collection[str], selects: str = "") -> SafeString:
    """The rows of a table: a box to tick if `selects` names the form that it is for, then a cell a column."""
    around = [_around(column, on_phone) for column in columns]
    form, tick = conditional_escape(selects), gettext("Markera %(name)s")
    parts: list[str] = []
    for row in rows:
        parts.append('\n      <tr role="row">')
        if selects:
            label = tick % {"name": conditional_escape(row)}
            parts.append(
                f'<td role="cell" class="kind-select"><input type="checkbox" name="id" value="{row.pk}"'
                f' form="{form}" aria-label="{label}"></td>'
            )
        for column, start, empty, end in around:
            shown = cell(column, row)
            parts += (empty if shown == DASH else start, conditional_escape(shown), end)
        parts.append("</tr>")
    return mark_safe("".join(parts))  # noqa: S308 every value in it is escaped


def _around(column: Any, on_phone: Collection[str]) -> tuple[Any, str, str, str]:
    """What stands before and after every cell of a column: with something in it, and empty."""
    if column.kind == "link":
        start = '<th scope="row" role="rowheader" class="kind-link">'
        return column, start, start, "</th>"
    phone = "" if column.name in on_phone else " not-on-phone"
    label = f'data-label="{conditional_escape(column.label)}"'
    start = f'<td role="cell" class="kind-{column.kind}{phone}'
    return column, f'{start}" {label}>', f'{start} is-empty" {label}>', "</td>"


@register.simple_tag(takes_context=True)
def filter_fields(context: Context, filterset: Any) -> str:
    """The fields of a filter panel. Those of a list that is not filtered are the same from page to page, and kept."""
    key = _key(filterset)
    kept = _panels.get(key) if key else None
    if kept is None:
        kept = get_template("pages/_filter_fields.html").template.render(context)  # type: ignore[attr-defined]
        if key:
            _panels.set(key, kept)
    return mark_safe(kept)  # noqa: S308 a template's own output


def _key(filterset: Any) -> str:
    """All that the panel says when nothing is asked for; '' when something is."""
    fields = filterset.form.fields
    if set(filterset.data) - _ASIDE or any(
        hasattr(field, "queryset") and not isinstance(field.widget, Combobox) for field in fields.values()
    ):
        return ""
    said = [(name, _choices(field)) for name, field in fields.items()]
    return f"{get_language()}:{type(filterset).__qualname__}:{hash(repr(said))}"


def _choices(field: Any) -> list[Any]:
    """What one can choose, where that may change and is written in the panel: choices that are asked for anew.

    Comboboxes ask for theirs when they are opened; choices without a function behind them stand in the code.
    """
    if hasattr(field, "queryset") or not isinstance(getattr(field, "choices", None), CallableChoiceIterator):
        return []
    return list(field.choices)
