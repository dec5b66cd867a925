"""Telling a colleague of what concerns them: on their page of notifications, and in the daily letter."""

from __future__ import annotations

from crm.models import Notification, User


def tell(*, user: User, actor: User, kind: str, title: str, url: str) -> Notification | None:
    """Tell `user` of something that `actor` does, in the transaction that does it. Nobody is told of their own doings.

    `title` is words that anybody may read: what is told of stands behind `url`, to those who may see it. `kind` is
    one of `Notification.Kind`. Returns None when nobody was told.
    """
    if user.pk == actor.pk or not user.is_active or user.is_system:
        return None
    return Notification.objects.create(user=user, actor=actor, kind=kind, title=title[:250], url=url)
