"""What was before: who held a newcomer's seat, what is open with them and who of us knew them; what those who leave
leave behind, handed on.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.choices import CommitmentState, ParticipantSide, Tone
from advocacy.models import Commitment, Interaction, Participation
from advocacy.permissions import require_commitment
from advocacy.services.touch import KNOWN_MONTHS, NAMES
from contacts.choices import RoleKind
from contacts.models import Membership, Person
from crm.common import writes
from crm.common.dates import months_later, today
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.models import Operation, User

# Between two who follow each other there may be an election's weeks, or a post that stands empty for a while.
GAP = dt.timedelta(days=183)
WARMEST = 3


@dataclass(frozen=True)
class Before:
    """Who held the seat before. `how` says in words how that was found.

    `is_certain` only where the register knows the very seat; else `mandates` are all who it may have been.
    """

    mandates: tuple[Membership, ...]
    how: str
    is_certain: bool

    @property
    def people(self) -> tuple[int, ...]:
        return tuple(mandate.person_id for mandate in self.mandates)


@dataclass(frozen=True)
class Relation:
    """A colleague and somebody they knew: contacts in 24 months, how many went well, the latest."""

    person: int
    name: str
    contacts: int
    positive: int
    last_on: dt.date


def predecessors(mandates: Collection[Membership]) -> dict[int, Before]:
    """Who held the seat of each of these mandates before, by the id of the mandate; none is left out. One query.

    The same post; else of those who left the same body within half a year before, who held it for the same party in the
    same area (an official: in the same role). Of several nobody is chosen. Mandates are those read by `for_list` or
    `with_names`.
    """
    bodies = {mandate.organization_id for mandate in mandates}
    posts = {mandate.post_id for mandate in mandates if mandate.post_id}
    first = min((m.starts_on for m in mandates if m.starts_on), default=today()) - GAP
    held = Membership.objects.valid().filter(Q(post__in=posts) | Q(organization__in=bodies))
    held = held.filter(Q(post__in=posts) | Q(ends_on__isnull=True) | Q(ends_on__gte=first))
    held = held.filter(person__merged_into__isnull=True).select_related("person", "party", "area")
    by_post, by_body = defaultdict(list), defaultdict(list)
    for seat in held.order_by("ends_on", "pk"):
        if seat.post_id:
            by_post[seat.post_id].append(seat)
        by_body[seat.organization_id].append(seat)
    found = {m.pk: _before(m, by_post[m.post_id or 0], by_body[m.organization_id]) for m in mandates}
    return {pk: before for pk, before in found.items() if before}


def _before(mandate: Membership, of_post: list[Membership], of_body: list[Membership]) -> Before | None:
    start = mandate.starts_on
    if start is None:
        return None
    earlier = [seat for seat in of_post if _ended(seat, start) and seat.person_id != mandate.person_id]
    if earlier:
        return Before((earlier[-1],), _("satt på samma plats"), is_certain=True)
    stayed = {seat.person_id for seat in of_body if seat.holds_on(start)}
    gone = {
        seat.person_id: seat
        for seat in of_body
        if _ended(seat, start - GAP, start) and seat.person_id not in stayed and _is_alike(seat, mandate)
    }
    if not gone:
        return None
    return Before(tuple(gone.values()), _how(mandate, len(gone)), is_certain=False)


def _ended(seat: Membership, *days: dt.date) -> bool:
    """Before the last of `days`, and not before the first where there are two."""
    return seat.ends_on is not None and seat.ends_on < days[-1] and (len(days) == 1 or seat.ends_on >= days[0])


def _is_alike(seat: Membership, mandate: Membership) -> bool:
    if seat.kind != mandate.kind:
        return False
    if mandate.kind == RoleKind.ELECTED:
        same_party = seat.party_id is not None and seat.party_id == mandate.party_id
        return same_party and seat.area_id == mandate.area_id
    return seat.role == mandate.role


def _how(mandate: Membership, n: int) -> str:
    if mandate.kind != RoleKind.ELECTED:
        words = ngettext("hade samma roll och slutade", "%(n)d hade samma roll och slutade", n)
    elif mandate.area_id:
        words = ngettext(
            "satt för samma parti i samma område och lämnade",
            "en av %(n)d som satt för samma parti i samma område och lämnade",
            n,
        )
    else:
        words = ngettext(
            "satt för samma parti i samma organ och lämnade",
            "en av %(n)d som satt för samma parti i samma organ och lämnade",
            n,
        )
    return words % {"n": n} if "%(n)" in words else words


def open_commitments(people: Collection[int], reader: User) -> list[Commitment]:
    """What is open between us and these people, soonest first, of what `reader` may see."""
    rows = Commitment.objects.visible_to(reader).open().filter(person__in=people)
    return list(rows.for_list().soonest_first())


def warmest(people: Collection[int], reader: User, most: int = WARMEST) -> dict[int, list[Relation]]:
    """By person: who of us had the most talks with them in 24 months, of contacts that `reader` may read. One query.

    Of as many, the one with whom more of them went well, then the latest.
    """
    since = months_later(today(), -KNOWN_MONTHS)
    readable = Interaction.objects.visible_to(reader).filter(held_on__gte=since)
    talks = Participation.objects.talks().filter(person__in=people, interaction__in=readable)
    talks = talks.filter(interaction__participations__side=ParticipantSide.OURS).order_by()
    names = [f"interaction__participations__{name}" for name in NAMES]
    rows = talks.values_list("person", *names).annotate(
        n=Count("pk", distinct=True),
        positive=Count("pk", filter=Q(tone=Tone.POSITIVE), distinct=True),
        last=Max("interaction__held_on"),
    )
    found: dict[int, list[Relation]] = defaultdict(list)
    for person, given, family, *others, n, positive, last in rows:
        name = f"{given} {family}" if given else next(filter(None, others))
        found[person].append(Relation(person, name, n, positive, last))
    for relations in found.values():
        relations.sort(key=lambda r: (-r.contacts, -r.positive, -r.last_on.toordinal(), r.name))
        del relations[most:]
    return dict(found)


# --- Those who leave ------------------------------------------------------------------------------------------------


def hand_on(
    *,
    actor: User,
    commitments: Iterable[Commitment],
    person: Person | None = None,
    owner: User | None = None,
) -> Operation:
    """Hand on what is open with somebody who leaves, as one change that can be undone.

    To another `person` (who takes over the seat): the old one is closed as no longer of concern, and a new one is made
    from today, in the same words. To another `owner` of ours alone: who watches it. Raises ValidationError when neither
    is given, or when one was closed meanwhile.
    """
    require(actor, Role.EDITOR)
    rows = list(commitments)
    if person is None and owner is None:
        raise ValidationError(_("Välj vem som tar över åtagandena."))
    for row in rows:
        require_commitment(actor, row)
    to = person.name if person else str(owner)
    title = ngettext(
        "%(n)d åtagande lämnat vidare till %(to)s", "%(n)d åtaganden lämnade vidare till %(to)s", len(rows)
    )
    with operation(kind=Operation.Kind.HANDOVER, title=title % {"n": len(rows), "to": to}, actor=actor) as made:
        writes.hold(Person, {pk for row in rows for pk in (row.person_id, person and person.pk) if pk})
        held = list(Commitment.objects.filter(pk__in=[row.pk for row in rows]).select_for_update().order_by("pk"))
        if any(row.state != CommitmentState.OPEN for row in held):
            raise ValidationError(_("Ett av åtagandena har avslutats sedan sidan öppnades."))
        if person:
            writes.create_many([_anew(row, person, owner) for row in held], actor=actor)
            for row in held:
                row.state, row.closed_on = CommitmentState.WITHDRAWN, today()
            writes.change_many(held, ["state", "closed_on"], actor=actor)
        elif owner:
            for row in held:
                row.owner = owner
            writes.change_many(held, ["owner"], actor=actor)
    return made


def _anew(row: Commitment, person: Person, owner: User | None) -> Commitment:
    return Commitment(
        promiser=row.promiser,
        text=row.text,
        person=person,
        organization_id=row.organization_id,
        priority_id=row.priority_id,
        interaction_id=row.interaction_id,
        owner_id=owner.pk if owner else row.owner_id,
        made_on=today(),
        due_on=row.due_on if row.due_on and row.due_on >= today() else None,
    )


def leavers(mandates: Iterable[Membership], reader: User) -> dict[int, list[Any]]:
    """By person: what is open with each of those who leave."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in open_commitments({mandate.person_id for mandate in mandates}, reader):
        if row.person_id:
            found[row.person_id].append(row)
    return dict(found)
