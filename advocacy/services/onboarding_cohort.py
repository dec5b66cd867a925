"""Who is in a programme's cohort, who of them is not yet taken care of, and starting with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.choices import CohortRule
from advocacy.models import OnboardingCase, OnboardingProgramme
from advocacy.querysets.audience import criteria_of_all
from advocacy.querysets.onboarding import mandates_of_cohort
from contacts.models import Membership, Person
from contacts.querysets.membership import terms_with_the_one_before
from crm.common import writes
from crm.common.dates import today
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.models import Operation, User

# Cohorts of those who are new in an assembly.
NEW = (CohortRule.NEWLY_ELECTED, CohortRule.NEW_EVERYWHERE)
# Of several mandates of a person, the weightiest first.
BY_WEIGHT = ("level_rank", "seat_rank", F("newest").desc(nulls_last=True), "row")


@dataclass(frozen=True)
class Newcomer:
    """Somebody in a cohort, by ids: the mandate that puts them there, and the day it began (or was left).

    Of several mandates the one of the highest level, then the newest; `party` and `county` are that mandate's.
    """

    person: int
    membership: int
    day: dt.date
    party: str | None
    county: int | None


def cohort(programme: OnboardingProgramme, day: dt.date) -> dict[int, Newcomer]:
    """Everybody in the programme's cohort as of `day`, by the id of the person. Four queries.

    As of a day: who has left by then is not in it, also where a case is kept.
    """
    return cohorts([programme], day)[programme.pk]


def cohorts(programmes: Collection[OnboardingProgramme], day: dt.date) -> dict[int, dict[int, Newcomer]]:
    """As `cohort`, of many programmes by their ids. Three queries, whatever their number, once their audiences are
    read; one more for each audience that asks for the newly elected itself.
    """
    criteria = criteria_of_all([one.audience for one in programmes])
    terms = terms_with_the_one_before() if any(one.cohort in NEW for one in programmes) else []
    found: dict[int, dict[int, Newcomer]] = {programme.pk: {} for programme in programmes}
    arms = [_held(one, mandates_of_cohort(one, criteria[one.audience_id], terms, day)) for one in programmes]
    rows = arms[0].union(*arms[1:], all=True).order_by(*BY_WEIGHT) if arms else ()
    for *_weight, programme, person, pk, began, party, county in rows:
        found[programme].setdefault(person, Newcomer(person, pk, began, party, county))
    return found


def _held(programme: OnboardingProgramme, mandates: Any) -> Any:
    """The mandates as rows of a union over programmes."""
    is_leaving = programme.cohort == CohortRule.LEAVING
    rows = mandates.with_county().by_weight().order_by().annotate(newest=F("starts_on"), row=F("pk"))
    return rows.values_list(
        "level_rank", "seat_rank", "newest", Value(programme.pk), "person", "row",
        "ends_on" if is_leaving else "starts_on", "party__code", "county_id",
    )  # fmt: skip


def waiting(programme: OnboardingProgramme, day: dt.date) -> dict[int, Newcomer]:
    """Those of the cohort who have no case, open or closed, in the programme."""
    found = cohort(programme, day)
    taken = set(OnboardingCase.objects.filter(programme=programme).values_list("person", flat=True))
    return {person: newcomer for person, newcomer in found.items() if person not in taken}


def mandates(newcomers: Collection[Newcomer]) -> list[Membership]:
    """The mandates of a page of newcomers with all that is shown of them (`.person` too), in the order given."""
    rows = Membership.objects.with_names().select_related("person")
    found = rows.in_bulk([newcomer.membership for newcomer in newcomers])
    return [found[newcomer.membership] for newcomer in newcomers]


def start(
    *,
    actor: User,
    programme: OnboardingProgramme,
    people: Collection[int] | None = None,
    hosts: Mapping[int, User] | None = None,
) -> Operation:
    """Open a case for these of the newcomers (all without one, if None), as one change that can be undone.

    `hosts` by the id of the person (see `onboarding_hosts.suggest`). Who has a case, or is not in the cohort any more,
    is left out. What counts and has happened since the mandate began is done at once. Raises ValidationError when the
    programme is closed or nobody is left.
    """
    require(actor, Role.EDITOR)
    with operation(kind=Operation.Kind.BULK, title=_("Introduktioner påbörjade"), actor=actor) as made:
        count = _open(actor, programme, people, hosts or {})
        if not count:
            raise ValidationError(_("Alla valda har redan en introduktion i programmet."))
        said = ngettext("%(n)d introduktion påbörjad: %(name)s", "%(n)d introduktioner påbörjade: %(name)s", count)
        made.title = (said % {"n": count, "name": programme.name})[:200]
        made.save(update_fields=["title"])
    return made


def _open(
    actor: User, programme: OnboardingProgramme, people: Collection[int] | None, hosts: Mapping[int, User]
) -> int:
    """How many cases were opened."""
    current = writes.locked(programme)
    if current.closed_at:
        raise ValidationError(_("Programmet är avslutat. Öppna det igen först."))
    found = waiting(current, today())
    chosen = found if people is None else {pk: found[pk] for pk in set(people) if pk in found}
    writes.hold(Person, chosen.keys())
    cases = [
        OnboardingCase(
            programme=current,
            person_id=newcomer.person,
            membership_id=newcomer.membership,
            host=hosts.get(person),
            seat_taken_on=newcomer.day,
            started_on=today(),
        )
        for person, newcomer in sorted(chosen.items())
    ]
    if cases:
        writes.create_many(cases, actor=actor, is_checked=True)
    return len(cases)


def fill() -> int:
    """Open cases for whoever has come into the cohorts of the programmes that run: not closed, and begun with somebody.

    Every night, each programme by itself. Returns how many.
    """
    actor, count = User.objects.system(), 0
    for programme in OnboardingProgramme.objects.running().filter(cases__isnull=False).distinct().order_by("pk"):
        if waiting(programme, today()):
            made = start(actor=actor, programme=programme)
            count += OnboardingCase.history.filter(operation=made, history_type="+").count()
    return count
