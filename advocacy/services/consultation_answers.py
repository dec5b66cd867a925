"""Filing our answer to a consultation, with the contact that it is."""

from __future__ import annotations

from typing import Unpack

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from advocacy.choices import InteractionKind
from advocacy.models import Consultation
from advocacy.services import consultations, interactions
from crm.common import writes
from crm.common.operations import operation
from crm.models import Operation, User


def may_log(consultation: Consultation) -> bool:
    """Whether filing the answer can be logged as a contact: there is a sender, and it has not been logged."""
    return consultation.sender_id is not None and consultation.answer_contact_id is None


def file_and_log(
    *, actor: User, consultation: Consultation, version: int | None = None, **filed: Unpack[consultations.Filed]
) -> Operation:
    """File the answer and log it as a contact with the sender, on our priorities: undone together.

    Raises ValidationError where there is no sender or it is logged already, Conflict as filing does.
    """
    title = _("Remissvar inlämnat: %s") % consultation.title
    with operation(kind=Operation.Kind.BULK, title=title[:200], actor=actor) as made:
        current = consultations.file_answer(actor=actor, consultation=consultation, version=version, **filed)
        if not may_log(current) or current.answered_on is None:
            raise ValidationError({"is_logged": _("Svaret är redan loggat, eller så saknar remissen avsändare.")})
        current.answer_contact = interactions.log(
            actor=actor,
            kind=InteractionKind.CONSULTATION_ANSWER,
            held_on=current.answered_on,
            organization=current.sender,
            title=(_("Remissvar: %s") % current.title)[:200],
            priorities=[link.priority for link in current.priority_links.select_related("priority")],
            facts={
                "referral": current.title[:300],
                "reference": current.reference,
                "answer_due_on": current.answer_by,
                "url": current.url,
            },
        )
        writes.save(current, actor=actor)
    return made
