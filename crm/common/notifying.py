"""Telling a colleague of what concerns them: on their page of notifications, and in the daily letter."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from crm.models import Notification, User


def tell(*, user: User, actor: User, kind: str, title: str, url: str) -> Notification | None:
    """Tell `user` of something that `actor` does, in the transaction that does it. Nobody is told of their own doings.

    `title` is words that anybody may read: what is told of stands behind `url`, to those who may see it. `kind` is
    one of `Notification.Kind`. Returns None when nobody was told.
    """
    if user.pk == actor.pk or not user.is_active or user.is_system:
        return None
    return Notification.objects.create(user=user, actor=actor, kind=kind, title=title[:250], url=url)


@transaction.atomic
def read(*, notification: Notification) -> None:
    """The one it was meant for has opened it. The first time counts."""
    Notification.objects.unread().filter(pk=notification.pk).update(read_at=timezone.now())


@transaction.atomic
def read_all(*, user: User) -> int:
    """Everything that `user` was told of until now is read. Returns how many were not."""
    return Notification.objects.unread().filter(user=user).update(read_at=timezone.now())
