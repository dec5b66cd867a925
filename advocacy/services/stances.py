"""Where somebody stands, noted outside a contact: read in the paper, said in a debate, voted."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advocacy.choices import Confidence
from advocacy.models import Motion, Priority, ReportPoint, Stance
from contacts.models import Organization, Person
from crm.common import writes
from crm.common.dates import today
from crm.common.operations import operation
from crm.common.permissions import Role, can, require
from crm.models import Operation, User


@transaction.atomic
def note(
    *,
    actor: User,
    priority: Priority,
    value: str,
    stated_on: dt.date,
    person: Person | None = None,
    organization: Organization | None = None,
    evidence: str = "",
    url: str = "",
    motion: Motion | None = None,
    vote: ReportPoint | None = None,
    confidence: str = Confidence.MEDIUM,
) -> Stance:
    """Note a stance as of a day, with what shows it: words, a link, a motion or a vote, or several of them.

    Without words, the name of the motion or of the vote stands for them, else the site of the link.

    The earlier ones stay: movement is what is read out of them. Raises ValidationError beside the field.
    """
    require(actor, Role.EDITOR)
    if bool(person) == bool(organization):
        raise ValidationError({"person": _("Ange vem som har inställningen: en person eller en organisation.")})
    if stated_on > today():
        raise ValidationError({"stated_on": _("Dagen ligger framåt i tiden.")})
    stance = Stance(
        person=person,
        organization=organization,
        priority=priority,
        value=value,
        stated_on=stated_on,
        evidence=evidence.strip() or _named(motion, vote) or urlsplit(url).netloc,
        url=url,
        motion=motion,
        vote=vote,
        confidence=confidence,
        noted_by=actor,
    )
    return writes.save(stance, actor=actor)


def _named(motion: Motion | None, vote: ReportPoint | None) -> str:
    if motion:
        return _("Motion %(name)s, %(title)s") % {"name": motion, "title": motion.title}
    if vote:
        return _("Votering om %(name)s, %(title)s") % {"name": vote, "title": vote.title}
    return ""


def may_remove(user: User, stance: Stance) -> bool:
    """One's own as an editor, a manager anybody's. One that was said in a contact is changed there."""
    is_own = can(user, Role.EDITOR) and stance.noted_by_id == user.pk
    return stance.interaction_id is None and (is_own or can(user, Role.MANAGER))


def remove(*, actor: User, stance: Stance) -> Operation:
    """Take away one that was noted by mistake, as an operation that can be undone."""
    if not may_remove(actor, stance):
        raise PermissionDenied(_("Bara den som noterade inställningen och ansvariga kan ta bort den."))
    about = stance.person or stance.organization
    title = _("Inställning borttagen: %(who)s till %(priority)s") % {"who": about, "priority": stance.priority}
    with operation(kind=Operation.Kind.BULK, title=title, actor=actor) as made:
        writes.remove(writes.locked(stance), actor=actor)
    return made
