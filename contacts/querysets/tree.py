"""Organizations as a tree of any depth: what lies under one, and what lies above. One statement each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models.expressions import RawSQL

# UNION, not UNION ALL: a circle in the data ends the walk instead of going round.
_BELOW = (
    "WITH RECURSIVE below(id) AS (SELECT id FROM contacts_organization WHERE id = %s UNION "
    "SELECT o.id FROM contacts_organization o JOIN below ON o.parent_id = below.id) SELECT id FROM below"
)
_ABOVE = (
    "WITH RECURSIVE above(start, id) AS (SELECT id, id FROM contacts_organization WHERE id IN ({}) UNION "
    "SELECT above.start, o.parent_id FROM above JOIN contacts_organization o ON o.id = above.id "
    "WHERE o.parent_id IS NOT NULL) SELECT start, id FROM above"
)
# CROSS JOIN: SQLite then goes from the organizations to their roles, not through all roles there are.
_UNDER_EACH = (
    "WITH RECURSIVE below(root, id) AS (SELECT id, id FROM contacts_organization WHERE id IN ({}) UNION "
    "SELECT below.root, o.id FROM contacts_organization o JOIN below ON o.parent_id = below.id) "
    "SELECT below.root, COUNT(DISTINCT m.person_id) FROM below CROSS JOIN contacts_membership m "
    "WHERE m.organization_id = below.id AND m.struck_at IS NULL "
    "AND (m.starts_on IS NULL OR m.starts_on <= %s) AND (m.ends_on IS NULL OR m.ends_on >= %s) "
    "AND m.person_id NOT IN (SELECT id FROM contacts_person WHERE merged_into_id IS NOT NULL) GROUP BY below.root"
)


def below(organization: int) -> RawSQL:
    """The ids of an organization and of all that lies under it, for `…__in=below(pk)`."""
    return RawSQL(_BELOW, [organization])  # noqa: S611 the id is a parameter


def above(organizations: Collection[int]) -> dict[int, set[int]]:
    """The ids of what each organization is part of, at any height, itself included."""
    found: dict[int, set[int]] = {}
    for start, pk in _ask(_ABOVE, organizations):
        found.setdefault(start, set()).add(pk)
    return found


def people_under(organizations: Collection[int], day: dt.date) -> dict[int, int]:
    """How many people hold a role on `day` in each organization or under it."""
    return dict(_ask(_UNDER_EACH, organizations, day, day))


def lineage(organization: Any) -> list[Any]:
    """What an organization is part of, the topmost first, itself left out. Two queries, however deep; none
    where it is part of one that is part of nothing, and that one is at hand.
    """
    if organization.parent_id is None:
        return []
    parent = organization._state.fields_cache.get("parent")
    if parent is not None and parent.parent_id is None:
        return [parent]
    model = apps.get_model("contacts", "Organization")
    ids = above([organization.pk]).get(organization.pk, set()) - {organization.pk}
    by_id = {row.pk: row for row in model.objects.filter(pk__in=ids)} if ids else {}
    found: list[Any] = []
    up = organization.parent_id
    while up in by_id:
        found.append(by_id.pop(up))
        up = found[-1].parent_id
    return found[::-1]


def with_children_count(queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """`children_count`: how many parts an organization has, archived ones left out."""
    model = apps.get_model("contacts", "Organization")
    parts = (
        model.objects.filter(parent=models.OuterRef("pk"), is_archived=False, merged_into__isnull=True)
        .order_by()
        .values("parent")
        .annotate(n=models.Count("pk"))
        .values("n")
    )
    none = models.Value(0)
    return queryset.annotate(
        children_count=models.functions.Coalesce(models.Subquery(parts, output_field=models.IntegerField()), none)
    )


def _ask(statement: str, ids: Collection[int], *more: Any) -> Iterable[tuple[int, int]]:
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement.format(", ".join(["%s"] * len(ids))), [*ids, *more])
        return cursor.fetchall()
