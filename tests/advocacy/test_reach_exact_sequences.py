"""Whatever is done through the services, step by step: figures stay what an obvious count gives."""

import datetime as dt
import random
import uuid
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from advocacy.imports.mail import read
from advocacy.models import Goal, Interaction, LastMet, Priority
from advocacy.services import field, interactions, interactions_bulk, invitations, last_met, mails, reach_entries
from advocacy.services.mails import Address
from advocacy.services.reach import Reach
from contacts.models import Membership, MembershipStatus, Organization, Person
from contacts.services import leaves, memberships, organizations, people
from crm.common import extensions, writes
from crm.common.operations import operation
from crm.common.undo import undo
from crm.models import Operation
from tests.advocacy import mailing
from tests.advocacy.exact_world import FIRST, LAST, day, exact_world
from tests.advocacy.obvious import ONE_WAY, PRESENCE, TWO_WAY, Obvious, Register
from tests.base import make_user

pytestmark = pytest.mark.django_db
STEPS = 40


class Office:
    """Somebody who does one thing after another through the services, at random."""

    def __init__(self, seed: int) -> None:
        self.world, self.draw, self.eva = exact_world(seed, contacts=15), random.Random(seed), make_user("eva")
        self.done: list[Operation] = []
        self.counts: dict[str, int] = {}
        Interaction.objects.update(created_by=self.eva)
        for row in [*Person.objects.all(), *Organization.objects.all(), *Priority.objects.all()]:
            writes.save(row, actor=self.eva)

    # --- What there is to choose from ---------------------------------------------------------------------

    def some(self, rows, most=3):
        rows = list(rows)
        return self.draw.sample(rows, min(len(rows), self.draw.randint(1, most)))

    def one(self, rows):
        return self.draw.choice(list(rows.order_by("pk")))

    def people(self):
        return Person.objects.filter(merged_into=None).order_by("pk")

    def content(self):
        kind = self.draw.choice(sorted(TWO_WAY | PRESENCE | ONE_WAY | {"mass_mail"}))
        met = self.some(self.people())
        said = ("sent", "not_sent") if kind in ONE_WAY | {"mass_mail"} else ("attended", "attended", "absent")
        return {
            "kind": kind, "held_on": day(self.draw), "people": met,
            "attendance": {person.pk: self.draw.choice(said) for person in met},
            "talked": [person.pk for person in met if self.draw.random() < 0.5],
            "priorities": self.some(Priority.objects.order_by("pk"), 2),
            "goals": self.some(Goal.objects.order_by("pk"), 1) if self.draw.random() < 0.3 else [],
            "direction": self.draw.choice(["ours", "theirs"]),
            "organization": self.draw.choice([None, None, self.one(Organization.objects.filter(merged_into=None))]),
        }  # fmt: skip

    # --- What can be done ---------------------------------------------------------------------------------

    def log(self):
        interactions.log(actor=self.eva, **self.content())

    def edit(self):
        content = self.content()
        names = self.draw.sample(sorted(content), 3)
        changes = {
            name: content[name] for name in {*names, *(["people"] if {"attendance", "talked"} & {*names} else [])}
        }
        if "kind" in changes or "attendance" in changes:
            changes |= {name: content[name] for name in ("kind", "attendance", "people")}
        interactions.edit(actor=self.eva, interaction=self.one(Interaction.objects.visible_to(self.eva)), **changes)

    def settle(self):
        status = self.draw.choice(["done", "done", "planned", "cancelled", "draft"])
        interactions.edit(actor=self.eva, interaction=self.one(Interaction.objects.visible_to(self.eva)), status=status)

    def make_own(self):
        own = self.draw.choice([None, self.world.group])
        interactions.edit(actor=self.eva, interaction=self.one(Interaction.objects.visible_to(self.eva)), own_body=own)

    def log_for_all(self):
        content = self.content()
        del content["people"], content["attendance"], content["talked"]
        chosen = self.people().filter(pk__in=[person.pk for person in self.some(self.people(), 6)])
        self.done.append(interactions_bulk.log_for_all(actor=self.eva, people=chosen, **content)[1])

    def several_at_once(self):
        with operation(kind=Operation.Kind.BULK, title="Flera", actor=self.eva) as made:
            for _ in range(3):
                self.edit()
            self.log()
        self.done.append(made)

    def merge_people(self):
        keep, drop = self.draw.sample(list(self.people()), 2)
        self.done.append(people.merge(keep=keep, drop=drop, actor=self.eva).operation)

    def merge_organizations(self):
        rows = Organization.objects.filter(merged_into=None, is_own_body=False).order_by("pk")
        keep, drop = self.draw.sample(list(rows), 2)
        self.done.append(organizations.merge(keep=keep, drop=drop, actor=self.eva).operation)

    def undo(self):
        if self.done:
            undo(operation=self.done.pop(self.draw.randrange(len(self.done))), actor=self.eva)

    def change_mandate(self):
        held = self.one(Membership.objects.valid())
        party = self.draw.choice([None, *self.world.parties])
        memberships.change(membership=held, on=day(self.draw), party=party, actor=self.eva)

    def end_mandate(self):
        memberships.end(membership=self.one(Membership.objects.valid()), on=day(self.draw), actor=self.eva)

    def re_date_mandate(self):
        """As an import does that knows better."""
        held = self.one(Membership.objects.valid())
        held.starts_on = day(self.draw)
        writes.change_many([held], ["starts_on"], actor=self.eva)

    def strike(self):
        held = self.one(Membership.objects.valid())
        memberships.strike(membership=held, reason="Fel", actor=self.eva)

    def unstrike(self):
        struck = Membership.objects.filter(struck_at__isnull=False).order_by("pk").first()
        if struck:
            memberships.unstrike(membership=struck, actor=self.eva)

    def go_on_leave(self):
        held = self.one(Membership.objects.valid())
        leaves.add(membership=held, starts_on=day(self.draw), actor=self.eva)

    def come_back(self):
        leave = MembershipStatus.objects.filter(status="on_leave").order_by("pk").first()
        if leave:
            leaves.remove(leave=leave, actor=self.eva)

    def move_priority(self):
        """The one below the goal's comes under another, and back."""
        child = Priority.objects.get(pk=self.world.child.pk)
        child.parent = self.world.parent if child.parent_id == self.world.priority.pk else self.world.priority
        writes.save(child, actor=self.eva)

    def forget(self):
        for one in extensions.personal_data:
            one.erase(self.one(self.people()), self.eva)

    def invitation(self):
        """The same calendar file is read once more, with another day."""
        asked = invitations.Invitation(
            uid="ett", title="Möte", held_on=day(self.draw), sequence=len(self.counts),
            attendees=(Address("Maja", "maja@example.org"),),
        )  # fmt: skip
        taken = invitations.take_in(actor=self.eva, invitation=asked)
        interactions.edit(
            actor=self.eva, interaction=taken.interaction, status="done", priorities=[self.world.priority],
            people=self.some(self.people()),
        )  # fmt: skip

    def mail(self):
        taken, is_new = mails.take_in(actor=self.eva, mail=read(bytes(mailing.mail())), is_uploaded=True)
        if not is_new:
            return
        if self.draw.random() < 0.5:
            mails.discard(actor=self.eva, mail=taken)
            return
        mails.register_contact(
            actor=self.eva, mail=taken, kind="email_dialogue", title="Svar", summary="",
            people=self.some(self.people()), priorities=[self.world.priority],
        )  # fmt: skip

    def phone(self):
        """Sent twice: the second time it is there already; then written into the one that stands there."""
        noted = field.Noted(
            kind="almedalen", held_on=day(self.draw), people=[p.pk for p in self.some(self.people())],
            priorities=[self.world.priority],
        )  # fmt: skip
        key = uuid.uuid4()
        for _ in range(2):
            field.receive(actor=self.eva, key=key, noted=noted, anyway=True)
        contact = self.one(Interaction.objects.visible_to(self.eva))
        field.join(actor=self.eva, key=uuid.uuid4(), interaction=contact, noted=noted)

    # --- One thing after another --------------------------------------------------------------------------

    def does_something(self):
        every = [self.log, self.edit, self.edit, self.settle, self.make_own, self.log_for_all, self.several_at_once,
                 self.merge_people, self.merge_organizations, self.undo, self.undo, self.change_mandate,
                 self.end_mandate, self.re_date_mandate, self.strike, self.unstrike, self.go_on_leave, self.come_back,
                 self.move_priority, self.forget, self.invitation, self.mail, self.phone]  # fmt: skip
        does = self.draw.choice(every)
        with suppress(ValidationError, memberships.Overlap), transaction.atomic():  # refused: then nothing is written
            does()
            self.counts[does.__name__] = self.counts.get(does.__name__, 0) + 1
        return does.__name__


def is_exact(world, step):
    assert reach_entries.wrong_contacts() == set(), step
    goal = Goal.objects.get(pk=world.g.pk)
    register = Register()
    for unit in ("person", "organization"):
        goal.unit = unit
        obvious, reach = Obvious(goal, FIRST, LAST, register), Reach(goal, FIRST, LAST)
        for figure, ids in obvious.sets().items():
            assert reach.ids(figure) == ids, (step, unit, figure)
        if unit == "person":
            assert reach.steps == obvious.steps(), step


@pytest.mark.parametrize("seed", range(8))
def test_figures_are_exact_after_every_step_of_a_long_row(seed):
    office = Office(seed)
    is_exact(office.world, "at first")
    for number in range(STEPS):
        did = office.does_something()
        is_exact(office.world, f"{number}: {did}")
    assert_last_met_is_right()


def assert_last_met_is_right():
    kept = set(LastMet.objects.values_list("person", "met_on"))
    last_met.refresh_all()
    assert kept == set(LastMet.objects.values_list("person", "met_on"))


def test_everything_is_done_at_some_time_and_not_all_of_it_refused():
    counts: dict[str, int] = {}
    for seed in range(4):
        with transaction.atomic():
            office = Office(seed)
            for _ in range(STEPS):
                office.does_something()
            for name, number in office.counts.items():
                counts[name] = counts.get(name, 0) + number
            transaction.set_rollback(True)
    assert len(counts) == 21, sorted(counts)


def test_a_late_entry_counts_in_the_period_it_was_held_in_and_nowhere_else():
    world, eva = exact_world(2, contacts=0), make_user("eva")
    world.g.unit = "person"
    world.g.save()
    before = Reach(world.g, FIRST, LAST).ids("reached")
    interactions.log(
        actor=eva, kind="call", held_on=LAST, people=world.people[:2], priorities=[world.priority], title="Sent"
    )
    ids = {person.pk for person in world.people[:2]}
    assert before == set() and Reach(world.g, FIRST, LAST).ids("reached") == ids
    after = LAST + dt.timedelta(days=1)
    assert Reach(world.g, after, after.replace(month=9)).ids("reached") == set()
