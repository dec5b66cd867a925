"""Which motions and proposals. What the Riksdag publishes is open to every colleague."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connections, models
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value

from advocacy.choices import LinkState, ProposalDecision
from crm.common import search
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import Motion, MotionProposal, Priority, ProposalLink  # noqa: F401

CLOSED = "Ärendet är avslutat"  # as the Riksdag writes it
NUMBER = re.compile(r"\s*(\d{4}/\d\d):(\d{1,6})\s*")


class MotionQuerySet(models.QuerySet["Motion"]):
    def visible_to(self, user: Any) -> MotionQuerySet:
        return self.all() if is_member(user) else self.none()

    def settled(self) -> MotionQuerySet:
        """Those that the Riksdag has closed, with a decision on every proposal."""
        return self.filter(status=CLOSED).exclude(proposals__outcome=ProposalDecision.NONE)

    def matching(self, text: str) -> MotionQuerySet:
        """Every word of `text`, in any form, stands in the title or in one of the proposals. '2024/25:17' is a number.

        Words of a title and of a proposal go together: 'järnväg Mälardalen' may stand in one each. Without words: all.
        """
        if numbered := NUMBER.fullmatch(text):
            return self.filter(session=numbered[1], number=int(numbered[2]))
        found = self
        for lookup in search.each_stem(text):
            found = found.filter(pk__in=self._holding(lookup))
        return found

    def _holding(self, lookup: search.Lookup) -> Any:
        """The ids of the motions in whose title, or in one of whose proposals, a word stands; as one set."""
        proposals: Any = self.model._meta.get_field("proposals").related_model
        said = search.holding(proposals.objects.order_by(), lookup).values("motion")
        return search.any_of(search.ids(self.model, lookup, connections[self.db].vendor), said)

    def signed_by(self, person: Any) -> MotionQuerySet:
        return self.filter(pk__in=self._with("signers", person=person))

    def about(self, priorities: Any) -> MotionQuerySet:
        """With a proposal that somebody has said concerns one of the priorities (ids)."""
        said = {"links__priority__in": priorities, "links__state": LinkState.ACCEPTED}
        return self.filter(pk__in=self._with("proposals", **said))

    def with_outcome(self, outcome: str) -> MotionQuerySet:
        """With a proposal that this became of."""
        return self.filter(pk__in=self._with("proposals", outcome=outcome))

    def signed_for(self, codes: Collection[str], *, or_none: bool = False) -> MotionQuerySet:
        """Signed by somebody who was then of one of the parties; `or_none`: or of no party."""
        named = Q(party__code__in=codes)
        return self.filter(pk__in=self._with("signers", named | Q(party=None) if or_none else named))

    def of_operation(self, operation: Any) -> MotionQuerySet:
        """Those that an import brought or changed, themselves or in their proposals and signers."""
        own = self.model.history.filter(operation=operation).order_by().values("id")
        parts = [
            self.model._meta.get_field(name).related_model.history.filter(operation=operation).order_by()  # type: ignore[union-attr]
            for name in ("proposals", "signers")
        ]
        return self.filter(pk__in=search.any_of(own, *(part.values("motion_id") for part in parts)))

    def _with(self, name: str, *conditions: Q, **said: Any) -> Any:
        """The ids of the motions that have a part by this name of which that is so; found from the parts."""
        part: Any = self.model._meta.get_field(name).related_model
        return part.objects.order_by().filter(*conditions, **said).values("motion")

    def with_first_signer(self) -> MotionQuerySet:
        """`first_signer`, `first_letters`: who signed first, and the letters of the party; `has_more_signers`."""
        signers: Any = self.model._meta.get_field("signers").related_model
        theirs = signers.objects.filter(motion=OuterRef("pk"))
        first = theirs.order_by("position")
        return self.annotate(
            first_signer=Subquery(first.values("name")[:1]),
            first_letters=Subquery(first.values("letters")[:1]),
            has_more_signers=Exists(theirs.filter(position__gt=1).order_by()),
        )

    def counted(self, every: MotionQuerySet | None = None) -> MotionCounts:
        """How many motions, of how many in `every`, and what became of all their proposals. One query."""
        proposals: Any = self.model._meta.get_field("proposals").related_model
        those = proposals.objects.order_by()
        if every is not None:
            those = those.filter(motion__in=self.order_by().values("pk"))
        parts = [those.values_list("outcome").annotate(n=Count("pk"))]
        for name, rows in (("", self), ("*", every)):
            if rows is not None:
                parts.append(rows.order_by().values_list(Value(name, models.CharField())).annotate(n=Count("pk")))
        found = dict(parts[0].union(*parts[1:], all=True))
        return MotionCounts(found.pop("", 0), found.pop("*", None), found)

    def for_list(self) -> MotionQuerySet:
        return self.select_related("committee").defer("search_text")


@dataclass(frozen=True)
class MotionCounts:
    """How many motions of a list match, of how many (None: nothing is asked for), and their proposals by outcome."""

    motions: int
    total: int | None
    outcomes: dict[str, int]


class MotionProposalQuerySet(models.QuerySet["MotionProposal"]):
    def visible_to(self, user: Any) -> MotionProposalQuerySet:
        return self.all() if is_member(user) else self.none()

    def found_by(self, priority: Priority) -> MotionProposalQuerySet:
        """Those that the search words of a priority find, decided or not."""
        from advocacy.querysets.suggested import found, words_of

        return self.filter(pk__in=set().union(*found(words_of([priority.pk])).values()))


class ProposalLinkQuerySet(models.QuerySet["ProposalLink"]):
    def visible_to(self, user: Any) -> ProposalLinkQuerySet:
        return self.all() if is_member(user) else self.none()

    def accepted(self) -> ProposalLinkQuerySet:
        return self.filter(state=LinkState.ACCEPTED)
