"""A paper counts all its chapters together: they say what each figure set says by itself, on random worlds."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advocacy.choices import Comparison
from advocacy.models import (
    BoardPaper,
    Decision,
    DecisionParty,
    OnboardingProgramme,
    PaperGoal,
    PlanItemArea,
    ProposalLink,
)
from advocacy.services import paper_content
from advocacy.services.figures.trend import trend
from advocacy.services.figures.whole import FigureSet
from contacts.models import Person, Term
from tests import make_motions
from tests.advocacy import test_influence_property
from tests.advocacy.test_reach_of_many import ELECTION, world_of_many
from tests.advocacy.test_reach_property import FIRST, LAST

pytestmark = pytest.mark.django_db
DAYS = [day + dt.timedelta(days=n) for day in (FIRST, ELECTION, LAST) for n in (-1, 0, 1)]
DAYS += [dt.date(2022, 9, 1), dt.date(2023, 2, 1), dt.date(2023, 5, 15)]


class Filled(test_influence_property.Random):
    """A world of many goals, with rows of every sort that came of it on its priorities."""

    def __init__(self, seed):
        self.w = world_of_many(seed)
        self.any = test_influence_property.random.Random(f"filled {seed}")
        self.priorities = [self.w.parent, self.w.priority, self.w.child]
        self.people = list(Person.objects.order_by("pk"))
        for n in range(12):
            self.rest(n)
            self.note()
            self.note()
        for n in range(4):
            self.motion(n)
        self.anchor()
        for n in range(2):
            self.programme(n)

    def note(self):
        test_influence_property.Stance.objects.create(
            person=self.pick(self.people), priority=self.pick(self.priorities), stated_on=self.pick(DAYS),
            value=self.pick(["for", "neutral", "against"]), evidence="Sade så", noted_by=self.w.alma,
        )  # fmt: skip

    def motion(self, n):
        held = make_motions.motion(n, session="2022/23", submitted_on=self.pick(DAYS))
        for about in self.any.sample(self.priorities, 2):
            ProposalLink.objects.create(
                proposal=held.proposals.get(), priority=about, leaning=self.pick(["for", "against", "neither"]),
                decided_by=self.w.alma,
            )  # fmt: skip

    def anchor(self):
        party = self.w.parties[0]
        self.w.seat(self.w.person("Region"), self.w.council, party=party, area=None, starts_on=dt.date(2022, 10, 15))
        for priority in (self.w.priority, self.w.child):
            item = self.w.plan.items.create(priority=priority)
            PlanItemArea.objects.create(item=item, area=self.w.counties[1])
        decision = Decision.objects.create(
            body=self.w.council, decided_on=self.pick(DAYS[:4]), paragraph="1", text="Ja", priority=self.w.priority
        )
        DecisionParty.objects.create(decision=decision, party=party, leaning="for")

    def programme(self, n):
        OnboardingProgramme.objects.create(
            name=f"Nya {n}", owner=self.w.alma, priority=self.pick([*self.priorities, None]), cohort="leaving",
            audience=self.w.audience({"organization": [self.w.riksdag, self.w.agency]}, name=f"Nya {n}"),
            entered_from=dt.date(2022, 10, 1),
        )  # fmt: skip

    def paper(self, goals, with_=Comparison.BEFORE):
        made = BoardPaper.objects.create(
            title="Uppföljning", plan=self.w.plan, first=FIRST, last=LAST, meeting_on=LAST, compared_with=with_,
            written_by=self.w.alma,
        )  # fmt: skip
        for position, goal in enumerate(goals):
            PaperGoal.objects.create(paper=made, goal=goal, position=position)
        return made


@pytest.fixture
def filled(monkeypatch):
    monkeypatch.setattr(test_influence_property, "DAYS", DAYS)
    return Filled


def alone(scope, part, with_):
    """A chapter's part with every section asked by itself: figures with their value before and tables, and the ids."""
    found = {}
    for key in FigureSet(scope, *part, with_).keys:
        of = FigureSet(scope, *part, with_)
        section = of.section(key)
        before = {one.key: one.value for one in FigureSet(scope, *of.earlier, with_).section(key).figures}
        figures = {one.key: {**one.as_json(), "before": before.get(one.key)} for one in section.figures}
        tables = {table.key: rows_of(table.as_json()) for table in section.tables if table.rows}
        found[key] = (figures, tables), {one.key: sorted(one.ids) for one in section.figures if one.model}
    return found


def rows_of(table):
    """The rows by the keys of the columns, but those of what is so today alone: a paper does not keep them."""
    heads = [head if isinstance(head, str) else head["key"] for head in table["heads"]]
    rows = [dict(zip(heads, row, strict=True)) for row in table["rows"]]
    return [{key: row[key] for key in heads if key not in paper_content.NOT_KEPT} for row in rows]


def gathered(part, ids):
    sections = {
        section["key"]: (
            {one["key"]: {name: one[name] for name in one if name not in ("label", "definition")}
             for one in section["figures"]},
            {table["key"]: rows_of(table) for table in section["tables"]},
        )
        for section in part["sections"]
    }  # fmt: skip
    by_section = {key: held for key, held in ids.items() if key != paper_content.GROUPS}
    return sections, {key: {name: sorted(one["ids"]) for name, one in held.items()} for key, held in by_section.items()}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("with_", Comparison.values)
def test_a_paper_says_what_every_figure_set_says_by_itself(filled, seed, with_):
    world = filled(seed)
    Term.objects.create(body="riksdag", name="2023", starts_on=ELECTION)
    goals = list(world.w.plan.goals.order_by("code"))
    # Not all goals of the plan stand in the paper: of the others the plan's chapter tells too.
    paper = world.paper(goals[:-2], with_)
    content, ids = paper_content.gather(paper)
    chapters = {one["scope"]: one for one in [content["plan"], *content["goals"]]}
    assert len(chapters) == len(goals) - 1
    told = set()
    for subject in paper_content.subjects(paper):
        said = chapters[subject.scope.code]
        assert len(said["parts"]) == 2
        for part in said["parts"]:
            days = dt.date.fromisoformat(part["first"]), dt.date.fromisoformat(part["last"])
            behind = ids[subject.scope.code][f"{part['first']}–{part['last']}"]
            sections, numbers = gathered(part, behind)
            for key, (section, counted) in alone(subject.scope, days, with_).items():
                assert (subject.title, key, section, counted) == (
                    subject.title,
                    key,
                    sections.pop(key),
                    numbers.pop(key),
                )
            assert not sections and not numbers
            told |= {section["key"] for section in part["sections"] if section["figures"] or section["tables"]}
        if subject.scope.goal and said.get("trend"):
            points = trend(subject.scope.goal, LAST)
            assert [(q["covered"], q["audience"]) for q in said["trend"]] == [(p.covered, p.audience) for p in points]
    assert {"reach", "spread", "ladder", "stances", "anchoring", "outcomes", "motions", "commitments"} <= told
    assert content == json.loads(json.dumps(content))


def test_a_goal_more_asks_for_its_own_reach_alone(filled):
    """What goes by priority is read once, and so are trends: a goal more costs as much as the one before it."""
    world = filled(1)
    goals = [g for g in world.w.plan.goals.order_by("code") if g.unit == "person" and g.audience]
    assert len(goals) > 2
    by_priority = ("stance", "proposallink", "measure", "commitment", "viewpoint", "outcome", "onboarding", "decision")
    counts = {}
    for n in (1, 2, 3):
        paper = world.paper(goals[:n])
        with CaptureQueriesContext(connection) as queries:
            paper_content.gather(paper)
        counts[n] = [sum(f'FROM "advocacy_{one}' in query["sql"] for query in queries) for one in by_priority]
    assert counts[1] == counts[2] == counts[3] and all(counts[1])
