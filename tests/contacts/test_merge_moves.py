"""What belonged to the one belongs to the other after a merge, and nothing is lost."""

import datetime as dt

import pytest

from advocacy.models import Participation, Task
from contacts.models import (
    ContactDetail,
    ContactList,
    ContactListMember,
    ExternalIdentifier,
    Favourite,
    Membership,
    MembershipStatus,
    Note,
    PersonPair,
    PersonRelation,
    PersonTag,
    Tag,
)
from contacts.services.merge import moving
from tests import make, make_advocacy
from tests.contacts.merging import merged, store

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


# --- What follows ---------------------------------------------------------------------------------------


def test_identical_overlapping_mandates_become_one_with_the_days_of_both(keep, drop, alma):
    body = make.organization("Trafikverket")
    first = make.membership(keep, body, starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2023, 1, 1))
    second = make.membership(drop, body, starts_on=dt.date(2022, 1, 1))
    store(MembershipStatus(membership=second, status="on_leave", starts_on=dt.date(2024, 1, 1)))
    contact = make_advocacy.interaction(drop, held_on=DAY)
    said = Participation.objects.get(interaction=contact)
    assert said.membership == second

    merged(keep, drop, alma)

    assert [(m.pk, m.starts_on, m.ends_on) for m in Membership.objects.all()] == [(first.pk, dt.date(2020, 1, 1), None)]
    assert MembershipStatus.objects.get().membership == first
    assert Participation.objects.get().membership == first


def test_mandates_that_differ_or_do_not_meet_stand_beside_each_other(keep, drop, alma):
    body = make.organization("Trafikverket")
    make.membership(keep, body, party=make.party("C"), starts_on=dt.date(2020, 1, 1))
    make.membership(drop, body, party=make.party("M"), starts_on=dt.date(2021, 1, 1))
    make.membership(drop, body, "Ordförande", starts_on=dt.date(2020, 1, 1))

    merged(keep, drop, alma)

    assert Membership.objects.filter(person=keep).valid().count() == 3


def test_mandate_that_says_less_of_the_same_is_not_there_twice(keep, drop, alma):
    body, area = make.organization("Trafikverket"), make.area()
    full = make.membership(keep, body, party=make.party("C"), area=area, starts_on=dt.date(2022, 1, 1))
    make.membership(drop, body)

    merged(keep, drop, alma)

    assert list(Membership.objects.all()) == [full]
    full.refresh_from_db()
    assert (full.starts_on, full.area) == (dt.date(2022, 1, 1), area)


def test_fuller_mandate_of_the_dropped_one_is_what_is_left(keep, drop, alma):
    body = make.organization("Trafikverket")
    first = make.membership(keep, body)
    make.membership(drop, body, party=make.party("C"), starts_on=dt.date(2022, 1, 1), ends_on=dt.date(2024, 1, 1))

    merged(keep, drop, alma)

    left = Membership.objects.get()
    assert (left.pk, left.party, left.starts_on) == (first.pk, make.party("C"), dt.date(2022, 1, 1))
    assert left.ends_on == dt.date(2024, 1, 1)


def test_of_two_different_mandates_from_one_day_the_poorer_is_struck_and_can_be_read(keep, drop, alma):
    body = make.organization("Trafikverket")
    poorer = make.membership(keep, body, starts_on=DAY, party=make.party("M"))
    richer = make.membership(drop, body, starts_on=DAY, party=make.party("C"), area=make.area())

    merged(keep, drop, alma)

    assert list(Membership.objects.filter(person=keep).valid()) == [richer]
    poorer.refresh_from_db()
    assert "slogs ihop" in poorer.struck_reason


def test_two_participations_become_one_with_the_stronger_attendance_and_its_own_words(keep, drop, alma):
    body = make.organization("Trafikverket")
    make.membership(keep, body, "Direktör", kind="official")
    contact = make_advocacy.interaction(keep, drop, held_on=DAY)
    weak = Participation.objects.get(person=keep)
    weak.attendance = "invited"
    weak.save()

    merged(keep, drop, alma)

    left = Participation.objects.get(interaction=contact)
    assert (left.pk, left.person, left.attendance, left.held_role) == (weak.pk, keep, "attended", "Direktör")


def test_words_of_a_participation_stay_when_it_moves(keep, drop, alma):
    make.membership(drop, make.organization("Trafikverket"), "Direktör", kind="official")
    make_advocacy.interaction(drop, held_on=DAY)
    before = Participation.objects.values("held_role", "held_organization", "held_party", "held_county").get()

    merged(keep, drop, alma)

    assert Participation.objects.filter(person=keep, **before).count() == 1


def test_preferred_address_stays_single_and_the_same_address_once(keep, drop, alma):
    make.detail(drop, "email", "maja@example.se", label="Nämnden")

    merged(keep, drop, alma)

    held = ContactDetail.objects.filter(person=keep).order_by("value")
    assert [(d.value, d.label, d.is_preferred) for d in held] == [
        ("maja.lindqvist@example.se", "", False),
        ("maja@example.se", "Nämnden", True),
    ]


def test_address_that_the_dropped_one_preferred_does_not_take_the_place_of_the_preferred_one(keep, drop, alma):
    make.detail(keep, "email", "maja.lindqvist@example.se")

    merged(keep, drop, alma)

    held = ContactDetail.objects.filter(person=keep).order_by("value").values_list("value", "is_preferred")
    assert list(held) == [("maja.lindqvist@example.se", False), ("maja@example.se", True)]


def test_who_left_a_list_and_came_back_is_joined_with_who_stood_on_it_all_the_time(keep, drop, alma):
    chosen = store(ContactList(name="Rådet", owner=alma))
    left = {"starts_on": dt.date(2024, 1, 1), "ends_on": dt.date(2025, 1, 1)}
    store(ContactListMember(contact_list=chosen, person=keep, **left))
    store(ContactListMember(contact_list=chosen, person=keep, starts_on=DAY))
    store(ContactListMember(contact_list=chosen, person=drop, starts_on=dt.date(2024, 6, 1)))

    merged(keep, drop, alma)

    held = ContactListMember.objects.filter(person=keep).order_by("starts_on").values_list("starts_on", "ends_on")
    assert list(held) == [(dt.date(2024, 1, 1), dt.date(2025, 1, 1)), (dt.date(2024, 6, 1), None)]


def test_tags_lists_notes_tasks_identifiers_favourites_and_relations_follow(keep, drop, alma, bo):
    tag, other = store(Tag(name="Almedalen")), store(Tag(name="EU"))
    for person, put in ((keep, tag), (drop, tag), (drop, other)):
        store(PersonTag(person=person, tag=put))
    chosen = store(ContactList(name="Rådet", owner=alma))
    store(ContactListMember(contact_list=chosen, person=keep, starts_on=dt.date(2024, 1, 1), ends_on=DAY))
    store(ContactListMember(contact_list=chosen, person=drop, starts_on=dt.date(2026, 1, 1)))
    store(Note(person=drop, text="Ring på fredagar.", written_by=alma))
    task = make_advocacy.task(person=drop)
    for number, person in enumerate((keep, drop)):
        store(ExternalIdentifier(person=person, scheme="riksdagen", value=f"0{number}"))
    for user, person in ((alma, keep), (alma, drop), (bo, drop)):
        Favourite.objects.create(user=user, person=person)
    helper = make.person("Bo Dahl")
    store(PersonRelation(person=drop, other=helper))
    store(PersonRelation(person=keep, other=drop))

    merged(keep, drop, alma)

    assert sorted(t.tag.name for t in PersonTag.objects.filter(person=keep)) == ["Almedalen", "EU"]
    assert [(m.starts_on, m.ends_on) for m in ContactListMember.objects.all()] == [(dt.date(2024, 1, 1), None)]
    assert Note.objects.get().person == keep
    assert Task.objects.get(pk=task.pk).person == keep
    assert ExternalIdentifier.objects.filter(person=keep).count() == 2
    assert sorted(f.user.email for f in Favourite.objects.filter(person=keep)) == ["alma@example.se", "bo@example.se"]
    assert [(r.person, r.other) for r in PersonRelation.objects.all()] == [(keep, helper)]


def test_pairs_follow_and_what_was_decided_stands(keep, drop, alma):
    third, fourth = make.person("Maja Lind"), make.person("M Ek")

    def pair(one, other, **fields):
        first, second = sorted((one, other), key=lambda p: p.pk)
        return store(PersonPair(first=first, second=second, reasons=["name"], **fields))

    own = pair(keep, drop, score=90)
    pair(keep, third, score=40)
    pair(drop, third, score=60, state="different", decided_by=alma)
    pair(drop, fourth, score=50)

    merged(keep, drop, alma)

    own.refresh_from_db()
    assert (own.state, own.decided_by) == ("merged", alma)
    others = PersonPair.objects.exclude(pk=own.pk).order_by("-score")
    assert [(p.first, p.second, p.score, p.state) for p in others] == [
        (keep, third, 60, "different"),
        (keep, fourth, 50, "open"),
    ]


def test_page_is_told_what_would_move(drop, alma):
    make.membership(drop)
    make_advocacy.interaction(drop)
    found = {model._meta.model_name: n for model, n in moving(drop).items()}

    assert found == {"membership": 1, "participation": 1, "contactdetail": 1}
