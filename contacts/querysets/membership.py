"""Which memberships."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from contacts.choices import LEVEL_RANK, Level, NewIn, RoleKind, ServingStatus, TermBody
from crm.common.dates import active_q
from crm.common.permissions import is_member
from crm.common.text import fold

if TYPE_CHECKING:
    from contacts.models import Membership  # noqa: F401


# The level of the assembly that a term is for.
LEVEL_OF_BODY = {
    TermBody.RIKSDAG: Level.NATIONAL,
    TermBody.REGIONAL_COUNCIL: Level.REGIONAL,
    TermBody.MUNICIPAL_COUNCIL: Level.LOCAL,
}
TERM_YEARS = 4
Span = tuple[str, dt.date, dt.date | None, dt.date, dt.date]


def terms_with_the_one_before() -> list[Span]:
    """Terms of assemblies as (level, first day, last day, first and last day of the term before). One query.

    Where the register does not know the term before, it is the four years that end the day before.
    """
    rows = apps.get_model("contacts", "Term").objects.filter(
        body__in=LEVEL_OF_BODY, organization__isnull=True, starts_on__isnull=False
    )
    found: list[Span] = []
    earlier: dict[str, dt.date] = {}
    values: Any = rows.order_by("starts_on").values_list("body", "starts_on", "ends_on")
    for body, starts_on, ends_on in values:
        first = earlier.get(body) or starts_on.replace(year=starts_on.year - TERM_YEARS)
        found.append((LEVEL_OF_BODY[TermBody(body)], starts_on, ends_on, first, starts_on - dt.timedelta(days=1)))
        earlier[body] = starts_on
    return found


def newly_elected_q(day: dt.date | None = None, *, everywhere: bool = False, terms: list[Span] | None = None) -> Q:
    """What `MembershipQuerySet.newly_elected` and `new_everywhere` ask of a membership.

    One query for the terms, unless they are given.
    """
    terms = terms_with_the_one_before() if terms is None else terms
    wanted = Q(pk__in=())
    for term in terms:
        level, starts_on, ends_on, first, last = term
        if day and not (starts_on <= day and (ends_on is None or day <= ends_on)):
            continue
        seats = apps.get_model("contacts", "Membership").objects.valid().of_assemblies()
        seats = seats.exclude(pk=OuterRef("pk")).filter(person=OuterRef("person"))
        here = Q(organization=OuterRef("organization")) & _overlaps(first, last)
        sat_before = seats.filter(here | _elsewhere(term, terms) if everywhere else here)
        wanted |= _of_term(level, starts_on, ends_on) & ~Q(Exists(sat_before))
    return wanted & Q(kind=RoleKind.ELECTED, organization__kind="assembly")


def _elsewhere(term: Span, terms: list[Span]) -> Q:
    """In any assembly in the term before: each sort's own, for those that were elected in the same year.

    So a seat in the new Riksdag, which takes its seats some weeks sooner, is none before that in a new council.
    """
    same_year = {one[0]: one for one in terms if one[1].year == term[1].year}
    anywhere = Q()
    for level in LEVEL_OF_BODY.values():
        _level, _starts_on, _ends_on, first, last = same_year.get(level, term)
        anywhere |= Q(organization__level=level) & _overlaps(first, last)
    return anywhere


def _of_term(level: str, starts_on: dt.date, ends_on: dt.date | None) -> Q:
    """Mandates of a term: those that say so, else those that began in it."""
    began = Q(term__isnull=True, starts_on__gte=starts_on)
    if ends_on:
        began &= Q(starts_on__lte=ends_on)
    return Q(organization__level=level) & (Q(term__starts_on=starts_on) | began)


def _overlaps(first: dt.date, last: dt.date) -> Q:
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=last)
    return begun & (Q(ends_on__isnull=True) | Q(ends_on__gte=first))


def serving_q(day: dt.date | OuterRef) -> Q:
    """What `MembershipQuerySet.serving_on` asks of a membership."""
    inner = OuterRef(day) if isinstance(day, OuterRef) else day
    leave = apps.get_model("contacts", "MembershipStatus").objects.filter(
        active_q(inner), status=ServingStatus.ON_LEAVE, membership=OuterRef("pk")
    )
    idle = Q(kind=RoleKind.SUBSTITUTE, stands_in_for__isnull=True)
    return Q(active_q(day), ~Exists(leave), ~idle, struck_at__isnull=True)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: Any) -> MembershipQuerySet:
        return self.filter(person__merged_into__isnull=True) if is_member(user) else self.none()

    def valid(self) -> MembershipQuerySet:
        """Those that were not struck as mistyped."""
        return self.filter(struck_at__isnull=True)

    def active_on(self, day: dt.date | OuterRef) -> MembershipQuerySet:
        """Held on `day`, first and last day included, struck ones never."""
        return self.valid().filter(active_q(day))

    def serving_on(self, day: dt.date | OuterRef) -> MembershipQuerySet:
        """Those who serve on `day`: not on leave from the seat; of substitutes, only those who stand in for somebody.

        `day` may be an OuterRef: 'on the day of the meeting'.
        """
        return self.filter(serving_q(day))

    def newly_elected(self, day: dt.date | None = None) -> MembershipQuerySet:
        """Mandates of people who had none in that very assembly in the term before (docs/metrics.md). Two queries.

        With a `day`, only those of terms that it falls in.
        """
        return self.filter(newly_elected_q(day))

    def new_everywhere(self, day: dt.date | None = None) -> MembershipQuerySet:
        """Of those newly elected: mandates of people who had none in any assembly in the term before. Two queries."""
        return self.filter(newly_elected_q(day, everywhere=True))

    def new_holders(self, day: dt.date) -> dict[int, NewIn]:
        """By the ids of those newly elected in a term of `day`: where they are new. Two queries."""
        seats = sorted(self.new_seats(day).items(), key=lambda seat: seat[1] == NewIn.EVERYWHERE)
        return {person: new_in for (person, _level), new_in in seats}

    def new_seats(self, day: dt.date) -> dict[tuple[int, str], NewIn]:
        """As `new_holders`, by the person and the level of the assembly. Two queries."""
        terms = terms_with_the_one_before()
        everywhere = ExpressionWrapper(newly_elected_q(day, everywhere=True, terms=terms), BooleanField())
        held = self.filter(newly_elected_q(day, terms=terms)).annotate(everywhere=everywhere).order_by("everywhere")
        rows = held.values_list("person", "organization__level", "everywhere")
        return {(pk, level): NewIn.EVERYWHERE if is_so else NewIn.ASSEMBLY for pk, level, is_so in rows}

    def of_assemblies(self) -> MembershipQuerySet:
        """Elected seats of the Riksdag and of regional and municipal councils."""
        return self.filter(kind=RoleKind.ELECTED, organization__kind="assembly")

    def roles_matching(self, asked: list[str]) -> list[str]:
        """The different roles that contain every one of the folded words, whichever their case and å ä ö."""
        roles = self.valid().order_by().values_list("role", flat=True).distinct()
        return [role for role in roles if all(word in fold(role) for word in asked)] if asked else []

    def with_names(self) -> MembershipQuerySet:
        return self.select_related(
            "organization__area__county", "organization__parent", "party", "area__county", "term"
        )

    def with_county(self) -> MembershipQuerySet:
        """`county_id`: the mandate's own area's county, else the organization's."""
        return self.annotate(county_id=Coalesce(F("area__county_id"), F("organization__area__county_id")))

    def by_weight(self) -> MembershipQuerySet:
        """Highest level first, an assembly's seat before other roles of that level, then the newest."""
        rank = Case(
            *[When(organization__level=level, then=Value(n)) for level, n in LEVEL_RANK.items()],
            default=Value(9),
            output_field=IntegerField(),
        )
        seat = Case(When(organization__kind="assembly", then=Value(0)), default=Value(1), output_field=IntegerField())
        return self.annotate(level_rank=rank, seat_rank=seat).order_by(
            "level_rank", "seat_rank", F("starts_on").desc(nulls_last=True), "pk"
        )
