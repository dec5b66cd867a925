"""Board papers: put together, read by a colleague, approved and thereby frozen, read by the board."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable, Iterable
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import PaperState
from advocacy.models import BoardPaper, Decision, Goal, PaperComment, PaperGoal, PaperLink, PaperSnapshot, Plan
from advocacy.services import decisions, paper_content
from contacts.models import Organization
from crm.common import writes
from crm.common.dates import today
from crm.common.locks import one_view
from crm.common.notifying import tell
from crm.common.permissions import Role, can, require
from crm.common.text import row_id
from crm.models import Notification, User

TEXTS = ("summary", "needs", "proposal")
OF_GOAL = "goal-"
FROZEN = gettext_lazy("Underlaget är fastställt och kan inte ändras.")


class Content(TypedDict, total=False):
    """What a paper holds. `goals` is whole and in order: one that is not in it is taken away, with what was said."""

    title: str
    body: Organization | None
    meeting_on: dt.date
    dispatch_on: dt.date | None
    agenda_item: str
    plan: Plan
    first: dt.date
    last: dt.date
    compared_with: str
    summary: str
    needs: str
    proposal: str
    reviewer: User | None
    goals: Iterable[Goal]


@transaction.atomic
def add(*, actor: User, **content: Unpack[Content]) -> BoardPaper:
    """Begin a paper. Raises ValidationError beside the field."""
    require(actor, Role.EDITOR)
    own = {name: said for name, said in content.items() if name != "goals"}
    paper = writes.save(BoardPaper(written_by=actor, **own), actor=actor)
    _sync_goals(paper, content.get("goals", ()), actor)
    return paper


@transaction.atomic
def edit(*, actor: User, paper: BoardPaper, version: int | None = None, **content: Unpack[Content]) -> BoardPaper:
    """Change what is given. Raises Conflict when `version` is not the stored one, ValidationError once approved."""
    require(actor, Role.EDITOR)
    writes.check_version(paper, version)
    paper = _open(paper)
    goals = content.pop("goals", None)
    is_changed = writes.assign(paper, content)
    if goals is not None:
        is_changed |= _sync_goals(paper, goals, actor)
    if is_changed:
        writes.save(paper, actor=actor)
    return paper


@transaction.atomic
def write(*, actor: User, paper: BoardPaper, part: str, text: str, seen: str | None = None) -> BoardPaper:
    """Word one part of a paper anew: one of TEXTS, or 'goal-12' (a PaperGoal).

    Raises Conflict when the part does not say what the writer had before them (`seen`), LookupError for a part that
    is not there.
    """
    require(actor, Role.EDITOR)
    current = _open(paper)
    row, name = part_of(current, part)
    was = getattr(row, name)
    if seen is not None and _plain(was) not in (_plain(seen), _plain(text)):
        raise writes.Conflict(current)
    if writes.assign(row, {name: text}):
        writes.save(row, actor=actor)
        if row is not current:
            writes.save(current, actor=actor)  # another version: who approves it has read this too
    return current


def part_of(paper: BoardPaper, part: str) -> tuple[BoardPaper | PaperGoal, str]:
    """The row that holds a part, and its field. Raises LookupError."""
    if part in TEXTS:
        return paper, part
    number = row_id(part.removeprefix(OF_GOAL)) if part.startswith(OF_GOAL) else None
    row = paper.goals.select_related("goal").filter(pk=number).first() if number else None
    if row is None:
        raise LookupError(part)
    return row, "text"


def _plain(text: str) -> str:
    """A form sends line breaks of its own kind."""
    return text.replace("\r\n", "\n").strip()


@transaction.atomic
def comment(*, actor: User, paper: BoardPaper, text: str, part: str = "") -> PaperComment:
    """A remark on a draft, or on a part of it."""
    require(actor, Role.EDITOR)
    return writes.save(PaperComment(paper=_open(paper), part=part, text=text, written_by=actor), actor=actor)


@transaction.atomic
def settle(*, actor: User, remark: PaperComment) -> PaperComment:
    """A remark has been dealt with."""
    require(actor, Role.EDITOR)
    _open(remark.paper)
    if remark.settled_at is None:
        remark.settled_by, remark.settled_at = actor, timezone.now()
        writes.save(remark, actor=actor)
    return remark


@transaction.atomic
def send_to_review(*, actor: User, paper: BoardPaper, reviewer: User) -> BoardPaper:
    """Ask a colleague to read it. Not the one who wrote it."""
    require(actor, Role.EDITOR)
    paper = _open(paper)
    if reviewer == paper.written_by:
        raise ValidationError({"reviewer": _("Den som har skrivit underlaget kan inte granska det.")})
    if not can(reviewer, Role.EDITOR):
        raise ValidationError({"reviewer": _("Den som bara får läsa kan inte kommentera eller skicka tillbaka.")})
    title = _("Granska styrelseunderlaget %(paper)s") % {"paper": paper}
    tell(user=reviewer, actor=actor, kind=Notification.Kind.PAPER, title=title, url=paper.get_absolute_url())
    return _to(paper, PaperState.REVIEW, actor, reviewer=reviewer)


@transaction.atomic
def send_back(*, actor: User, paper: BoardPaper) -> BoardPaper:
    """Back to be written on; who wrote it is told."""
    require(actor, Role.EDITOR)
    paper = _to(_open(paper), PaperState.DRAFT, actor)
    title = _("Styrelseunderlaget %(paper)s är tillbaka hos dig") % {"paper": paper}
    tell(user=paper.written_by, actor=actor, kind=Notification.Kind.PAPER, title=title, url=paper.get_absolute_url())
    return paper


def may_freeze(*, actor: User, paper: BoardPaper, version: int | None = None) -> None:
    """Raises PermissionDenied, Conflict when the paper has been changed, ValidationError when remarks stand open."""
    require(actor, Role.MANAGER)
    writes.check_version(paper, version)
    if paper.is_frozen:
        raise ValidationError(FROZEN)
    if paper.comments.filter(settled_at__isnull=True).exists():
        raise ValidationError(_("Det finns kommentarer som inte är åtgärdade."))


def approve(
    *, actor: User, paper: BoardPaper, version: int | None = None, told: Callable[[int, int], None] | None = None
) -> PaperSnapshot:
    """Approve and freeze: from now on the paper says what it says today.

    All figures are counted first, which may take seconds; they are stored with the approval in one transaction. What
    is put in while they are counted comes after `taken_at`.
    Raises as `may_freeze`, and Conflict when a word of the paper is changed while the figures are counted.
    """
    with transaction.atomic():
        may_freeze(actor=actor, paper=paper, version=version)
        paper = _open(paper)
    said, taken_at = paper_content.words(paper), timezone.now()
    with one_view():  # no chapter knows of a contact that another did not
        content, ids = paper_content.gather(paper, told)
    with transaction.atomic():
        current, now = _open(paper), timezone.now()
        may_freeze(actor=actor, paper=current)  # a remark may have come while the figures were counted
        if paper_content.words(current) != said:
            raise writes.Conflict(current)
        _to(current, PaperState.APPROVED, actor, approved_by=actor, approved_at=now)
        snapshot = PaperSnapshot(
            paper=current, taken_at=taken_at, definitions=paper_content.DEFINITIONS, content=content, ids=ids,
            digest=paper_content.digest(content, ids),
        )  # fmt: skip
        return writes.save(snapshot, actor=actor)


@transaction.atomic
def decide(*, actor: User, paper: BoardPaper, **said: Unpack[decisions.Content]) -> Decision:
    """Record what the board decided on an approved paper. Raises ValidationError beside the field."""
    require(actor, Role.EDITOR)
    current = writes.locked(paper)
    if current.state != PaperState.APPROVED:
        raise ValidationError(_("Beslutet antecknas på ett fastställt underlag, en gång."))
    if said["decided_on"] < current.last:
        raise ValidationError({"decided_on": _("Dagen ligger före periodens slut.")})
    made = decisions.add(actor=actor, **said)
    _to(current, PaperState.DECIDED, actor, decision=made)
    return made


@transaction.atomic
def follow(*, actor: User, paper: BoardPaper, **content: Unpack[Content]) -> BoardPaper:
    """Begin the next paper from `paper`: its words, and what was said of the goals that both tell of."""
    texts: Content = {"summary": paper.summary, "needs": paper.needs, "proposal": paper.proposal}
    texts.update(content)
    new = add(actor=actor, **texts)
    said = dict(paper.goals.values_list("goal", "text"))
    for row in new.goals.all():
        if writes.assign(row, {"text": said.get(row.goal_id, "")}):
            writes.save(row, actor=actor)
    return new


def content_of(paper: BoardPaper) -> dict[str, Any]:
    """What the paper says: frozen once it is approved, until then as of now."""
    return dict(paper.snapshot.content) if paper.is_frozen else paper_content.gather(paper)[0]


@transaction.atomic
def make_link(*, actor: User, paper: BoardPaper, name: str, expires_on: dt.date | None = None) -> tuple[PaperLink, str]:
    """A way for somebody of the board to read an approved paper. Returns it and its token, which is told this once."""
    require(actor, Role.EDITOR)
    if not paper.is_frozen:
        raise ValidationError(_("Underlaget kan delas när det är fastställt."))
    if expires_on and expires_on < today():
        raise ValidationError({"expires_on": _("Dagen har redan varit.")})
    token = secrets.token_urlsafe(32)
    link = PaperLink(paper=paper, name=name, digest=_digest(token), created_by=actor, expires_on=expires_on)
    return writes.save(link, actor=actor), token


@transaction.atomic
def revoke(*, actor: User, link: PaperLink) -> PaperLink:
    """Close a link at once."""
    require(actor, Role.EDITOR)
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        writes.save(link, actor=actor)
    return link


def read_by(token: str) -> PaperLink | None:
    """The open link that a token belongs to, noted as read; None when it is unknown, closed or has run out."""
    link = (
        PaperLink.objects.open_on(today()).filter(digest=_digest(token)).select_related("paper", "created_by").first()
    )
    if link is None:
        return None
    PaperLink.objects.filter(pk=link.pk).update(last_read_at=timezone.now())
    return link


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _open(paper: BoardPaper) -> BoardPaper:
    """The paper as it is now, held. Raises ValidationError when it is frozen."""
    current = writes.locked(paper)
    if current.is_frozen:
        raise ValidationError(FROZEN)
    return current


def _to(paper: BoardPaper, state: str, actor: User, **fields: Any) -> BoardPaper:
    writes.assign(paper, {"state": state, **fields})
    return writes.save(paper, actor=actor)


def _sync_goals(paper: BoardPaper, goals: Iterable[Goal], actor: User) -> bool:
    """Returns whether they were others, or in another order."""
    wanted = list(goals)
    if any(goal.plan_id != paper.plan_id for goal in wanted):
        raise ValidationError({"goals": _("Målet hör till en annan verksamhetsplan.")})
    there = {row.goal_id: row for row in paper.goals.select_related("goal")}
    is_changed = [row.goal for row in there.values()] != wanted
    for row in there.values():
        if row.goal not in wanted:
            writes.remove(row, actor=actor)
    for position, goal in enumerate(wanted):
        row = there.get(goal.pk) or PaperGoal(paper=paper, goal=goal)
        if writes.assign(row, {"position": position}) or row.pk is None:
            writes.save(row, actor=actor)
    return is_changed
