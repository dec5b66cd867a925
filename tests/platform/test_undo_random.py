"""Undoing in random worlds: at once it leaves every table as it was, later it loses nothing of what others did."""

import datetime as dt
import random

import pytest
from django.db import connection

from contacts.choices import OrganizationKind
from contacts.models import ContactDetail, Membership, Organization, Person, PersonTag, Tag
from contacts.services import contact_details, memberships, organizations, people
from crm.common import writes
from crm.common.undo import undo
from crm.common.undo_trace import BOOKKEEPING
from tests import make, make_advocacy
from tests.platform.undoing import bulk, tagged
from tests.tables import as_they_stand, differences

pytestmark = pytest.mark.django_db


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
        (log, pk): [
            log.objects.filter(id=pk, pk__lte=first).order_by("-pk").first(),
            *log.objects.filter(id=pk, pk__gt=first).order_by("pk"),
        ]
        for log, first in last.items()
        for pk in set(log.objects.filter(pk__gt=first).values_list("id", flat=True))
    }

    undo(operation=op, actor=alma)

    connection.check_constraints()
    for (log, pk), (before, *states) in theirs.items():
        row = log.instance_type._base_manager.filter(pk=pk).first()
        assert (row is None) == (states[-1].history_type == "-")
        for field in (f.attname for f in log.tracked_fields if row and f.attname not in BOOKKEEPING):
            if before is None or getattr(before, field) != getattr(states[-1], field):
                assert getattr(row, field) == getattr(states[-1], field), (log, field)


def histories():
    return [model.history.model for model in (Person, PersonTag, Organization, Membership, ContactDetail)]
