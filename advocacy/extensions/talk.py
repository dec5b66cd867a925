"""Stances and commitments on the pages of a person and an organization, and in what is known of a person."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.common import extensions
from crm.common.extensions import NavigationItem, Panel, PersonalData
from crm.common.kept_queries import KeptQuery
from crm.common.permissions import Role, can

PERSON, ORGANIZATION = "contacts.Person", "contacts.Organization"
MOST_STANCES, MOST_COMMITMENTS = 8, 6


def register() -> None:
    """Called once, when the apps are ready."""
    for name, model in (("person", PERSON), ("organization", ORGANIZATION)):
        extensions.panels.add(Panel(f"stances_{name}", model, "advocacy/_stances_panel.html", _stances_panel, 12))
        extensions.panels.add(
            Panel(f"commitments_{name}", model, "advocacy/_commitments_panel.html", _commitments_panel, 14)
        )
    extensions.navigation.add(
        NavigationItem("motion_periods", "legislation", gettext_lazy("Motionstid"), "advocacy:motion_desk_current", 29)
    )
    _personal_data()


def _of(obj: Any) -> str:
    return "person" if obj._meta.label == PERSON else "organization"


def _stances(link: str, pk: int, user: Any) -> Any:
    from advocacy.models import Stance

    rows = Stance.objects.visible_to(user).filter(**{link: pk}).latest_of_each()
    return rows.select_related("priority", "interaction")[: MOST_STANCES + 1]


def _commitments(link: str, pk: int, user: Any) -> Any:
    from advocacy.models import Commitment

    rows = Commitment.objects.visible_to(user).filter(**{link: pk}).open().for_list()
    return rows.soonest_first()[: MOST_COMMITMENTS + 1]


LINKS = ((PERSON, "person"), (ORGANIZATION, "organization"))
STANCES = {label: KeptQuery(lambda pk, user, link=link: _stances(link, pk, user)) for label, link in LINKS}
COMMITMENTS = {label: KeptQuery(lambda pk, user, link=link: _commitments(link, pk, user)) for label, link in LINKS}


def _stances_panel(obj: Any, user: Any) -> dict[str, Any] | None:
    """Where they stand on each priority, the latest first; no card where nothing is known and one may note nothing."""
    rows, may_note = STANCES[obj._meta.label].rows(obj.pk, user), can(user, Role.EDITOR)
    if not rows and not may_note:
        return None
    return {
        "object": obj,
        "parameter": _of(obj),
        "rows": rows[:MOST_STANCES],
        "is_cut": len(rows) > MOST_STANCES,
        "hide": "subject",
        "may_note": may_note,
        "user": user,
    }


def _commitments_panel(obj: Any, user: Any) -> dict[str, Any] | None:
    """What is open between us, what is to be kept first on top."""
    rows = COMMITMENTS[obj._meta.label].rows(obj.pk, user)
    if not rows:
        return None
    return {
        "object": obj,
        "parameter": _of(obj),
        "rows": rows[:MOST_COMMITMENTS],
        "is_cut": len(rows) > MOST_COMMITMENTS,
        "hide": _of(obj),
    }


# --- Personal data --------------------------------------------------------------------------------------------


def _stances_of(person: Any) -> list[dict[str, Any]]:
    return [
        {
            "day": row.stated_on,
            "priority": row.priority.name,
            "value": str(row.get_value_display()),
            "evidence": row.evidence,
            "url": row.url,
        }
        for row in person.stances.select_related("priority").order_by("stated_on", "pk")
    ]


def _commitments_of(person: Any) -> list[dict[str, Any]]:
    return [
        {
            "promiser": str(row.get_promiser_display()),
            "text": row.text,
            "made_on": row.made_on,
            "due_on": row.due_on,
            "state": str(row.get_state_display()),
            "closed_on": row.closed_on,
        }
        for row in person.commitments.order_by("made_on", "pk")
    ]


def _asked_by(person: Any) -> list[dict[str, Any]]:
    return [
        {
            "day": row.interaction.held_on,
            "title": row.interaction.title,
            "material": row.material,
            "part": _("bad om materialet"),
        }
        for row in person.material_asked.select_related("interaction").order_by("interaction__held_on")
    ]


def _forget(name: str) -> Any:
    def forget(person: Any, actor: Any) -> None:
        from advocacy.services import erasure

        getattr(erasure, name)(actor=actor, person=person)

    return forget


def _personal_data() -> None:
    from advocacy.models import Commitment, InteractionFacts, Stance

    for name, model, extract, forget in (
        ("stances", Stance, _stances_of, "forget_stances"),
        ("commitments", Commitment, _commitments_of, "forget_commitments"),
        ("material_asked", InteractionFacts, _asked_by, "forget_asked_by"),
    ):
        extensions.personal_data.add(PersonalData(name, model, extract, _forget(forget)))
