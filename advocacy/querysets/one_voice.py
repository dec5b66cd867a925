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
    """One thing that shows where somebody stands in a priority.

    A `person` has said or done it; or a party's own organization in a county (`party`, `county`); or a `body` in the
    county has decided, with or without the party.
    """

    proof: str
    pk: int
    priority: int
    day: dt.date
    leaning: str
    person: int | None
    party: int | None
    county: int | None
    body: int | None
    paragraph: str


class Held(NamedTuple):
    """A mandate that somebody serves in, held for a party; `is_seat`: in the regional assembly of the county."""

    person: int
    party: int
    county: int
    is_seat: bool


def said_by(reader: Any, day: dt.date, priorities: Collection[int] | None = None) -> list[Said]:
    """Decisions, stances, acts that take sides and signed motions up to `day`, of all priorities or some. One query.

    Stances that were said in contacts are those that `reader` may read: a cell of one person would tell of the rest.
    Without a reader decisions alone, which are public.
    """
    about = Q() if priorities is None else Q(about__in=priorities)
    parts = [_decided(day)]
    if reader is not None:
        parts += [_stances(reader, day), _acts(day), _signed(day)]
    rows = [part.filter(about).values_list(*COLUMNS) for part in parts]
    return [Said(*row) for row in (rows[0].union(*rows[1:]) if rows[1:] else rows[0])]


def _decided(day: dt.date) -> QuerySet[Any]:
    """What each party stood behind, or did not, in decisions of bodies that lie in a county."""
    found = DecisionParty.objects.filter(
        decision__decided_on__lte=day, decision__priority__isnull=False, decision__body__area__county__isnull=False
    )
    return _as_said(
        found, Proof.DECISION, "decision", "decision__priority", "decision__decided_on", F("leaning"),
        of_party=F("party"), of_county=F("decision__body__area__county"), of_body=F("decision__body"),
        of_paragraph=F("decision__paragraph"),
    )  # fmt: skip


def _stances(reader: Any, day: dt.date) -> QuerySet[Any]:
    leaning = Case(
        *[When(value=value, then=Value(str(said))) for value, said in LEANING_OF_STANCE.items()],
        output_field=CharField(),
    )
    found = Stance.objects.visible_to(reader).filter(stated_on__lte=day)
    return _as_said(
        found, Proof.STANCE, "pk", "priority", "stated_on", leaning, whose=F("person"),
        of_party=Coalesce("organization__as_party", "organization__parent__as_party"),
        of_county=F("organization__area__county"),
    )  # fmt: skip


def _acts(day: dt.date) -> QuerySet[Any]:
    found = Act.objects.filter(priority__isnull=False, acted_on__lte=day, leaning__in=TAKES_SIDES)
    return _as_said(found, Proof.ACT, "pk", "priority", "acted_on", F("leaning"), whose=F("person"))


def _signed(day: dt.date) -> QuerySet[Any]:
    """Who signed a motion with a proposal that a colleague has linked to the priority, taking sides.

    Asked from the links: they are few, the signatures many.
    """
    motion = "proposal__motion"
    signed: dict[str, Any] = {f"{motion}__submitted_on__lte": day, f"{motion}__signers__person__isnull": False}
    found = ProposalLink.objects.filter(state=LinkState.ACCEPTED, leaning__in=TAKES_SIDES, **signed)
    whose = F(f"{motion}__signers__person")
    return _as_said(found, Proof.MOTION, motion, "priority", f"{motion}__submitted_on", F("leaning"), whose=whose)


COLUMNS = ("proof", "row", "about", "on_day", "leans", "whose", "of_party", "of_county", "of_body", "of_paragraph")


def _as_said(rows: QuerySet[Any], proof: str, pk: str, priority: str, day: str, leaning: Any, **more: Any) -> Any:
    """`rows` with COLUMNS, which all kinds have in common; what is not given is nobody."""
    given: dict[str, Any] = {name: Value(None, output_field=IntegerField()) for name in COLUMNS[5:9]}
    given |= {"of_paragraph": Value("", output_field=CharField())} | more
    return rows.order_by().annotate(
        proof=Value(str(proof)), row=F(pk), about=F(priority), on_day=F(day), leans=leaning, **given
    )


def mandates(day: dt.date, people: Collection[int]) -> list[Held]:
    """Mandates held for a party on `day`: all regional seats, and those of `people`, the weightiest first. One query.

    Seats in our own bodies are none: who sits there does it for the mandate that sent them.
    """
    regional = Q(
        kind=RoleKind.ELECTED, organization__kind=OrganizationKind.ASSEMBLY, organization__level=Level.REGIONAL
    )
    serving: Any = Membership.objects.serving_on(day)
    found = (
        serving.filter(regional | Q(person__in=people, kind__in=(RoleKind.ELECTED, RoleKind.SUBSTITUTE)))
        .filter(party__isnull=False, organization__is_own_body=False, person__merged_into__isnull=True)
        .with_county()
        .filter(county_id__isnull=False)
        .annotate(is_seat=Case(When(regional, then=Value(1)), default=Value(0), output_field=IntegerField()))
        .by_weight()
    )
    rows = found.values_list("person_id", "party_id", "county_id", "is_seat")
    return [Held(person, party, county, bool(is_seat)) for person, party, county, is_seat in rows]
