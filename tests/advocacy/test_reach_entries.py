"""What is kept for the figures of reach follows the contacts, whatever was done to these."""

import datetime as dt
import io
import random

import pytest
from django.core.management import CommandError, call_command

from advocacy.models import Interaction, Participation, ReachEntry
from advocacy.services import erasure, interactions, reach_entries
from contacts.services import people
from crm.common.operations import operation
from crm.common.undo import undo
from crm.models import Operation, User
from tests import make, make_advocacy
from tests.advocacy.world import World

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 3, 15)
MET, TOOK_PART, INFORMED = 3, 2, 1


def kept() -> list[tuple[object, ...]]:
    rows = ReachEntry.objects.order_by("person", "subject")
    return list(rows.values_list("person", "subject", "held_on", "counts_as", "is_by_them"))


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_entry_follows_a_contact_through_all_that_can_happen_to_it(world: World) -> None:
    person, pk = make.person("Maja Möte"), world.priority.pk
    contact = make_advocacy.interaction(person, held_on=DAY, priorities=[world.priority])
    assert kept() == [(person.pk, pk, DAY, MET, False)]
    steps = [
        ({"held_on": DAY.replace(day=9)}, [(person.pk, pk, DAY.replace(day=9), MET, False)]),
        ({"held_on": DAY, "direction": "theirs"}, [(person.pk, pk, DAY, MET, True)]),
        ({"kind": "letter", "direction": "ours"}, [(person.pk, pk, DAY, INFORMED, False)]),
        ({"kind": "seminar", "attendance": {person.pk: "attended"}}, [(person.pk, pk, DAY, TOOK_PART, False)]),
        ({"attendance": {person.pk: "invited"}}, []),
        ({"kind": "call", "attendance": {person.pk: "attended"}}, [(person.pk, pk, DAY, MET, False)]),
        ({"status": "planned"}, []),
        ({"status": "done", "priorities": []}, []),
        ({"priorities": [world.child, world.parent]},
         [(person.pk, one.pk, DAY, MET, False) for one in (world.parent, world.child)]),
        ({"people": []}, []),
    ]  # fmt: skip
    for change, expected in steps:
        interactions.edit(actor=make.actor(), interaction=contact, **change)
        assert sorted(kept()) == sorted(expected), change
        assert reach_entries.wrong_contacts() == set()


def test_link_to_a_goal_is_an_entry_of_its_own_with_the_goals_number_under_a_minus(world: World) -> None:
    goal, person = world.goal(None), make.person("Maja Möte")
    make_advocacy.interaction(person, held_on=DAY, priorities=[world.priority], goals=[goal])
    assert [row[1] for row in kept()] == [-goal.pk, world.priority.pk]


def test_entries_follow_a_merge_and_come_back_with_its_undoing(world: World, eva: User) -> None:
    keep, drop = make.person("Maja Möte"), make.person("Maja Moete")
    make_advocacy.interaction(drop, held_on=DAY, priorities=[world.priority])
    before = kept()
    made = people.merge(keep=keep, drop=drop, actor=eva)
    assert [row[0] for row in kept()] == [keep.pk] and reach_entries.wrong_contacts() == set()
    undo(operation=made if isinstance(made, Operation) else Operation.objects.latest("pk"), actor=eva)
    assert kept() == before and reach_entries.wrong_contacts() == set()


def test_undone_contact_has_no_entry_and_a_forgotten_person_none(world: World, eva: User) -> None:
    person, other = make.person("Maja Möte"), make.person("Olle Andra")
    with operation(kind=Operation.Kind.BULK, title="Möte", actor=eva) as made:
        make_advocacy.interaction(person, held_on=DAY, priorities=[world.priority], actor=eva)
    make_advocacy.interaction(other, person, held_on=DAY, priorities=[world.priority])
    undo(operation=made, actor=eva)
    assert len(kept()) == 2
    erasure.forget_participations(actor=eva, person=person)
    assert [row[0] for row in kept()] == [other.pk] and reach_entries.wrong_contacts() == set()


def test_whatever_is_done_at_random_the_entries_are_those_made_anew(world: World) -> None:
    draw = random.Random(7)
    everybody = [make.person(f"Nr {n}") for n in range(6)]
    links = [[], [world.priority], [world.child, world.parent]]
    for n in range(15):
        some = draw.sample(everybody, draw.randint(1, 3))
        kind = draw.choice(("meeting", "letter", "call", "seminar"))
        make_advocacy.interaction(*some, kind=kind, held_on=DAY - dt.timedelta(days=n), priorities=draw.choice(links))
    for one in draw.sample(list(Interaction.objects.all()), 10):
        interactions.edit(
            actor=make.actor(), interaction=one, kind=draw.choice(("meeting", "letter")), priorities=draw.choice(links)
        )
    all_along = sorted(kept())
    assert all_along and reach_entries.wrong_contacts() == set()
    reach_entries.refresh_all()
    assert sorted(kept()) == all_along


def test_command_finds_what_was_written_past_the_services_and_mends_it(world: World) -> None:
    person = make.person("Maja Möte")
    one = make_advocacy.interaction(person, held_on=DAY, priorities=[world.priority])
    other = make_advocacy.interaction(person, held_on=DAY, priorities=[world.child])
    call_command("check_reach", stdout=(said := io.StringIO()))
    assert "2 poster" in said.getvalue()
    Participation.objects.filter(interaction=one, side="theirs").update(attendance="absent")
    twice = ReachEntry.objects.get(interaction=other)
    twice.pk = None
    twice.save()
    with pytest.raises(CommandError, match=f"2 kontakter.*{one.pk}, {other.pk}"):
        call_command("check_reach")
    call_command("check_reach", "--mend", stdout=io.StringIO())
    assert reach_entries.wrong_contacts() == set() and len(kept()) == 1
