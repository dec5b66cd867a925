"""What lists of programmes and cases show of each, and how they are narrowed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from advocacy.choices import CaseState
from advocacy.models import OnboardingCase, OnboardingCaseStep
from contacts.models import Membership


def _number_of(rows: Any, by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def with_progress(programmes: Any, day: dt.date) -> Any:
    """`case_count`, `introduced_count` and `late_count` (steps late on `day`) of each programme."""
    cases = OnboardingCase.objects.filter(programme=OuterRef("pk"), person__merged_into__isnull=True)
    steps = OnboardingCaseStep.objects.late_on(day).filter(case__programme=OuterRef("pk"))
    return programmes.annotate(
        case_count=_number_of(cases, "programme"),
        introduced_count=_number_of(cases.filter(state=CaseState.INTRODUCED), "programme"),
        late_count=_number_of(steps, "case__programme"),
    )


def with_late(cases: Any, day: dt.date) -> Any:
    """`late_count`: how many of the case's steps are late on `day`."""
    return cases.annotate(late_count=_number_of(late_steps(day), "case"))


def late_steps(day: dt.date) -> Any:
    return OnboardingCaseStep.objects.late_on(day).filter(case=OuterRef("pk"))


def with_steps(cases: Any) -> Any:
    """The cases with their steps in order, for a page or a file."""
    return cases.prefetch_related(Prefetch("steps", OnboardingCaseStep.objects.order_by("step__position", "pk")))


def of_county(cases: QuerySet[OnboardingCase], county: Any) -> QuerySet[OnboardingCase]:
    """Those whose mandate is of the county: by its own area, else by its organization's."""
    own = Q(membership__area__county=county)
    return cases.filter(own | Q(membership__area__isnull=True, membership__organization__area__county=county))


def sitting_in(cases: QuerySet[OnboardingCase], body: Any, day: dt.date) -> QuerySet[OnboardingCase]:
    """Those who sit in a body on `day`."""
    seats = Membership.objects.active_on(day).filter(person=OuterRef("person"), organization=body)
    return cases.filter(Exists(seats))


def waiting_for(cases: QuerySet[OnboardingCase], step: Any) -> QuerySet[OnboardingCase]:
    """Those who have a step before them: neither done nor left out."""
    return cases.filter(Exists(OnboardingCaseStep.objects.waiting().filter(case=OuterRef("pk"), step=step)))
