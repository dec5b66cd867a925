"""Whom we had talked with in the 12 months before a motion was submitted: marks for many motions at once.

Figures count all contacts, confidential ones too, as 'senast träffad' does; what a contact held is
`services.contribution`'s to tell.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from crm.common.date_functions import YearBefore


def met_before(motions: Any) -> Any:
    """Of these motions, those with a signer whom we had talked with in the 12 months before it was submitted."""
    return motions.filter(pk__in=_met_signers().values("motion"))


def not_met_before(motions: Any) -> Any:
    """Of these motions, those of whose signers we had talked with none."""
    return motions.exclude(pk__in=_met_signers().values("motion"))


def with_signers_met(motions: Any) -> Any:
    """`signers_met`: how many of the signers we had talked with in the 12 months before."""
    counted = _met_signers().filter(motion=OuterRef("pk")).values("motion").annotate(n=Count("person", distinct=True))
    return motions.annotate(signers_met=Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), Value(0)))


def _met_signers() -> Any:
    """Signatures of those with whom we had talked; the day of submission itself is not before it."""
    day = OuterRef("motion__submitted_on")
    talks = apps.get_model("advocacy", "Participation").objects.talks()
    before = talks.filter(person=OuterRef("person"), interaction__held_on__lt=day)
    before = before.filter(interaction__held_on__gte=YearBefore(day)).order_by()
    return apps.get_model("advocacy", "MotionSigner").objects.filter(Exists(before), person__isnull=False).order_by()
