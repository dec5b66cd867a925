"""A contact that a colleague has logged already is asked about before a second one is."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from advocacy.choices import InteractionStatus
from advocacy.models import Interaction
from advocacy.services import similar
from crm.common.dates import today
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
QUICK = reverse("advocacy:interaction_quick")


@pytest.fixture
def maja():
    return make.mp("Maja Lindqvist")


def found(user, *people, kind="meeting", held_on=None, **fields):
    return similar.find(actor=user, kind=kind, held_on=held_on or today(), people=people, **fields)


def sent(user, *people, **fields):
    return client_of(user).post(QUICK, {"kind": "meeting", "people": [p.pk for p in people], **fields})


@pytest.mark.parametrize(("days", "is_near"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_the_day_may_be_one_off(alma, eva, maja, days, is_near):
    day = today() - dt.timedelta(days=10)
    make_advocacy.interaction(maja, actor=eva, held_on=day)
    assert bool(found(alma, maja, held_on=day + dt.timedelta(days=days))) == is_near


@pytest.mark.parametrize(
    ("kind", "is_alike"),
    [("meeting", True), ("almedalen", True), ("call", True), ("letter", False), ("seminar", False)],
)
def test_only_the_same_sort_of_contact(alma, eva, maja, kind, is_alike):
    make_advocacy.interaction(maja, actor=eva)
    assert bool(found(alma, maja, kind=kind)) == is_alike


def test_one_person_in_common_is_enough_and_is_named(alma, eva, maja):
    bo, cia = make.person("Bo Berg"), make.person("Cia Dahl")
    logged = make_advocacy.interaction(maja, bo, actor=eva)
    (one,) = found(alma, maja, cia)
    assert (one.interaction, one.logged_by, one.in_common, one.may_join) == (logged, eva, [maja], True)
    assert not found(alma, cia)


def test_our_own_people_are_not_what_makes_two_contacts_one(alma, eva, maja):
    make_advocacy.interaction(make.person(), our_people=[maja], actor=eva)
    assert not found(alma, maja)


def test_the_same_organization_is_alike_and_the_same_seminar_is(alma, eva, maja):
    body, seminar = make.organization("Trafikverket"), make_advocacy.event(kind="seminar")
    week = make_advocacy.event(kind="week")
    make_advocacy.interaction(actor=eva, organization=body)
    make_advocacy.interaction(maja, actor=eva, kind="seminar", event=seminar)
    make_advocacy.interaction(maja, actor=eva, kind="almedalen", event=week)
    other = make.person()
    assert len(found(alma, other, organization=body)) == 1
    assert len(found(alma, other, kind="seminar", event=seminar)) == 1
    # All of Almedalen is one event: two talks there are not one.
    assert not found(alma, other, kind="almedalen", event=week)
    assert len(found(alma, kind="almedalen", event=week)) == 1


def test_cancelled_ones_and_drafts_are_left_out(alma, eva, maja):
    for status in (InteractionStatus.CANCELLED, InteractionStatus.DRAFT):
        make_advocacy.interaction(maja, actor=eva, status=status)
    assert not found(alma, maja)


def test_of_a_confidential_one_is_said_whom_to_ask_and_nothing_else(alma, eva, maja):
    bo = make.person("Bo Berg")
    make_advocacy.interaction(maja, bo, actor=eva, kind="letter", title="Hemligt bygge", is_confidential=True)

    (one,) = found(alma, maja)
    page = sent(alma, maja).content.decode()

    assert (one.interaction, one.in_common, one.may_join, one.logged_by) == (None, [], False, eva)
    assert "Det finns en konfidentiell kontakt" in page
    assert "Fråga Eva Lund" in page
    for hidden in ("Hemligt bygge", "Bo Berg", "Öppna den", "Lägg till mig"):
        assert hidden not in page


def test_confidential_one_is_told_whatever_kind_is_tried(alma, eva, maja):
    make_advocacy.interaction(maja, actor=eva, kind="letter", is_confidential=True)
    assert len(found(alma, maja, kind="seminar")) == len(found(alma, maja, kind="letter")) == 1


def test_it_is_shown_before_anything_is_saved_and_registering_anyway_is_a_choice(alma, eva, maja):
    first = make_advocacy.interaction(maja, actor=eva, title="Frukost")

    response = sent(alma, maja, line="Bad om underlag.")

    assert response.status_code == 409
    page = response.content.decode()
    assert "Frukost" in page
    assert "registrerad av Eva Lund" in page
    assert 'value="Bad om underlag."' in page
    assert Interaction.objects.count() == 1

    assert sent(alma, maja, line="Bad om underlag.", seen=str(first.pk)).status_code == 302
    assert Interaction.objects.count() == 2


def test_one_that_has_come_since_is_asked_about_too(alma, eva, maja):
    first = make_advocacy.interaction(maja, actor=eva)
    second = make_advocacy.interaction(maja, actor=eva)
    assert sent(alma, maja, seen=str(first.pk)).status_code == 409
    assert sent(alma, maja, seen=f"{first.pk},{second.pk}").status_code == 302


def test_joining_puts_me_and_what_i_wrote_there_and_loses_nothing(alma, eva, maja):
    bo = make.person("Bo Berg")
    mine, theirs = make_advocacy.priority("Min"), make_advocacy.priority("Evas")
    first = make_advocacy.interaction(maja, actor=eva, priorities=[theirs], summary="Bra samtal.")

    response = sent(alma, maja, bo, do=f"join:{first.pk}", priorities=[mine.pk], line="Bad om underlag.")

    assert response.url == first.get_absolute_url()
    first.refresh_from_db()
    assert first.summary == "Bra samtal.\n\nAlma Ek: Bad om underlag."
    assert {part.shown_name for part in first.participations.all()} == {
        "Maja Lindqvist", "Bo Berg", "Eva Lund", "Alma Ek",
    }  # fmt: skip
    assert {link.priority for link in first.priority_links.all()} == {mine, theirs}
    assert Interaction.objects.count() == 1
    assert not found(alma, maja)[0].may_join


def test_one_of_ours_who_is_named_again_stays_on_our_side(alma, eva, maja):
    ours = make.person("Region Råd")
    first = make_advocacy.interaction(maja, our_people=[ours], actor=eva)
    similar.join(actor=alma, interaction=first, people=[maja, ours])
    assert first.participations.get(person=ours).side == "ours"


def test_nobody_joins_what_they_may_not_read_or_change(alma, bo, eva, maja):
    hidden = make_advocacy.interaction(maja, actor=eva, is_confidential=True)
    assert sent(alma, maja, do=f"join:{hidden.pk}").status_code == 404
    assert sent(alma, maja, do="join:²").status_code == 404
    for user in (alma, bo):
        with pytest.raises(PermissionDenied):
            similar.join(actor=user, interaction=hidden)


def test_looking_asks_few_questions(alma, eva, maja, django_assert_max_num_queries):
    people = [maja, *(make.person() for _n in range(10))]
    for _n in range(6):
        make_advocacy.interaction(*people, actor=eva)
    with django_assert_max_num_queries(5):
        assert len(found(alma, *people)) == similar.MOST
