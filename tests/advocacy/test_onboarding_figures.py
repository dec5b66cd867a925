"""The figures of an introduction programme: a worked example, and the SQL against a slow and obvious count."""

import datetime as dt
import json
import random
from statistics import median

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from advocacy.choices import CohortRule
from advocacy.models import Interaction, OnboardingCase, OnboardingProgramme
from advocacy.services import interactions, onboarding, onboarding_cases, onboarding_following, onboarding_steps
from advocacy.services.onboarding_figures import Figures, of_programmes
from contacts.models import Membership
from contacts.services import leaves
from tests import make
from tests.advocacy.onboarding_world import (
    DAY,
    LAST,
    NEW,
    OLD,
    Riksdag,
    end,
    meet,
    meeting_step,
    seat_of,
    start,
    step,
    steps_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(on_day):
    on_day(DAY)
    return Riksdag()


def day(month, number):
    return dt.date(2026, month, number)


@pytest.fixture
def example(world, on_day, alma):
    """Six newly elected on 28 September: A–F. G sat before. The programme asks for a letter within 14 days (required),
    a meeting within 60 (required) and a lunch within 30 (not required). Asked as of 22 November.

    A: letter 1 Oct, meeting 8 Oct. B: met on 18 Oct in confidence, no letter. C: letter 5 Oct, meeting planned.
    D: met on 20 September, before the seat; the letter left out with a word. E: introduced like A, left on 31 October.
    F: on leave (a minister) since 12 October, never met. H took a seat on 1 November and was called on 8 November;
    we met H on 15 October too, before that.
    """
    w = world
    w.people = {letter: w.mp(f"{letter} Ny", code="S" if letter in "AB" else "C") for letter in "ABCDEF"}
    w.people["G"] = w.mp("G Gammal", starts_on=OLD, ends_on=LAST)
    make.membership(w.people["G"], w.riksdag, role="Riksdagsledamot", starts_on=NEW)
    w.people["H"] = w.mp("H Ny", starts_on=day(11, 1), constituency=w.orebro, code="S")
    w.programme = w.programme(actor=alma)
    step(w.programme, "Brev", done_by="material", due_days=14)
    meeting_step(w.programme, due_days=60)
    step(w.programme, "Lunch", due_days=30, is_required=False)
    on_day(NEW)
    start(w.programme)
    on_day(DAY)
    start(w.programme)
    p = w.people
    for letter, on in (("A", day(10, 1)), ("C", day(10, 5)), ("E", day(10, 1))):
        meet(p[letter], on=on, kind="letter")
    meet(p["A"], p["E"], on=day(10, 8))
    meet(p["B"], on=day(10, 18), is_confidential=True)
    meet(p["C"], on=day(12, 1), status="planned")
    meet(p["D"], on=day(9, 20))
    meet(p["H"], on=day(10, 15))
    meet(p["H"], on=day(11, 8), kind="call")
    onboarding_steps.skip(actor=alma, step=steps_of(p["D"])[0], reason="Har redan fått det")
    end(p["E"], day(10, 31))
    leaves.add(membership=seat_of(p["F"]), starts_on=day(10, 12), actor=alma)
    make.membership(p["A"], w.committee, starts_on=day(10, 6))
    onboarding_following.refresh_running()  # as every night: all of them at once
    return w


def letters(world, ids):
    return "".join(sorted(letter for letter, person in world.people.items() if person.pk in ids))


def late(world, figures):
    rows = [(letter, row) for letter, person in world.people.items() for row in steps_of(person)]
    return {(letter, row.step.name) for letter, row in rows if row.pk in figures.whole.late}


def test_worked_example(example):
    w, figures = example, Figures(example.programme, DAY)
    assert letters(w, figures.whole.cohort) == "ABCDH", "E left, F is on leave, G sat before"
    assert letters(w, figures.whole.introduced) == "A", "E is introduced and has left"
    assert figures.whole.share == 1 / 5 and figures.whole.percent == 20
    assert {letters(w, {pk}): days for pk, days in figures.whole.days.items()} == {"A": 10, "B": 20, "H": 7}
    assert figures.whole.median_days == 10 and letters(w, figures.whole.met) == "ABH"
    assert [row.done_on for row in steps_of(w.people["H"])] == [None] * 3, "the meeting was before the seat"
    # The meeting is late from 28 November. F is on leave, and the case is open still.
    assert late(w, figures) == {
        ("B", "Brev"), ("F", "Brev"), ("H", "Brev"), ("B", "Lunch"), ("C", "Lunch"), ("D", "Lunch"), ("F", "Lunch"),
    }  # fmt: skip


def test_groups_of_the_worked_example_add_up(example):
    w, figures = example, Figures(example.programme, DAY)
    assert {key: letters(w, part.cohort) for key, part in figures.by_party.items()} == {"C": "CD", "S": "ABH"}
    assert {key: letters(w, part.cohort) for key, part in figures.by_county.items()} == {"03": "ABCD", "18": "H"}
    named = {part.name: letters(w, part.cohort) for part in figures.by_committee.values()}
    assert named == {"Trafikutskottet": "A", "": "BCDH"}
    for groups in (figures.by_party, figures.by_county, figures.by_committee):
        assert sum(len(part.cohort) for part in groups.values()) == 5
        assert sum(len(part.late) for part in groups.values()) == 7
        assert sum(len(part.introduced) for part in groups.values()) == 1
    assert figures.by_party["S"].median_days == 10 and figures.by_party["C"].median_days is None


def test_example_as_of_an_earlier_day(example):
    w, figures = example, Figures(example.programme, day(10, 9))
    assert letters(w, figures.whole.cohort) == "ABCDEF"
    assert letters(w, figures.whole.introduced) == "AE"
    assert figures.whole.median_days == 10 and len(figures.whole.days) == 2
    assert late(w, figures) == set(), "the letter is late from 13 October"


def test_command_prints_the_figures_by_name_or_number(example, capsys):
    for name in ("nyvalda", str(example.programme.pk)):
        call_command("onboarding", name, "--as-of", DAY.isoformat(), "--json")
        told = json.loads(capsys.readouterr().out)
        assert told["newly_elected"] == 5 and told["introduced"] == 1 and told["steps_late"] == 7
        assert told["share"] == 0.2 and told["median_days_to_first_meeting"] == 10 and told["as_of"] == "2026-11-22"
        assert (
            told["by_party"]["S"]["newly_elected"] == 3 and told["by_committee"]["Trafikutskottet"]["introduced"] == 1
        )
    call_command("onboarding", "Nyvalda")
    assert "introducerade 1 av 5 (20 %), median till första mötet 10 dagar, försenade steg 7" in capsys.readouterr().out


def test_command_says_which_programme_there_is_none_of(db):
    with pytest.raises(CommandError, match="Okänt"):
        call_command("onboarding", "Okänt")


def test_empty_programme_has_no_share_and_no_median(world):
    figures = Figures(world.programme(), DAY)
    assert (figures.whole.share, figures.whole.percent, figures.whole.median_days) == (None, 0, None)
    assert figures.by_party == figures.by_county == figures.by_committee == {}


def test_nobody_is_introduced_where_no_step_is_required(world, alma):
    new = world.mp("Ny Nilsson")
    programme = world.programme()
    made = step(programme, "Lunch", is_required=False)
    start(programme)
    onboarding_steps.tick(actor=alma, step=steps_of(new)[0])
    assert not Figures(programme, DAY).introduced
    onboarding.edit_step(actor=alma, step=made, is_required=True)
    assert Figures(programme, DAY).introduced == {new.pk}


def test_programme_has_nothing_late_from_the_day_on_which_it_is_closed(example, alma):
    onboarding.close(actor=alma, programme=example.programme)
    example.programme.refresh_from_db()
    closed_on = timezone.localdate(example.programme.closed_at)
    assert Figures(example.programme, closed_on - dt.timedelta(days=1)).whole.late
    assert not Figures(example.programme, closed_on).whole.late


def test_figures_ask_as_much_whatever_the_number(example, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(connection) as queries:
            Figures(example.programme, DAY).as_json()
        return len(queries)

    few = asked()
    for n in range(20):
        meet(example.mp(f"Ny Nr{n}"), on=DAY)
    start(example.programme)
    assert asked() == few <= 10


@pytest.mark.parametrize("seed", range(3))
def test_many_programmes_at_once_have_the_figures_of_each_by_itself(seed, alma, on_day):
    w = random_world(seed, alma, on_day)
    others = [Riksdag.programme(w, f"Andra {rule}", cohort=rule, entered_from=OLD) for rule in CohortRule]
    start(others[0])
    onboarding.close(actor=alma, programme=others[1])
    programmes = list(OnboardingProgramme.objects.order_by("pk"))
    assert len(programmes) == 5
    for on in (day(10, 20), DAY):
        many = of_programmes(programmes, on)
        assert [one.as_json() for one in many] == [Figures(one, on).as_json() for one in programmes]
        assert [one.whole for one in many] == [Figures(one, on).whole for one in programmes]
        assert sum(bool(one.whole.cohort) for one in many) > 2


def test_a_programme_more_never_means_a_query_more(example, alma):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        programmes = list(OnboardingProgramme.objects.select_related("audience"))
        with CaptureQueriesContext(connection) as queries:
            assert len([one.whole for one in of_programmes(programmes, DAY)]) == len(programmes)
        return len(queries)

    few = asked()
    for rule in CohortRule:
        Riksdag.programme(example, f"Andra {rule}", cohort=rule, entered_from=OLD)
    assert asked() == few <= 6


# --- The slow, obvious count: one row at a time, straight from the definitions ---------------------------------------


def random_world(seed, alma, on_day):
    r, w = random.Random(seed), Riksdag()
    w.r = r
    people = []
    for n in range(9):
        person = make.person(f"Person Nr{n}")
        people.append(person)
        where = r.choice([w.uppsala, w.orebro])
        if r.random() < 0.3:
            make.membership(
                person,
                w.riksdag,
                role="Riksdagsledamot",
                starts_on=OLD,
                ends_on=r.choice([LAST, day(3, 1)]),
                area=where,
            )
        if r.random() < 0.85:
            made = make.membership(
                person,
                w.riksdag,
                role="Riksdagsledamot",
                starts_on=NEW + dt.timedelta(r.choice([0, 0, 0, 10, 40])),
                party=make.party(r.choice("SC")),
                area=where,
            )
            if r.random() < 0.15:
                leaves.add(membership=made, starts_on=day(11, 10), actor=alma)
        if r.random() < 0.3:
            make.membership(person, w.committee, starts_on=day(11, 10))
    w.programme = w.programme(actor=alma, entered_until=r.choice([None, NEW + dt.timedelta(20)]))
    for n in range(3):
        step(
            w.programme,
            f"Steg {n}",
            due_days=r.randint(1, 50),
            due_from=r.choice(["seat", "start", "previous"]),
            is_required=r.random() < 0.6,
            **r.choice([{"done_by": "contact", "kind": "meeting"}, {"done_by": "material"}, {"done_by": "tick"}]),
        )
    on_day(day(11, 15))
    if Figures(w.programme, day(11, 15)).cohort:
        start(w.programme)
    on_day(DAY)
    for _ in range(14):
        meet(
            *r.sample(people, r.randint(1, 3)),
            on=NEW + dt.timedelta(r.randint(-20, 55)),
            kind=r.choice(["meeting", "meeting", "call", "letter", "seminar"]),
            status=r.choice(["done"] * 6 + ["cancelled"]),
            is_confidential=r.random() < 0.2,
        )
    for case in OnboardingCase.objects.filter(programme=w.programme):
        for row in case.steps.all():
            draw = r.random()
            if draw < 0.25 and row.done_on is None:
                onboarding_steps.tick(actor=alma, step=row, on=day(11, r.randint(15, 22)))
            elif draw < 0.35 and row.done_on is None:
                onboarding_steps.skip(actor=alma, step=row, reason="Nej")
        if r.random() < 0.1:
            onboarding_cases.close(actor=alma, case=case, reason="Nej")
        elif r.random() < 0.1:
            end(case.person, day(11, 18))
    for contact in r.sample(list(Interaction.objects.all()), 3):
        interactions.cancel(actor=make.actor(), interaction=contact)
    return w


def holds(row, on):
    return (row.starts_on is None or row.starts_on <= on) and (row.ends_on is None or row.ends_on >= on)


def slow_cohort(w, on):
    found = {}
    for m in Membership.objects.filter(organization=w.riksdag, struck_at=None):
        on_leave = any(s.status == "on_leave" and holds(s, on) for s in m.statuses.all())
        if on_leave or not holds(m, on) or m.starts_on < NEW:
            continue
        if w.programme.entered_until and m.starts_on > w.programme.entered_until:
            continue
        sat_before = any(
            o.pk != m.pk and o.organization == w.riksdag and o.starts_on <= LAST and (o.ends_on or LAST) >= OLD
            for o in m.person.memberships.all()
        )
        if not sat_before:
            found[m.person_id] = m
    return found


def slow_first_meeting(person, since, until):
    met = set()
    for part in person.participations.all():
        i = part.interaction
        talked = i.kind in ("meeting", "call") or (i.kind == "seminar" and part.has_talked)
        if i.status == "done" and talked and part.attendance == "attended" and since <= i.held_on <= until:
            met.add(i.held_on)
    return min(met, default=None)


def slow_marks(case):
    """By step: the day on which it was done, straight from the rules."""
    marks, taken = {}, set()
    parts = sorted(
        (p for p in case.person.participations.all() if p.side == "theirs"),
        key=lambda p: (p.interaction.held_on, p.interaction_id),
    )
    until = case.closed_on if case.state in ("left", "closed") else DAY
    for row in case.steps.order_by("step__position"):
        if row.done_by_id:
            marks[row] = row.done_on
            continue
        marks[row] = None
        if row.skipped_reason or row.step.done_by == "tick":
            continue
        for p in parts:
            i = p.interaction
            fits = i.kind == "meeting" if row.step.done_by == "contact" else i.kind == "letter"
            came = p.attendance == ("sent" if i.kind == "letter" else "attended")
            if fits and came and i.status == "done" and i.pk not in taken and case.seat_taken_on <= i.held_on <= until:
                marks[row] = i.held_on
                taken.add(i.pk)
                break
    return marks


@pytest.mark.parametrize("seed", range(6))
def test_figures_are_what_an_obvious_count_gives(seed, alma, on_day):
    w = random_world(seed, alma, on_day)
    marks = {case: slow_marks(case) for case in OnboardingCase.objects.filter(programme=w.programme)}
    for case, rows in marks.items():
        assert {row: row.done_on for row in rows} == rows
        required = [done for row, done in rows.items() if row.step.is_required]
        is_introduced = bool(required) and all(required)
        assert case.state == "closed" or (case.state == "introduced") == is_introduced
    for on in (day(11, 16), DAY):
        figures, cohort = Figures(w.programme, on), slow_cohort(w, on)
        assert set(figures.whole.cohort) == set(cohort)
        introduced = set()
        for case, rows in marks.items():
            required = [done for row, done in rows.items() if row.step.is_required]
            if required and all(done and done <= on for done in required) and case.person_id in cohort:
                introduced.add(case.person_id)
        assert figures.whole.introduced == introduced
        days = {}
        for pk, m in cohort.items():
            first = slow_first_meeting(m.person, m.starts_on, on)
            if first:
                days[pk] = (first - m.starts_on).days
        assert figures.whole.days == days
        assert figures.whole.median_days == (median(days.values()) if days else None)
        late = {
            row.pk
            for case, rows in marks.items()
            for row, done in rows.items()
            if (case.closed_on is None or case.closed_on > on)
            and case.started_on <= on
            and not row.skipped_reason
            and row.due_on < on
            and (done is None or done > on)
        }
        assert figures.whole.late == late
        for groups in (figures.by_party, figures.by_county):
            assert sum(len(part.cohort) for part in groups.values()) == len(cohort)
            assert sum(len(part.late) for part in groups.values()) == len(late)


def test_the_random_worlds_are_not_empty(db, alma, on_day):
    from django.db import transaction

    sizes = []
    for seed in range(3):
        with transaction.atomic():
            part = Figures(random_world(seed, alma, on_day).programme, DAY).whole
            sizes.append([len(part.cohort), len(part.introduced), len(part.days), len(part.late)])
            transaction.set_rollback(True)
    assert all(sum(column) for column in zip(*sizes, strict=True)), sizes
