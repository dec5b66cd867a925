"""The SQL of reach against a slow and obvious count in Python, on random worlds."""

import datetime as dt
import random

import pytest
from django.db import transaction

from advocacy.models import Interaction
from advocacy.services.reach import Reach
from contacts.models import CustomerMembership, Membership, MembershipStatus, OrganizationTag, Tag
from crm.common.dates import year_before
from tests.advocacy.world import World

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2023, 6, 30)
TWO_WAY = {"meeting", "call", "email_dialogue", "site_visit", "study_trip", "almedalen"}
PRESENCE = {"seminar", "conference"}
ONE_WAY = {"letter", "material", "motion_support", "consultation_answer", "media"}


def random_world(seed):
    r, w = random.Random(seed), World()
    bodies = [w.riksdag, w.council, w.municipality, w.agency, w.group, w.region]
    tag = Tag.objects.create(name="t")
    OrganizationTag.objects.create(organization=w.agency, tag=tag)
    CustomerMembership.objects.create(organization=w.region, status="full", starts_on=day(r), ends_on=None)
    people = [w.person(f"P{n}") for n in range(12)]
    for person in people:
        for n in range(r.choice([0, 1, 2, 2, 3])):
            start, end = r.choice([None, day(r)]), r.choice([None, None, day(r)])
            if start and end and end < start:
                start, end = end, start
            seat = w.seat(
                person,
                r.choice(bodies),
                role=f"Roll {n}",
                kind=r.choice(["elected", "elected", "official", "substitute"]),
                area=r.choice([None, *w.counties, *w.counties, w.far]),
                party=r.choice([None, *w.parties]),
                starts_on=start,
                ends_on=end,
                struck_at=r.choice([None, None, None, None, None, None, dt.datetime(2023, 1, 1, tzinfo=dt.UTC)]),
            )
            if r.random() < 0.1:
                MembershipStatus.objects.create(membership=seat, status="on_leave", starts_on=day(r))
    rows = [
        {"organization": [w.riksdag], "area": w.counties},
        {"level": ["regional", "local"], "role_kind": ["elected"]},
        {"tag": [tag]},
        {"customer_status": ["full"], "party": w.parties},
    ]
    w.g = w.goal(w.audience(*r.sample(rows, r.randint(1, 3))), unit=r.choice(["person", "person", "organization"]))
    priorities = [w.parent, w.priority, w.child, None]
    for _ in range(40):
        kind = r.choice([*TWO_WAY, *PRESENCE, *ONE_WAY, "mass_mail"])
        w.contact(
            day(r),
            kind,
            [
                (p, r.choice(["attended", "attended", "sent", "invited", "absent"]), r.random() < 0.3)
                for p in r.sample(people, r.randint(0, 4))
            ],
            r.choice(priorities),
            r.choice([w.g, None, None]),
            status=r.choice(["done"] * 6 + ["draft", "planned"]),
            own_body=r.choice([None, None, None, w.group]),
            organization=r.choice([None, None, w.agency, w.region]),
            direction=r.choice(["ours", "ours", "theirs"]),
        )
    return w


def day(r):
    return dt.date(2022, 11, 1) + dt.timedelta(days=r.randint(0, 280))


# --- The slow, obvious count: one row at a time, straight from the definitions ------------------------


def holds(row, on):
    return (row.starts_on is None or row.starts_on <= on) and (row.ends_on is None or row.ends_on >= on)


def serves(m, on):
    if m.struck_at or not holds(m, on) or (m.kind == "substitute" and not m.stands_in_for_id):
        return False
    return not any(s.status == "on_leave" and holds(s, on) for s in m.statuses.all())


def county(m):
    area = m.area or m.organization.area
    return area.county if area else None


def criteria(goal):
    for criterion in goal.audience.criteria.all():
        wanted = {}
        for c in criterion.conditions.all():
            wanted.setdefault(c.dimension, []).append(c)
        yield wanted


def is_customer(organization, values, on):
    return organization is not None and any(
        c.status in values and holds(c, on) for c in organization.customer_memberships.all()
    )


def fits(m, wanted, on):
    o = m.organization
    checks = {
        "organization": lambda cs: (
            o in {c.organization for c in cs} or (o.kind == "assembly" and o.parent in {c.organization for c in cs})
        ),
        "area": lambda cs: (m.area or o.area) in {c.area for c in cs},
        "level": lambda cs: o.level in {c.value for c in cs},
        "role_kind": lambda cs: m.kind in {c.value for c in cs},
        "party": lambda cs: m.party in {c.party for c in cs},
        "tag": lambda cs: any(t.tag in {c.tag for c in cs} for t in o.organization_tags.all()),
        "customer_status": lambda cs: (
            is_customer(o, {c.value for c in cs}, on)
            or (o.kind == "assembly" and is_customer(o.parent, {c.value for c in cs}, on))
        ),
    }
    return all(checks[dimension](cs) for dimension, cs in wanted.items())


def organization_fits(o, wanted, on):
    checks = {
        "organization": lambda cs: o in {c.organization for c in cs},
        "area": lambda cs: o.area in {c.area for c in cs},
        "level": lambda cs: o.level in {c.value for c in cs},
        "role_kind": lambda cs: True,
        "party": lambda cs: False,
        "tag": lambda cs: any(t.tag in {c.tag for c in cs} for t in o.organization_tags.all()),
        "customer_status": lambda cs: is_customer(o, {c.value for c in cs}, on),
    }
    return not o.is_own_body and all(checks[dimension](cs) for dimension, cs in wanted.items())


def belongs(contact, goal):
    above = set()
    for link in contact.priority_links.all():
        node = link.priority
        while node:
            above.add(node)
            node = node.parent
    return goal.priority in above or any(link.goal == goal for link in contact.goal_links.all())


def counted(goal, first, last):
    for i in Interaction.objects.all():
        counts = i.status == "done" and not i.own_body and i.kind != "mass_mail"
        if counts and first <= i.held_on <= last and belongs(i, goal):
            yield i


def contribution(p):
    kind = p.interaction.kind
    if p.attendance == "attended" and (kind in TWO_WAY or (kind in PRESENCE and p.has_talked)):
        return 3
    if p.attendance == "attended" and kind in PRESENCE:
        return 2
    return 1 if p.attendance == "sent" and kind in ONE_WAY else 0


def answers_for(m):
    return m.organization.parent if m.organization.kind == "assembly" and m.organization.parent else m.organization


def slow_count(world):
    goal = world.g
    contacts = list(counted(goal, FIRST, LAST))
    parts = [p for i in contacts for p in i.participations.all() if contribution(p)]
    if goal.unit == "person":

        def inside(unit, on):
            own = [m for m in unit.memberships.all() if serves(m, on) and not m.organization.is_own_body]
            return any(fits(m, wanted, on) for m in own for wanted in criteria(goal))

        units = {m.person for m in Membership.objects.all()}
        met_on = {(p.person, p.interaction.held_on) for p in parts if contribution(p) == 3}
        touched = {p.person for p in parts}
    else:

        def inside(unit, on):
            return any(organization_fits(unit, wanted, on) for wanted in criteria(goal))

        units = set(type(world.region).objects.all())

        def answered(ps, kinds):
            for p in ps:
                on = p.interaction.held_on
                if p.membership:
                    yield answers_for(p.membership), on
                for m in p.person.memberships.all():
                    unit = answers_for(m)
                    if serves(m, on) and (inside(unit, on) or inside(unit, LAST)):
                        yield unit, on
            for i in contacts:
                if i.organization and i.kind in kinds:
                    yield i.organization, i.held_on

        met_on = {x for x in answered([p for p in parts if contribution(p) == 3], TWO_WAY) if not x[0].is_own_body}
        touched = {u for u, _ in answered(parts, TWO_WAY | ONE_WAY)}
    audience = {u for u in units if inside(u, LAST)}
    met = {u for u, _ in met_on}
    met_inside = {u for u, on in met_on if inside(u, on)}
    return {
        "audience": audience,
        "reached": met,
        "covered": met & audience,
        "missed": audience - met,
        "informed": touched & audience,
        "since_left": (met - audience) & met_inside,
        "outside": met - audience - met_inside,
        "other_role": (met & audience) - met_inside,
    }


def slow_ladder(world):
    steps = {}
    for person in slow_count(world)["audience"]:
        held = [
            p
            for i in counted(world.g, year_before(LAST), LAST)
            for p in i.participations.all()
            if p.person == person and contribution(p)
        ]
        met = [p for p in held if contribution(p) == 3]
        talking = len({p.interaction.held_on for p in met}) >= 2 or any(
            p.interaction.direction == "theirs" for p in met
        )
        best = max([contribution(p) for p in held], default=0)
        steps[person] = 4 if talking else best
    return steps


@pytest.mark.parametrize("seed", range(25))
def test_sql_counts_what_an_obvious_count_counts(db, seed):
    world = random_world(seed)
    reach, slow = Reach(world.g, FIRST, LAST), slow_count(world)
    for figure, expected in slow.items():
        assert set(reach.units(figure)) == expected, figure
        assert reach.units(figure).count() == getattr(reach, figure, len(expected)) == len(expected), figure
    assert sum(g.audience for g in reach.groups) == len(slow["audience"])
    assert sum(g.covered for g in reach.groups) == len(slow["covered"])


@pytest.mark.parametrize("seed", range(15))
def test_the_ladder_is_what_an_obvious_count_gives(db, seed):
    world = random_world(seed)
    world.g.unit = "person"
    world.g.save()
    assert Reach(world.g, FIRST, LAST).steps == {p.pk: step for p, step in slow_ladder(world).items()}


def test_the_random_worlds_are_not_empty(db):
    sizes = []
    for seed in range(12):
        with transaction.atomic():
            sizes.append({figure: len(units) for figure, units in slow_count(random_world(seed)).items()})
            transaction.set_rollback(True)
    found = {figure: sum(size[figure] for size in sizes) for figure in sizes[0]}
    assert all(found.values()), found
