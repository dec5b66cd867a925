"""Two colleagues who change contacts with the same people at once do not stand in each other's way."""

import datetime as dt
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread, local
from typing import Any

import pytest
from django.db import DatabaseError, connections

from advocacy.models import Interaction, LastMet
from advocacy.services import interactions
from crm.common import extensions
from tests import make, make_advocacy
from tests.base import make_user

DAY = dt.date(2024, 3, 15)


@pytest.mark.vendor("postgresql")
@pytest.mark.django_db(transaction=True)
def test_two_contacts_with_the_same_two_people_are_changed_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    alma, ann, bea = make_user("alma"), make.person("Ann Ek"), make.person("Bea Ek")
    one = make_advocacy.interaction(ann, bea, held_on=DAY, actor=alma)
    other = make_advocacy.interaction(ann, bea, held_on=DAY - dt.timedelta(days=9), actor=alma)
    _meet_after_the_first_refresh(monkeypatch)
    errors: list[DatabaseError] = []

    def change(contact: Interaction, changed: int, day: dt.date) -> None:
        try:
            interactions.edit(actor=alma, interaction=contact, tones={changed: "positive"}, held_on=day)
        except DatabaseError as error:
            errors.append(error)
        finally:
            connections.close_all()

    newest = DAY + dt.timedelta(days=1)
    edits = [Thread(target=change, args=(one, bea.pk, newest)), Thread(target=change, args=(other, ann.pk, DAY))]
    for edit in edits:
        edit.start()
    for edit in edits:
        edit.join()
    assert errors == []
    assert dict(LastMet.objects.values_list("person", "met_on")) == {ann.pk: newest, bea.pk: newest}


def _meet_after_the_first_refresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each edit hold the first people it asks for, until the other holds its own, or waits for them."""
    gate, own = Barrier(2), local()

    def meeting(refresh: Any) -> Any:
        def refresh_and_meet(people: Any) -> None:
            refresh(people)
            if not getattr(own, "has_met", False):
                own.has_met = True
                # The other may wait for these people, as it should: then this one goes on and lets them go.
                with suppress(BrokenBarrierError):
                    gate.wait(timeout=2)

        return refresh_and_meet

    figures = [*extensions.kept_figures]
    wrapped = {figure.refresh: meeting(figure.refresh) for figure in figures}
    for figure in figures:
        monkeypatch.setitem(figure.__dict__, "refresh", wrapped[figure.refresh])
