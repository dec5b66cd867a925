"""Who held the seat before, what is open with them and who of us knew them; what those who leave leave behind."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from advocacy.models import Commitment
from advocacy.services import commitments, onboarding_before
from contacts.choices import RoleKind
from contacts.models import Membership, Post
from crm.common import writes
from crm.common.undo import undo
from tests import make
from tests.advocacy.onboarding_world import DAY, LAST, NEW, OLD, Riksdag, meet, seat_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(on_day):
    on_day(DAY)
    return Riksdag()


def before(person):
    seat = Membership.objects.with_names().get(pk=seat_of(person).pk)
    return onboarding_before.predecessors([seat]).get(seat.pk)


def gone(world, name, **fields):
    return world.mp(name, starts_on=OLD, ends_on=LAST, **fields)


def test_one_who_left_for_the_same_party_in_the_same_constituency_is_the_predecessor_and_it_is_said_how(world):
    new, left = world.mp("Ny Nilsson", code="S"), gone(world, "Borta Berg", code="S")
    gone(world, "Annat Parti", code="M"), gone(world, "Annat Län", code="S", constituency=world.orebro)
    found = before(new)
    assert found.people == (left.pk,) and not found.is_certain
    assert found.how == "satt för samma parti i samma område och lämnade"


def test_of_several_nobody_is_chosen(world):
    new = world.mp("Ny Nilsson", code="S")
    left = [gone(world, f"Borta Nr{n}", code="S") for n in range(2)]
    found = before(new)
    assert set(found.people) == {person.pk for person in left}
    assert found.how == "en av 2 som satt för samma parti i samma område och lämnade"


def test_who_was_re_elected_is_nobodys_predecessor(world):
    new, again = world.mp("Ny Nilsson", code="S"), gone(world, "Åter Andersson", code="S")
    make.membership(again, world.riksdag, role="Riksdagsledamot", starts_on=NEW, party=make.party("M"))
    assert before(new) is None


def test_who_left_long_before_is_no_predecessor(world):
    world.mp("Länge Sen", code="S", starts_on=OLD, ends_on=dt.date(2025, 1, 31))
    assert before(world.mp("Ny Nilsson", code="S")) is None


def test_seat_that_the_register_knows_is_certain(world):
    board = make.organization("Regionstyrelsen", kind="board", level="regional")
    seat = writes.save(Post(organization=board, role="Ordförande"), actor=make.actor())
    old, new = make.person("Förra Fors"), make.person("Ny Nilsson")
    make.membership(old, board, role="Ordförande", post=seat, starts_on=OLD, ends_on=LAST, party=make.party("M"))
    make.membership(new, board, role="Ordförande", post=seat, starts_on=NEW, party=make.party("S"))
    found = before(new)
    assert found.people == (old.pk,) and found.is_certain and found.how == "satt på samma plats"


def test_official_follows_who_had_the_role(world):
    agency = make.organization("Trafikverket")
    old, other, new = make.person("Förra Fors"), make.person("Annan Chef"), make.person("Ny Chef")
    held = {"kind": RoleKind.OFFICIAL}
    make.membership(old, agency, role="Generaldirektör", starts_on=OLD, ends_on=dt.date(2026, 8, 31), **held)
    make.membership(other, agency, role="Enhetschef", starts_on=OLD, ends_on=dt.date(2026, 8, 31), **held)
    make.membership(new, agency, role="Generaldirektör", starts_on=NEW, **held)
    found = before(new)
    assert found.people == (old.pk,) and found.how == "hade samma roll och slutade"


def test_newcomer_sees_what_is_open_with_the_predecessor_and_who_knew_them(world, alma, bo, dag):
    left = gone(world, "Borta Berg", code="S")
    for user, n in ((alma, 1), (dag, 2)):
        for _ in range(n):
            meet(left, on=dt.date(2026, 5, 1), actor=user, our_users=[user], tones={left.pk: "positive"})
    meet(left, on=dt.date(2026, 6, 1), actor=alma, is_confidential=True)
    promise = commitments.add(actor=alma, promiser="theirs", text="Fråga ministern", person=left)
    people = before(world.mp("Ny Nilsson", code="S")).people
    assert onboarding_before.open_commitments(people, bo) == [promise]
    (first, second) = onboarding_before.warmest(people, bo)[left.pk]
    assert (first.name, first.contacts, first.positive) == ("Dag Lind", 2, 2)
    assert (second.name, second.contacts, second.last_on) == ("Alma Ek", 1, dt.date(2026, 5, 1))
    assert onboarding_before.warmest(people, alma)[left.pk][0].contacts == 2


def test_commitment_is_handed_on_to_the_successor_and_the_old_one_stays_to_be_read(world, alma, dag):
    left, new = gone(world, "Borta Berg", code="S"), world.mp("Ny Nilsson", code="S")
    promise = commitments.add(
        actor=alma, promiser="ours", text="Skicka underlag", person=left, due_on=DAY + dt.timedelta(9)
    )
    made = onboarding_before.hand_on(actor=alma, commitments=[promise], person=new, owner=dag)
    promise.refresh_from_db()
    assert (promise.person, promise.state, promise.closed_on) == (left, "withdrawn", DAY)
    anew = Commitment.objects.get(person=new)
    assert (anew.text, anew.owner, anew.made_on, anew.due_on) == ("Skicka underlag", dag, DAY, DAY + dt.timedelta(9))
    assert not undo(operation=made, actor=alma).refused
    assert [row.state for row in Commitment.objects.all()] == ["open"]


def test_commitment_is_handed_on_to_a_colleague(world, alma, dag):
    promise = commitments.add(actor=alma, promiser="ours", text="Skicka", person=gone(world, "Borta Berg"))
    onboarding_before.hand_on(actor=alma, commitments=[promise], owner=dag)
    promise.refresh_from_db()
    assert (promise.owner, promise.state) == (dag, "open")


def test_handing_on_needs_somebody_and_an_open_commitment(world, alma, dag):
    promise = commitments.add(actor=alma, promiser="ours", text="Skicka", person=gone(world, "Borta Berg"))
    with pytest.raises(ValidationError):
        onboarding_before.hand_on(actor=alma, commitments=[promise])
    commitments.close(actor=alma, commitment=promise, state="kept")
    with pytest.raises(ValidationError):
        onboarding_before.hand_on(actor=alma, commitments=[promise], owner=dag)
