"""Outcomes of the demo: what companies and associations that do not exist wrote after talks with us.

No real body is said to have changed anything. The contacts of a chain are those in which something was promised:
they are all with people of such companies (see `said`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from advocacy.choices import Confidence, OutcomeStrength
from advocacy.models import Interaction, Outcome, Priority
from advocacy.services import outcomes
from contacts.choices import Scheme
from contacts.models import Organization
from crm.models import User

MOST = 3


@dataclass(frozen=True)
class Change:
    """What a body is said to have done, so many days ago, with '{}' for its name; who noted it and who checked it."""

    body: str
    priority: str
    title: str
    document: str
    days: int
    strength: str
    confidence: str
    noted_by: str
    checked_by: str = ""
    amount: int | None = None


CHANGES = (
    Change(
        "rallarhed", "JARNVAG", "{} tar upp bristen på övningsanläggningar i sin årsberättelse",
        "Årsberättelse (påhittad)", 20, OutcomeStrength.MENTIONED, Confidence.LOW, "eva", "alma",
    ),
    Change(
        "stenkarve", "SAMHB", "{} använder våra siffror om utbildningsplatser", "Debattartikel (påhittad)", 12,
        OutcomeStrength.ARGUMENT_USED, Confidence.HIGH, "alma",
    ),
    Change(
        "sparbransch", "JARNVAG", "{} avsätter medel till en gemensam övningsanläggning",
        "Styrelseprotokoll (påhittat)", 5, OutcomeStrength.FUNDED, Confidence.MEDIUM, "eva", amount=2_500_000,
    ),
)  # fmt: skip


def change(users: dict[str, User], day: dt.date) -> Counter[str]:
    """Note them as of `day`, with talks about the same before. Returns the number of new rows by model."""
    promised = Interaction.objects.filter(commitments__isnull=False, is_confidential=False).distinct()
    links = 0
    for one in CHANGES:
        outcome = _note(one, day - dt.timedelta(days=one.days), promised, users)
        links += outcome.contributions.count()
        if one.checked_by:
            outcomes.check(actor=users[one.checked_by], outcome=outcome)
    return Counter(Outcome=len(CHANGES), OutcomeContribution=links)


def _note(one: Change, happened_on: dt.date, talks: Any, users: dict[str, User]) -> Outcome:
    body = Organization.objects.get(identifiers__scheme=Scheme.SAMSYN, identifiers__value=f"demo-{one.body}")
    about = Priority.objects.get(code=one.priority)
    before = talks.about_priorities([about.pk]).filter(held_on__lte=happened_on)
    return outcomes.note(
        actor=users[one.noted_by], title=one.title.format(body.name), document=one.document, strength=one.strength,
        priority=about, happened_on=happened_on, confidence=one.confidence, amount=one.amount,
        sources=before.order_by("-held_on", "pk")[:MOST],
    )  # fmt: skip
