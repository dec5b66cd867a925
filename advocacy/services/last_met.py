"""The day that somebody and we last talked, as it is kept for lists (`LastMet`)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Max

from advocacy.models import LastMet, Participation
from contacts.models import Person
from crm.common.undo_log import chunks


def people_of_participations(ids: Collection[int]) -> set[int]:
    """Whom these participations are about."""
    return set(_people(Participation.objects.filter(pk__in=ids)))


def people_of_interactions(ids: Collection[int]) -> set[int]:
    """Whom these contacts were with."""
    return set(_people(Participation.objects.filter(interaction__in=ids)))


def _people(rows: Any) -> Any:
    return rows.filter(person__isnull=False).order_by().values_list("person", flat=True)


@transaction.atomic
def refresh(people: Collection[int]) -> None:
    """Work the day out anew for these. They are held meanwhile: of two at once the later sees what the first stored."""
    for chunk in chunks(sorted(people)):
        held = Person._base_manager.select_for_update(no_key=True).filter(pk__in=chunk).order_by("pk")
        there = set(held.values_list("pk", flat=True))
        days = _days(Participation.objects.filter(person__in=there))
        LastMet.objects.filter(pk__in=there - days.keys()).delete()
        LastMet.objects.bulk_create(
            [LastMet(person_id=pk, met_on=day) for pk, day in days.items()],
            update_conflicts=True,
            unique_fields=["person"],
            update_fields=["met_on"],
        )


@transaction.atomic
def refresh_all() -> None:
    """Work all of them out anew: for contacts that were stored past `writes`."""
    LastMet.objects.all().delete()
    rows = [LastMet(person_id=pk, met_on=day) for pk, day in _days(Participation.objects.all()).items()]
    LastMet.objects.bulk_create(rows, batch_size=5_000)


def _days(rows: Any) -> dict[int, Any]:
    last = rows.talks().order_by().values("person").annotate(last=Max("interaction__held_on"))
    return dict(last.values_list("person", "last"))
