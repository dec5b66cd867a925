"""Undoing: everything that an operation changed is exactly as before, but for what has been changed since."""

import datetime as dt
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from contacts.choices import OrganizationKind
from contacts.models import ContactDetail, Favourite, Membership, Organization, Person, PersonPair, PersonTag, Tag
from contacts.services import contact_details, memberships, organizations, people
from crm.common import operations, undo_log, writes
from crm.common.operations import operation
from crm.common.undo import may_undo, size, undo
from crm.models import ImportRun, Operation
from tests import make, make_advocacy
from tests.base import make_user
from tests.tables import as_they_stand, differences

pytestmark = pytest.mark.django_db


def bulk(actor, title="Ändring av flera"):
    return operation(kind=Operation.Kind.BULK, title=title, actor=actor)


def labels(undone):
    return {refused.label for refused in undone.refused}


def tagged(person, tag, actor):
    return writes.save(PersonTag(person=person, tag=tag), actor=actor)


@pytest.fixture
def tag(alma):
    return writes.save(Tag(name="Almedalen"), actor=alma)


# --- Exactly as before ----------------------------------------------------------------------------------


def test_what_was_added_is_gone(alma):
    before = as_they_stand()
    with bulk(alma) as op:
        body = organizations.add(name="Trafikverket", kind="agency", actor=alma)
        maja = people.add(given_name="Maja", family_name="Ek", actor=alma)
        make.membership(maja, body, actor=alma)
        make.detail(maja, "email", "maja@example.se", actor=alma)

    undone = undo(operation=op, actor=alma)

    assert differences(before, as_they_stand()) == {}
    assert (undone.restored, undone.refused) == (4, [])


def test_what_was_changed_has_its_values_version_and_time_again(alma):
    maja = make.person("Maja Ek", email="maja@example.se")
    before = as_they_stand()
    with bulk(alma) as op:
        people.edit(person=maja, family_name="Lind", title="Dr", actor=alma)
        people.edit(person=maja, tier="A", actor=alma)

    undo(operation=op, actor=alma)

    assert differences(before, as_they_stand()) == {}


def test_derived_columns_are_derived_again(alma):
    maja = make.person("Maja Öberg")
    with bulk(alma) as op:
        people.edit(person=maja, family_name="Lind", actor=alma)

    undo(operation=op, actor=alma)

    assert list(Person.objects.matching("oberg")) == [maja]
    assert not Person.objects.matching("lind")


def test_what_was_removed_is_back_under_its_old_id(alma, tag):
    link = tagged(make.person("Maja Ek"), tag, alma)
    before = as_they_stand()
    with bulk(alma) as op:
        writes.remove(link, actor=alma)
        writes.remove(tag, actor=alma)

    undo(operation=op, actor=alma)

    assert differences(before, as_they_stand()) == {}


def test_preferred_address_changes_back_without_two_at_once(alma):
    maja = make.person("Maja Ek", email="ett@example.se")
    make.detail(maja, "email", "tva@example.se")
    before = as_they_stand()
    with bulk(alma) as op:
        contact_details.set(holder=maja, kind="email", value="tva@example.se", is_preferred=True, actor=alma)

    undo(operation=op, actor=alma)

    assert differences(before, as_they_stand()) == {}


def test_row_without_history_is_noted_before_it_is_changed(alma):
    maja = make.person("Maja Ek")
    Person.history.all().delete()
    before = as_they_stand()
    with bulk(alma) as op:
        people.edit(person=maja, title="Dr", actor=alma)

    assert undo(operation=op, actor=alma).refused == []
    assert differences(before, as_they_stand()) == {}


def test_row_that_nobody_noted_is_refused_by_name(alma):
    maja = make.person("Maja Ek")
    Person.history.all().delete()
    with bulk(alma) as op:
        maja.title = "Dr"
        maja.save()

    assert labels(undo(operation=op, actor=alma)) == {"Person: Maja Ek"}


def test_mark_without_history_is_put_back(alma, bo):
    maja = make.person("Maja Ek")
    kept, gone = Favourite.objects.create(user=alma, person=maja), Favourite.objects.create(user=bo, person=maja)
    before = as_they_stand()
    other = make.person("Bo Ek")
    with bulk(alma) as op:
        operations.remember_mark(kept)
        kept.person = other
        kept.save()
        operations.remember_mark(gone)
        gone.delete()

    undo(operation=op, actor=alma)

    assert as_they_stand()["contacts.Favourite"] == before["contacts.Favourite"]


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


# --- Who may, and how often --------------------------------------------------------------------------------


def test_undoing_twice_is_refused(alma):
    with bulk(alma) as op:
        people.add(given_name="Maja", family_name="Ek", actor=alma)
    undo(operation=op, actor=alma)

    with pytest.raises(ValidationError, match="redan ångrad"):
        undo(operation=op, actor=alma)


def test_editor_undoes_their_own_and_manager_what_anybody_did(alma, bo, dag, eva):
    with bulk(dag) as op:
        people.add(given_name="Maja", family_name="Ek", actor=dag)

    assert [may_undo(op, user) for user in (alma, bo, eva, dag)] == [False, False, True, True]
    with pytest.raises(PermissionDenied):
        undo(operation=op, actor=alma)
    undo(operation=op, actor=eva)
    assert not Person.objects.exists()


def test_undoing_stands_in_history_and_names_who_did_it(alma, eva):
    maja = make.person("Maja Ek")
    with bulk(alma, "Nivå A på 1 person") as op:
        people.edit(person=maja, tier="A", actor=alma)
    undo(operation=op, actor=eva)

    newest = maja.history.order_by("-history_id").first()
    assert (newest.history_user, newest.history_change_reason) == (eva, "Ångrad: Nivå A på 1 person")
    assert newest.operation is None


def test_undone_import_says_so(alma):
    with bulk(alma) as op:
        people.add(given_name="Maja", family_name="Ek", actor=alma)
    run = ImportRun.objects.create(source="contacts", state="applied", operation=op, created_by=alma)

    undo(operation=op, actor=alma)

    run.refresh_from_db()
    assert run.state == ImportRun.State.UNDONE


def test_names_that_the_reader_may_not_see_are_not_given_out(alma, eva):
    maja = make.person("Maja Ek")
    with bulk(alma) as op:
        secret = make_advocacy.interaction(maja, title="Hemligt", is_confidential=True, actor=alma)
    make_advocacy.task(interaction=secret, actor=alma)

    assert labels(undo(operation=op, actor=eva)) == {"Kontakt"}


# --- Many rows ------------------------------------------------------------------------------------------------


def test_more_rows_are_no_more_statements(alma, django_assert_max_num_queries):
    counts = []
    for number in (3, 60):
        with bulk(alma) as op:
            writes.create_many([Person(given_name="Maja", family_name=f"Ek{n}") for n in range(number)], actor=alma)
        assert size(op) == number
        with django_assert_max_num_queries(1000) as counted:
            undo(operation=op, actor=alma)
        counts.append(len(counted))
    assert counts[1] <= counts[0]


def test_progress_is_told(alma):
    with bulk(alma) as op:
        writes.create_many([Person(given_name="Maja", family_name=f"Ek{n}") for n in range(5)], actor=alma)
    told = []

    undo(operation=op, actor=alma, progress=lambda done, total: told.append((done, total)))

    assert told[-1] == (5, 5)


# --- Random worlds -------------------------------------------------------------------------------------------


class Staff:
    """Does random things that staff do, through services."""

    def __init__(self, seed, actor):
        self.rng, self.actor = random.Random(seed), actor
        self.tags = [writes.save(Tag(name=f"Etikett {n}"), actor=actor) for n in range(3)]
        for _ in range(25):
            self.act()

    def some(self, model):
        rows = list(model.objects.order_by("pk"))
        return self.rng.choice(rows) if rows else None

    def act(self):
        self.rng.choice([self.add, self.edit, self.tag, self.untag, self.address, self.seat, self.end, self.meet])()

    def add(self):
        if self.rng.random() < 0.3:
            organizations.add(name=f"Organ {self.rng.random()}", kind=OrganizationKind.AGENCY, actor=self.actor)
        else:
            name = self.rng.choice(["Ek", "Öberg", "Lind"])
            people.add(given_name=f"Maja{self.rng.randrange(99)}", family_name=name, actor=self.actor)

    def edit(self):
        if person := self.some(Person):
            change = {"family_name": self.rng.choice(["Ek", "Åberg"]), "tier": self.rng.choice(["", "A", "B"])}
            people.edit(person=person, actor=self.actor, **change)

    def tag(self):
        person, tag = self.some(Person), self.rng.choice(self.tags)
        if person and not PersonTag.objects.filter(person=person, tag=tag).exists():
            tagged(person, tag, self.actor)

    def untag(self):
        if link := self.some(PersonTag):
            writes.remove(link, actor=self.actor)

    def address(self):
        if person := self.some(Person):
            value = f"{self.rng.randrange(5)}@example.se"
            preferred = self.rng.random() < 0.5
            contact_details.set(holder=person, kind="email", value=value, is_preferred=preferred, actor=self.actor)

    def seat(self):
        person, body = self.some(Person), self.some(Organization)
        role = f"Roll {self.rng.randrange(1000000)}"
        if person and body:
            make.membership(person, body, role=role, starts_on=dt.date(2026, 1, 1), actor=self.actor)

    def end(self):
        if held := Membership.objects.filter(ends_on=None).order_by("pk").first():
            memberships.end(membership=held, on=dt.date(2026, 6, 1), actor=self.actor)

    def meet(self):
        if person := self.some(Person):
            make_advocacy.interaction(person, actor=self.actor)


@pytest.mark.parametrize("seed", range(12))
def test_undoing_at_once_leaves_every_table_as_it_was(alma, seed):
    staff = Staff(seed, alma)
    before = as_they_stand()
    with bulk(alma) as op:
        for _ in range(30):
            staff.act()
    assert as_they_stand() != before

    undone = undo(operation=op, actor=alma)

    assert undone.refused == []
    assert differences(before, as_they_stand()) == {}


@pytest.mark.parametrize("seed", range(12))
def test_undoing_after_others_have_gone_on_loses_nothing_of_theirs(alma, eva, seed):
    staff = Staff(seed, alma)
    with bulk(alma) as op:
        for _ in range(20):
            staff.act()
    staff.actor = eva
    last = {log: log.objects.order_by("-pk").values_list("pk", flat=True).first() or 0 for log in histories()}
    for _ in range(15):
        staff.act()
    theirs = {
        (log, row.id): log.objects.filter(id=row.id).order_by("-history_id").first()
        for log, first in last.items()
        for row in log.objects.filter(pk__gt=first)
    }

    undo(operation=op, actor=alma)

    connection.check_constraints()
    for (log, pk), newest in theirs.items():
        row = log.instance_type._base_manager.filter(pk=pk).first()
        assert (row is None) == (newest.history_type == "-")
        if row:
            assert all(getattr(row, f.attname) == getattr(newest, f.attname) for f in log.tracked_fields)


def histories():
    return [model.history.model for model in (Person, PersonTag, Organization, Membership, ContactDetail)]


def test_remembering_twice_notes_once(alma):
    maja = make.person("Maja Ek")
    Person.history.all().delete()

    undo_log.remember(Person, [maja.pk])
    undo_log.remember(Person, [maja.pk])

    assert maja.history.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_undo_at_once_one_is_refused():
    alma = make_user("alma")
    with bulk(alma) as op:
        people.edit(person=make.person("Maja Ek"), tier="A", actor=alma)

    def take_back(_n):
        try:
            undo(operation=op, actor=alma)
        except ValidationError:
            return "refused"
        finally:
            connection.close()
        return "undone"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(take_back, range(2))) == ["refused", "undone"]
