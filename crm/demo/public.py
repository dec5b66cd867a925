"""What is done in public in the demo: words of people in bodies that do not exist, and two invented consultations.

No real body asks and no politician says anything: it would be read as theirs.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from advocacy.choices import ActKind, ConsultationOrigin, Leaning, ViewpointKind
from advocacy.models import Consultation, Priority, Viewpoint
from advocacy.services import acts, consultation_answers, consultation_parts, consultations
from advocacy.services.consultation_ways import WAYS
from contacts.choices import Scheme
from contacts.models import Membership, Organization
from crm.models import User

# Body whose first person acts, kind, so many days ago, what, quote, priority ('': nobody has said), leaning.
DONE = (
    (
        "rallarhed", ActKind.ARTICLE, 34, "Utan övningsanläggningar stannar spårbygget (påhittad debattartikel)",
        "Vi kan anställa fler i morgon, men ingen har fått öva på ett spår.", "JARNVAG", Leaning.FOR,
    ),
    (
        "vattenvagar", ActKind.STATEMENT, 61, "Om slussarna vid ett branschmöte (påhittat uttalande)",
        "Det räcker att farlederna hålls öppna, de behöver inte byggas ut.", "MARITIM", Leaning.AGAINST,
    ),
    (
        "lararlyft", ActKind.STATEMENT, 8, "Om yrkeslärare i en podd (påhittat uttalande)",
        "Fler måste våga byta bana mitt i livet.", "", Leaning.NEITHER,
    ),
)  # fmt: skip
# Sender, diary number, priority, days until the last day, what.
ASKED = (
    ("sparbransch", "EXEMPEL 2026/17", "JARNVAG", 40, "Exempel: gemensamma krav på övningsspår"),
    ("vattenvagar", "EXEMPEL 2026/4", "MARITIM", -20, "Exempel: öppettider i slussarna"),
)
SAID = "Öppettiderna bör följa godstrafikens behov även på vintern."
URL = "https://demo.samsyn.example/"


def show(users: dict[str, User], day: dt.date) -> Counter[str]:
    """Note them as of `day`: one consultation is at work, one answered. Returns the number of new rows by model."""
    alma, eva = users["alma"], users["eva"]
    priorities = {one.code: one for one in Priority.objects.all()}
    for key, kind, days, title, quote, code, leaning in DONE:
        who = Membership.objects.filter(organization=_body(key)).select_related("person").order_by("pk")[0].person
        acts.note(
            actor=eva, person=who, kind=kind, acted_on=day - dt.timedelta(days=days), title=title, quote=quote, url=URL,
            priority=priorities.get(code), leaning=leaning,
        )  # fmt: skip
    asked = [
        consultations.add(
            actor=alma,
            title=title,
            reference=reference,
            origin=ConsultationOrigin.OTHER,
            sender=_body(key),
            due_on=day + dt.timedelta(days=days),
            is_invited=True,
            owner=alma,
            priorities=[priorities[code]],
            summary="Påhittad remiss i demon.",
        )
        for key, reference, code, days, title in ASKED
    ]
    for one in asked:
        consultations.start(actor=alma, consultation=one, way=WAYS[0], owner=alma)
    _answer(asked[-1], alma, day)
    return Counter(Act=len(DONE), Consultation=len(ASKED), Viewpoint=1, Interaction=1)


def _answer(consultation: Consultation, actor: User, day: dt.date) -> None:
    for step in consultation.steps.all():
        consultation_parts.mark_step(actor=actor, step=step, is_done=True)
    said = {"kind": ViewpointKind.OBJECTS, "text": SAID, "priority": consultation.priority_links.get().priority}
    consultation_parts.add(actor=actor, part=Viewpoint(consultation=consultation), **said)
    answered_on = min(day, consultation.due_on or day) - dt.timedelta(days=1)
    consultation_answers.file_and_log(actor=actor, consultation=consultation, answered_on=answered_on)


def _body(key: str) -> Organization:
    return Organization.objects.get(identifiers__scheme=Scheme.SAMSYN, identifiers__value=f"demo-{key}")
