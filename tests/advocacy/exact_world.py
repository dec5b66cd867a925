"""Random worlds where all that figures hang on changes within the period: mandates, leaves, terms, dated dimensions."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from advocacy.models import (
    Act,
    ContactInterval,
    Goal,
    Interaction,
    InteractionGoal,
    InteractionPriority,
    Motion,
    MotionProposal,
    MotionSigner,
    Participation,
    ProposalLink,
)
from advocacy.services import last_met, reach_entries
from contacts.models import (
    ContactList,
    ContactListMember,
    CustomerMembership,
    Membership,
    MembershipStatus,
    OrganizationResponsibility,
    OrganizationTag,
    PersonTag,
    Responsibility,
    Tag,
    Term,
)
from crm.common import writes
from tests.advocacy.world import World

FIRST, LAST, ELECTION = dt.date(2023, 1, 1), dt.date(2023, 6, 30), dt.date(2023, 4, 12)
STRUCK = dt.datetime(2023, 1, 1, tzinfo=dt.UTC)
TWO_WAY = ["meeting", "call", "email_dialogue", "site_visit", "study_trip", "almedalen"]
OTHERS = ["seminar", "conference", "letter", "material", "motion_support", "consultation_answer", "media", "mass_mail"]


def exact_world(seed: int, *, people: int = 16, contacts: int = 60) -> World:
    """A world with a goal `g` of an audience that asks of one to three of all dimensions, dated ones among them."""
    r, w = random.Random(f"exact {seed}"), World()
    w.r, w.is_elected = r, bool(seed % 3 == 0)
    _bodies(w)
    _terms(w)
    w.people = [_person(w, n) for n in range(people)]
    for person in w.people:
        _mandates(w, person)
    w.g = _goal(w)
    _contacts(w, contacts)
    _deeds(w)
    for tier, months in (("A", 3), ("B", 6), ("C", 12)):
        ContactInterval.objects.update_or_create(tier=tier, defaults={"months": months})
    last_met.refresh_all()
    reach_entries.refresh_all()
    return w


def day(r: random.Random) -> dt.date:
    """Most in the period or the half-year before; the days where something begins or ends more often than others."""
    edges = [FIRST, FIRST - dt.timedelta(1), LAST, LAST + dt.timedelta(1), ELECTION, ELECTION - dt.timedelta(1)]
    return r.choice(edges) if r.random() < 0.25 else dt.date(2022, 5, 20) + dt.timedelta(days=r.randint(0, 460))


def days(r: random.Random) -> dict[str, Any]:
    """The first and the last day of something, either of them open now and then."""
    start, end = r.choice([None, day(r), day(r)]), r.choice([None, None, day(r)])
    if start and end and end < start:
        start, end = end, start
    return {"starts_on": start, "ends_on": end}


def _bodies(w: World) -> None:
    r = w.r
    w.committee = w.organization("Trafikutskottet", kind="committee", level="national", sector="politics")
    w.board = w.organization("Trafiknämnden", kind="board", level="regional", area=w.counties[1], parent=w.region)
    w.ministry = w.organization("Departementet", kind="ministry", level="national", sector="public", **_ends(r))
    w.far_council = w.organization("Luleå fullmäktige", kind="assembly", level="local", area=w.far)
    w.bodies = [w.riksdag, w.riksdag, w.council, w.municipality, w.far_council, w.agency, w.group, w.region]
    w.bodies += [w.committee, w.board, w.ministry]
    w.infrastructure = Responsibility.objects.create(code="spar", name="Spår")
    for body in (w.ministry, w.agency):
        OrganizationResponsibility.objects.create(organization=body, responsibility=w.infrastructure, **days(r))
    CustomerMembership.objects.create(organization=w.region, status="full", ends_on=dt.date(2023, 6, 1))
    for body in (w.municipality, w.agency):
        CustomerMembership.objects.create(organization=body, status=r.choice(["full", "associated"]), **days(r))
    w.tag = Tag.objects.create(name="Spårvän")
    OrganizationTag.objects.create(organization=r.choice([w.agency, w.council]), tag=w.tag)
    w.list = ContactList.objects.create(name="Spårlistan", owner=w.alma, sort_key="sparlistan")


def _ends(r: random.Random) -> dict[str, Any]:
    return {"ends_on": dt.date(2023, 5, 1)} if r.random() < 0.3 else {}


def _terms(w: World) -> None:
    Term.objects.all().delete()
    spans = {
        "riksdag": [(2018, 9, 24), (2022, 9, 26)],
        "regional_council": [(2018, 10, 15), (2022, 10, 15)],
        "municipal_council": [(2018, 10, 15), (2022, 10, 15)],
    }
    w.terms = {}
    for body, starts in spans.items():
        first = [dt.date(*start) for start in starts] + ([ELECTION] if w.is_elected else [])
        ends = [start - dt.timedelta(1) for start in first[1:]] + [None]
        for start, end in zip(first, ends, strict=True):
            w.terms[body, start] = Term.objects.create(body=body, name=f"{body} {start}", starts_on=start, ends_on=end)


def _person(w: World, n: int) -> Any:
    r, person = w.r, w.person(f"P{n}")
    person.gender, person.sector = r.choice(["", "woman", "man"]), r.choice(["", "politics", "public"])
    person.tier = r.choice(["", "A", "B", "C", "none"])
    writes.save(person, actor=w.alma)
    if r.random() < 0.2:
        PersonTag.objects.create(person=person, tag=w.tag)
    if r.random() < 0.4:
        ContactListMember.objects.create(person=person, contact_list=w.list, **days(r))
    return person


def _mandates(w: World, person: Any) -> None:
    r = w.r
    if r.random() < 0.3:  # two terms that meet on one day, the second one for another party or county
        turn = r.choice([ELECTION, FIRST, LAST])
        body = r.choice([w.riksdag, w.council])
        _seat(w, person, body, "Förra", starts_on=dt.date(2018, 9, 24), ends_on=turn)
        _seat(w, person, r.choice([body, body, w.municipality, w.council]), "Nästa", starts_on=turn, ends_on=None)
    for n in range(r.choice([0, 1, 1, 2, 3])):
        _seat(w, person, r.choice(w.bodies), f"Roll {n}", **days(r))


def _seat(w: World, person: Any, body: Any, role: str, **dates: Any) -> None:
    r = w.r
    kind = r.choice(["elected", "elected", "elected", "official", "substitute", "representative"])
    own_term = [t for (name, _start), t in w.terms.items() if (name == "riksdag") == (body == w.riksdag)]
    seat = w.seat(
        person, body, role=role, kind=kind,
        area=r.choice([None, *w.counties, *w.counties, w.far]), party=r.choice([None, *w.parties]),
        struck_at=STRUCK if r.random() < 0.1 else None, term=r.choice([None, None, None, *own_term]), **dates,
    )  # fmt: skip
    others = list(Membership.objects.filter(organization=body).exclude(person=person))
    if kind == "substitute" and others and r.random() < 0.5:
        Membership.objects.filter(pk=seat.pk).update(stands_in_for=r.choice(others))
    if r.random() < 0.25:
        status = r.choice(["on_leave", "on_leave", "on_leave", "replacing"])
        MembershipStatus.objects.create(membership=seat, status=status, **days(r))


def _goal(w: World) -> Goal:
    r = w.r
    rows = [
        {"organization": [w.riksdag], "area": w.counties},
        {"level": ["regional", "local"], "role_kind": ["elected", "substitute"]},
        {"tag": [w.tag]},
        {"party": [w.parties[0]], "organization_kind": ["assembly", "committee", "board"]},
        {"area": [w.counties[1]]},
        {"organization": [w.region]},
        {"newly_elected": ["assembly"]},
        {"newly_elected": ["everywhere"], "level": ["national"]},
        {"sector": ["politics", "public"]},
    ]
    dated = [
        {"responsibility": [w.infrastructure]},
        {"customer_status": ["full"], "role_kind": ["elected", "official"]},
        {"customer_status": ["associated"]},
        {"contact_list": [w.list]},
    ]
    asked = r.sample(rows, r.randint(1, 3))
    if r.random() < 0.6:
        asked += r.sample(dated, r.randint(1, 2))
    return w.goal(w.audience(*asked), unit=r.choice(["person", "person", "organization"]))


def _contacts(w: World, number: int) -> None:
    r = w.r
    w.other_goal = w.goal(None, w.child, code="G-2")
    priorities = [w.parent, w.priority, w.priority, w.child, None]
    links: list[Any] = []
    parts: list[Any] = []
    for n in range(number):
        held_on, kind = day(r), r.choice([*TWO_WAY, *OTHERS, "seminar", "seminar"])
        contact = Interaction.objects.create(
            kind=kind, held_on=held_on, title=f"Kontakt {n}", created_by=w.alma,
            held_at=r.choice([None, dt.time(0, 30), dt.time(23, 30)]),
            ends_on=held_on + dt.timedelta(days=r.randint(1, 4)) if r.random() < 0.2 else None,
            status=r.choice(["done"] * 8 + ["draft", "planned", "cancelled"]),
            own_body=w.group if r.random() < 0.1 else None,
            organization=r.choice([None, None, None, w.agency, w.region, w.ministry, w.council, w.group]),
            direction=r.choice(["ours", "ours", "ours", "theirs"]), is_confidential=r.random() < 0.2,
        )  # fmt: skip
        about = {r.choice(priorities), r.choice(priorities)} - {None}
        links += [InteractionPriority(interaction=contact, priority=one) for one in about]
        if r.random() < 0.25:
            links.append(InteractionGoal(interaction=contact, goal=r.choice([w.g, w.other_goal])))
        parts += [_part(w, contact, person) for person in r.sample(w.people, r.choice([0, 1, 1, 2, 3, 4]))]
    for model in (InteractionPriority, InteractionGoal):
        model.objects.bulk_create([link for link in links if isinstance(link, model)])
    Participation.objects.bulk_create(parts)


def _part(w: World, contact: Interaction, person: Any) -> Participation:
    r = w.r
    held = list(Membership.objects.active_on(contact.held_on).filter(person=person))
    return Participation(
        interaction=contact, person=person, side="ours" if r.random() < 0.08 else "theirs",
        attendance=r.choice(["attended"] * 4 + ["sent"] * 2 + ["invited", "absent"]), has_talked=r.random() < 0.4,
        membership=r.choice([None, *held]),
    )  # fmt: skip


def _deeds(w: World) -> None:
    r = w.r
    for n in range(30):
        Act.objects.create(
            person=r.choice(w.people[:9]), kind=r.choice(["question", "speech", "article"]), title=f"Sagt {n}",
            acted_on=r.choice([day(r), dt.date(2022, 9, 25), dt.date(2022, 9, 26), dt.date(2020, 1, 1)]),
            url="https://example.se/1", leaning=r.choice(["for", "for", "for", "neither", "against"]),
            priority=r.choice([w.priority, w.priority, w.child, w.parent, None]),
        )  # fmt: skip
    for n in range(4):
        motion = Motion.objects.create(
            document=f"HA02{n}", session="2022/23", number=n + 1, title="Spår", submitted_on=day(r)
        )
        proposal = MotionProposal.objects.create(motion=motion, position=1, text="Bygg spår.")
        for position, person in enumerate(r.sample(w.people, 2), start=1):
            MotionSigner.objects.create(
                motion=motion, position=position, number=f"{n}{position}", name="N N", person=person
            )
        ProposalLink.objects.create(
            proposal=proposal, priority=r.choice([w.priority, w.child, w.parent]), decided_by=w.alma,
            state=r.choice(["accepted", "accepted", "refused"]), leaning=r.choice(["for", "for", "against"]),
        )  # fmt: skip
