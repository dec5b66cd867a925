"""Whom we had met before a motion was submitted: what the motion's page shows of our contribution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from advocacy.choices import Confidence
from advocacy.models import Motion, MotionProposal
from advocacy.querysets.interaction import ours_of, priorities_of
from advocacy.services import contribution
from advocacy.services.contribution import Before, Touched
from crm.models import User

MOST = 4  # contacts of a person that are not folded away
STATES = {Confidence.HIGH: "ok", Confidence.MEDIUM: "info", Confidence.LOW: "neutral"}


@dataclass(frozen=True)
class ContactLine:
    """A contact as the panel tells it: the contact itself, what was given at it, what it was about, who of us."""

    interaction: Any
    is_talk: bool
    material: str
    about: str
    ours: str


@dataclass(frozen=True)
class BeforeLine:
    """One person: the newest contacts, and those that are folded away."""

    row: Before
    badge: tuple[str, str] | None
    newest: list[ContactLine]
    older: list[ContactLine]


def before(motion: Motion, proposals: Sequence[MotionProposal], user: User) -> dict[str, Any]:
    """A part of the motion's page (`motion_page.PARTS`)."""
    found = contribution.of_motion(motion, reader=user)
    told = contribution.told_contacts(found, user)
    first, last = contribution.window(motion)
    return {
        "before": found,
        "before_badge": badge_of(found.confidence),
        "before_signers": [_line(row, told) for row in found.signers if row.contacts],
        "before_colleagues": [_line(row, told) for row in found.colleagues],
        "before_first": first,
        "before_last": last,
    }


def badge_of(confidence: Confidence | None) -> tuple[str, str] | None:
    """'bidrag: hög säkerhet', with its state; None where there is none."""
    if confidence is None:
        return None
    words = {
        Confidence.HIGH: _("hög säkerhet"),
        Confidence.MEDIUM: _("medelhög säkerhet"),
        Confidence.LOW: _("låg säkerhet"),
    }
    return STATES[confidence], words[confidence]


def _line(row: Before, told: dict[int, Any]) -> BeforeLine:
    contacts = [_contact(contact, told[contact.interaction]) for contact in row.contacts if contact.interaction in told]
    return BeforeLine(row, badge_of(row.confidence), contacts[:MOST], contacts[MOST:])


def _contact(contact: Touched, row: Any) -> ContactLine:
    # Offered to all parties, the title names the material.
    material = contact.material if contact.is_material and contact.material not in row.title else ""
    return ContactLine(row, contact.is_talk, material, ", ".join(priorities_of(row)), ", ".join(ours_of(row)))
