"""Columns of events."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.common.columns import Column

EVENT_COLUMNS = (
    Column("starts_on", gettext_lazy("Börjar"), lambda e: e.starts_on, ("starts_on",), "date", phone=True),
    Column("ends_on", gettext_lazy("Slutar"), lambda e: e.ends_on, ("ends_on",), "date", phone=False),
    Column("name", gettext_lazy("Arrangemang"), lambda e: e.name, kind="link"),
    Column("kind", gettext_lazy("Slag"), lambda e: str(e.get_kind_display()), phone=True),
    Column("place", gettext_lazy("Plats"), lambda e: e.place, phone=True),
    Column("parent", gettext_lazy("Ingår i"), lambda e: str(e.parent or "")),
    Column("interactions", gettext_lazy("Kontakter"), lambda e: e.interaction_count, ("interaction_count",), "number"),
    Column("state", gettext_lazy("Läge"), lambda e: ("warn", _("Inställt")) if e.is_cancelled else None, kind="badge"),
)
