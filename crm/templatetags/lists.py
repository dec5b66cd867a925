"""The part of a list page that takes most of its time: the rows of its table.

What is written is what a template would; a page of fifty rows is thousands of template nodes, each slow.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from crm.templatetags.ui import DASH, writer

register = template.Library()


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
        for write, start, empty, end in around:
            shown = write(row)
            parts += (empty if shown == DASH else start, conditional_escape(shown), end)
        parts.append("</tr>")
    return mark_safe("".join(parts))  # noqa: S308 every value in it is escaped


def _around(column: Any, on_phone: Collection[str]) -> tuple[Callable[[Any], str], str, str, str]:
    """What writes a column's cells, and what stands before and after: with something in it, and empty."""
    if column.kind == "link":
        start = '<th scope="row" role="rowheader" class="kind-link">'
        return writer(column), start, start, "</th>"
    phone = "" if column.name in on_phone else " not-on-phone"
    label = f'data-label="{conditional_escape(column.label)}"'
    start = f'<td role="cell" class="kind-{column.kind}{phone}'
    return writer(column), f'{start}" {label}>', f'{start} is-empty" {label}>', "</td>"
