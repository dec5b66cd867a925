"""Where each party in each county stands, by what that is known, and the figure 'anchoring'."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advocacy.choices import Leaning
from advocacy.choices.one_voice import Proof, Voice
from advocacy.models import Priority, ProposalLink
from advocacy.services import interactions
from advocacy.services.one_voice import Cell, OneVoice, anchoring
from contacts.choices import Level, OrganizationKind, RoleKind
from contacts.models import Person
from contacts.services import memberships
from crm.common import writes
from tests import make, make_motions
from tests.advocacy.voices import DAY, ELECTED_ON, Voices, voices
from tests.base import make_user

pytestmark = pytest.mark.django_db
EARLIER = DAY - dt.timedelta(days=100)


@pytest.fixture
def world() -> Voices:
    return voices()


def read(world: Voices, user: str = "alma", day: dt.date = DAY) -> OneVoice:
    return OneVoice(day, reader=make_user(user))


def in_uppsala(world: Voices, user: str = "alma", day: dt.date = DAY) -> Cell:
    """The Centre Party in Uppsala."""
    return read(world, user, day).cell(world.railway.pk, world.uppsala.pk, world.c.pk)


def someone(world: Voices) -> Person:
    return Person.objects.get(family_name=world.uppsala.short, given_name="C")


def test_party_of_which_nothing_is_known_is_unknown_where_the_plan_wants_it(world):
    assert in_uppsala(world).voice == Voice.UNKNOWN
    assert in_uppsala(world).is_thin


def test_nothing_is_asked_of_a_party_without_a_seat_in_the_regional_assembly(world):
    quiet = make.party("Q")
    assert read(world).cell(world.railway.pk, world.uppsala.pk, quiet.pk).voice is None


def test_party_behind_a_decision_in_the_county_is_anchored_there_alone(world):
    world.decide(world.councils[world.uppsala.pk], EARLIER, {world.c: Leaning.FOR, world.s: Leaning.AGAINST})
    found = read(world)
    assert found.cell(world.railway.pk, world.uppsala.pk, world.c.pk).voice == Voice.ANCHORED
    assert found.cell(world.railway.pk, world.uppsala.pk, world.s.pk).voice == Voice.HESITATES
    assert found.cell(world.railway.pk, world.gotland.pk, world.c.pk).voice == Voice.UNKNOWN


def test_latest_decision_of_a_body_is_the_one_that_holds(world):
    council = world.councils[world.uppsala.pk]
    world.decide(council, EARLIER, {world.c: Leaning.FOR})
    world.decide(council, DAY, {world.c: Leaning.AGAINST})
    assert in_uppsala(world).voice == Voice.HESITATES
    assert in_uppsala(world, day=EARLIER).voice == Voice.ANCHORED


def test_decision_of_a_municipality_anchors_its_county(world):
    town = make.municipality("Knivsta", world.uppsala)
    council = make.organization("Kommunfullmäktige i Knivsta", OrganizationKind.ASSEMBLY, area=town)
    world.decide(council, EARLIER, {world.c: Leaning.FOR})
    assert in_uppsala(world).is_anchored


def test_person_who_is_for_or_acts_for_speaks_for_the_party(world):
    world.stance(someone(world), "leans_for", EARLIER)
    assert in_uppsala(world).voice == Voice.SPEAKS
    assert in_uppsala(world).confirmed[:2] == (EARLIER, Proof.STANCE)
    world.act(someone(world), day=DAY)
    assert in_uppsala(world).confirmed[:2] == (DAY, Proof.ACT)
    assert in_uppsala(world).speak_for == 1


@pytest.mark.parametrize("value", ["neutral", "leans_against", "against"])
def test_neutral_and_against_is_to_hesitate(world, value):
    world.stance(someone(world), value)
    assert in_uppsala(world).voice == Voice.HESITATES


def test_latest_word_of_each_person_is_what_counts(world):
    world.stance(someone(world), "against", EARLIER)
    world.act(someone(world), Leaning.FOR, DAY)
    assert in_uppsala(world).voice == Voice.SPEAKS


def test_two_who_say_different_things_are_split(world):
    other = world.councillor("Carl Berg", world.uppsala, world.c)
    world.stance(someone(world), "for")
    world.stance(other, "against")
    cell = in_uppsala(world)
    assert (cell.voice, cell.speak_for, cell.hesitate) == (Voice.SPLIT, 1, 1)


def test_signed_motion_counts_when_a_colleague_has_linked_it_as_for_our_position(world):
    motion = make_motions.motion()
    signer = motion.signers.first()
    signer.person = someone(world)
    writes.save(signer, actor=make.actor())
    link = ProposalLink(proposal=motion.proposals.first(), priority=world.railway, decided_by=make_user("alma"))
    link.leaning = Leaning.FOR
    day = max(DAY, motion.submitted_on)
    assert in_uppsala(world, day=day).voice == Voice.UNKNOWN
    writes.save(link, actor=make.actor())
    assert in_uppsala(world, day=day).confirmed[:2] == (motion.submitted_on, Proof.MOTION)


def test_party_organization_of_the_county_speaks_for_it(world):
    nation = make.organization("Centern", OrganizationKind.PARTY)
    world.c.organization = nation
    writes.save(world.c, actor=make.actor())
    district = make.organization("Centern i Uppsala län", OrganizationKind.PARTY, parent=nation, area=world.uppsala)
    world.stance(district, "for")
    world.stance(nation, "against")  # of no county: it says nothing of Uppsala
    assert in_uppsala(world).voice == Voice.SPEAKS


def test_member_of_the_riksdag_speaks_in_the_county_of_the_constituency(world):
    mp = make.mp("Maja Holm", make.constituency("Uppsala läns valkrets", world.uppsala), "C")
    world.stance(mp, "for")
    assert in_uppsala(world).speak_for == 1


def test_who_has_left_speaks_for_nobody(world):
    world.stance(someone(world), "for", EARLIER)
    held = someone(world).memberships.get()
    memberships.end(membership=held, on=EARLIER, actor=make.actor())
    assert in_uppsala(world).voice is None
    assert in_uppsala(world, day=EARLIER).voice == Voice.SPEAKS


def test_seat_in_our_own_body_and_a_post_as_official_are_no_mandates_to_speak_by(world):
    own = make.organization("Rådet", OrganizationKind.STEERING_GROUP, is_own_body=True, area=world.gotland)
    who = make.person("Olle Råd")
    make.membership(who, own, party=world.c, starts_on=ELECTED_ON)
    agency = make.organization("Region Gotland", level=Level.REGIONAL, area=world.gotland)
    make.membership(who, agency, role="Handläggare", kind=RoleKind.OFFICIAL, party=world.c, starts_on=ELECTED_ON)
    world.stance(who, "for")
    assert read(world).cell(world.railway.pk, world.gotland.pk, world.c.pk).voice == Voice.UNKNOWN


def test_what_was_said_of_another_priority_says_nothing_of_this(world):
    child = writes.save(Priority(code="RAL2", name="Under", parent=world.railway), actor=make.actor())
    world.stance(someone(world), "for", priority=child)
    assert in_uppsala(world).voice == Voice.UNKNOWN


def test_stance_of_a_confidential_contact_shows_to_those_who_may_read_it(world):
    interactions.log(
        actor=make_user("alma"), kind="meeting", held_on=EARLIER, title="Möte", people=[someone(world)],
        priorities=[world.railway], is_confidential=True,
        stances=[{"person": someone(world), "priority": world.railway, "value": "for", "evidence": "Sade det"}],
    )  # fmt: skip
    assert in_uppsala(world, "alma").voice == Voice.SPEAKS
    assert in_uppsala(world, "bo").voice == Voice.UNKNOWN


def test_what_was_confirmed_more_than_two_years_ago_is_old(world):
    world.decide(world.councils[world.uppsala.pk], dt.date(2024, 6, 29), {world.c: Leaning.FOR})
    assert in_uppsala(world).is_old(DAY)
    world.stance(someone(world), "for")
    assert not in_uppsala(world).is_old(DAY)


def test_anchoring_is_what_is_decided_of_what_should_be(world):
    world.decide(world.councils[world.uppsala.pk], EARLIER, {world.c: Leaning.FOR, make.party("Q"): Leaning.FOR})
    world.stance(someone(world), "for")
    figure = anchoring([world.railway.pk], DAY)[world.railway.pk]
    assert figure.anchored == {(world.uppsala.pk, world.c.pk)}
    assert len(figure.should) == 4
    assert figure.share == 0.25
    assert read(world, "bo").anchoring(world.railway.pk) == figure


def test_anchoring_has_no_share_where_the_plan_wants_nothing(world):
    other = writes.save(Priority(code="UTAN", name="Utanför planen"), actor=make.actor())
    assert anchoring([other.pk], DAY)[other.pk].share is None
    assert anchoring([world.railway.pk], dt.date(2021, 1, 1))[world.railway.pk].share is None


def test_matrix_asks_four_queries_however_much_is_known(world):
    def asked() -> int:
        user = make_user("alma")
        OneVoice(DAY, reader=user)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            OneVoice(DAY, reader=user)
        return len(queries)

    few = asked()
    for number in range(3):
        who = world.councillor(f"Ny Nummer{number}", world.gotland, world.s)
        world.stance(who, "for")
        world.act(who)
    world.decide(world.councils[world.gotland.pk], DAY, {world.c: Leaning.FOR})
    assert asked() == few == 4
