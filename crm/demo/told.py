"""What the board was told in the demo: the paper to its meeting last June, frozen as the figures of the demo are."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from advocacy.models import Goal, Plan
from advocacy.services import paper_proposals, papers
from contacts.models import Organization
from crm.models import User

GOALS = 3
NEEDS = "Vi behöver ledamöternas hjälp med vägen in till de län där ingen har träffat oss än."
PROPOSAL = "Styrelsen godkänner redovisningen av påverkansarbetet."


def tell_the_board(users: dict[str, User], day: dt.date) -> Counter[str]:
    """Returns the number of new rows by model: none where no plan held last June."""
    year = day.year if day > dt.date(day.year, 6, 30) else day.year - 1
    first, last, meeting = dt.date(year, 1, 1), dt.date(year, 5, 31), dt.date(year, 6, 12)
    plan = Plan.objects.current(last)
    goals = list(Goal.objects.filter(plan=plan, audience__isnull=False)[:GOALS]) if plan else []
    if plan is None or not goals:
        return Counter()
    paper = papers.add(
        actor=users["alma"], title="Vad påverkansarbetet har gett, januari–maj", meeting_on=meeting,
        dispatch_on=meeting - dt.timedelta(days=8), agenda_item="§ 41", plan=plan, first=first, last=last,
        body=Organization.objects.filter(is_own_body=True, name="Rådet").first(),
        needs=NEEDS, proposal=PROPOSAL, goals=goals,
    )  # fmt: skip
    for part in ("summary", *(f"{papers.OF_GOAL}{row.pk}" for row in paper.goals.all())):
        text = paper_proposals.propose(paper, part)
        paper = papers.write(actor=users["alma"], paper=paper, part=part, text=text)
    papers.approve(actor=users["eva"], paper=paper)
    return Counter(BoardPaper=1)
