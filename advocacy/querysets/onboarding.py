"""Which programmes, cases and steps; who is in a programme's cohort on a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from advocacy.choices import CaseState, CohortRule
from contacts.choices import LEVEL_RANK, OrganizationKind, RoleKind
from contacts.querysets.membership import Span, newly_elected_q
from crm.common.permissions import is_member

if TYPE_CHECKING:
    from advocacy.models import OnboardingCase, OnboardingCaseStep, OnboardingProgramme  # noqa: F401
    from contacts.querysets.membership import MembershipQuerySet


class OnboardingProgrammeQuerySet(models.QuerySet["OnboardingProgramme"]):
    def visible_to(self, user: Any) -> OnboardingProgrammeQuerySet:
        return self.all() if is_member(user) else self.none()

    def running(self) -> OnboardingProgrammeQuerySet:
        """Those that are not closed."""
        return self.filter(closed_at__isnull=True)


class OnboardingCaseQuerySet(models.QuerySet["OnboardingCase"]):
    def visible_to(self, user: Any) -> OnboardingCaseQuerySet:
        return self.filter(person__merged_into__isnull=True) if is_member(user) else self.none()

    def open(self) -> OnboardingCaseQuerySet:
        return self.filter(state=CaseState.OPEN)

    def for_list(self) -> OnboardingCaseQuerySet:
        """All that a row of a list shows but its steps."""
        return self.select_related(
            "person", "programme", "host", "membership__organization", "membership__party", "membership__area__county"
        ).order_by("person__sort_key", "pk")


class OnboardingCaseStepQuerySet(models.QuerySet["OnboardingCaseStep"]):
    def visible_to(self, user: Any) -> OnboardingCaseStepQuerySet:
        return self.filter(case__person__merged_into__isnull=True) if is_member(user) else self.none()

    def waiting(self) -> OnboardingCaseStepQuerySet:
        """Neither done nor left out, in a case that is open of a programme that is not closed."""
        return self.filter(
            done_on__isnull=True,
            skipped_reason="",
            case__state=CaseState.OPEN,
            case__programme__closed_at__isnull=True,
        )

    def late_on(self, day: dt.date) -> OnboardingCaseStepQuerySet:
        """Waiting, and their last day lies before `day`."""
        return self.waiting().filter(due_on__lt=day)

    def owned_by(self, user: Any) -> OnboardingCaseStepQuerySet:
        """Those that `user` is to do: the step's owner, else the host, else who answers for the programme."""
        return self.alias(doer=Coalesce("step__owner", "case__host", "case__programme__owner")).filter(doer=user.pk)

    def for_list(self) -> OnboardingCaseStepQuerySet:
        return self.select_related("step__owner", "case__person", "case__host", "case__programme__owner").order_by(
            F("due_on").asc(nulls_last=True), "case", "step__position", "pk"
        )


# --- The cohort -------------------------------------------------------------------------------------------------


def mandates_of_cohort(
    programme: OnboardingProgramme, criteria: list[Any], terms: list[Span], day: dt.date
) -> MembershipQuerySet:
    """The mandates that put people in the programme's cohort as of `day`; somebody may have several.

    `criteria` are those of its audience (`audience.criteria_of`), `terms` all that there are
    (`terms_with_the_one_before`). Those newly elected or appointed serve on `day` in a mandate that began in the
    programme's time. Those leaving had one that ended in it, are not in the audience on `day`, and have not moved up
    to a higher level. No query beside the one given back, unless the audience asks for the newly elected itself.
    """
    match programme.cohort:
        case CohortRule.NEWLY_APPOINTED:
            return _newly_appointed(programme, criteria, day)
        case CohortRule.LEAVING:
            return _leaving(programme, criteria, day)
    held = _of_the_audience(criteria, day).filter(starts_on__range=_time(programme))
    return held.filter(newly_elected_q(everywhere=programme.cohort == CohortRule.NEW_EVERYWHERE, terms=terms))


def _time(programme: OnboardingProgramme) -> tuple[dt.date, dt.date]:
    return programme.entered_from, programme.entered_until or dt.date.max


def _memberships() -> Any:
    return apps.get_model("contacts", "Membership").objects


def _of_the_audience(criteria: list[Any], day: dt.date) -> MembershipQuerySet:
    """Mandates that are in the audience themselves, or whose holders are by a body of the same level.

    Who is in the audience by a seat on a committee was elected to the Riksdag.
    """
    from advocacy.querysets.audience import memberships_in

    there = memberships_in(criteria, day)
    in_body = there.filter(kind=RoleKind.ELECTED).exclude(organization__kind=OrganizationKind.ASSEMBLY)
    in_body = in_body.filter(person=OuterRef("person"), organization__level=OuterRef("organization__level"))
    serving: MembershipQuerySet = _memberships().serving_on(day)
    return serving.filter(Q(pk__in=there.order_by().values("pk")) | Q(Exists(in_body)))


def _newly_appointed(programme: OnboardingProgramme, criteria: list[Any], day: dt.date) -> MembershipQuerySet:
    """Officials in the audience who did not have the same post before."""
    from advocacy.querysets.audience import memberships_in

    same = _memberships().valid().filter(person=OuterRef("person"), organization=OuterRef("organization"))
    same = same.filter(kind=RoleKind.OFFICIAL, role=OuterRef("role")).exclude(pk=OuterRef("pk"))
    before = same.filter(Q(starts_on__isnull=True) | Q(starts_on__lt=OuterRef("starts_on")))
    held = memberships_in(criteria, day).filter(kind=RoleKind.OFFICIAL, starts_on__range=_time(programme))
    return held.exclude(Exists(before))


def _leaving(programme: OnboardingProgramme, criteria: list[Any], day: dt.date) -> MembershipQuerySet:
    from advocacy.querysets.audience import memberships_ended_in, memberships_in

    ended = memberships_ended_in(criteria, *_time(programme)).filter(ends_on__lt=day)
    stayed = memberships_in(criteria, day).filter(person=OuterRef("person"))
    seats = _memberships().active_on(day).filter(kind=RoleKind.ELECTED, organization__kind=OrganizationKind.ASSEMBLY)
    seats = seats.filter(person=OuterRef("person"))
    moved_up = Q(pk__in=())
    for level, rank in LEVEL_RANK.items():
        above = [other for other, place in LEVEL_RANK.items() if place < rank]
        moved_up |= Q(organization__level=level) & Q(Exists(seats.filter(organization__level__in=above)))
    return ended.exclude(Exists(stayed)).exclude(moved_up)
