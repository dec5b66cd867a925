"""Merging two organizations: their members, seats, names and what asks for them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from contacts.models import (
    ContactList,
    CustomerMembership,
    Membership,
    Note,
    Organization,
    Post,
)
from contacts.services import customers, organizations
from crm.common.undo import undo
from crm.models import SavedView
from tests import make, make_advocacy
from tests.contacts.merging import merged, store
from tests.tables import as_they_stand, differences

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


# --- Organizations --------------------------------------------------------------------------------------


def test_bodies_whose_same_seat_two_people_hold_are_not_merged(alma):
    keep, drop = make.organization("Nämnden"), make.organization("Nämnd")
    for body, name in ((keep, "Ada Berg"), (drop, "Bo Dahl")):
        make.membership(make.person(name), body, post=store(Post(organization=body, role="Ledamot")))
    with pytest.raises(ValidationError, match="innehas av olika personer"):
        organizations.merge(keep=keep, drop=drop, actor=alma)


def test_members_children_seats_and_contacts_follow_the_organization(alma):
    keep = make.organization("Trafikverket")
    drop = make.organization("Trafik verket", organization_number="202100-6297")
    child = make.organization("Region Öst", parent=drop)
    maja = make.person("Maja Ek")
    make.membership(maja, keep, starts_on=DAY)
    make.membership(maja, drop, starts_on=DAY)
    store(Post(organization=keep, role="Ledamot"))
    seat = store(Post(organization=drop, role="Ledamot"))
    held = make.membership(make.person("Bo Dahl"), drop, post=seat)
    contact = make_advocacy.interaction(kind="letter", organization=drop)

    kept = merged(keep, drop, alma)

    assert kept.organization_number == "202100-6297"
    assert Organization.objects.get(pk=child.pk).parent == keep
    assert Membership.objects.filter(organization=keep).count() == 2
    held.refresh_from_db()
    assert held.post == Post.objects.get(organization=keep)
    contact.refresh_from_db()
    assert contact.organization == keep


def test_one_that_was_part_of_the_other_takes_its_place(alma):
    above = make.organization("Regeringskansliet")
    drop = make.organization("Departementet", parent=above)
    keep = make.organization("Infrastrukturdepartementet", parent=drop)

    assert merged(keep, drop, alma).parent == above


def test_one_far_below_the_other_is_refused(alma):
    top = make.organization("A")
    bottom = make.organization("C", parent=make.organization("B", parent=top))

    for keep, drop in ((top, bottom), (bottom, top)):
        with pytest.raises(ValidationError, match="flera steg"):
            merged(keep, drop, alma)


def test_name_of_the_dropped_organization_is_noted_and_means_the_kept_one_in_a_list(alma, tmp_path):
    keep, drop = make.organization("Trafikverket"), make.organization("Banverket")
    organizations.merge(keep=keep, drop=drop, actor=alma)

    assert Note.objects.get(organization=keep).text == "Har också kallats Banverket."
    file = tmp_path / "lista.csv"
    file.write_text("Namn;Organisation;Roll;Slag\nMaja Ek;Banverket;Direktör;Myndighet\n", encoding="utf-8-sig")
    call_command("import_contacts", str(file), "--apply", "--json")
    assert Membership.objects.get().organization == keep
    assert Organization.objects.count() == 2


@pytest.mark.parametrize("is_known", [True, False])
def test_membership_of_ours_that_nobody_knows_of_yields_to_the_one_that_is_known(alma, is_known):
    keep, drop = make.organization("Trafikverket"), make.organization("TRV")
    known, unknown = (keep, drop) if is_known else (drop, keep)
    customers.add(organization=unknown, status="unknown", source="Listan", actor=alma)
    customers.add(organization=known, status="full", starts_on=DAY, actor=alma)

    merged(keep, drop, alma)

    held = CustomerMembership.objects.values_list("organization", "status", "starts_on", "source")
    assert list(held) == [(keep.pk, "full", DAY, "")]


def test_bodies_with_different_memberships_of_ours_at_one_time_are_not_merged(alma):
    keep, drop = make.organization("Trafikverket"), make.organization("TRV")
    customers.add(organization=keep, status="full", starts_on=DAY, actor=alma)
    theirs = customers.add(organization=drop, status="associated", starts_on=DAY, actor=alma)
    before = as_they_stand()
    for pair in ({"keep": keep, "drop": drop}, {"keep": drop, "drop": keep}):
        with pytest.raises(ValidationError, match="olika medlemskap hos oss samma tid"):
            organizations.merge(**pair, actor=alma)
    assert differences(before, as_they_stand()) == {}

    earlier = {"starts_on": DAY - dt.timedelta(days=9), "ends_on": DAY - dt.timedelta(days=1)}
    customers.edit(membership=theirs, actor=alma, **earlier)
    merged(keep, drop, alma)
    assert set(CustomerMembership.objects.values_list("organization", "status")) == {
        (keep.pk, "full"),
        (keep.pk, "associated"),
    }


def test_two_mandates_of_one_person_that_say_the_same_in_both_bodies_become_one(alma):
    keep, drop = make.organization("Trafikverket"), make.organization("TRV")
    maja = make.person("Maja Ek")
    first = make.membership(maja, keep, starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2022, 1, 1))
    make.membership(maja, drop, starts_on=dt.date(2021, 1, 1))
    make.membership(maja, drop, party=make.party("C"), starts_on=dt.date(2010, 1, 1), ends_on=dt.date(2012, 1, 1))

    merged(keep, drop, alma)

    first.refresh_from_db()
    assert (first.starts_on, first.ends_on) == (dt.date(2020, 1, 1), None)
    assert Membership.objects.filter(organization=keep).valid().count() == 2


def test_own_body_stays_one(alma):
    assert merged(make.organization("Rådet"), make.organization("Rådet", is_own_body=True), alma).is_own_body


def test_saved_views_and_dynamic_lists_ask_for_the_kept_one(alma):
    keep, drop, other = (make.organization(name) for name in ("Trafikverket", "TRV", "SJ"))
    query = f"organization={drop.pk}&organization={other.pk}&q=TRV&tag={drop.pk}"
    view = store(SavedView(name="Våra", owner=alma, list_name="contacts:person_list", query=query))
    chosen = store(ContactList(name="Rådet", owner=alma, kind="dynamic", query=f"organization={drop.pk}"))

    done = organizations.merge(keep=keep, drop=drop, actor=alma)

    view.refresh_from_db()
    assert view.query == f"organization={keep.pk}&organization={other.pk}&q=TRV&tag={drop.pk}"
    assert ContactList.objects.get(pk=chosen.pk).query == f"organization={keep.pk}"
    undo(operation=done.operation, actor=alma)
    assert ContactList.objects.get(pk=chosen.pk).query == f"organization={drop.pk}"


def test_views_that_ask_for_a_committee_ask_for_the_kept_one(alma):
    keep, drop = (make.organization(name, kind="committee") for name in ("Trafikutskottet", "Trafikutskott"))
    chosen = store(ContactList(name="Utskottet", owner=alma, kind="dynamic", query=f"committee={drop.pk}"))

    merged(keep, drop, alma)

    chosen.refresh_from_db()
    assert chosen.query == f"committee={keep.pk}"
