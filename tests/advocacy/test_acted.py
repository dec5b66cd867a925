"""The two highest steps of the relation ladder: public acts for our position."""

import datetime as dt

import pytest

from advocacy.models import Act, Motion, MotionProposal, MotionSigner, ProposalLink
from advocacy.services.reach import Reach
from contacts.models import Person, Term
from tests.advocacy.world import World

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2023, 6, 30)
TERM = dt.date(2022, 9, 26)


@pytest.fixture
def world(db):
    w = World()
    Term.objects.filter(body="riksdag").delete()
    Term.objects.create(body="riksdag", name="2022–2026", starts_on=TERM, ends_on=dt.date(2026, 9, 27))
    w.ada = w.person("Ada")
    w.seat(w.ada, starts_on=TERM)
    w.g = w.goal(w.audience({"organization": [w.riksdag]}))
    return w


def step(world):
    reach = Reach(world.g, FIRST, LAST)
    assert sum(reach.ladder.values()) == reach.audience
    return reach.steps[world.ada.pk]


def speaks(world, kind="question", **fields):
    said = {"acted_on": dt.date(2023, 2, 1), "leaning": "for", "priority": world.priority, "title": "Spår", **fields}
    return Act.objects.create(person=world.ada, kind=kind, url="https://example.se/1", **said)


def signs(world, number=1, *, leaning="for", state="accepted", day=dt.date(2022, 10, 3)):
    motion = Motion.objects.create(
        document=f"HA02{number}", session="2022/23", number=number, title="Spår", submitted_on=day
    )
    proposal = MotionProposal.objects.create(motion=motion, position=1, text="Bygg spår.")
    MotionSigner.objects.create(motion=motion, position=1, number="01", name="Ada Test", person=world.ada)
    ProposalLink.objects.create(
        proposal=proposal, priority=world.priority, state=state, leaning=leaning, decided_by=world.alma
    )


def test_who_asked_a_question_for_our_position_has_acted_though_nobody_met_them(world):
    speaks(world)
    assert step(world) == 5


def test_who_signed_a_motion_that_speaks_for_our_position_has_acted(world):
    signs(world)
    assert step(world) == 5


def test_two_kinds_of_act_make_a_champion_two_of_one_kind_do_not(world):
    signs(world, 1)
    signs(world, 2)
    assert step(world) == 5
    speaks(world)
    assert step(world) == 6


@pytest.mark.parametrize(
    "fields",
    [
        {"leaning": "against"},
        {"leaning": "neither"},
        {"acted_on": dt.date(2022, 9, 25)},
        {"acted_on": dt.date(2023, 7, 1)},
    ],
)
def test_an_act_against_or_of_another_time_is_no_step(world, fields):
    speaks(world, **fields)
    assert step(world) == 0


def test_an_act_on_the_priority_above_does_not_count_below(world):
    speaks(world, priority=world.parent)
    assert step(world) == 0


@pytest.mark.parametrize("said", [{"leaning": "against"}, {"state": "refused"}])
def test_a_motion_that_speaks_against_or_was_found_not_to_concern_us_does_not_count(world, said):
    signs(world, **said)
    assert step(world) == 0


def test_an_official_ends_at_dialogue(world):
    official = world.person("Olle")
    world.seat(official, world.agency, kind="official", starts_on=TERM)
    officials = world.audience({"organization": [world.agency]}, name="Tjänstepersoner")
    world.g = world.goal(officials, code="G-9")
    world.ada = official
    speaks(world)
    assert step(world) == 0


def test_where_no_term_is_known_the_last_twelve_months_count(world):
    Term.objects.all().delete()
    speaks(world, acted_on=dt.date(2022, 7, 2))
    assert step(world) == 5
    Act.objects.update(acted_on=dt.date(2022, 6, 30))
    assert step(world) == 0


def test_the_people_of_a_step_are_those_that_the_ladder_counts(world):
    speaks(world)
    reach = Reach(world.g, FIRST, LAST)
    assert [list(reach.on_step(one)) for one in (0, 5)] == [[], [Person.objects.get(pk=world.ada.pk)]]
