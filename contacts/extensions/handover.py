"""What of the register is handed over when a colleague leaves."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from crm.common import extensions
from crm.common.extensions import Handover


def register() -> None:
    from contacts.services import handovers

    extensions.handovers.add(
        Handover(
            name="people",
            label=gettext_lazy("kontaktansvar för personer"),
            every=lambda giver, day: handovers.people_of(giver),
            rows=lambda giver, receiver, day, actor: handovers.people_of(giver),
            said=lambda person: person.name,
            hand=handovers.hand_people,
            order=10,
        )
    )
