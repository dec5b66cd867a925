"""Counting and freezing a board paper in the background."""

from __future__ import annotations

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from advocacy.exports import paper_kept
from advocacy.models import BoardPaper, PaperSnapshot
from advocacy.pictures import papers as pictures
from advocacy.services import paper_freezing, papers
from crm.common import progress
from crm.models import User


@task()
def freeze_paper(paper_id: int, user_id: int, version: int | None) -> None:
    """Approve a paper that a manager has asked to have approved."""
    paper, actor = BoardPaper.objects.get(pk=paper_id), User.objects.get(pk=user_id)
    paper_freezing.carry_out(paper=paper, actor=actor, version=version)
    draw_paper.enqueue(paper_id)


@task()
def draw_paper(paper_id: int) -> None:
    """Draw the pictures of an approved paper: the board's readers have no page that draws them as it is looked at."""
    snapshot = PaperSnapshot.objects.filter(paper=paper_id).first()
    if snapshot:
        pictures.draw(snapshot.content)


def draw_soon(paper: BoardPaper) -> None:
    """Have pictures drawn that are no more; asked for at most once a minute, however many look."""
    if cache.add(f"paper-pictures-{paper.pk}", 1, 60):
        draw_paper.enqueue(paper.pk)


def freeze_soon(*, actor: User, paper: BoardPaper, version: int | None = None) -> None:
    """Give it to the job worker. Raises as `papers.may_freeze`, ValidationError when it is asked for already."""
    name = paper_freezing.progress_name(paper.pk)
    with transaction.atomic():
        papers.may_freeze(actor=actor, paper=paper, version=version)
        asked = paper_freezing.under_way(paper.pk)
        if asked and not asked.is_stopped:
            raise ValidationError(_("Underlaget håller redan på att fastställas."))
        progress.tell(name, 0, 0)
        freeze_paper.enqueue(paper.pk, actor.pk, version)


@task()
def clear_papers() -> int:
    """Throw away PDFs of approved papers that were made more than a week ago: asked for again they are set anew."""
    return paper_kept.tidy()
