"""What people decide of motions' proposals: that one concerns a priority, or does not, and which way it leans."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import ngettext

from advocacy.choices import ActivityStatus, Leaning, LinkState
from advocacy.models import Activity, MotionProposal, Priority, ProposalLink
from advocacy.querysets.suggested import found, words_of
from crm.common import writes
from crm.common.dates import active_q, today
from crm.common.notifying import tell
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.models import Notification, Operation, User

Pair = tuple[int, int]


@transaction.atomic
def decide(
    *,
    actor: User,
    proposal: MotionProposal,
    priority: Priority,
    state: str = LinkState.ACCEPTED,
    leaning: str = Leaning.NEITHER,
    only_open: bool = False,
) -> ProposalLink:
    """Say that a proposal concerns a priority, or does not; what was said before stays in history.

    The words that find it are kept with it. `only_open`: what a colleague has decided meanwhile is left as it is, and
    is what comes back. Raises ValidationError.
    """
    require(actor, Role.EDITOR)
    writes.hold(MotionProposal, [proposal.pk])
    link = ProposalLink.objects.filter(proposal=proposal, priority=priority).first()
    words = [term.text for one in words_of([priority.pk]).values() for term in one.found_in(proposal.text)]
    fields = {"state": state, "leaning": leaning if state == LinkState.ACCEPTED else Leaning.NEITHER}
    if link is None:
        link = ProposalLink(proposal=proposal, priority=priority, words=words, decided_by=actor, **fields)
        return writes.save(link, actor=actor)
    if only_open and link.decided_by_id != actor.pk:
        return link
    if writes.assign(link, fields):
        link.decided_by = actor
        writes.save(link, actor=actor)
    return link


def decide_many(*, actor: User, pairs: Sequence[Pair], state: str) -> tuple[Operation | None, int]:
    """Decide open suggestions, (proposal, priority) by ids, as one change that can be taken back.

    What somebody has decided meanwhile is left as it is. Returns the operation and how many there were.
    """
    require(actor, Role.EDITOR)
    texts = dict(MotionProposal.objects.filter(pk__in={one for one, _to in pairs}).order_by().values_list("pk", "text"))
    with transaction.atomic():
        writes.hold(MotionProposal, texts.keys())
        decided = _decided(texts)
        words = words_of({to for _one, to in pairs})
        known = set(Priority.objects.filter(pk__in={to for _one, to in pairs}).values_list("pk", flat=True))
        new = [
            ProposalLink(
                proposal_id=one,
                priority_id=to,
                state=state,
                words=[term.text for term in words[to].found_in(texts[one])] if to in words else [],
                decided_by=actor,
            )
            for one, to in dict.fromkeys(pairs)
            if one in texts and to in known and (one, to) not in decided
        ]
        if not new:
            return None, 0
        with operation(kind=Operation.Kind.BULK, title=_many(len(new), state), actor=actor) as made:
            writes.create_many(new, actor=actor)
    return made, len(new)


def _many(count: int, state: str) -> str:
    if state == LinkState.ACCEPTED:
        said = ngettext("%(n)d yrkande kopplat till sakfråga", "%(n)d yrkanden kopplade till sakfrågor", count)
    else:
        said = ngettext("%(n)d föreslaget yrkande hör inte dit", "%(n)d föreslagna yrkanden hör inte dit", count)
    return said % {"n": count}


@transaction.atomic
def remove(*, actor: User, link: ProposalLink) -> None:
    """Take a decision back: what the search words find is a suggestion again. What was decided stays in history."""
    require(actor, Role.EDITOR)
    writes.remove(link, actor=actor)


def _decided(proposals: Collection[int]) -> set[Pair]:
    rows = ProposalLink.objects.filter(proposal__in=proposals).order_by()
    return set(rows.values_list("proposal_id", "priority_id"))


# --- After an import ----------------------------------------------------------------------------------------------


def tell_responsible(*, proposals: Collection[int], actor: User) -> None:
    """Tell those who answer for a priority how many of some new proposals its search words find."""
    if not proposals:
        return
    new, decided = set(proposals), _decided(proposals)
    counts = Counter[int]()
    for priority, hits in found(words_of()).items():
        counts[priority] = sum((pk, priority) not in decided for pk in hits & new)
    counts = +counts
    names = dict(Priority.objects.filter(pk__in=counts).values_list("pk", "name"))
    for user, priorities in responsible(counts).items():
        for pk in sorted(priorities):
            said = ngettext(
                "%(n)d nytt yrkande kan höra till %(priority)s",
                "%(n)d nya yrkanden kan höra till %(priority)s",
                counts[pk],
            )
            tell(
                user=user,
                actor=actor,
                kind=Notification.Kind.MOTION,
                title=said % {"n": counts[pk], "priority": names[pk]},
                url=f"{reverse('advocacy:proposal_suggestions')}?priority={pk}",
            )


def responsible(priorities: Collection[int]) -> dict[User, set[int]]:
    """Who answers for priorities: those who own work that is not done, under its goals in a plan that holds today."""
    rows = (
        Activity.objects.filter(active_q(today(), "goal__plan__"), goal__priority__in=priorities, owner__isnull=False)
        .exclude(status__in=(ActivityStatus.DONE, ActivityStatus.STOPPED))
        .select_related("owner", "goal")
        .order_by("owner", "pk")
    )
    owners: dict[User, set[int]] = defaultdict(set)
    for row in rows:
        owners[row.owner].add(row.goal.priority_id)  # type: ignore[index]
    return owners
