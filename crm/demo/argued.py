"""What we argue with in the demo: who looks arguments over, where some were used, what associations decided.

Only associations that do not exist decide anything: a decision of a real body would be read as that body's.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from advocacy.choices import InteractionStatus
from advocacy.models import Argument, ArgumentUse, Interaction, Position
from advocacy.services import arguments, decisions
from contacts.choices import Scheme
from contacts.models import Organization
from crm.common import writes
from crm.common.dates import today
from crm.models import User

# Association, how long ago it decided, §, the priority whose first position it stands behind, what it said.
DECIDED = (
    ("sparbransch", 75, "14", "EBS", "Årsmötet ställer sig bakom att prioriteringarna genomförs i tid."),
    ("vattenvagar", 200, "7", "MARITIM", "Styrelsen stöder att vattenvägarna används mer."),
    ("lararlyft", 140, "9", "LARARE", "Årsmötet vill att rekryteringen till lärarutbildningarna ökar."),
)
USES = 3  # contacts in which each argument of a priority was used


def argue(users: dict[str, User], day: dt.date) -> Counter[str]:
    """Returns the number of new rows by model."""
    alma, eva = users["alma"], users["eva"]
    rows = list(Argument.objects.in_use().filter(owner__isnull=True).select_related("priority").order_by("pk"))
    for number, row in enumerate(rows):
        arguments.edit(actor=eva, argument=row, owner=(alma, eva)[number % 2])
    uses = [use for row in rows for use in _uses(row)]
    writes.create_many(uses, actor=alma, reason="Demo")
    for key, ago, paragraph, code, text in DECIDED:
        position = Position.objects.filter(priority__code=code).select_related("priority").first()
        body = Organization.objects.get(identifiers__scheme=Scheme.SAMSYN, identifiers__value=f"demo-{key}")
        if position:
            decisions.add(
                actor=alma,
                body=body,
                decided_on=min(day, today()) - dt.timedelta(days=ago),
                paragraph=paragraph,
                text=text,
                priority=position.priority,
                position=position,
            )
    return Counter(ArgumentUse=len(uses), Decision=len(DECIDED))


def _uses(row: Argument) -> list[ArgumentUse]:
    """In the last open contacts that were carried out on its priority."""
    if row.priority is None:
        return []
    found = Interaction.objects.filter(status=InteractionStatus.DONE, is_confidential=False, own_body__isnull=True)
    latest = found.about_priorities([row.priority.pk]).order_by("-held_on", "-pk")[:USES]
    return [ArgumentUse(argument=row, interaction=contact) for contact in latest]
