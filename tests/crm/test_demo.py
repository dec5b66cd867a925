"""The demo: people who do not exist, with mandates and contacts that hang together."""

import csv
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, F, Max, Min, Q
from django.utils import timezone

from advocacy.choices import (
    Attendance,
    CommitmentState,
    InteractionKind,
    InteractionStatus,
    ParticipantSide,
    Promiser,
    StanceValue,
)
from advocacy.choices.one_voice import Voice
from advocacy.models import (
    Act,
    Argument,
    ArgumentUse,
    BoardPaper,
    Commitment,
    Consultation,
    Decision,
    Event,
    Interaction,
    OnboardingCaseStep,
    OnboardingProgramme,
    Outcome,
    OutcomeContribution,
    Participation,
    Plan,
    Stance,
    Task,
)
from advocacy.services import paper_content, paper_differences
from advocacy.services.onboarding_cohort import waiting
from advocacy.services.onboarding_figures import Figures
from advocacy.services.one_voice import OneVoice
from advocacy.services.reach import Reach, goal_summaries
from advocacy.services.reference import load_plans
from contacts.choices import DetailKind, OrganizationKind, ServingStatus
from contacts.models import (
    ContactDetail,
    ContactList,
    Membership,
    MembershipStatus,
    Organization,
    Party,
    Person,
    Post,
)
from contacts.services.composition import compositions
from contacts.services.reference import load_register
from crm.common import writes
from crm.common.permissions import Role, role_of
from crm.common.text import fold
from crm.demo import DEMO_ACCOUNTS, load_demo
from crm.demo.bodies import CONSTITUENCIES
from crm.demo.interactions import Diary
from crm.demo.introductions import MEMBERS
from crm.demo.names import family_names
from crm.demo.people import Register
from crm.demo.since import LUNCH, PAUSE
from crm.models import SavedView, User

DAY = dt.date(2026, 11, 22)
# Counted before and after: everything that loading could touch.
MODELS = (
    Person, Membership, MembershipStatus, Organization, ContactDetail, Interaction, Participation, Event, Task, User,
)  # fmt: skip
SERIES = ("+46701740", "+463139006", "+464062804", "+468465004", "+469803192")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Counter[str]]:
    """The demo as loaded on DAY, once for all tests of this module, and taken away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        actor = User.objects.system()
        load_register(actor=actor)
        load_plans(actor=actor)
        yield load_demo(actor=actor, day=DAY)
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: Counter[str], db: None) -> Counter[str]:
    return loaded


def theirs() -> Any:
    return Participation.objects.filter(side=ParticipantSide.THEIRS)


def counts() -> dict[str, int]:
    tables = {model.__name__: model._base_manager.count() for model in MODELS}
    return tables | {f"{m.__name__} history": m.history.count() for m in MODELS if hasattr(m, "history")}


# --- People ---------------------------------------------------------------------------------------------


def test_demo_has_about_four_hundred_people(demo: Counter[str]) -> None:
    assert 380 <= Person.objects.count() <= 440
    assert demo["Person"] == Person.objects.count()


def test_everybody_has_a_name_of_their_own(demo: Counter[str]) -> None:
    assert len({person.name for person in Person.objects.all()}) == Person.objects.count()


def test_no_demo_name_is_a_politician_of_the_old_riksdag(demo: Counter[str], shared: Callable[[str], Path]) -> None:
    text = shared("data/riksdagen/personlista_rekonstruerad_2022_2026.json").read_text(encoding="utf-8")
    members = json.loads(text)["personlista"]["person"]
    assert len(members) == 443
    real = {fold(f"{one['tilltalsnamn']} {one['efternamn']}") for one in members}
    assert not real & {fold(person.name) for person in Person.objects.all()}
    assert not {fold(one["efternamn"]) for one in members} & {fold(name) for name in family_names()}


def test_no_demo_name_is_a_politician_elected_in_2026(demo: Counter[str], shared: Callable[[str], Path]) -> None:
    with shared("data/val/elected_riksdag_2026.csv").open(encoding="utf-8-sig", newline="") as file:
        elected = [fold(row["namn"]) for row in csv.DictReader(file)]
    assert len(elected) == 349
    assert not set(elected) & {fold(person.name) for person in Person.objects.all()}
    assert not {word for name in elected for word in name.split()} & {fold(name) for name in family_names()}


def test_both_terms_are_there_with_those_who_stayed_left_and_came(demo: Counter[str]) -> None:
    riksdag = Organization.objects.get(name="Sveriges riksdag")
    for day in (dt.date(2026, 9, 27), dt.date(2026, 9, 28), DAY):
        assert Membership.objects.serving_on(day).filter(organization=riksdag).count() == sum(CONSTITUENCIES.values())
    before = set(Membership.objects.active_on(dt.date(2026, 9, 27)).filter(organization=riksdag).values_list("person"))
    after = set(Membership.objects.active_on(dt.date(2026, 9, 28)).filter(organization=riksdag).values_list("person"))
    assert len(before & after) > 20
    assert len(before - after) > 10
    assert len(after - before) > 10


def test_some_rose_from_municipality_to_region_to_riksdag(demo: Counter[str]) -> None:
    climbed = Person.objects.all()
    for level in ("local", "regional", "national"):
        seats = Membership.objects.filter(organization__kind="assembly", organization__level=level)
        climbed = climbed.filter(pk__in=seats.values("person"))
    assert climbed.count() >= 3


def test_who_is_on_leave_does_not_serve_and_the_substitute_does(demo: Counter[str]) -> None:
    leaves = MembershipStatus.objects.filter(status=ServingStatus.ON_LEAVE, ends_on=None)
    assert leaves.count() >= 2
    serving = Membership.objects.serving_on(DAY)
    for leave in leaves:
        assert not serving.filter(pk=leave.membership_id).exists()
        assert serving.filter(stands_in_for=leave.membership_id).count() == 1


def test_some_officials_are_new_on_their_posts(demo: Counter[str]) -> None:
    new = Membership.objects.filter(kind="official", starts_on__gt=DAY - dt.timedelta(days=90), starts_on__lte=DAY)
    assert new.count() >= 5
    # Each took over from somebody whose last day was the day before.
    for post in new:
        earlier = {
            "organization": post.organization,
            "role": post.role,
            "ends_on": post.starts_on - dt.timedelta(days=1),
        }
        assert Membership.objects.filter(**earlier).exists()


def test_nobody_can_be_called_or_written_to(demo: Counter[str]) -> None:
    details = ContactDetail.objects.filter(person__isnull=False)
    assert details.count() > 500
    for detail in details:
        if detail.kind == DetailKind.EMAIL:
            assert detail.value.endswith(("@example.se", ".example.se"))
        else:
            assert detail.value.startswith(SERIES)


def test_companies_of_the_demo_have_no_organization_number(demo: Counter[str]) -> None:
    invented = Organization.objects.filter(identifiers__value__startswith="demo-")
    companies = invented.filter(kind__in=(OrganizationKind.COMPANY, OrganizationKind.ASSOCIATION))
    assert companies.count() == 17
    assert not companies.exclude(organization_number="").exists()


def test_our_bodies_are_alive_with_members_gaps_and_vacancies(demo: Counter[str]) -> None:
    """Somebody represents somebody, on a side; some bodies are complete, others lack a county, a side or a member."""
    own = Organization.objects.filter(composition_rules__isnull=False).distinct()
    found = compositions(list(own), DAY)
    words = {body.organization.name: body.word for body in found.values()}
    assert words["Greater Stockholm Network styrgrupp"] == "komplett"
    assert words["Lilla gruppen"] == "1 vakans"
    assert any(body.gaps > 3 for body in found.values())
    seats = Membership.objects.active_on(DAY).filter(organization__in=own)
    assert seats.filter(represents__isnull=False).count() > 0.9 * seats.count()
    assert {"majority", "opposition"} <= set(seats.values_list("side", flat=True))
    hundred = next(body for body in found.values() if body.organization.name == "100-gruppen")
    assert hundred.unsaid


def test_vacant_seats_have_a_day_since_when(demo: Counter[str]) -> None:
    vacant = list(Post.objects.vacant_on(DAY).with_days(DAY))
    assert len(vacant) >= 3
    assert any(post.left_on for post in vacant)
    assert Post.objects.vacant_on(DAY).count() < Post.objects.count() / 4


def test_companies_stand_in_groups(demo: Counter[str]) -> None:
    assert Organization.objects.filter(kind="company", parent__kind="company").count() == 3


# --- Accounts -------------------------------------------------------------------------------------------


def test_each_role_has_an_account_that_can_log_in(demo: Counter[str]) -> None:
    roles = set()
    for email, password, role, name in DEMO_ACCOUNTS:
        user = User.objects.get(email=email)
        validate_password(password, user)
        assert len(password) >= 12
        assert (user.name, user.check_password(password), role_of(user)) == (name, True, role)
        roles.add(role)
    assert roles == set(Role)


def test_each_account_has_open_late_and_done_tasks(demo: Counter[str]) -> None:
    for account in DEMO_ACCOUNTS:
        mine = Task.objects.filter(owner__email=account.email)
        assert mine.open().filter(due_on__gt=DAY).exists()
        assert mine.open().filter(due_on__lt=DAY).exists()
        assert mine.filter(done_at__isnull=False).exists()


# --- Contacts -------------------------------------------------------------------------------------------


def test_contacts_fill_the_eighteen_months_before_the_day(demo: Counter[str]) -> None:
    done = Interaction.objects.filter(status=InteractionStatus.DONE)
    assert 850 <= done.count() <= 950
    span = done.aggregate(first=Min("held_on"), last=Max("held_on"))
    assert DAY - dt.timedelta(days=550) <= span["first"] <= DAY - dt.timedelta(days=500)
    assert DAY - dt.timedelta(days=10) <= span["last"] <= DAY
    planned = Interaction.objects.filter(status=InteractionStatus.PLANNED)
    assert planned.count() >= 10
    assert not planned.filter(held_on__lte=DAY).exists()
    assert Interaction.objects.filter(status=InteractionStatus.DRAFT).exists()


def test_no_view_or_list_of_the_demo_stands_still_while_the_calendar_moves(demo: Counter[str]) -> None:
    queries = [*SavedView.objects.values_list("query", flat=True), *ContactList.objects.values_list("query", flat=True)]
    assert "last_contact_before=year" in queries
    assert not [query for query in queries if re.search(r"\d{4}-\d{2}-\d{2}", query)]


def test_every_participant_held_their_mandate_on_the_day(demo: Counter[str]) -> None:
    day = F("interaction__held_on")
    held = Q(membership__starts_on__lte=day) & (Q(membership__ends_on__isnull=True) | Q(membership__ends_on__gte=day))
    assert theirs().count() > 3000
    assert not theirs().exclude(held).exists()
    assert not theirs().exclude(membership__person=F("person")).exists()
    assert (
        not theirs()
        .exclude(held_role=F("membership__role"), held_organization=F("membership__organization__name"))
        .exists()
    )
    assert (
        not theirs().filter(membership__party__isnull=False).exclude(held_party=F("membership__party__code")).exists()
    )


def test_all_kinds_of_contact_occur_and_meetings_are_the_most(demo: Counter[str]) -> None:
    number = dict(Interaction.objects.values_list("kind").annotate(Count("pk")))
    assert set(number) == set(InteractionKind.values)
    assert max(number, key=lambda kind: number[kind]) == InteractionKind.MEETING


def test_almedalen_is_in_its_week_and_every_party_gets_the_same_motion_support(demo: Counter[str]) -> None:
    talks = Interaction.objects.filter(kind=InteractionKind.ALMEDALEN)
    assert {day.isocalendar().week for day in talks.values_list("held_on", flat=True)} == {26}
    assert not talks.exclude(event__kind="week").exists()
    support = Interaction.objects.filter(kind=InteractionKind.MOTION_SUPPORT)
    for day in set(support.values_list("held_on", flat=True)):
        parties = (
            theirs().filter(interaction__in=support, interaction__held_on=day).values_list("held_party", flat=True)
        )
        assert set(parties) == {"S", "M", "SD", "V", "C", "KD", "MP", "L"}


def test_seminars_know_who_came_and_who_did_not(demo: Counter[str]) -> None:
    seminars = Interaction.objects.filter(kind=InteractionKind.SEMINAR, status=InteractionStatus.DONE)
    assert seminars.count() >= 10
    for seminar in seminars:
        assert seminar.event is not None
        assert seminar.event.starts_on == seminar.held_on
        assert {Attendance.ATTENDED, Attendance.ABSENT} <= set(
            seminar.participations.values_list("attendance", flat=True)
        )


def test_meetings_of_our_own_bodies_are_marked_as_such(demo: Counter[str]) -> None:
    own = Interaction.objects.filter(own_body__isnull=False)
    assert own.count() >= 40
    assert not own.filter(own_body__is_own_body=False).exists()
    with_members = own.filter(participations__membership__isnull=False).distinct()
    assert with_members.count() == own.count()


def test_confidential_contacts_are_hidden_from_somebody(demo: Counter[str]) -> None:
    hidden = Interaction.objects.filter(is_confidential=True)
    assert hidden.count() >= 10
    bo = User.objects.get(email="bo@demo.samsyn.example")
    assert 0 < hidden.exclude(pk__in=Interaction.objects.visible_to(bo)).count() <= hidden.count()


def test_history_names_the_colleagues_not_the_system(demo: Counter[str]) -> None:
    emails = {account.email for account in DEMO_ACCOUNTS}
    for model in (Person, Membership, Interaction, Participation):
        assert set(model.history.values_list("history_user__email", flat=True)) <= emails
    early = Interaction.history.aggregate(first=Min("history_date"))["first"]
    assert early.date() < DAY - dt.timedelta(days=500)


def test_this_years_goals_are_alive_with_white_spots(demo: Counter[str]) -> None:
    plan = Plan.objects.current(DAY)
    assert plan is not None
    goals = plan.goals.for_list()
    shown = [reach for reach in goal_summaries(goals, plan.starts_on, DAY) if reach.coverage is not None]
    # 'Idag' shows what was done since the election; the year as a whole is alive too.
    reaches = [Reach(reach.goal, plan.starts_on, DAY) for reach in shown]
    assert len(reaches) >= 14
    for reach in (*shown, *reaches):
        assert 0.15 <= (reach.coverage or 0) <= 0.75, f"{reach.goal.code}: {reach.covered} of {reach.audience}"
    by_county = [group for reach in reaches for group in reach.by_county.values()]
    assert any(group.audience > 3 and group.covered == 0 for group in by_county)
    assert any(reach.since_left for reach in reaches)
    assert all(reach.informed >= reach.covered for reach in reaches)


# --- What was said and promised -------------------------------------------------------------------------


def test_only_those_of_bodies_that_do_not_exist_say_or_promise_anything(demo: Counter[str]) -> None:
    invented = Person.objects.filter(memberships__organization__identifiers__value__startswith="demo-")
    assert Participation.objects.exclude(tone="").filter(side=ParticipantSide.THEIRS).count() > 20
    for said in (Participation.objects.exclude(tone=""), Stance.objects.all(), Commitment.objects.all()):
        assert said.exists()
        assert not said.exclude(person__in=invented).exists()


def test_what_changed_is_said_of_bodies_that_do_not_exist_alone_and_one_is_checked(demo: Counter[str]) -> None:
    invented = Organization.objects.filter(identifiers__value__startswith="demo-").values_list("name", flat=True)
    for outcome in Outcome.objects.all():
        assert "påhittat" in outcome.document or "påhittad" in outcome.document
        assert any(outcome.title.startswith(name) for name in invented)
    assert demo["Outcome"] == Outcome.objects.count() == 3
    assert Outcome.objects.checked().count() == 1
    chains = OutcomeContribution.objects.filter(interaction__is_confidential=False)
    assert 0 < chains.count() == demo["OutcomeContribution"]


def test_only_people_of_invented_bodies_act_in_public_and_only_invented_bodies_ask(demo):
    assert demo["Act"] == Act.objects.count() == 3
    for act in Act.objects.all():
        held = act.person.memberships.values_list("organization__identifiers__value", flat=True)
        assert any(value and value.startswith("demo-") for value in held), act
    assert Act.objects.unplaced().count() == 1
    for asked in Consultation.objects.all():
        assert asked.sender.identifiers.filter(value__startswith="demo-").exists()
        assert asked.reference.startswith("EXEMPEL")
    answered = Consultation.objects.get(state="answered")
    assert answered.answer_contact.facts.reference == answered.reference


def test_one_voice_has_every_kind_of_cell_and_all_that_is_known_is_of_a_party_that_does_not_exist(demo) -> None:
    matrix = OneVoice(DAY, reader=User.objects.get(email__startswith="alma@"))
    told = {key: cell for key, cell in matrix.cells.items() if cell.voices or cell.formal}
    assert {cell.voice for cell in matrix.cells.values()} == {*Voice}
    assert any(cell.is_old(DAY) for cell in told.values())
    assert {party for _about, _county, party in told} == {Party.objects.get(code="EX").pk}


def test_stances_move_and_are_dated_the_day_of_the_contact(demo: Counter[str]) -> None:
    assert set(Stance.objects.values_list("value", flat=True)) == set(StanceValue.values)
    said = Stance.objects.filter(interaction__isnull=False)
    assert said.exists() and not said.exclude(stated_on=F("interaction__held_on")).exists()
    of_each = Stance.objects.values("person", "priority").annotate(n=Count("value", distinct=True))
    assert of_each.filter(n__gt=1).exists()


def test_promises_go_both_ways_and_some_are_late(demo: Counter[str]) -> None:
    late = Commitment.objects.filter(state=CommitmentState.OPEN, due_on__lt=DAY)
    assert set(late.values_list("promiser", flat=True)) == set(Promiser.values)
    assert Commitment.objects.filter(state=CommitmentState.OPEN, due_on__gt=DAY).exists()
    assert set(Commitment.objects.values_list("state", flat=True)) == set(CommitmentState.values)
    kept = Commitment.objects.filter(state=CommitmentState.KEPT)
    assert set(kept.values_list("promiser", flat=True)) == set(Promiser.values)
    assert not Commitment.objects.filter(Q(closed_on__gt=DAY) | Q(due_on__lte=F("made_on"))).exists()


# --- Loaded once ------------------------------------------------------------------------------------------


def test_loading_again_changes_nothing_and_keeps_what_users_did(demo: Counter[str]) -> None:
    alma = User.objects.get(email="alma@demo.samsyn.example")
    alma.set_password("mitt-eget-losenord")
    alma.save()
    person = Person.objects.order_by("pk")[0]
    person.family_name = "Nygift"
    writes.save(person, actor=alma)
    writes.remove(Task.objects.order_by("pk")[0], actor=alma)
    before = counts()
    assert load_demo(actor=User.objects.system(), day=DAY + dt.timedelta(days=40)) == Counter()
    assert counts() == before
    person.refresh_from_db()
    alma.refresh_from_db()
    assert person.family_name == "Nygift"
    assert alma.check_password("mitt-eget-losenord")


def test_the_same_day_makes_the_same_demo(demo: Counter[str]) -> None:
    users = {account.email.split("@")[0]: User.objects.get(email=account.email) for account in DEMO_ACCOUNTS}
    register = Register(day=DAY, users=users)
    register.make()
    diary = Diary(register)
    diary.make()
    drawn = Person.objects.exclude(memberships__organization__name__startswith="Exempelnämnden")
    drawn = drawn.filter(merged_into__isnull=True)  # who was put in twice
    assert [who.person.name for who in register.profiles] == [p.name for p in drawn.order_by("pk")]
    made = [(contact.row.held_on, contact.row.title, contact.row.summary) for contact in diary.contacts]
    kept = Interaction.objects.exclude(title__startswith="Remissvar: Exempel").exclude(title__in=(PAUSE, LUNCH))
    assert sorted(made) == sorted(kept.values_list("held_on", "title", "summary"))


# --- What the board was told ----------------------------------------------------------------------------


def told_in_june() -> tuple[BoardPaper, dict[str, paper_differences.Difference]]:
    """The paper, and what differs today in its chapter on the first goal."""
    paper = BoardPaper.objects.get()
    subject = next(one for one in paper_content.subjects(paper) if one.row)
    _frozen, found = paper_differences.chapter(paper, subject)
    return paper, {one.label: one for one in found}


def test_the_board_was_told_in_june_what_was_put_in_by_then(demo: Counter[str]) -> None:
    paper = BoardPaper.objects.get()
    days = {paper.approved_at, paper.snapshot.taken_at, BoardPaper.history.latest().history_date}
    assert {timezone.localdate(at) for at in days if at} == {dt.date(2026, 6, 4)} and paper.created_at < min(days)
    contacts = Interaction.objects.filter(held_on__range=(paper.first, paper.last))
    late = contacts.filter(created_at__gt=paper.snapshot.taken_at)
    assert [row.title for row in late] == [LUNCH] and contacts.count() > 100
    said = {one["key"]: one for one in paper.snapshot.content["goals"][0]["parts"][0]["sections"]}
    assert {one["day"] for one in said["recency"]["figures"]} == {"2026-06-04"}


def test_what_was_put_right_since_june_is_told_with_its_reason(demo: Counter[str]) -> None:
    _paper, found = told_in_june()
    why = paper_differences.Why
    assert dict(found["Målgruppen"].why) == {why.MERGED: 1, why.REGISTER: 1}
    assert dict(found["Träffade i målgruppen"].why) == {why.LATE: 3, why.MERGED: 1}
    assert dict(found["Ännu inte träffade"].why) == {why.LATE: 3, why.REGISTER: 1}
    covered, audience = found["Träffade i målgruppen"], found["Målgruppen"]
    assert (covered.now, audience.now) == (covered.frozen + 2, audience.frozen - 2)
    assert not [label for label, one in found.items() if not one.why and (one.came or one.went)]


def test_only_people_of_the_demo_are_part_of_what_was_put_right(demo: Counter[str]) -> None:
    theirs = Person._base_manager.filter(participations__interaction__title__in=(PAUSE, LUNCH)).distinct()
    assert theirs.count() == 4
    assert all(one.identifiers.filter(value__startswith="demo-person-").exists() for one in theirs)


def test_only_an_administrator_may_load_the_demo(alma: User) -> None:
    with pytest.raises(PermissionDenied):
        load_demo(actor=alma, day=DAY)


# --- Introductions --------------------------------------------------------------------------------------


def test_newly_elected_are_on_their_way_through_an_introduction(demo: Counter[str]) -> None:
    figures = Figures(OnboardingProgramme.objects.get(name=MEMBERS), DAY)
    assert 15 <= len(figures.whole.cohort) <= 120
    assert 0 < len(figures.whole.introduced) < len(figures.whole.cohort)
    assert figures.whole.late and figures.whole.median_days
    assert waiting(figures.programme, DAY)
    hosts = Counter(figures.programme.cases.values_list("host__email", flat=True))
    assert None not in hosts and len(hosts) == 3
    assert max(hosts.values()) - min(hosts.values()) <= 1


def test_who_left_the_riksdag_is_thanked(demo: Counter[str]) -> None:
    thanks = OnboardingProgramme.objects.get(cohort="leaving")
    assert thanks.cases.exists()
    letters = OnboardingCaseStep.objects.filter(case__programme=thanks, step__name="Tackbrev")
    assert letters.filter(done_on__isnull=False).exists() and letters.filter(done_on__isnull=True).exists()


# --- What we argue with ----------------------------------------------------------------------------------


def test_arguments_are_looked_after_and_only_bodies_that_do_not_exist_decide(demo: Counter[str]) -> None:
    assert not Argument.objects.filter(owner__isnull=True).exists()
    assert demo["ArgumentUse"] == ArgumentUse.objects.exclude(interaction__is_confidential=True).count() > 0
    decided = Decision.objects.exclude(body__identifiers__value__startswith="demo-")
    assert demo["Decision"] == Decision.objects.filter(position__isnull=False).count() > 0
    assert not decided.exists()
