"""What a colleague was told: what it is about, as they may see it now, and that it is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import timezone

from advocacy.models import Interaction
from contacts.models import Organization, Person
from crm.models import Notification, User

# The pages that notifications lead to, and what stands there.
SUBJECTS: dict[str, Any] = {
    "contacts:person_detail": Person,
    "contacts:organization_detail": Organization,
    "advocacy:interaction_detail": Interaction,
}


def subjects(notifications: Iterable[Notification], user: User) -> dict[int, str]:
    """By notification: the name of what it leads to, where `user` may see it today. At most three queries.

    It is asked for anew and never kept: what was told may be forgotten, or made confidential, since.
    """
    led_to: dict[str, dict[int, int]] = defaultdict(dict)
    for row in notifications:
        try:
            match = resolve(urlsplit(row.url).path)
        except Resolver404:
            continue
        if match.view_name in SUBJECTS:
            led_to[match.view_name][row.pk] = match.kwargs["pk"]
    found: dict[int, str] = {}
    for name, ids in led_to.items():
        rows = SUBJECTS[name].objects.visible_to(user).in_bulk(ids.values())
        found |= {pk: str(rows[about]) for pk, about in ids.items() if about in rows}
    return found


@transaction.atomic
def read(*, notification: Notification) -> None:
    """The one it was meant for has opened it. The first time counts."""
    Notification.objects.unread().filter(pk=notification.pk).update(read_at=timezone.now())


@transaction.atomic
def read_all(*, user: User) -> int:
    """Everything that `user` was told of until now is read. Returns how many were not."""
    return Notification.objects.unread().filter(user=user).update(read_at=timezone.now())
