"""Saved views and dynamic lists that name what is merged away name the kept one afterwards."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from contacts.models import ContactList, Organization, Person
from crm.common import writes
from crm.models import SavedView, User

# The filters of lists that hold an id of the kind.
FILTERS: dict[Any, frozenset[str]] = {
    Person: frozenset({"person"}),
    Organization: frozenset({"organization", "committee", "parent", "represents"}),
}


def follow(*, keep: Any, drop: Any, actor: User, reason: str) -> int:
    """Put the id of `keep` for that of `drop` in every saved query. Returns in how many."""
    return rename(names=FILTERS[type(keep)], old=drop.pk, new=keep.pk, actor=actor, reason=reason)


def rename(*, names: frozenset[str], old: int, new: int, actor: User, reason: str = "") -> int:
    """Put the id `new` for `old` in the filters `names` of every saved query. Returns in how many."""
    changed = 0
    for model in (SavedView, ContactList):
        manager: Any = model._base_manager
        for row in manager.filter(query__contains=f"={old}"):
            query = _renamed(row.query, names, str(old), str(new))
            if query != row.query:
                row.query = query
                writes.change_many([row], ["query"], actor=actor, reason=reason, is_checked=True)
                changed += 1
    return changed


def _renamed(query: str, names: frozenset[str], old: str, new: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    if not any(name in names and value == old for name, value in pairs):
        return query
    renamed = [(name, new if name in names and value == old else value) for name, value in pairs]
    return urlencode(list(dict.fromkeys(renamed)))
