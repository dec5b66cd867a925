"""Every table as it stands, to compare: 'exactly as before' means all of them but history and logs."""

from __future__ import annotations

from typing import Any

from django.apps import apps

APPS = ("crm", "contacts", "advocacy")
LOGS = {"crm.Operation", "crm.ImportRun", "crm.ExportLog", "crm.ScheduledRun", "crm.SearchWord"}
LOGS |= {"contacts.RadarRun", "contacts.RadarChange", "contacts.FetchedSource"}
# Made anew from what they follow from: nothing points at them, and their ids say nothing.
KEPT = {"advocacy.ReachEntry"}


def as_they_stand() -> dict[str, list[tuple[Any, ...]]]:
    """By model: all rows with all their columns, in the order of their ids; those KEPT without them, in any order."""
    return {
        model._meta.label: _rows(model)
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if not hasattr(model, "instance_type") and model._meta.label not in LOGS
    }


def _rows(model: Any) -> list[tuple[Any, ...]]:
    rows = list(model._base_manager.order_by("pk").values_list())
    return sorted((row[1:] for row in rows), key=str) if model._meta.label in KEPT else rows


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What is not the same, for the eye: by model, the rows only in one of them."""
    return {
        label: {"gone": [r for r in rows if r not in after[label]], "new": [r for r in after[label] if r not in rows]}
        for label, rows in before.items()
        if rows != after[label]
    }
