"""Undoing after others have gone on: what they changed since stays, by name, and loses nothing."""

import datetime as dt

import pytest
from django.apps import apps

from advocacy.services import interactions
from contacts.models import (
    ContactDetail,
    Favourite,
    Membership,
    Organization,
    OrganizationSubkind,
    Person,
    PersonPair,
    PersonTag,
    Tag,
)
from contacts.services import memberships, organizations, people
from crm.common import undo_fields, writes
from crm.common.undo import undo
from tests import make, make_advocacy
from tests.platform.undoing import bulk, labels, tagged
from tests.tables import as_they_stand, differences

pytestmark = pytest.mark.django_db


@pytest.fixture
def tag(alma):
    return writes.save(Tag(name="Almedalen"), actor=alma)


# --- What stays -----------------------------------------------------------------------------------------


def test_what_was_changed_since_stays_and_is_named(alma):
    maja, bo = make.person("Maja Ek"), make.person("Bo Dahl")
    with bulk(alma) as op:
        for person in (maja, bo):
            people.edit(person=person, tier="A", actor=alma)
    people.edit(person=maja, tier="B", actor=alma)

    undone = undo(operation=op, actor=alma)

    assert labels(undone) == {"Person: Maja Ek"}
    assert Person.objects.get(pk=maja.pk).tier == "B"
    assert Person.objects.get(pk=bo.pk).tier == ""


def test_what_was_changed_since_in_other_fields_is_undone_and_keeps_the_later_change(alma):
    maja = make.person("Maja Ek")
    with bulk(alma) as op:
        people.edit(person=maja, tier="A", family_name="Lindqvist", actor=alma)
    later = people.edit(person=maja, title="Dr", actor=alma)

    undone = undo(operation=op, actor=alma)

    maja.refresh_from_db()
    assert undone.refused == [] and undone.restored == 1
    assert (maja.tier, maja.name, maja.title) == ("", "Maja Ek", "Dr")
    assert maja.version > later.version, "who has the form open is told"
    assert maja.history.first().title == "Dr" and "lindqvist" not in maja.search_text


def test_what_was_changed_since_in_one_of_its_fields_stays_whole(alma):
    maja = make.person("Maja Ek")
    with bulk(alma) as op:
        people.edit(person=maja, tier="A", title="Dr", actor=alma)
    people.edit(person=maja, title="Professor", actor=alma)

    assert labels(undo(operation=op, actor=alma)) == {"Person: Maja Ek"}
    assert Person.objects.get(pk=maja.pk).tier == "A"


def test_mandate_that_was_changed_since_stays_whole(alma):
    held = make.membership(make.person("Maja Ek"))
    with bulk(alma) as op:
        held = memberships.end(membership=held, on=dt.date(2025, 12, 31), actor=alma)
    memberships.strike(membership=held, reason="Gällde en namne", actor=alma)

    assert len(undo(operation=op, actor=alma).refused) == 1
    assert Membership.objects.get(pk=held.pk).ends_on == dt.date(2025, 12, 31)


def test_what_was_changed_and_changed_back_is_undone(alma):
    maja = make.person("Maja Ek")
    before = as_they_stand()
    with bulk(alma) as first:
        people.edit(person=maja, tier="A", actor=alma)
    with bulk(alma) as second:
        people.edit(person=maja, tier="B", actor=alma)

    assert undo(operation=second, actor=alma).refused == []
    assert undo(operation=first, actor=alma).refused == []
    assert differences(before, as_they_stand()) == {}


def test_new_person_with_a_contact_since_stays_with_what_belongs_to_them(alma):
    with bulk(alma) as op:
        body = organizations.add(name="Trafikverket", kind="agency", actor=alma)
        maja = people.add(given_name="Maja", family_name="Ek", actor=alma)
        held = make.membership(maja, body, actor=alma)
        make.detail(maja, "email", "maja@example.se", actor=alma)
        other = people.add(given_name="Bo", family_name="Dahl", actor=alma)
    make_advocacy.interaction(maja, actor=alma)

    undone = undo(operation=op, actor=alma)

    assert "Person: Maja Ek" in labels(undone)
    assert Membership.objects.filter(pk=held.pk).exists()
    assert Organization.objects.filter(pk=body.pk).exists()
    assert ContactDetail.objects.filter(person=maja).count() == 1
    assert not Person.objects.filter(pk=other.pk).exists()


def test_new_organization_with_a_mandate_since_stays_without_its_imported_people(alma):
    with bulk(alma) as op:
        body = organizations.add(name="Trafikverket", kind="agency", actor=alma)
        maja = people.add(given_name="Maja", family_name="Ek", actor=alma)
        make.membership(maja, body, actor=alma)
    make.membership(make.person("Bo Dahl"), body)

    undone = undo(operation=op, actor=alma)

    assert labels(undone) == {"Organisation: Trafikverket"}
    assert [m.person.name for m in Membership.objects.all()] == ["Bo Dahl"]


def test_favourite_does_not_keep_a_new_person(alma):
    with bulk(alma) as op:
        maja = people.add(given_name="Maja", family_name="Ek", actor=alma)
    Favourite.objects.create(user=alma, person=maja)

    assert undo(operation=op, actor=alma).refused == []
    assert not Favourite.objects.exists()


def test_pair_found_by_night_does_not_keep_a_new_person(alma):
    with bulk(alma) as op:
        maja = people.add(given_name="Maja", family_name="Ek", actor=alma)
    other = make.person("Maja Ek")
    writes.save(PersonPair(first=maja, second=other, score=80, reasons=[["same_name", ""]]), actor=alma)

    assert undo(operation=op, actor=alma).refused == []
    assert list(Person.objects.all()) == [other]
    assert PersonPair.history.filter(history_type="-").count() == 1


def test_tag_that_somebody_has_put_on_again_is_left_as_it_is(alma, tag):
    maja = make.person("Maja Ek")
    link = tagged(maja, tag, alma)
    with bulk(alma) as op:
        writes.remove(link, actor=alma)
    tagged(maja, tag, alma)

    undone = undo(operation=op, actor=alma)

    assert len(undone.refused) == 1
    assert PersonTag.objects.filter(person=maja, tag=tag).count() == 1


def test_what_belonged_to_something_gone_is_refused(alma, tag):
    maja = make.person("Maja Ek")
    link = tagged(maja, tag, alma)
    with bulk(alma) as op:
        writes.remove(link, actor=alma)
    writes.remove(tag, actor=alma)

    undone = undo(operation=op, actor=alma)

    assert [refused.reason for refused in undone.refused] == ["etikett som den hörde till finns inte längre"]


def test_new_row_that_somebody_has_removed_is_nothing_to_undo(alma):
    with bulk(alma) as op:
        maja = people.add(given_name="Maja", family_name="Ek", actor=alma)
    writes.remove(maja, actor=alma)

    assert undo(operation=op, actor=alma).refused == []


# --- Field by field -------------------------------------------------------------------------------------


def later(row, actor, **fields):
    writes.assign(row, fields)
    writes.save(row, actor=actor)


def test_organization_keeps_what_was_changed_since_and_gets_the_rest_back(alma):
    body = make.organization("Trafikverket", "agency")
    with bulk(alma) as op:
        organizations.edit(organization=body, name="Trafikverket Region Nord", level="regional", actor=alma)
    organizations.edit(organization=body, short_name="TrV", actor=alma)

    assert undo(operation=op, actor=alma).refused == []
    body.refresh_from_db()
    assert (body.name, body.short_name) == ("Trafikverket", "TrV")
    assert "nord" not in body.search_text


def test_subkind_chosen_since_keeps_the_kind_that_it_belongs_to(alma):
    body = make.organization("Ostkustens kommunalförbund", "agency")
    with bulk(alma) as op:
        organizations.edit(organization=body, kind="association", actor=alma)
    fits = writes.save(OrganizationSubkind(name="Branschförening", kind="association"), actor=alma)
    organizations.edit(organization=body, subkind=fits, actor=alma)

    assert labels(undo(operation=op, actor=alma)) == {"Organisation: Ostkustens kommunalförbund"}
    body.refresh_from_db()
    assert (body.kind, body.subkind) == ("association", fits)


def test_mandate_gets_its_end_back_and_keeps_the_side_noted_since(alma):
    held = make.membership(make.person("Maja Ek"))
    with bulk(alma) as op:
        held = memberships.end(membership=held, on=dt.date(2025, 12, 31), actor=alma)
    later(held, alma, side="majority")

    assert undo(operation=op, actor=alma).refused == []
    held.refresh_from_db()
    assert (held.ends_on, held.side) == (None, "majority")


def test_mandate_whose_first_day_was_changed_since_keeps_its_last(alma):
    held = make.membership(make.person("Maja Ek"), starts_on=dt.date(2022, 10, 15))
    with bulk(alma) as op:
        held = memberships.end(membership=held, on=dt.date(2025, 12, 31), actor=alma)
    later(held, alma, starts_on=dt.date(2023, 1, 1))

    assert len(undo(operation=op, actor=alma).refused) == 1
    assert Membership.objects.get(pk=held.pk).ends_on == dt.date(2025, 12, 31)


def test_address_verified_since_stays_as_it_was_verified(alma):
    detail = make.detail(make.person("Maja Ek"), "email", "ny@example.se")
    other = make.detail(make.person("Bo Dahl"), "email", "bo@example.se")
    with bulk(alma) as op:
        for row, value in ((detail, "maja@example.se"), (other, "b@example.se")):
            row.value = value
            writes.save(row, actor=alma)
    later(detail, alma, last_verified_on=dt.date(2026, 1, 2))
    later(other, alma, is_preferred=not other.is_preferred)

    assert len(undo(operation=op, actor=alma).refused) == 1
    detail.refresh_from_db()
    stood = other.is_preferred
    other.refresh_from_db()
    assert (detail.value, other.value, other.is_preferred) == ("maja@example.se", "bo@example.se", stood)


def test_contact_keeps_the_summary_written_since_and_gets_its_place_back(alma):
    met = make_advocacy.interaction(make.person("Maja Ek"), place="Gävle", actor=alma)
    with bulk(alma) as op:
        interactions.edit(interaction=met, place="Falun", actor=alma)
    interactions.edit(interaction=met, summary="Bad om underlag.", actor=alma)

    assert undo(operation=op, actor=alma).refused == []
    met.refresh_from_db()
    assert (met.place, met.summary) == ("Gävle", "Bad om underlag.")


def test_every_name_that_belongs_together_is_a_field():
    """A name that is no field would make nothing belong together, silently, in the middle of an undoing."""
    for model in apps.get_models():
        if hasattr(model, "history"):
            undo_fields.stands(model, [], [])
