"""Undoing a merge restores both."""

import datetime as dt

import pytest
from django.utils import timezone

from contacts.models import (
    Favourite,
    ImportRow,
    Membership,
    Person,
    PersonPair,
    PersonRelation,
    PersonTag,
    Post,
    RecentView,
    Tag,
)
from contacts.services import organizations, people
from crm.common.undo import undo
from crm.common.undo_trace import size
from crm.models import ImportRun, Operation
from tests import make, make_advocacy
from tests.contacts.merging import store
from tests.tables import as_they_stand, differences

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


# --- Undo -----------------------------------------------------------------------------------------------


def test_undoing_restores_two_people_exactly(keep, drop, alma, bo):
    body, tag = make.organization("Trafikverket"), store(Tag(name="Almedalen"))
    make.membership(keep, body, starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2023, 1, 1))
    make.membership(drop, body, starts_on=dt.date(2022, 1, 1))
    make.membership(drop, make.organization("SJ"))
    for person in (keep, drop):
        store(PersonTag(person=person, tag=tag))
        Favourite.objects.create(user=bo, person=person)
        RecentView.objects.create(user=bo, person=person, seen_at=timezone.now())
        make.detail(person, "email", "same@example.se")
    make_advocacy.interaction(keep, drop, held_on=DAY)
    make_advocacy.interaction(drop, held_on=DAY)
    make_advocacy.task(person=drop)
    people.edit(person=drop, user=bo, actor=alma)
    store(PersonPair(first=keep, second=drop, score=80, reasons=["name"]))
    store(PersonRelation(person=keep, other=drop))
    before = as_they_stand()

    done = people.merge(keep=keep, drop=Person.objects.get(pk=drop.pk), actor=alma)
    assert as_they_stand() != before
    announced = size(done.operation)
    undone = undo(operation=done.operation, actor=alma)

    assert undone.refused == [] and undone.restored == announced, "the figure asked about is the figure told"
    assert differences(before, as_they_stand()) == {}


def test_undoing_takes_back_what_the_kept_one_got_though_it_was_edited_since(keep, drop, alma):
    make_advocacy.interaction(drop, held_on=DAY)
    name = keep.name
    done = people.merge(keep=keep, drop=drop, fields=["family_name"], actor=alma)
    people.edit(person=Person.objects.get(pk=keep.pk), title="Docent", actor=alma)

    assert undo(operation=done.operation, actor=alma).refused == []
    keep.refresh_from_db()
    assert (keep.name, keep.other_names, keep.title) == (name, "", "Docent")
    assert Person.objects.visible_to(alma).filter(pk=drop.pk, participations__isnull=False).exists()


def test_undoing_gives_back_no_row_of_an_import_that_was_forgotten_since(keep, drop, alma):
    runs = [ImportRun.objects.create(source="contacts", file_name="lista.csv", created_by=alma) for _n in range(2)]
    for run in runs:
        run.rows.create(number=2, outcome="changed", name="Maja Lindqvist", person=drop)
    done = people.merge(keep=keep, drop=drop, actor=alma)
    runs[0].delete()
    runs[1].rows.update(name="")

    undo(operation=Operation.objects.get(pk=done.operation.pk), actor=alma)

    assert list(ImportRow.objects.values_list("run", "name", "person")) == [(runs[1].pk, "", drop.pk)]
    assert Person.objects.get(pk=drop.pk).merged_into is None


def test_undoing_restores_two_organizations_exactly(alma):
    keep, drop = make.organization("Trafikverket"), make.organization("TRV", organization_number="202100-6297")
    make.organization("Region Öst", parent=drop)
    for body in (keep, drop):
        store(Post(organization=body, role="Ledamot"))
        make.membership(make.person("Maja Ek"), body)
    make_advocacy.interaction(kind="letter", organization=drop)
    before = as_they_stand()

    done = organizations.merge(keep=keep, drop=drop, actor=alma)
    undo(operation=done.operation, actor=alma)

    assert differences(before, as_they_stand()) == {}


def test_undoing_after_the_kept_one_was_changed_gives_the_other_back_and_names_what_stays(keep, drop, alma, bo):
    people.edit(person=drop, user=bo, actor=alma)
    held = make.membership(drop)
    done = people.merge(keep=keep, drop=Person.objects.get(pk=drop.pk), actor=alma)
    people.edit(person=Person.objects.get(pk=keep.pk), title="Dr", actor=alma)

    undone = undo(operation=done.operation, actor=alma)

    # The login went with the one that stays as it is, so the other cannot have it back either.
    assert {refused.label.partition(":")[0] for refused in undone.refused} == {"Person"}
    assert Person.objects.get(pk=keep.pk).title == "Dr"
    assert Membership.objects.get(pk=held.pk).person == drop
