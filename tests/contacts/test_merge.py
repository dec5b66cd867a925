"""Merging two people: who is left, what they are called, and who may."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError

from contacts.models import (
    Organization,
    Person,
)
from contacts.services import merge_joins, people
from contacts.services.merge_relations import relations_to
from crm.common import writes
from crm.models import Operation
from tests import make
from tests.contacts.merging import merged

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


# --- The two themselves ---------------------------------------------------------------------------------


def test_dropped_one_is_a_tombstone_that_nobody_finds(keep, drop, alma):
    merged(keep, drop, alma)

    drop.refresh_from_db()
    assert (drop.merged_into, drop.is_archived) == (keep, True)
    assert list(Person.objects.visible_to(alma)) == [keep]
    assert list(Person.objects.pickable()) == [keep]


def test_name_of_the_dropped_one_is_kept_among_other_names_and_found(keep, drop, alma):
    kept = merged(keep, drop, alma)

    assert kept.other_names == "Maja Lindqvist"
    assert list(Person.objects.visible_to(alma).matching("lindqvist")) == [keep]


def test_chosen_fields_come_from_the_dropped_one_and_the_old_name_is_kept(keep, drop, alma):
    people.edit(person=drop, birth_year=1970, title="Dr", actor=alma)

    kept = merged(keep, Person.objects.get(pk=drop.pk), alma, fields=["family_name", "birth_year"])

    assert (kept.name, kept.birth_year, kept.title) == ("Maja Lindqvist", 1970, "")
    assert kept.other_names == "Maja Ek"


def test_what_the_kept_one_lacks_is_taken_when_nothing_is_chosen(keep, alma):
    drop = make.person("Maja Ek", birth_year=1970, title="Dr")
    people.edit(person=keep, title="Fil. dr", actor=alma)

    kept = merged(keep, drop, alma)

    assert (kept.birth_year, kept.title, kept.other_names) == (1970, "Fil. dr", "")


def test_wish_not_to_be_contacted_is_kept_whoever_had_it(keep, alma):
    assert merged(keep, make.person("Maja Ek", do_not_contact=True), alma).do_not_contact


def test_archived_one_merged_with_a_living_is_living(alma):
    keep, drop = make.person("Maja Ek", is_archived=True), make.person("Maja Ek")

    assert not merged(keep, drop, alma).is_archived


def test_login_follows_and_two_logins_are_refused(keep, drop, alma, bo, eva):
    people.edit(person=drop, user=bo, actor=alma)
    drop.refresh_from_db()
    assert merged(keep, drop, alma).user == bo

    other = make.person("Maja E", user=eva)
    with pytest.raises(ValidationError, match="egen inloggning"):
        merged(Person.objects.get(pk=keep.pk), other, alma)


def test_merging_twice_or_with_oneself_is_refused(keep, drop, alma):
    with pytest.raises(ValidationError, match="två olika"):
        merged(keep, keep, alma)
    merged(keep, drop, alma)
    with pytest.raises(ValidationError, match="redan sammanslagen"):
        merged(keep, drop, alma)


def test_whoever_was_changed_meanwhile_is_told_and_nothing_is_lost(keep, drop, alma):
    seen = (keep.version, drop.version)
    people.edit(person=drop, title="Dr", actor=alma)

    with pytest.raises(writes.Conflict):
        merged(keep, drop, alma, versions=seen)
    assert not Operation.objects.exists()
    assert Person.objects.get(pk=drop.pk).merged_into is None


def test_reader_cannot_merge(keep, drop, bo):
    with pytest.raises(PermissionDenied):
        merged(keep, drop, bo)


def test_tombstones_of_tombstones_point_at_the_last(keep, drop, alma):
    oldest = make.person("M. Ek")
    merged(drop, oldest, alma)
    merged(keep, Person.objects.get(pk=drop.pk), alma)

    assert Person.objects.get(pk=oldest.pk).merged_into == keep


# --- Every constraint is understood -----------------------------------------------------------------------


@pytest.mark.parametrize("target", [Person, Organization], ids=lambda m: m.__name__)
def test_every_condition_of_a_constraint_can_be_asked_of_a_row(target):
    for model, relation in relations_to(target):
        for constraint, _names in merge_joins.Alike(model, relation).unique:
            merge_joins.holds(constraint.condition, model())


def test_every_constraint_by_expression_has_fields_in_which_its_rows_are_the_same():
    for target in (Person, Organization):
        for model, relation in relations_to(target):
            for constraint in model._meta.constraints:
                if getattr(constraint, "expressions", ()) and relation.name in str(constraint):
                    assert merge_joins.Alike(model, relation).same, constraint


def test_nothing_points_at_people_from_outside_our_apps():
    ours = {"crm", "contacts", "advocacy"}

    assert {m._meta.app_label for m, _f in relations_to(Person)} <= ours
    assert apps.get_model("contacts", "Person") is Person
