"""Pairs that may be the same, when one of a pair is merged away: what was decided follows to the one that is kept."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from contacts.choices import PairState
from crm.common import writes
from crm.models import User

# Of two pairs that become one, what a colleague has decided stands.
WEIGHT = {PairState.OPEN: 0, PairState.MERGED: 1, PairState.DIFFERENT: 2}


def follow(*, model: Any, keep: Any, drop: Any, actor: User, reason: str) -> int:
    """Let the pairs of `drop` be pairs of `keep`; the pair of the two is decided. Returns how many there were."""
    pairs = list(model.objects.filter(Q(first=drop) | Q(second=drop)).order_by("pk"))
    for pair in pairs:
        other = pair.second_id if pair.first_id == drop.pk else pair.first_id
        if other == keep.pk:
            _decide(pair, actor, reason)
        else:
            _hand_over(model, pair, sorted((keep.pk, other)), actor, reason)
    return len(pairs)


def _decide(pair: Any, actor: User, reason: str) -> None:
    pair.state, pair.decided_by, pair.decided_at = PairState.MERGED, actor, timezone.now()
    writes.change_many([pair], ["state", "decided_by", "decided_at"], actor=actor, reason=reason, is_checked=True)


def _hand_over(model: Any, pair: Any, ids: list[int], actor: User, reason: str) -> None:
    there = model.objects.filter(first_id=ids[0], second_id=ids[1]).first()
    if there is None:
        pair.first_id, pair.second_id = ids
        writes.change_many([pair], ["first", "second"], actor=actor, reason=reason, is_checked=True)
        return
    names = []
    if WEIGHT[pair.state] > WEIGHT[there.state]:
        names += ["state", "decided_by", "decided_at"]
    if pair.score > there.score:
        names += ["score", "reasons"]
    for name in names:
        setattr(there, name, getattr(pair, name))
    writes.remove(pair, actor=actor, reason=reason)
    if names:
        writes.change_many([there], names, actor=actor, reason=reason, is_checked=True)
