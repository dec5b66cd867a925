"""Which board papers. What the board is told, every colleague may read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from advocacy.choices import PaperState
from crm.common.permissions import is_member
from crm.common.timelines import holding

if TYPE_CHECKING:
    from advocacy.models import BoardPaper, PaperLink  # noqa: F401


class BoardPaperQuerySet(models.QuerySet["BoardPaper"]):
    def visible_to(self, user: Any) -> BoardPaperQuerySet:
        return self.all() if is_member(user) else self.none()

    def matching(self, text: str) -> BoardPaperQuerySet:
        """Every word of `text` stands in its title or item."""
        return self.filter(holding(text, "title", "agenda_item"))

    def for_list(self) -> BoardPaperQuerySet:
        return self.select_related("body", "plan", "written_by", "reviewer", "approved_by", "decision")

    def frozen(self) -> BoardPaperQuerySet:
        return self.filter(state__in=(PaperState.APPROVED, PaperState.DECIDED))

    def beside(self, paper: BoardPaper) -> BoardPaperQuerySet:
        """Other approved papers to the same body on the same plan, of the same period or to the same meeting."""
        of_the_same = Q(first=paper.first, last=paper.last) | Q(meeting_on=paper.meeting_on)
        others = self.frozen().filter(of_the_same, plan=paper.plan_id, body=paper.body_id)
        return others.exclude(pk=paper.pk).order_by("approved_at", "pk")

    def newer_than(self, paper: BoardPaper) -> BoardPaper | None:
        """Of those beside it, the one that was approved last, if that was after `paper`."""
        return self.beside(paper).filter(approved_at__gt=paper.approved_at).last() if paper.approved_at else None

    def older_than(self, paper: BoardPaper) -> BoardPaper | None:
        """Of those beside it, the last that was approved before `paper`; of a draft, the last of all."""
        before = self.beside(paper)
        return (before.filter(approved_at__lt=paper.approved_at) if paper.approved_at else before).last()


class PaperLinkQuerySet(models.QuerySet["PaperLink"]):
    def visible_to(self, user: Any) -> PaperLinkQuerySet:
        return self.all() if is_member(user) else self.none()

    def open_on(self, day: dt.date) -> PaperLinkQuerySet:
        """Those that still lead somewhere."""
        return self.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=day), revoked_at__isnull=True)
