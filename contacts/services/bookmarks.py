"""A colleague's own marks: favourites, and what they have looked at. Nobody else sees them, so they have no history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from contacts.models import Favourite, Organization, Person, RecentView
from crm.common.locks import if_free
from crm.common.permissions import Role, require
from crm.models import User

KEPT = 20
Subject = Person | Organization


@transaction.atomic
def mark(*, subject: Subject, actor: User) -> None:
    """Make a person or an organization a favourite of the actor's. Twice is once."""
    require(actor, Role.READER)
    Favourite.objects.get_or_create(user=actor, **_link(subject))


@transaction.atomic
def unmark(*, subject: Subject, actor: User) -> None:
    require(actor, Role.READER)
    Favourite.objects.filter(user=actor, **_link(subject)).delete()


def saw(*, subject: Subject, actor: User) -> None:
    """Note that the actor opened the page of `subject`, unless that means waiting. One statement a page."""
    link = _link(subject)
    with if_free():
        RecentView.objects.bulk_create(
            [RecentView(user=actor, seen_at=timezone.now(), **link)],
            update_conflicts=True,
            unique_fields=["user", *link],
            update_fields=["seen_at"],
        )


def favourites_of(user: User) -> list[Subject]:
    """The user's favourites, people first, in Swedish order. Archived ones too: they are the user's own choice."""
    rows = Favourite.objects.filter(user=user).select_related("person", "organization")
    return sorted(_subjects(rows), key=lambda s: (isinstance(s, Organization), s.sort_key, s.pk))


def recent_of(user: User, limit: int = 8) -> list[Subject]:
    """What the user looked at last, newest first. All but the newest twenty are forgotten when they are listed."""
    rows = RecentView.objects.filter(user=user).select_related("person", "organization").order_by("-seen_at", "-pk")
    found = list(rows[: KEPT + 1])
    if len(found) > KEPT:
        RecentView.objects.filter(user=user).exclude(pk__in=[row.pk for row in found[:KEPT]]).delete()
    return _subjects(found)[:limit]


def people_seen_by(user: User) -> dict[int, dt.datetime]:
    """Ids of the people whom the user looked at last, and when."""
    rows = RecentView.objects.filter(user=user, person__isnull=False).order_by("-seen_at", "-pk")
    return dict(rows.values_list("person", "seen_at")[:KEPT])


def _subjects(rows: Any) -> list[Subject]:
    subjects: Sequence[Subject] = [row.person or row.organization for row in rows]
    return [subject for subject in subjects if subject.merged_into_id is None]


def _link(subject: Subject) -> dict[str, Any]:
    return {"person" if isinstance(subject, Person) else "organization": subject}
