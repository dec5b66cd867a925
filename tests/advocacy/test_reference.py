"""The customer's plans as data: every code, whom each goal is to reach, and what a second load leaves alone."""

import datetime as dt
from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from advocacy.models import (
    Activity,
    Argument,
    Audience,
    AudienceCondition,
    AudienceCriterion,
    DirectionGoal,
    Event,
    Goal,
    Plan,
    PlanItem,
    Position,
    Priority,
    PriorityLink,
)
from advocacy.querysets.audience import criteria_of, organizations_in
from advocacy.services import reference
from contacts.services.reference import load_register
from crm.common import writes
from crm.models import User
from tests.base import make_user

TREE = {
    "EBS": None, "SA24": "EBS", "GODS": "EBS",
    "EBM": None, "LARARE": "EBM", "SAMHB": "EBM", "JARNVAG": "SAMHB",
    "INNO": None, "MARITIM": None, "INT": None,
}  # fmt: skip
MEETING_PLACES = {"MT", "RAD", "STY", "MEDL", "GSN", "MP", "ALM", "KOM", "SEF", "REGLAB"}
DIRECTIONS = {
    "EBS": "S", "SA24": "S", "GODS": "S", "EBM": "K", "LARARE": "K", "SAMHB": "K", "JARNVAG": "K",
    "INNO": "K", "MARITIM": "S", "INT": "KS",
}  # fmt: skip
GOALS = {
    "EBS-1": ("awareness", "person"),
    "EBS-2": ("implementation", "organization"),
    "EBS-3": ("influence", "person"),
    "SA24-1": ("influence", "person"),
    "SA24-2": ("agreement", "seat"),
    "GODS-1": ("implementation", "organization"),
    "EBM-1": ("network", "organization"),
    "EBM-2": ("influence", "organization"),
    "EBM-3": ("influence", "person"),
    "EBM-4": ("awareness", "organization"),
    "LARARE-1": ("influence", "organization"),
    "SAMHB-1": ("influence", "person"),
    "INNO-1": ("awareness", "organization"),
    "MARITIM-1": ("network", "organization"),
    "MARITIM-2": ("influence", "person"),
    "INT-1": ("awareness", "person"),
    "INT-2": ("network", "organization"),
}
SEVEN = {
    "Stockholms län", "Uppsala län", "Västmanlands län", "Örebro län", "Södermanlands län", "Östergötlands län",
    "Gotlands län",
}  # fmt: skip
NINE = (SEVEN - {"Gotlands län"}) | {"Gävleborgs län", "Dalarnas län", "Värmlands län"}


def goal(name: str) -> Goal:
    return Goal.objects.named(name, dt.date(2026, 11, 22))


def rows_of(audience: Audience) -> list[dict[str, set[str]]]:
    """An audience in words: each row's dimensions with what they accept."""
    rows = []
    for criterion in audience.criteria.all():
        row: dict[str, set[str]] = {}
        for condition in criterion.conditions.select_related("area", "organization", "responsibility", "tag"):
            related = condition.responsibility.code if condition.responsibility else condition.shown
            row.setdefault(condition.dimension, set()).add(condition.value or related)
        rows.append(row)
    return rows


class ThePlansAsLoaded(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        dag = make_user("dag")
        load_register(actor=dag)
        reference.load_plans(actor=dag)

    def test_three_plans_are_loaded_and_only_2026_is_marked_as_fictional(self) -> None:
        assert dict(Plan.objects.values_list("code", "is_fictional")) == {"2020": False, "2023": False, "2026": True}
        fictional = Plan.objects.get(code="2026")
        assert "påhittad" in fictional.name
        assert fictional.description.startswith("PÅHITTAD PLAN")
        assert Plan.objects.current(dt.date(2026, 11, 22)) == fictional

    def test_each_plan_has_the_two_direction_goals(self) -> None:
        for plan in ["2020", "2023", "2026"]:
            with self.subTest(plan=plan):
                assert dict(DirectionGoal.objects.filter(plan__code=plan).values_list("code", "name")) == {
                    "S": "En sammanhållen region",
                    "K": "En stark kunskapsregion",
                }

    def test_direction_goals_were_adopted_the_year_before_their_plan(self) -> None:
        adopted = DirectionGoal.objects.exclude(adopted_on="").values_list("plan__code", "adopted_by", "adopted_on")
        assert set(adopted) == {("2020", "Rådet", "2019"), ("2023", "Rådet", "2022")}

    def test_priorities_form_the_tree_of_the_plan(self) -> None:
        stored = dict(Priority.objects.values_list("code", "parent__code"))
        assert {code: stored[code] for code in TREE} == TREE
        assert {code for code, parent in stored.items() if parent == "MOTESPLATSER"} == MEETING_PLACES

    def test_maritime_questions_work_through_infrastructure_and_freight(self) -> None:
        links = set(PriorityLink.objects.values_list("priority__code", "works_through__code"))
        assert links == {("MARITIM", "EBS"), ("MARITIM", "GODS")}

    def test_plan_2020_has_five_areas_and_no_goals(self) -> None:
        plan = Plan.objects.get(code="2020")
        assert set(plan.items.values_list("priority__code", flat=True)) == {"INFRA", "KOMP", "INNO", "MARITIM", "INT"}
        assert not plan.goals.exists()

    def test_every_area_of_2020_leads_to_one_of_2023(self) -> None:
        later = set(PlanItem.objects.filter(plan__code="2023").values_list("priority__code", flat=True))
        for item in PlanItem.objects.filter(plan__code="2020").select_related("priority"):
            successors = set(item.priority.successors.values_list("code", flat=True))
            assert (successors | {item.priority.code}) & later, item

    def test_plan_items_carry_direction_goals(self) -> None:
        for plan in ["2023", "2026"]:
            with self.subTest(plan=plan):
                found: dict[str, str] = dict.fromkeys(DIRECTIONS, "")
                rows = PlanItem.objects.filter(plan__code=plan, directions__isnull=False)
                for code, direction, of_plan in rows.order_by("directions__direction_goal__code").values_list(
                    "priority__code", "directions__direction_goal__code", "directions__direction_goal__plan__code"
                ):
                    assert of_plan == plan
                    found[code] += direction
                assert found == DIRECTIONS

    def test_plan_items_cover_the_counties_of_the_plan(self) -> None:
        for codes, counties in [(["EBS", "SA24", "GODS"], SEVEN), (["EBM", "LARARE", "SAMHB", "JARNVAG"], NINE)]:
            with self.subTest(codes=codes, counties=counties):
                for item in PlanItem.objects.filter(plan__code__in=["2023", "2026"], priority__code__in=codes):
                    assert set(item.areas.values_list("area__name", flat=True)) == counties

    def test_plan_items_name_their_lead_bodies(self) -> None:
        def bodies(code: str) -> set[str]:
            item = PlanItem.objects.get(plan__code="2023", priority__code=code)
            return set(item.lead_bodies.values_list("organization__name", flat=True))

        assert bodies("EBS") == {"Lilla gruppen", "Stora gruppen", "Styrelsen"}
        assert "100-gruppen" in bodies("SA24")
        assert {"Godstransportrådet", "Godstransportrådets styrgrupp"} <= bodies("GODS")
        assert "Styrgrupp En Bättre Matchning" in bodies("EBM")
        assert bodies("GSN") == {"Greater Stockholm Network", "Greater Stockholm Network styrgrupp"}

    def test_every_goal_has_its_kind_unit_and_priority(self) -> None:
        for plan in ["2023", "2026"]:
            with self.subTest(plan=plan):
                goals = Goal.objects.filter(plan__code=plan).select_related("priority", "audience")
                assert {g.code: (g.kind, g.unit) for g in goals} == GOALS
                for one in goals:
                    assert one.code.startswith(f"{one.priority.code}-")
                    assert one.statement.endswith(".")
                    assert one.audience is not None

    def test_goals_of_2026_follow_those_of_2023(self) -> None:
        followed = Goal.objects.filter(plan__code="2026").values_list(
            "code", "predecessor__code", "predecessor__plan__code"
        )
        assert set(followed) == {(code, code, "2023") for code in GOALS}

    def test_bare_code_means_the_current_plan(self) -> None:
        assert goal("SA24-1").plan.code == "2026"
        assert goal("2023:SA24-1").plan.code == "2023"
        assert "nationell plan 2026–2037" in goal("2023:SA24-1").statement

    def test_audience_of_a_national_plan_is_mps_committee_ministry_and_agency(self) -> None:
        assert rows_of(goal("SA24-1").audience) == [
            {"organization": {"Sveriges riksdag"}, "area": SEVEN},
            {"organization": {"Trafikutskottet"}},
            {"responsibility": {"infrastructure"}},
            {"organization": {"Trafikverket"}},
        ]

    def test_audience_of_higher_education_is_in_the_nine_counties(self) -> None:
        assert rows_of(goal("EBM-1").audience) == [
            {"organization_kind": {"university"}, "area": NINE},
            {"organization_kind": {"region"}, "area": NINE},
        ]
        assert rows_of(goal("EBM-3").audience) == [
            {"organization": {"Sveriges riksdag"}, "area": NINE},
            {"organization": {"Utbildningsutskottet"}},
            {"responsibility": {"education"}},
            {"organization": {"Universitetskanslersämbetet"}},
            {"organization": {"Universitets- och högskolerådet"}},
        ]

    def test_audience_of_the_european_goal_leaves_our_channel_out(self) -> None:
        named = set().union(*(row["organization"] for row in rows_of(goal("EBS-3").audience)))
        assert {"Europaparlamentet", "Europeiska kommissionen"} <= named
        assert "Stockholmsregionens Europaförening" not in named

    def test_audience_of_the_agreement_is_three_groups(self) -> None:
        assert rows_of(goal("SA24-2").audience) == [
            {"organization": {"100-gruppen"}},
            {"organization": {"Lilla gruppen"}},
            {"organization": {"Stora gruppen"}},
        ]

    def test_audience_of_members_follows_their_membership(self) -> None:
        assert rows_of(goal("INNO-1").audience) == [{"customer_status": {"full", "associated"}}]
        assert {"organization_kind": {"municipality"}, "customer_status": {"full", "associated"}} in rows_of(
            goal("EBM-4").audience
        )

    def test_freight_council_can_be_reached_as_an_organization(self) -> None:
        """It holds companies and agencies: a body of our own would be in no audience."""
        found = organizations_in(criteria_of(goal("GODS-1").audience), dt.date(2026, 6, 30))
        assert set(found.values_list("name", flat=True)) == {"Godstransportrådet", "Trafikverket"}

    def test_audience_of_universities_and_regions_is_found_in_the_register(self) -> None:
        found = organizations_in(criteria_of(goal("EBM-1").audience), dt.date(2026, 6, 30))
        names = set(found.values_list("name", flat=True))
        assert len([name for name in names if name.startswith("Region ")]) == 9
        assert {"Uppsala universitet", "Högskolan Dalarna", "Linköpings universitet"} <= names
        assert "Lunds universitet" not in names

    def test_every_row_of_an_audience_asks_for_something_that_a_form_would_accept(self) -> None:
        assert not AudienceCriterion.objects.filter(conditions=None).exists()
        assert not Audience.objects.filter(criteria=None).exists()
        for condition in AudienceCondition.objects.select_related("area", "organization", "responsibility", "tag"):
            condition.clean()

    def test_positions_on_builders_of_infrastructure_are_the_plans_four(self) -> None:
        texts = [p.text for p in Position.objects.filter(priority__code="SAMHB")]
        assert len(texts) == 4
        assert "statliga medel" in texts[0]
        assert "kompetensråd" in texts[1]

    def test_arguments_have_a_source_and_an_end(self) -> None:
        for fact in ["4,3 miljoner", "51 procent", "750 000", "150 miljoner ton", "8 av 10", "32 av"]:
            with self.subTest(fact=fact):
                argument = Argument.objects.get(text__contains=fact)
                assert argument.source
                assert argument.valid_until

    def test_activities_have_status_and_dates_within_their_plan(self) -> None:
        activities = Activity.objects.select_related("goal__plan")
        for activity in activities:
            plan = activity.goal.plan
            assert plan.starts_on <= activity.starts_on <= activity.ends_on <= plan.ends_on
        held = Counter(activity.goal.code for activity in activities if activity.goal.plan.code == "2023")
        assert held["GODS-1"] == 4
        assert held["LARARE-1"] == 3

    def test_meeting_places_of_2023_are_events(self) -> None:
        assert set(Event.objects.values_list("name", "place", "starts_on", "ends_on", "is_ours")) == {
            ("Mälartinget 2023", "Södertälje", dt.date(2023, 5, 4), dt.date(2023, 5, 5), True),
            ("Almedalsveckan 2023", "Visby", dt.date(2023, 6, 27), dt.date(2023, 7, 1), False),
        }


@pytest.fixture
def loaded(dag: User) -> Counter[str]:
    load_register(actor=dag)
    return reference.load_plans(actor=dag)


def test_second_load_changes_nothing_and_asks_few_questions(loaded: Counter[str], dag: User) -> None:
    histories = Goal.history.count(), Priority.history.count(), AudienceCondition.history.count()
    with CaptureQueriesContext(connection) as queries:
        assert reference.load_plans(actor=dag) == Counter()
    assert (Goal.history.count(), Priority.history.count(), AudienceCondition.history.count()) == histories
    assert len(queries) < 40


def test_what_staff_changed_or_removed_stays_so(loaded: Counter[str], dag: User) -> None:
    one = goal("SAMHB-1")
    one.statement, one.audience.name = "Så säger vi nu.", "Vår målgrupp"
    writes.save(one, actor=dag)
    writes.save(one.audience, actor=dag)
    writes.remove(one.activities.first(), actor=dag)
    writes.remove(Position.objects.filter(priority__code="SAMHB").first(), actor=dag)
    writes.remove(Event.objects.get(name="Almedalsveckan 2023"), actor=dag)
    event = Event.objects.get(name="Mälartinget 2023")
    event.name = "Mälarting i Södertälje"
    writes.save(event, actor=dag)

    assert reference.load_plans(actor=dag) == Counter()
    assert goal("SAMHB-1").statement == "Så säger vi nu."
    assert Position.objects.filter(priority__code="SAMHB").count() == 3
    assert Event.objects.get().name == "Mälarting i Södertälje"


def test_goal_that_is_missing_is_added_with_what_belongs_to_it(loaded: Counter[str], dag: User) -> None:
    lost = goal("INNO-1")
    lost.activities.all().delete()
    lost.delete()
    assert reference.load_plans(actor=dag) == {"Goal": 1, "Activity": 1}
    assert goal("INNO-1").predecessor == goal("2023:INNO-1")
    assert goal("INNO-1").audience == goal("2023:INNO-1").audience


def test_history_names_who_loaded(loaded: Counter[str], dag: User) -> None:
    entry = goal("2023:EBS-1").history.get()
    assert (entry.history_user, entry.history_type) == (dag, "+")


def test_manager_may_not_load_plans(dag: User, eva: User) -> None:
    load_register(actor=dag)
    with pytest.raises(PermissionDenied):
        reference.load_plans(actor=eva)
    assert not Plan.objects.exists()
