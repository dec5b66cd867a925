"""People whose ids a list or a search has found already, with all that a row shows of them.

What every page of people asks is written once (`KeptRows`): writing it took longer than answering it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.apps import apps
from django.db.models import prefetch_related_objects

from crm.common.columns import Column
from crm.common.dates import today
from crm.common.instances import among
from crm.common.kept_queries import KeptRows

# What no column shows and nobody reads a row for: times are dear to read, search texts are long.
LATER = ("created_at", "updated_at", "search_text", "owner__password", "owner__last_login", "owner__date_joined")
LATER_OF_MANDATES = (
    "created_at", "updated_at", "organization__created_at", "organization__updated_at", "organization__search_text",
    "party__created_at", "party__updated_at",
)  # fmt: skip


def people_listed(ids: Sequence[int], columns: Sequence[Column] = (), day: dt.date | None = None) -> list[Any]:
    """The people of `ids` in their order, with `current_memberships` (of `day`, else today) and what `columns` read."""
    day = day or today()
    annotations = [column.annotate for column in columns if column.annotate]
    found = {person.pk: person for person in PEOPLE.rows(ids, *annotations)}
    people = [found[pk] for pk in ids if pk in found]
    related = dict.fromkeys(name for column in columns for name in column.prefetch)
    if related:
        prefetch_related_objects(people, *related)
    names = {column.name for column in columns}
    if "newly_elected" in names:
        mark_new(people, day)
    return with_mandates(people, COUNTIES if "county" in names else (), day)


def _people(ids: Sequence[int], *annotations: Callable[[Any], Any]) -> Any:
    model = apps.get_model("contacts", "Person")
    rows = model._default_manager.filter(among(model, "id", ids)).order_by().select_related("owner").defer(*LATER)
    for annotate in annotations:
        rows = annotate(rows)
    return rows


def _mandates(ids: Sequence[int], day: dt.date, *more: str) -> Any:
    model = apps.get_model("contacts", "Membership")
    held: Any = model._default_manager
    rows = held.active_on(day).filter(among(model, "person_id", ids)).by_weight()
    return rows.select_related("organization__area", "party", "area", *more).defer(*LATER_OF_MANDATES)


PEOPLE, MANDATES = KeptRows(_people), KeptRows(_mandates)
# A table less is planned in a fifth less time: these are joined where they are shown.
COUNTIES = ("organization__area__county", "area__county")


def with_mandates(people: list[Any], more: Sequence[str] = (), day: dt.date | None = None) -> list[Any]:
    """`people` with `current_memberships`: those of `day` (today), the weightiest first, with `more` related rows."""
    held = defaultdict(list)
    for membership in MANDATES.rows([person.pk for person in people], day or today(), *more):
        held[membership.person_id].append(membership)
    for person in people:
        person.current_memberships = held[person.pk]
    return people


def mark_new(people: Sequence[Any], day: dt.date) -> None:
    """`new_in` of each: where those newly elected as of `day` are new, None of the others. Two queries."""
    model = apps.get_model("contacts", "Membership")
    held: Any = model._default_manager
    found = held.active_on(day).filter(among(model, "person_id", [person.pk for person in people])).new_holders(day)
    for person in people:
        person.new_in = found.get(person.pk)
