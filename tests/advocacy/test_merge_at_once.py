"""A merge of two people and a change of a contact with both, at the same time."""

import datetime as dt
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread, local
from typing import Any

import pytest
from django.db import DatabaseError, connections

from advocacy.models import LastMet, Participation
from advocacy.services import commitments, interactions, similar
from contacts.models import Person
from contacts.services import merge
from crm.common import writes
from tests import make, make_advocacy
from tests.base import make_user

DAY = dt.date(2024, 3, 15)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Barrier:
    """Lets the merge hold both people, and the contact hold who took part, before either of them goes on."""
    gate = Barrier(2)

    def and_meet(service: Any, name: str) -> None:
        real = getattr(service, name)

        def first_then_meet(*args: Any, **kwargs: Any) -> Any:
            found = real(*args, **kwargs)
            # Where one waits for the other, as it should, nobody comes: this one goes on and lets the people go.
            with suppress(BrokenBarrierError):
                gate.wait(timeout=2)
            return found

        monkeypatch.setattr(service, name, first_then_meet)

    and_meet(merge, "_locked")
    and_meet(interactions, "_sync_participants")
    return gate


def at_once(*works: Any) -> list[DatabaseError]:
    errors: list[DatabaseError] = []

    def run(work: Any) -> None:
        try:
            work()
        except DatabaseError as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.vendor("postgresql")
@pytest.mark.django_db(transaction=True)
def test_a_contact_is_changed_while_two_of_those_who_took_part_become_one(gate: Barrier) -> None:
    alma, ann, twin, bea = make_user("alma"), make.person("Ann Ek"), make.person("Anne Ek"), make.person("Bea Ek")
    contact = make_advocacy.interaction(twin, bea, held_on=DAY, actor=alma)
    newest = DAY + dt.timedelta(days=1)
    errors = at_once(
        lambda: merge.merge(keep=ann, drop=twin, actor=alma),
        lambda: interactions.edit(
            actor=alma, interaction=contact, held_on=newest, tones={twin.pk: "positive", bea.pk: "negative"}
        ),
    )
    assert errors == []
    assert Person.objects.get(pk=twin.pk).merged_into == ann
    said = dict(Participation.objects.filter(interaction=contact, side="theirs").values_list("person", "tone"))
    assert said.keys() == {ann.pk, bea.pk} and said[bea.pk] == "negative"
    assert dict(LastMet.objects.values_list("person", "met_on")) == {ann.pk: newest, bea.pk: newest}


@pytest.mark.vendor("postgresql")
@pytest.mark.django_db(transaction=True)
def test_a_contact_is_logged_while_those_who_took_part_become_one(gate: Barrier) -> None:
    alma, ann, twin = make_user("alma"), make.person("Ann Ek"), make.person("Anne Ek")
    errors = at_once(
        lambda: merge.merge(keep=ann, drop=twin, actor=alma),
        lambda: interactions.log(actor=alma, kind="meeting", held_on=DAY, people=[twin, ann]),
    )
    assert errors == []
    assert [*Participation.objects.filter(side="theirs").values_list("person", flat=True)] == [ann.pk]


@pytest.mark.vendor("postgresql")
@pytest.mark.django_db(transaction=True)
def test_a_contact_is_joined_and_its_commitment_closed_while_a_colleague_changes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alma, eva, ann = make_user("alma"), make_user("eva"), make.person("Ann Ek")
    said = [{"promiser": "ours", "text": "Skicka underlag"}]
    contact = make_advocacy.interaction(ann, held_on=DAY, actor=alma, commitments=said)
    for work in (
        lambda: similar.join(actor=eva, interaction=contact, people=[ann], line="Jag var med"),
        lambda: commitments.close(actor=eva, commitment=contact.commitments.get(), state="kept"),
    ):
        with monkeypatch.context() as patched:
            meet_when_locked(patched)
            tones = {ann.pk: "positive"}
            errors = at_once(work, lambda tones=tones: interactions.edit(actor=alma, interaction=contact, tones=tones))
        assert errors == []


def meet_when_locked(patched: pytest.MonkeyPatch) -> None:
    """Lets each hold the first that it asks for, until the other holds its own, or waits for it."""
    gate, own = Barrier(2), local()

    def and_meet(service: Any, name: str) -> None:
        real = getattr(service, name)

        def first_then_meet(*args: Any, **kwargs: Any) -> Any:
            found = real(*args, **kwargs)
            if not getattr(own, "has_met", False):
                own.has_met = True
                with suppress(BrokenBarrierError):
                    gate.wait(timeout=2)
            return found

        patched.setattr(service, name, first_then_meet)

    for name in ("locked", "hold"):
        and_meet(writes, name)
