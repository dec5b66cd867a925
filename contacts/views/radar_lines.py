"""What a line of a radar run's page shows: both sides, the reasons, and whom a doubtful one may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Prefetch
from django.utils.translation import gettext as _

from contacts.choices import ChangeKind, ChangeState
from contacts.columns.person import role_line
from contacts.models import Membership, Person, RadarChange
from contacts.services.radar_decisions import FINAL, NEW

MANDATES = 4
STATES = {
    ChangeState.OPEN: "warn",
    ChangeState.ACCEPTED: "ok",
    ChangeState.REFUSED: "neutral",
    ChangeState.APPLIED: "ok",
    ChangeState.GONE: "neutral",
}


def lines_of(changes: Sequence[RadarChange], user: Any) -> list[dict[str, Any]]:
    """The changes of a page as lines; whoever they may be is asked for once."""
    people = _people({one["person"] for change in changes for one in change.candidates}, user)
    return [_line(change, people) for change in changes]


def _line(change: RadarChange, people: dict[int, Person]) -> dict[str, Any]:
    is_doubtful = change.kind == ChangeKind.DOUBTFUL
    return {
        "change": change,
        "kinds": [kind.label for kind in change.kinds],
        "state": STATES[ChangeState(change.state)],
        "before": _side(change.before, change.after),
        "after": _side(change.after, change.before),
        "known_from": next((line[1] for line in change.before if line[0] == _("Källa")), ""),
        "is_open": change.state == ChangeState.OPEN,
        "is_final": change.state in FINAL,
        "is_doubtful": is_doubtful,
        "candidates": [
            _candidate(people[one["person"]], one, change) for one in change.candidates if one["person"] in people
        ],
        "chose_new": change.choice == NEW,
    }


def _side(facts: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> list[tuple[str, str, bool]]:
    """(label, value, whether the other side says otherwise) of what is said; whose word it is stands beside it."""
    said = {_asked(label): value for label, value in other}
    return [(label, value, said.get(_asked(label), value) != value) for label, value in facts if label != _("Källa")]


def _asked(label: str) -> str:
    """What a line answers: the name is a name, whichever of somebody's it is."""
    return _("Namn") if label == _("Folkbokföringsnamn") else label


def _people(ids: set[int], user: Any) -> dict[int, Person]:
    if not ids:
        return {}
    held = Membership.objects.visible_to(user).valid().with_names()
    held = held.order_by(F("ends_on").desc(nulls_first=True), F("starts_on").desc(nulls_last=True), "pk")
    rows = Person.objects.visible_to(user).filter(pk__in=ids).order_by()
    return {person.pk: person for person in rows.prefetch_related(Prefetch("memberships", held, to_attr="held_ever"))}


def _candidate(person: Person, told: dict[str, Any], change: RadarChange) -> dict[str, Any]:
    held = person.held_ever[:MANDATES]  # type: ignore[attr-defined]
    parties = dict.fromkeys(one.party.name for one in held if one.party)
    areas = dict.fromkeys(one.area.name for one in held if one.area)
    facts = [
        (_("Parti"), ", ".join(parties)),
        (_("Valkrets eller område"), ", ".join(areas)),
        (_("Född"), str(person.birth_year or "")),
    ]
    return {
        "person": person,
        "held": [(role_line(one), one) for one in held],
        "facts": [(label, value) for label, value in facts if value],
        "score": told["score"],
        "reasons": told["reasons"],
        "is_chosen": change.choice == str(person.pk),
    }
