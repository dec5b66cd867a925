"""Goals and their figures over the API."""

import datetime as dt

import pytest

from crm.common import writes
from tests import make
from tests.contracts.api import get, is_problem, post, priority, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal():
    from advocacy.models import Audience, AudienceCondition, AudienceCriterion, Goal, Plan

    actor = make.actor()
    plan = writes.save(
        Plan(code="2026", name="Plan 2026", starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31)), actor=actor
    )
    audience = writes.save(Audience(name="Riksdagen"), actor=actor)
    row = writes.save(AudienceCriterion(audience=audience, label="Ledamöter"), actor=actor)
    writes.save(AudienceCondition(criterion=row, dimension="organization", organization=make.riksdag()), actor=actor)
    return writes.save(
        Goal(
            plan=plan,
            priority=priority(),
            code="J-1",
            statement="Alla är nådda",
            kind="awareness",
            unit="person",
            audience=audience,
        ),
        actor=actor,
    )


def test_reach_counts_a_meeting_logged_over_the_api(alma, goal):
    maja, _other = make.mp("Maja Lindqvist"), make.mp("Åsa Öberg")
    post(
        alma,
        url("interaction"),
        {
            "kind": "meeting",
            "held_on": "2026-03-02",
            "participants": [{"person": maja.pk}],
            "priorities": [goal.priority_id],
        },
    )

    figures = get(alma, url("goal", goal.pk, "reach/"), **{"from": "2026-01-01", "to": "2026-06-30"}).json()

    assert figures["goal"] == "2026:J-1"
    assert (figures["from"], figures["to"]) == ("2026-01-01", "2026-06-30")
    assert (figures["audience"], figures["covered"], figures["coverage"]) == (2, 1, 0.5)
    assert figures["by_party"] == {"C": {"audience": 2, "covered": 1}}


@pytest.mark.parametrize(
    ("query", "field"),
    [({"from": "x"}, "from"), ({"from": "2026-06-30", "to": "2026-01-01"}, "to"), ({"till": "2026-01-01"}, "till")],
)
def test_reach_of_an_impossible_period_is_an_error(bo, goal, query, field):
    is_problem(get(bo, url("goal", goal.pk, "reach/"), **query), 400, field)


def test_reach_without_days_is_that_of_the_plan_so_far(bo, goal):
    figures = get(bo, url("goal", goal.pk, "reach/")).json()

    assert figures["from"] == "2026-01-01"
    assert figures["to"] <= "2026-12-31"
