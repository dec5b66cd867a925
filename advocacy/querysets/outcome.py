"""Which outcomes, and what of the chain to one a user may read."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Q, Value, When

from advocacy.querysets.interaction import of_readable_contact
from crm.common import search
from crm.common.permissions import Role, can, is_member

if TYPE_CHECKING:
    from advocacy.models import Outcome, OutcomeContribution  # noqa: F401


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    """What changed can be read in public and is seen by every colleague; which contacts led to it perhaps not."""

    def visible_to(self, user: Any) -> OutcomeQuerySet:
        return self.all() if is_member(user) else self.none()

    def matching(self, text: str) -> OutcomeQuerySet:
        """Every word of `text`, in any form, stands in what changed or in where it can be read."""
        return search.holding_stems(self, text)

    def about(self, priorities: Collection[int]) -> OutcomeQuerySet:
        return self.filter(priority__in=priorities)

    def checked(self) -> OutcomeQuerySet:
        return self.filter(checked_by__isnull=False)

    def unchecked(self) -> OutcomeQuerySet:
        return self.filter(checked_by__isnull=True)

    def to_check_by(self, user: Any) -> OutcomeQuerySet:
        """Those that wait for a second person and that `user` has not written of."""
        if not can(user, Role.EDITOR):
            return self.none()
        # Most have no second hand: a row without one is not left out.
        return self.unchecked().exclude(noted_by=user).filter(Q(changed_by__isnull=True) | ~Q(changed_by=user))

    def for_list(self) -> OutcomeQuerySet:
        return self.select_related("priority", "noted_by", "checked_by")


class ContributionQuerySet(models.QuerySet["OutcomeContribution"]):
    def visible_to(self, user: Any) -> ContributionQuerySet:
        """Links whose content `user` may read: that of a contact goes with the contact."""
        return self.filter(of_readable_contact(user)) if is_member(user) else self.none()

    def listed_for(self, user: Any) -> ContributionQuerySet:
        """Every link, with `is_readable`: the others are shown as 'ett konfidentiellt' without content."""
        if not is_member(user):
            return self.none()
        return self.annotate(is_readable=Case(When(of_readable_contact(user), then=Value(True)), default=Value(False)))

    def for_chain(self) -> ContributionQuerySet:
        """All that a link says, in the one query."""
        return self.select_related("interaction", "proposal__motion", "viewpoint__consultation")
