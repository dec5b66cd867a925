"""Columns of outcomes, and how strength, confidence and the check are said."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import Confidence, OutcomeStrength
from advocacy.models import OutcomeContribution
from crm.common.columns import Column

STATE_OF_STRENGTH = {
    OutcomeStrength.MENTIONED: "neutral",
    OutcomeStrength.ARGUMENT_USED: "info",
    OutcomeStrength.ADOPTED: "ok",
    OutcomeStrength.FUNDED: "ok",
    OutcomeStrength.CARRIED_OUT: "ok",
}
CONFIDENCE_MEANS = {
    Confidence.HIGH: gettext_lazy("Det är vårt förslag eller vårt underlag som går igen, och det syns i dokumentet."),
    Confidence.MEDIUM: gettext_lazy("Vi tog upp just detta med dem som beslutade, innan de beslutade."),
    Confidence.LOW: gettext_lazy("Vi har drivit frågan, men andra kan ha betytt mer."),
}


def strength_badge(outcome: Any) -> tuple[str, str]:
    return STATE_OF_STRENGTH[OutcomeStrength(outcome.strength)], str(outcome.get_strength_display())


def check_badge(outcome: Any) -> tuple[str, str]:
    return ("ok", _("Kontrollerat")) if outcome.checked_by_id else ("warn", _("Inte kontrollerat"))


def _placed(name: str, choices: Any) -> Any:
    """Puts on the queryset the place of a choice in its order."""

    def annotate(rows: QuerySet[Any]) -> QuerySet[Any]:
        whens = [When(**{name: value}, then=Value(place)) for place, value in enumerate(choices.values)]
        return rows.annotate(**{f"{name}_place": Case(*whens, output_field=IntegerField())})

    return annotate


def _links(rows: QuerySet[Any]) -> QuerySet[Any]:
    links = OutcomeContribution.objects.filter(outcome=OuterRef("pk")).order_by().values("outcome")
    return rows.annotate(link_count=Coalesce(Subquery(links.annotate(n=Count("pk")).values("n")), 0))


OUTCOME_COLUMNS = (
    Column("happened_on", gettext_lazy("Dag"), lambda o: o.happened_on, ("happened_on",), "date", phone=True),
    Column("title", gettext_lazy("Vad som ändrades"), lambda o: o.title, ("title",), "link"),
    Column(
        "strength", gettext_lazy("Genomslag"), strength_badge, ("strength_place",), "badge", phone=True,
        annotate_sort=_placed("strength", OutcomeStrength),
    ),
    Column("priority", gettext_lazy("Sakfråga"), lambda o: str(o.priority), ("priority__position",), phone=True),
    Column("document", gettext_lazy("Dokument"), lambda o: o.document, ("document",)),
    Column("page", gettext_lazy("Sida"), lambda o: o.page, is_shown=False),
    Column("url", gettext_lazy("Länk"), lambda o: o.url, is_shown=False),
    Column("amount", gettext_lazy("Belopp, kr"), lambda o: o.amount, ("amount",), "number"),
    Column(
        "confidence", gettext_lazy("Hur säkert"), lambda o: str(o.get_confidence_display()), ("confidence_place",),
        annotate_sort=_placed("confidence", Confidence),
    ),
    Column("links", gettext_lazy("Led i kedjan"), lambda o: o.link_count, kind="number", annotate=_links),
    Column("check", gettext_lazy("Kontroll"), check_badge, ("checked_on",), "badge"),
    Column("checked_by", gettext_lazy("Kontrollerat av"), lambda o: str(o.checked_by or ""), is_shown=False),
    Column("noted_by", gettext_lazy("Noterat av"), lambda o: str(o.noted_by), ("noted_by__name",), is_shown=False),
)  # fmt: skip
