"""Material for motions: what a member asked for, and the same offered to all parties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.choices import Attendance, CaseState, Direction, InteractionKind, InteractionStatus
from advocacy.models import Interaction, MotionPeriod, PartyDeadline, Priority
from advocacy.services import interactions
from contacts.models import Party, Person
from crm.common import writes
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.models import Operation, User

MANAGERS = (Role.MANAGER, Role.ADMIN)


@transaction.atomic
def note_request(
    *,
    actor: User,
    period: MotionPeriod,
    person: Person,
    priority: Priority,
    day: dt.date,
    answered_by: User,
    is_answered: bool,
    material: str = "",
    summary: str = "",
) -> Interaction:
    """Note that a member asked for material, as a contact: planned until it is answered, by `answered_by`.

    Who asked is confidential between the parties, so the contact is confidential: it is opened to the host and the
    owner of who asked and to managers, beside `actor` and `answered_by` (docs/decisions/0015). Raises ValidationError.
    """
    return interactions.log(
        actor=actor,
        kind=InteractionKind.MOTION_SUPPORT,
        held_on=day,
        status=InteractionStatus.DONE if is_answered else InteractionStatus.PLANNED,
        direction=Direction.THEIRS,
        summary=summary,
        people=[person],
        attendance={person.pk: Attendance.SENT if is_answered else Attendance.NOT_SENT},
        our_users=[answered_by],
        priorities=[priority],
        is_confidential=True,
        readers=_readers(person, actor),
        facts={"motion_period": period, "material": material, "asked_by": person},
    )


def _readers(person: Person, actor: User) -> Iterable[User]:
    """Whom a request is opened to. Who wrote it reads it anyway."""
    hosts = Q(onboarding_cases__person=person, onboarding_cases__state=CaseState.OPEN)
    let_in = hosts | Q(pk=person.owner_id) | Q(groups__name__in=MANAGERS)
    return User.objects.colleagues().filter(let_in).exclude(pk=actor.pk).order_by("pk").distinct()


def offer(
    *,
    actor: User,
    period: MotionPeriod,
    priority: Priority,
    material: str,
    day: dt.date,
    recipients: Mapping[Party, Sequence[Person]],
) -> Operation:
    """Log that the same material was sent to several parties: one contact a party, as one change that can be undone.

    Raises ValidationError when nobody is chosen, or the same person for two parties.
    """
    require(actor, Role.EDITOR)
    chosen = {party: people for party, people in recipients.items() if people}
    if not chosen:
        raise ValidationError({"people": _("Välj minst en mottagare.")})
    ids = [person.pk for people in chosen.values() for person in people]
    if len(ids) != len(set(ids)):
        raise ValidationError({"people": _("Samma person kan inte stå under två partier.")})
    title = ngettext(
        "Underlaget %(material)s till %(n)d parti", "Underlaget %(material)s till %(n)d partier", len(chosen)
    )
    said = title % {"material": material[:100], "n": len(chosen)}
    with operation(kind=Operation.Kind.BULK, title=said, actor=actor) as made:
        for party in sorted(chosen, key=lambda party: (party.position, party.code)):
            interactions.log(
                actor=actor,
                kind=InteractionKind.MOTION_SUPPORT,
                held_on=day,
                title=_("Motionsunderlag till %(party)s: %(material)s")
                % {"party": party.name, "material": material[:120]},
                people=chosen[party],
                priorities=[priority],
                facts={"motion_period": period, "material": material},
            )
    return made


@transaction.atomic
def set_deadlines(
    *, actor: User, period: MotionPeriod, days: Mapping[int, tuple[dt.date | None, str]], version: int | None = None
) -> MotionPeriod:
    """Give parties, by id, their own last day and a note; None takes the day away. Parties not named stay.

    Raises Conflict when `version` of the period is not the stored one, ValidationError for a day after the Riksdag's.
    """
    require(actor, Role.EDITOR)
    writes.check_version(period, version)
    current = writes.locked(period)
    late = [pk for pk, (day, _note) in days.items() if day and day > current.ends_on]
    if late:
        raise ValidationError(_("Ett partis dag kan inte ligga efter motionstidens sista dag."))
    stored = {row.party_id: row for row in PartyDeadline.objects.filter(period=current)}
    is_changed = False
    for pk, (day, note) in days.items():
        row = stored.get(pk)
        if day is None and row is None:
            continue
        is_changed |= _set_deadline(row or PartyDeadline(period=current, party_id=pk), day, note, actor)
    if is_changed:
        writes.save(current, actor=actor)
    return current


def _set_deadline(row: PartyDeadline, day: dt.date | None, note: str, actor: User) -> bool:
    if day is None:
        writes.remove(row, actor=actor)
        return True
    is_changed = writes.assign(row, {"due_on": day, "note": note})
    if is_changed:
        writes.save(row, actor=actor)
    return is_changed
