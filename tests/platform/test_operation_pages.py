"""Large changes: the list of them, what each changed, and taking it back."""

import pytest
from django.urls import reverse

from advocacy.services import interactions
from contacts.models import Person
from contacts.services import people
from crm.common import undo, writes
from crm.common.operations import operation
from crm.models import Operation
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db


def tiered(actor, *some, title="Nivå A på några"):
    with operation(kind=Operation.Kind.BULK, title=title, actor=actor) as op:
        for person in some:
            people.edit(person=person, tier="A", actor=actor)
    return op


def test_list_shows_what_was_done_newest_first_and_mine(alma, eva):
    tiered(alma, make.person("Maja Ek"), title="Först")
    tiered(eva, make.person("Bo Dahl"), title="Sedan")
    client = client_of(alma)

    rows = client.get(reverse("crm:operation_list")).context["rows"]
    assert [op.title for op, _state in rows] == ["Sedan", "Först"]
    mine = client.get(reverse("crm:operation_list"), {"visa": "mina"}).context["rows"]
    assert [op.title for op, _state in mine] == ["Först"]


def test_page_says_what_was_changed_by_kind_and_name(alma):
    maja = make.person("Maja Ek")
    html = client_of(alma).get(reverse("crm:operation_detail", args=[tiered(alma, maja).pk])).content.decode()

    assert "1 ändrad" in html and "Maja Ek" in html and maja.get_absolute_url() in html


def test_confidential_names_are_not_shown(alma, eva):
    with operation(kind=Operation.Kind.BULK, title="Kontakt med flera", actor=alma) as op:
        make_advocacy.interaction(make.person("Maja Ek"), title="Hemligt möte", is_confidential=True, actor=alma)

    assert "Hemligt" not in client_of(eva).get(reverse("crm:operation_detail", args=[op.pk])).content.decode()


def test_small_change_is_undone_at_once_after_a_question(alma):
    maja = make.person("Maja Ek")
    op = tiered(alma, maja)
    client, address = client_of(alma), reverse("crm:operation_undo", args=[op.pk])
    assert "Ångra" in client.get(address).content.decode()

    html = client.post(address, follow=True).content.decode()

    assert Person.objects.get(pk=maja.pk).tier == ""
    assert "Allt är som förut" in html
    assert address not in html


def test_what_stays_is_named_on_the_page(alma):
    maja, bo = make.person("Maja Ek"), make.person("Bo Dahl")
    op = tiered(alma, maja, bo)
    people.edit(person=maja, tier="B", actor=alma)

    html = client_of(alma).post(reverse("crm:operation_undo", args=[op.pk]), follow=True).content.decode()

    assert "Person: Maja Ek" in html and "Har ändrats sedan dess" in html
    assert "Delvis ångrad" in html


def test_what_stays_is_not_named_to_those_who_may_not_see_it(alma, eva):
    with operation(kind=Operation.Kind.BULK, title="Kontakt med flera", actor=alma) as op:
        made = make_advocacy.interaction(make.person("Maja Ek"), title="Hemligt möte", is_confidential=True, actor=alma)
    interactions.edit(interaction=made, place="Gävle", actor=alma)
    undo.undo(operation=op, actor=alma)

    address = reverse("crm:operation_detail", args=[op.pk])
    assert "Hemligt möte" in client_of(alma).get(address).content.decode()
    html = client_of(eva).get(address).content.decode()
    assert "Har ändrats sedan dess" in html
    assert "Hemligt" not in html


def test_undoing_twice_is_told(alma):
    op = tiered(alma, make.person("Maja Ek"))
    client, address = client_of(alma), reverse("crm:operation_undo", args=[op.pk])
    client.post(address)

    assert "redan ångrad" in client.post(address, follow=True).content.decode()


def test_editor_cannot_undo_what_another_did(alma, eva):
    op = tiered(eva, make.person("Maja Ek"))

    assert client_of(alma).post(reverse("crm:operation_undo", args=[op.pk])).status_code == 403
    assert reverse("crm:operation_undo", args=[op.pk]) not in (
        client_of(alma).get(reverse("crm:operation_detail", args=[op.pk])).content.decode()
    )


def test_large_change_is_undone_by_a_job(alma, run_jobs, monkeypatch):
    monkeypatch.setattr(undo, "AT_ONCE", 2)
    with operation(kind=Operation.Kind.IMPORT, title="Många", actor=alma) as op:
        writes.create_many([Person(given_name="Maja", family_name=f"Ek{n}") for n in range(5)], actor=alma)
    client, detail = client_of(alma), reverse("crm:operation_detail", args=[op.pk])

    client.post(reverse("crm:operation_undo", args=[op.pk]))
    assert Person.objects.count() == 5
    assert "hx-trigger" in client.get(detail).content.decode()
    assert "på väg" in client.post(reverse("crm:operation_undo", args=[op.pk]), follow=True).content.decode()

    run_jobs()

    assert not Person.objects.exists()
    assert "5 rader är som förut" in client.get(detail).content.decode()


def test_job_that_fails_says_so_and_can_be_tried_again(alma, run_jobs, monkeypatch):
    monkeypatch.setattr(undo, "AT_ONCE", 0)
    op = tiered(alma, make.person("Maja Ek"))
    client, address = client_of(alma), reverse("crm:operation_undo", args=[op.pk])
    client.post(address)
    Operation.objects.filter(pk=op.pk).update(created_by=make.actor())

    run_jobs()

    html = client_of(alma).get(reverse("crm:operation_detail", args=[op.pk])).content.decode()
    assert "Det gick inte att ångra" in html
