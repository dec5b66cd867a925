"""Columns of the lists behind a goal's figures."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from crm.common.columns import Column


def person_columns() -> list[Column]:
    """Name, and the mandate by which each is counted: party, role and county on the period's last day."""
    return [
        Column("name", _("Namn"), lambda p: p.name_sorted, ("sort_key",), "link"),
        Column("party", _("Parti"), lambda p: p.counted_as.party if p.counted_as else None, kind="party"),
        Column("role", _("Uppdrag"), lambda p: str(p.counted_as) if p.counted_as else ""),
        Column("county", _("Län"), lambda p: _county(p.counted_as)),
    ]


def organization_columns() -> list[Column]:
    return [
        Column("name", _("Namn"), lambda o: o.name, ("sort_key",), "link"),
        Column("kind", _("Slag"), lambda o: o.get_kind_display(), ("kind", "sort_key")),
        Column("county", _("Län"), lambda o: o.area.county.name if o.area and o.area.county else ""),
    ]


def _county(membership: Any) -> str:
    if membership is None:
        return ""
    area = membership.area or membership.organization.area
    return area.county.name if area and area.county else ""
