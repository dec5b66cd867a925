"""What of the advocacy work is handed over when a colleague is away or leaves."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from crm.common import extensions
from crm.common.extensions import Handover
from crm.templatetags.ui import long_day


def register() -> None:
    from advocacy.services import handovers as work

    for handover in (
        Handover(
            name="tasks",
            label=gettext_lazy("öppna uppgifter"),
            every=lambda giver, day: work.tasks_of(giver),
            rows=lambda giver, receiver, day, actor: work.seen_by_both(work.tasks_of(giver), actor, receiver),
            said=lambda task: task.title,
            hand=work.hand_owned,
            order=20,
        ),
        Handover(
            name="commitments",
            label=gettext_lazy("öppna åtaganden"),
            every=lambda giver, day: work.commitments_of(giver),
            rows=lambda giver, receiver, day, actor: work.seen_by_both(work.commitments_of(giver), actor, receiver),
            said=lambda promise: promise.text,
            hand=work.hand_owned,
            order=30,
        ),
        Handover(
            name="contacts",
            label=gettext_lazy("planerade kontakter"),
            every=lambda giver, day: work.contacts_of(giver, day),
            rows=lambda giver, receiver, day, actor: (
                work.contacts_of(giver, day).visible_to(actor).order_by("held_on", "pk")
            ),
            said=lambda contact: f"{contact.title}, {long_day(contact.held_on)}",
            hand=work.hand_contacts,
            order=40,
        ),
        Handover(
            name="duties",
            label=gettext_lazy("bemanning på arrangemang"),
            every=lambda giver, day: work.duties_of(giver, day),
            rows=lambda giver, receiver, day, actor: work.duties_of(giver, day).order_by("event__starts_on", "pk"),
            said=lambda duty: duty.event.name,
            hand=work.hand_duties,
            order=50,
        ),
    ):
        extensions.handovers.add(handover)
