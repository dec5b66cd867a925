"""Undoing: everything that an operation changed is exactly as before; who may, and how often."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from contacts.models import Favourite, Person, Tag
from contacts.services import contact_details, organizations, people
from crm.common import operations, undo_log, writes
from crm.common.undo import may_undo, undo
from crm.common.undo_trace import size
from crm.models import ImportRun
from tests import make, make_advocacy
from tests.base import make_user
from tests.platform.undoing import bulk, labels, tagged
from tests.tables import as_they_stand, differences

pytestmark = pytest.mark.django_db


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
