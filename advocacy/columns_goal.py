"""Columns of the lists behind a goal's figures."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from crm.common.columns import Column


def _held(person: Any) -> Any:
    return person.current_memberships[0] if person.current_memberships else None


def person_columns() -> list[Column]:
    """Name, party, role and county as they are today."""
    return [
        Column("name", _("Namn"), lambda p: p.name_sorted, ("sort_key",), "link"),
        Column("party", _("Parti"), lambda p: _held(p).party if _held(p) else None, kind="party"),
        Column("role", _("Uppdrag"), lambda p: str(_held(p)) if _held(p) else ""),
        Column("county", _("Län"), lambda p: _county(_held(p))),
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
