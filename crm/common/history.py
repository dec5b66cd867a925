"""What was changed, by whom, when: the history of one object and its parts as readable lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from crm.common.text import row_id

HIDDEN_FIELDS = {"version", "updated_at", "created_at", "search_text", "sort_key", "id"}


@dataclass(frozen=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One history entry: `what` is 'created', 'changed' or 'removed'; `subject` names the part it concerns."""

    at: dt.datetime
    by: str
    what: str
    subject: str
    reason: str
    fields: list[FieldChange] = field(default_factory=list)
    pk: int = 0


# Longer than it takes to write a row with its parts, shorter than it takes anybody to open and change it.
FIRST_SAVE = dt.timedelta(seconds=3)
WHAT = {"+": "created", "~": "changed", "-": "removed"}


def changes_of(obj: Model, related: Iterable[Any] = (), limit: int = 100) -> list[Change]:
    """The newest `limit` changes of `obj` and of the history querysets in `related` (its parts), newest first.

    A part's queryset is one of `Model.history.filter(…)`; each gives one query, and so does each sort of row that they
    refer to.
    """
    sources = [obj.history.all(), *related]  # type: ignore[attr-defined]
    newest = [
        list(source.select_related("history_user").order_by("-history_date", "-history_id")[:limit])
        for source in sources
    ]
    _fetch_related([record for records in newest for record in records])
    entries = [change for records in newest for change in _changes(records)]
    return sorted(entries, key=lambda c: c.at, reverse=True)[:limit]


def changes_among(history: Any, pks: Iterable[int]) -> list[Change]:
    """The changes that the entries `pks` of a model's history hold, each beside the entry before it. One query.

    `history` is the history's model. An entry in which nothing that is shown was changed is left out.
    """
    wanted = set(pks)
    older = history.objects.filter(id=OuterRef("id"), pk__lt=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    before = history.objects.filter(pk__in=wanted).annotate(before=Subquery(older)).values("before")
    relations = [f.name for f in history.tracked_fields if f.is_relation]
    rows = history.objects.filter(Q(pk__in=wanted) | Q(pk__in=before)).select_related("history_user", *relations)
    return [change for change in _changes(list(rows.order_by("-pk"))) if change.pk in wanted]


def changes_since(obj: Model, version: Any, related: Iterable[Any] = ()) -> list[Change]:
    """What has been changed of `obj` and its parts after the row had `version`, newest first."""
    seen = obj.history.filter(version=version).order_by("history_date").first() if row_id(version) else None  # type: ignore[attr-defined]
    if not seen:
        return []
    # A new row is written before its parts: those are of the version that was seen, and not of a later one.
    own = seen.history_date + FIRST_SAVE if seen.history_type == "+" else seen.history_date
    by = str(seen.history_user or _("okänd"))
    later = [c for c in changes_of(obj, related) if c.at > seen.history_date]
    return [c for c in later if c.at > own or c.what != "created" or c.by != by]


def _changes(records: list[Any]) -> list[Change]:
    newest_first: dict[Any, list[Any]] = {}
    for record in records:
        newest_first.setdefault(record.id, []).append(record)
    changes = []
    for versions in newest_first.values():
        for record, before in zip(versions, [*versions[1:], None], strict=True):
            fields = _diff(before, record) if record.history_type == "~" and before else _contents(record)
            if record.history_type == "~" and not fields and not record.history_change_reason:
                continue
            changes.append(
                Change(
                    at=record.history_date,
                    by=str(record.history_user or _("okänd")),
                    what=WHAT[record.history_type],
                    subject=str(record.instance_type._meta.verbose_name),
                    reason=record.history_change_reason or "",
                    fields=fields,
                    pk=record.pk,
                )
            )
    return changes


def _fetch_related(records: list[Any]) -> None:
    """What the records refer to and is still there, a query a sort of row instead of one a record."""
    relations = {type(record): [f for f in _fields(record) if f.is_relation] for record in records}
    wanted: dict[Any, set[Any]] = {}
    for record in records:
        for relation in relations[type(record)]:
            if (pk := getattr(record, relation.attname)) is not None:
                wanted.setdefault(relation.related_model, set()).add(pk)
    found = {model: model._base_manager.select_related().in_bulk(list(ids)) for model, ids in wanted.items()}
    for record in records:
        for relation in relations[type(record)]:
            if other := found.get(relation.related_model, {}).get(getattr(record, relation.attname)):
                record._state.fields_cache[relation.name] = other


def _shown(record: Any, name: str) -> str:
    display = getattr(record, f"get_{name}_display", None)
    if display:
        return str(display()) or "–"
    field = record._meta.get_field(name)
    # Of a related row that no longer exists its number is all that is known.
    value = getattr(record, field.attname if field.is_relation and not field.is_cached(record) else name)
    if value is None or value == "":
        return "–"
    if isinstance(value, dt.datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    return str(value)


def _fields(record: Any) -> Iterable[Any]:
    return [f for f in record.tracked_fields if f.name not in HIDDEN_FIELDS]


def _diff(before: Any, after: Any) -> list[FieldChange]:
    return [
        FieldChange(str(f.verbose_name), _shown(before, f.name), _shown(after, f.name))
        for f in _fields(after)
        if getattr(before, f.attname) != getattr(after, f.attname)
    ]


def _contents(record: Any) -> list[FieldChange]:
    empty = (None, "", False)
    is_removed = record.history_type == "-"
    result = []
    for f in _fields(record):
        if getattr(record, f.attname) in empty:
            continue
        shown = _shown(record, f.name)
        result.append(FieldChange(str(f.verbose_name), shown if is_removed else "–", "–" if is_removed else shown))
    return result
