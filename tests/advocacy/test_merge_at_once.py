"""A merge of two people and a change of a contact with both, at the same time."""

import datetime as dt
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import pytest
from django.db import DatabaseError, connections

from advocacy.models import LastMet, Participation
from advocacy.services import interactions
from contacts.models import Person
from contacts.services import merge
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
