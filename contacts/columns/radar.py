"""The columns of what a radar run proposes: the page sorts by them, the export writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.imports.web_sources import attribution
from contacts.models import RadarChange
from crm.common.columns import Column


def lines(facts: Sequence[Sequence[str]]) -> str:
    """Both sides of a change as text: 'Parti: C', a line each."""
    return "\n".join(": ".join(part for part in line if part) for line in facts)


def _decided(change: RadarChange) -> Any:
    return timezone.localtime(change.decided_at).date() if change.decided_at else None


RADAR_COLUMNS = [
    Column("row", _("Rad i källan"), lambda c: c.row, ("row",), kind="number"),
    Column("name", _("Namn"), lambda c: c.name, ("sort_key",)),
    Column("kind", _("Slag"), lambda c: "; ".join(str(kind.label) for kind in c.kinds), ("kind", "row")),
    Column("state", _("Läge"), lambda c: c.get_state_display(), ("state", "row")),
    Column("party", _("Parti"), lambda c: c.party, ("party__code", "row"), kind="party"),
    Column("organization", _("Organisation"), lambda c: str(c.organization or ""), ("organization__name", "row")),
    Column("area", _("Valkrets eller område"), lambda c: str(c.area or ""), ("area__name", "row")),
    Column("before", _("I registret"), lambda c: lines(c.before)),
    Column("after", _("I källan"), lambda c: lines(c.after)),
    Column("reasons", _("Skäl"), lambda c: "\n".join(c.reasons)),
    Column("score", _("Säkerhet"), lambda c: c.score, ("score", "row"), kind="number"),
    Column("certain", _("Säker"), lambda c: c.is_certain, kind="bool"),
    Column("note", _("Anmärkning"), lambda c: c.note),
    Column("decided_by", _("Avgjord av"), lambda c: str(c.decided_by or "")),
    Column("decided_at", _("Avgjord"), _decided, kind="date"),
    Column("number", _("Källans id"), lambda c: c.number),
    Column("source", _("Källa"), lambda c: attribution(c.run)),
]
