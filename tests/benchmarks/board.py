"""What the board asks for, among a million contacts: whom we met on what and where, goals, a whole paper.

The sum that the product reads off its kept table is held against the same asked of the contacts themselves, and
against a table made by hand for that sum alone; all three have to say the same.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from unittest.mock import patch
from urllib.parse import urlencode

from django.db import connection, transaction
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advocacy.choices import InteractionKind, ParticipantSide
from advocacy.models import BoardPaper, Goal, PaperGoal, Participation, Plan, Priority
from advocacy.querysets.interaction import counted_q
from advocacy.querysets.participation import MET
from advocacy.services import interactions, paper_content, reach_entries
from advocacy.services.figures.scope import Scope
from advocacy.services.figures.whole import FigureSet
from advocacy.services.reach_by_county import met_by_priority_and_county
from contacts.models import Person
from crm.common.dates import today
from crm.common.extensions import kept_figures
from crm.models import User
from tests.benchmarks.measuring import Measures, in_turn, once, page, several

Sums = dict[tuple[int, str], int]
FACTS = "bench_facts"
# The goal with the largest audience, 27,800 people.
LARGEST = "SAMHB-1"
# What a page fetches by itself when it is there.
LATER = re.compile(r'class="stack later" hx-get="([^"]+)"')


def measure() -> Measures:
    """Everything. Without PostgreSQL's helpers: their processor time stands in no account of ours."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")
    return {**_sums(), **_logging(), **_pages(), **_paper(), "check reach": once(_check)}


# --- People met by priority and county -----------------------------------------------------------------------


def _period() -> tuple[dt.date, dt.date]:
    """The year so far."""
    return today().replace(month=1, day=1), today()


def _sums() -> Measures:
    first, last = _period()
    _make_facts()
    try:
        asked = {
            "met by county": lambda: met_by_priority_and_county(first, last),
            "met by county, one query": lambda: _one_query(first, last),
            "met by county, by hand": lambda: _by_hand(first, last),
        }
        said = {name: ask() for name, ask in asked.items()}
        mine, *others = said.values()
        if not mine or any(other != mine for other in others):
            raise RuntimeError(f"the sums differ: {[(name, sum(found.values())) for name, found in said.items()]}")
        return in_turn(asked, repeat=7)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {FACTS}")


def _one_query(first: dt.date, last: dt.date) -> Sums:
    """As anybody would ask who has no kept table."""
    rows = (
        Participation.objects.filter(
            MET,
            counted_q("interaction__"),
            side=ParticipantSide.THEIRS,
            person__isnull=False,
            interaction__held_on__range=(first, last),
            interaction__priority_links__isnull=False,
        )
        .order_by()
        .values_list("interaction__priority_links__priority", "held_county")
        .annotate(people=Count("person", distinct=True))
    )
    return {(priority, county): number for priority, county, number in rows}


def _make_facts() -> None:
    """A table for this sum alone: a row for each meeting of a person on a priority; the columns it needs, in the order
    in which they are read, with an index that holds them all.
    """
    by_priority = Participation.objects.filter(
        MET,
        counted_q("interaction__"),
        side=ParticipantSide.THEIRS,
        person__isnull=False,
        interaction__priority_links__isnull=False,
    ).order_by("interaction__held_on", "interaction__priority_links__priority", "held_county", "person")
    columns = ("interaction__held_on", "interaction__priority_links__priority", "held_county", "person")
    statement, values = by_priority.values_list(*columns).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {FACTS}")
        cursor.execute(
            f"CREATE TABLE {FACTS} (held_on date, priority bigint, county varchar(100), person bigint)",
        )
        cursor.execute(f"INSERT INTO {FACTS} {statement}", values)
        cursor.execute(f"CREATE INDEX {FACTS}_all ON {FACTS} (held_on, priority, county, person)")
        cursor.execute(f"{'VACUUM ANALYZE' if connection.vendor == 'postgresql' else 'ANALYZE'} {FACTS}")


def _by_hand(first: dt.date, last: dt.date) -> Sums:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT priority, county, COUNT(*) FROM (SELECT DISTINCT priority, person, county FROM bench_facts"
            " WHERE held_on BETWEEN %s AND %s) AS found GROUP BY priority, county",
            [first, last],
        )
        return {(priority, county): number for priority, county, number in cursor.fetchall()}


# --- What upkeep adds to logging a contact -------------------------------------------------------------------


def _logging() -> Measures:
    """A meeting with three people on two priorities, as a form stores it; everything is rolled back again."""
    actor = User.objects.get(email="bench@example.se")
    people = iter(Person.objects.order_by("pk")[:3000])
    priorities = list(Priority.objects.order_by("-pk")[:2])

    def log() -> None:
        interactions.log(
            actor=actor,
            kind=InteractionKind.MEETING,
            held_on=today(),
            people=[next(people) for _n in range(3)],
            priorities=priorities,
        )

    def log_without() -> None:
        with _not_kept():
            log()

    with transaction.atomic():
        found = in_turn({"logging": log, "logging without upkeep": log_without}, repeat=101)
        transaction.set_rollback(True)
    return found


@contextlib.contextmanager
def _not_kept() -> Iterator[None]:
    """As if the product kept no entries of reach."""
    others = {figure.name: figure for figure in kept_figures if figure.refresh is not reach_entries.refresh}
    with patch.object(kept_figures, "_items", others):
        yield


# --- Pages and papers ----------------------------------------------------------------------------------------


def _pages() -> Measures:
    """The page of the largest goal with all that it fetches when it is there, and every section of its follow-up."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email="bench@example.se"))
    goal = Goal.objects.get(plan=_plan(), code=LARGEST)
    address = goal.get_absolute_url()
    later = [unescape(url) for url in LATER.findall(client.get(address).content.decode())]
    if not later:
        raise RuntimeError("the page of a goal fetches nothing: has its markup changed?")
    found = {"goal page alone": page(client, address, 3), "goal page, all of it": page(client, [address, *later], 3)}
    first, last = _period()
    scope = Scope(goal.plan, goal.priority, goal)
    asked = urlencode({"scope": scope.code, "first": first, "last": last})
    for key in FigureSet(scope, first, last).keys:
        url = f"{reverse('advocacy:follow_up_section', args=[key])}?{asked}"
        found[f"follow-up, {key}"] = page(client, url, 3)
    plan = urlencode({"scope": f"plan:{goal.plan.code}", "first": first, "last": last})
    found["follow-up, the plan's reach"] = page(
        client, f"{reverse('advocacy:follow_up_section', args=['reach'])}?{plan}", 3
    )
    return found


def _paper() -> Measures:
    """All figures of a paper with every goal of the plan; it is rolled back again."""
    plan = _plan()
    author = User.objects.get(email="bench@example.se")
    year = today().year
    spans = {
        "paper of a quarter": (dt.date(year, 4, 1), dt.date(year, 6, 30)),
        "paper over the election": _period(),
    }
    found = {}
    for name, (first, last) in spans.items():
        with transaction.atomic():
            paper = BoardPaper.objects.create(
                title=name, plan=plan, first=first, last=last, meeting_on=today(), written_by=author
            )
            goals = list(plan.goals.all())
            PaperGoal.objects.bulk_create(PaperGoal(paper=paper, goal=g, position=n) for n, g in enumerate(goals))
            gather = partial(paper_content.gather, paper)
            with CaptureQueriesContext(connection) as queries:
                content, _ids = gather()
            if len(content["goals"]) != len(goals):
                raise RuntimeError("the paper does not tell of every goal")
            found[name] = {**several(gather, repeat=3, warm_up=0), "queries": len(queries)}
            transaction.set_rollback(True)
    return found


def _check() -> None:
    if reach_entries.wrong_contacts():
        raise RuntimeError("what is kept for reach is not what the contacts say")


def _plan() -> Plan:
    plan = Plan.objects.current(today())
    if plan is None:
        raise RuntimeError("there is no plan to measure on")
    return plan
