"""What shows where people and bodies stand, of every kind at once, and whom they speak for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import Case, CharField, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from advocacy.choices import Leaning, LinkState, StanceValue
from advocacy.choices.one_voice import Proof
from advocacy.models import Act, DecisionParty, ProposalLink, Stance
from contacts.choices import Level, OrganizationKind, RoleKind
from contacts.models import Membership

LEANING_OF_STANCE = {
    StanceValue.FOR: Leaning.FOR,
    StanceValue.LEANS_FOR: Leaning.FOR,
    StanceValue.NEUTRAL: Leaning.NEITHER,
    StanceValue.LEANS_AGAINST: Leaning.AGAINST,
    StanceValue.AGAINST: Leaning.AGAINST,
}
TAKES_SIDES = (Leaning.FOR, Leaning.AGAINST)


class Said(NamedTuple):
    """One thing that a person, or a party's own organization (`party`, `county`), has said or done in a priority."""

    proof: str
    pk: int
    priority: int
    day: dt.date
    leaning: str
    person: int | None
    party: int | None
    county: int | None


class Held(NamedTuple):
    """A mandate that somebody serves in, held for a party; `is_seat`: in the regional assembly of the county."""

    person: int
    party: int
    county: int
    is_seat: bool


def said_by(reader: Any, day: dt.date, priorities: Collection[int] | None = None) -> list[Said]:
    """Stances, acts that take sides and signed motions up to `day`, of all priorities or some. One query.

    Stances that were said in contacts are those that `reader` may read: a cell of one person would tell of the rest.
    """
    about = Q() if priorities is None else Q(priority__in=priorities)
    parts = [part.filter(about) for part in (_stances(reader, day), _acts(day), _signed(day))]
    rows = [
        part.values_list("proof", "row", "about", "on_day", "leans", "whose", "of_party", "of_county") for part in parts
    ]
    return [Said(*row) for row in rows[0].union(*rows[1:])]


def _stances(reader: Any, day: dt.date) -> QuerySet[Any]:
    leaning = Case(
        *[When(value=value, then=Value(str(said))) for value, said in LEANING_OF_STANCE.items()],
        output_field=CharField(),
    )
    found = Stance.objects.visible_to(reader).filter(stated_on__lte=day)
    own = "organization__as_party", "organization__parent__as_party"
    return _as_said(
        found, Proof.STANCE, "pk", "priority", "stated_on", leaning, "person",
        party=Coalesce(*own), county=F("organization__area__county"),
    )  # fmt: skip


def _acts(day: dt.date) -> QuerySet[Any]:
    found = Act.objects.filter(priority__isnull=False, acted_on__lte=day, leaning__in=TAKES_SIDES)
    return _as_said(found, Proof.ACT, "pk", "priority", "acted_on", F("leaning"), "person")


def _signed(day: dt.date) -> QuerySet[Any]:
    """Who signed a motion with a proposal that a colleague has linked to the priority, taking sides.

    Asked from the links: they are few, the signatures many.
    """
    found = ProposalLink.objects.filter(
        state=LinkState.ACCEPTED,
        leaning__in=TAKES_SIDES,
        proposal__motion__submitted_on__lte=day,
        proposal__motion__signers__person__isnull=False,
    )
    motion = "proposal__motion"
    return _as_said(
        found, Proof.MOTION, motion, "priority", f"{motion}__submitted_on", F("leaning"), f"{motion}__signers__person"
    )


def _as_said(
    rows: QuerySet[Any],
    proof: str,
    pk: str,
    priority: str,
    day: str,
    leaning: Any,
    person: str,
    party: Any = None,
    county: Any = None,
) -> QuerySet[Any]:
    """`rows` with the columns of `Said`, under names that all kinds have in common."""
    nobody = Value(None, output_field=IntegerField())
    return rows.order_by().annotate(
        proof=Value(str(proof)), row=F(pk), about=F(priority), on_day=F(day), leans=leaning, whose=F(person),
        of_party=party or nobody, of_county=county or nobody,
    )  # fmt: skip


def formal(day: dt.date, priorities: Collection[int] | None = None) -> QuerySet[Any]:
    """What each party stood behind, or did not, in decisions of bodies that lie in a county, the oldest first."""
    found = DecisionParty.objects.filter(decision__decided_on__lte=day, decision__body__area__county__isnull=False)
    if priorities is not None:
        found = found.filter(decision__priority__in=priorities)
    return found.order_by("decision__decided_on", "decision_id")


def mandates(day: dt.date, people: Collection[int]) -> list[Held]:
    """Mandates held for a party on `day`: all regional seats, and those of `people`, the weightiest first. One query.

    Seats in our own bodies are none: who sits there does it for the mandate that sent them.
    """
    regional = Q(
        kind=RoleKind.ELECTED, organization__kind=OrganizationKind.ASSEMBLY, organization__level=Level.REGIONAL
    )
    found = (
        Membership.objects.serving_on(day)
        .filter(regional | Q(person__in=people, kind__in=(RoleKind.ELECTED, RoleKind.SUBSTITUTE)))
        .filter(party__isnull=False, organization__is_own_body=False, person__merged_into__isnull=True)
        .with_county()
        .filter(county_id__isnull=False)
        .annotate(is_seat=Case(When(regional, then=Value(1)), default=Value(0), output_field=IntegerField()))
        .by_weight()
    )
    rows = found.values_list("person_id", "party_id", "county_id", "is_seat")
    return [Held(person, party, county, bool(is_seat)) for person, party, county, is_seat in rows]
