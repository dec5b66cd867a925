"""Colleagues named in a text: '@Alma Ek', '@alma'. They are told, and their names stand out where it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from crm.common import notifying
from crm.common.text import fold
from crm.models import Notification, User

# Up to four words after an @ that does not stand within an address.
_NAMED = re.compile(r"(?<![\w@.+-])@([\w-]+(?:[ \N{NO-BREAK SPACE}][\w-]+){0,3})")


def callings() -> dict[str, User]:
    """What each colleague can be called, folded: the whole name, and the first one or the address where it is alone."""
    names: dict[str, User] = {}
    shared: set[str] = set()
    for user in User.objects.colleagues().order_by("pk"):
        for name in {fold(user.name), fold(user.get_short_name()), fold(user.email.partition("@")[0])} - {""}:
            if name in names:
                shared.add(name)
            names[name] = user
    return {name: user for name, user in names.items() if name not in shared}


def found(text: str, names: Mapping[str, User]) -> Iterator[tuple[int, int, User]]:
    """Where a colleague is named: beginning and end in `text`, and who. The longest name that fits is meant."""
    for match in _NAMED.finditer(text):
        words = re.split(r"[ \N{NO-BREAK SPACE}]", match[1])
        for count in range(len(words), 0, -1):
            said = " ".join(words[:count])
            if user := names.get(fold(said)):
                yield match.start(), match.start(1) + len(said), user
                break


def mentioned(text: str) -> list[User]:
    """The colleagues that `text` names, each once. No query without an @."""
    names = callings() if "@" in text else {}
    return list(dict.fromkeys(user for _start, _end, user in found(text, names)))


def tell(
    *,
    text: str,
    actor: User,
    title: str,
    url: str,
    field: str,
    mark: str = "",
    may_read: Callable[[User], bool] = lambda user: True,
    advice: Any = "",
) -> list[User]:
    """Tell those whom `text` names and who have not been told of `url` before. Returns them.

    `mark` is the end of `url`, where that alone says what names them: the page that it stands on may become another.
    Raises ValidationError beside `field`, with `advice`, when one of them may not read what they would be told of.
    """
    users = [user for user in mentioned(text) if user.pk != actor.pk]
    if not users:
        return []
    known = {"url__endswith": mark} if mark else {"url": url}
    told = Notification.objects.filter(kind=Notification.Kind.MENTION, user__in=users, **known)
    had = set(told.values_list("user", flat=True))
    new = [user for user in users if user.pk not in had]
    _require_readers([user for user in new if not may_read(user)], field, advice)
    for user in new:
        notifying.tell(user=user, actor=actor, kind=Notification.Kind.MENTION, title=title, url=url)
    return new


def _require_readers(shut_out: Iterable[User], field: str, advice: Any) -> None:
    names = ", ".join(str(user) for user in shut_out)
    if names:
        said = _("%(names)s får inte läsa det här och kan därför inte nämnas.") % {"names": names}
        raise ValidationError({field: f"{said} {advice}".strip()})
