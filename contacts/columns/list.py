"""Columns of the list of contact lists."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.models import ContactList
from crm.common.columns import Column


def count_of(row: ContactList) -> Any:
    """How many are on it; those of a dynamic list are counted when the page asks for it."""
    if row.is_dynamic:
        return format_html('<span id="people-on-{}" class="muted">…</span>', row.pk)
    return row.member_count  # type: ignore[attr-defined]


def seen_by(row: ContactList) -> str:
    return _("Alla") if row.is_shared else _("Bara ansvarig")


LIST_COLUMNS = [
    Column("name", gettext_lazy("Namn"), lambda row: row.name, ("sort_key",), kind="link"),
    Column("people", gettext_lazy("Personer"), count_of, kind="number", phone=True),
    Column("kind", gettext_lazy("Slag"), lambda row: str(row.get_kind_display()), ("kind", "sort_key"), phone=True),
    Column("description", gettext_lazy("Beskrivning"), lambda row: row.description),
    Column("owner", gettext_lazy("Ansvarig"), lambda row: row.owner, phone=True),
    Column("shared", gettext_lazy("Visas för"), seen_by),
    Column(
        "archived", gettext_lazy("Arkiverad"), lambda row: _("Ja") if row.is_archived else "", is_shown=False,
    ),
    Column("updated_at", gettext_lazy("Ändrad"), lambda row: row.updated_at, ("updated_at",), "date", is_shown=False),
]  # fmt: skip
