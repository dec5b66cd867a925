"""A colleague's own calendar address: made, closed, and who stands behind it. Only the token's digest is kept."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from advocacy.models import CalendarFeed
from crm.common import writes
from crm.common.permissions import Role, is_member, require
from crm.models import User


def of(user: User) -> CalendarFeed | None:
    """The open address of `user`."""
    return CalendarFeed.objects.filter(user=user, revoked_at__isnull=True).first()


@transaction.atomic
def make(*, actor: User) -> str:
    """Make an address for `actor` and close the one they had. Returns its token, which is told this once."""
    require(actor, Role.READER)
    # One at a time: two at once would both find none to close, and the second could not be stored.
    User.objects.select_for_update().get(pk=actor.pk)
    close(actor=actor)
    token = secrets.token_urlsafe(32)
    writes.save(CalendarFeed(user=actor, digest=_digest(token)), actor=actor)
    return token


@transaction.atomic
def close(*, actor: User) -> bool:
    """Close the address of `actor` at once. Returns whether there was one."""
    feed = CalendarFeed.objects.select_for_update().filter(user=actor, revoked_at__isnull=True).first()
    if feed is None:
        return False
    feed.revoked_at = timezone.now()
    writes.save(feed, actor=actor)
    return True


def reader(token: str) -> User | None:
    """Whose calendar a token opens: nobody's when it is unknown or closed, or when its holder may not log in or has
    no role. Notes that it was read.
    """
    feed = CalendarFeed.objects.filter(digest=_digest(token), revoked_at__isnull=True).select_related("user").first()
    if feed is None or not is_member(feed.user):
        return None
    CalendarFeed.objects.filter(pk=feed.pk).update(last_read_at=timezone.now())
    return feed.user


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
