"""What a colleague was told counts as read."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from crm.models import Notification, User


@transaction.atomic
def read(*, notification: Notification) -> None:
    """The one it was meant for has opened it. The first time counts."""
    Notification.objects.unread().filter(pk=notification.pk).update(read_at=timezone.now())


@transaction.atomic
def read_all(*, user: User) -> int:
    """Everything that `user` was told of until now is read. Returns how many were not."""
    return Notification.objects.unread().filter(user=user).update(read_at=timezone.now())
