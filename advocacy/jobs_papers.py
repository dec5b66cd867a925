"""Counting and freezing a board paper in the background."""

from __future__ import annotations

from django_tasks import task

from advocacy.models import BoardPaper
from advocacy.services import paper_freezing
from crm.models import User


@task()
def freeze_paper(paper_id: int, user_id: int, version: int | None) -> None:
    """Approve a paper that a manager has asked to have approved."""
    paper, actor = BoardPaper.objects.get(pk=paper_id), User.objects.get(pk=user_id)
    paper_freezing.carry_out(paper=paper, actor=actor, version=version)
