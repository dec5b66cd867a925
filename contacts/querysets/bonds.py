"""What ties an organization to us, to its tasks and to those before and after it, fetched with the row itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from crm.common.aggregates import rows_of


def _model(name: str) -> Any:
    return apps.get_model("contacts", name)


def with_bonds(rows: QuerySet[Any]) -> QuerySet[Any]:
    """`customer_json`, `responsible_json`, `before_json` and `after_json`: no query each."""
    successions = _model("OrganizationSuccession").objects.all()
    return rows.annotate(
        customer_json=rows_of(
            _model("CustomerMembership").objects.all(), "organization", pk="pk", status="status",
            starts_on="starts_on", ends_on="ends_on", source="source",
        ),
        responsible_json=rows_of(
            _model("OrganizationResponsibility").objects.all(), "organization", pk="pk", starts_on="starts_on",
            ends_on="ends_on", responsibility="responsibility_id", name="responsibility__name",
        ),
        before_json=rows_of(
            successions, "successor", pk="pk", happened_on="happened_on", other="predecessor_id",
            name="predecessor__name",
        ),
        after_json=rows_of(
            successions, "predecessor", pk="pk", happened_on="happened_on", other="successor_id",
            name="successor__name",
        ),
    )  # fmt: skip


def customer_memberships_of(row: Any) -> list[Any]:
    """The organization's memberships of the cooperation, newest first, those of unknown beginning last."""
    found = [_model("CustomerMembership")(**_dated(given)) for given in row.customer_json or []]
    return sorted(found, key=lambda held: (held.starts_on or dt.date.min, held.pk), reverse=True)


def responsibilities_of(row: Any, day: dt.date) -> list[Any]:
    """The fields of government that the organization answers for on `day`."""
    found = []
    for given in row.responsible_json or []:
        field = _model("Responsibility")(pk=given.pop("responsibility"), name=given.pop("name"))
        link = _model("OrganizationResponsibility")(responsibility=field, **_dated(given))
        if link.holds_on(day):
            found.append(field)
    return sorted(found, key=lambda field: field.name)


def successions_of(row: Any) -> dict[str, list[Any]]:
    """What the organization took over after, and what took over after it, the latest first."""
    return {
        "before": _successions(row.before_json, "predecessor"),
        "after": _successions(row.after_json, "successor"),
    }


def _successions(rows: Any, name: str) -> list[Any]:
    found = []
    for given in rows or []:
        other = _model("Organization")(pk=given["other"], name=given["name"])
        day = dt.date.fromisoformat(given["happened_on"])
        found.append(_model("OrganizationSuccession")(pk=given["pk"], happened_on=day, **{name: other}))
    return sorted(found, key=lambda one: (one.happened_on, one.pk), reverse=True)


def _dated(given: dict[str, Any]) -> dict[str, Any]:
    days = {name: given[name] and dt.date.fromisoformat(given[name]) for name in ("starts_on", "ends_on")}
    return {**given, **days}
