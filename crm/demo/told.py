"""What the board was told in the demo: the paper to its meeting last June, frozen with what was put in by then.

What has happened to the register since is in `since.py`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from advocacy.models import BoardPaper, Goal, Plan
from advocacy.services import paper_proposals, papers
from contacts.models import Organization
from crm.demo import clock
from crm.models import User

GOALS = 3
NEEDS = "Vi behöver ledamöternas hjälp med vägen in till de län där ingen har träffat oss än."
PROPOSAL = "Styrelsen godkänner redovisningen av påverkansarbetet."


@dataclass(frozen=True)
class June:
    """The meeting of last June: the period that its paper tells of, and the day when that was sent out."""

    plan: Plan
    goals: list[Goal]
    first: dt.date
    last: dt.date
    sent: dt.date
    meeting: dt.date


def june(day: dt.date) -> June | None:
    """The last June before `day`; None where no plan with goals held then."""
    year = day.year if day > dt.date(day.year, 6, 30) else day.year - 1
    last = dt.date(year, 5, 31)
    plan = Plan.objects.current(last)
    goals = list(Goal.objects.for_list().filter(plan=plan, audience__isnull=False)[:GOALS]) if plan else []
    if plan is None or not goals:
        return None
    return June(plan, goals, dt.date(year, 1, 1), last, dt.date(year, 6, 4), dt.date(year, 6, 12))


def tell_the_board(users: dict[str, User], of: June) -> Counter[str]:
    """Put the paper together and freeze it, as of the day it is sent. Returns the number of new rows by model."""
    with clock.at(of.sent - dt.timedelta(days=2)):
        paper = papers.add(
            actor=users["alma"], title="Vad påverkansarbetet har gett, januari–maj", meeting_on=of.meeting,
            dispatch_on=of.sent, agenda_item="§ 41", plan=of.plan, first=of.first, last=of.last,
            body=Organization.objects.filter(is_own_body=True, name="Rådet").first(),
            needs=NEEDS, proposal=PROPOSAL, goals=of.goals,
        )  # fmt: skip
        paper = _write(paper, users["alma"])
    with clock.at(of.sent):
        papers.approve(actor=users["eva"], paper=paper)
    return Counter(BoardPaper=1)


def _write(paper: BoardPaper, actor: User) -> BoardPaper:
    for part in ("summary", *(f"{papers.OF_GOAL}{row.pk}" for row in paper.goals.all())):
        text = paper_proposals.propose(paper, part)
        paper = papers.write(actor=actor, paper=paper, part=part, text=text)
    return paper
