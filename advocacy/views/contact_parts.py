"""What the page of a contact shows of its parts: said, promised, attached, and the fields of its kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from advocacy.models import Commitment, Interaction, InteractionFacts, Stance
from advocacy.services.facts import fields_of
from crm.common.history import Change


@dataclass(frozen=True)
class Fact:
    """One field of the kind: a text, a day, or a link (`is_outside`: to a page that is not ours)."""

    label: str
    value: Any
    url: str = ""
    day: Any = None
    is_outside: bool = False


def parts_of(interaction: Interaction, *, tells_who_asked: bool) -> dict[str, Any]:
    """For the page of a contact that its reader may read: no other gate is asked.

    `tells_who_asked`: whether the reader may know that (`permissions.knows_who_asked`).
    """
    return {
        "points": interaction.points.select_related("priority"),
        "stances": Stance.objects.filter(interaction=interaction).for_list().order_by("pk"),
        "commitments": Commitment.objects.filter(interaction=interaction).for_list().soonest_first(),
        "files": interaction.attachment_links.select_related("attachment__uploaded_by"),
        "facts": facts_shown(interaction, tells_who_asked=tells_who_asked),
    }


def facts_shown(interaction: Interaction, *, tells_who_asked: bool) -> list[Fact]:
    """What is filled in of the fields of the contact's kind."""
    stored = getattr(interaction, "facts", None)
    if stored is None:
        return []
    names = [name for name in fields_of(interaction.kind) if name != "asked_by" or tells_who_asked]
    return [fact for name in names if (fact := _fact(stored, name))]


def without_who_asked(changes: list[Change]) -> list[Change]:
    """A contact's history for one who may not know who asked for the material; a change of that alone is left out."""
    label = str(InteractionFacts._meta.get_field("asked_by").verbose_name)
    told = (replace(change, fields=[one for one in change.fields if one.label != label]) for change in changes)
    return [new for new, old in zip(told, changes, strict=True) if new.fields or not old.fields]


def _fact(stored: InteractionFacts, name: str) -> Fact | None:
    value = getattr(stored, name)
    if value in (None, ""):
        return None
    label = str(stored._meta.get_field(name).verbose_name).capitalize()
    if name == "url":
        return Fact(label, value, url=value, is_outside=True)
    if name == "asked_by":
        return Fact(label, value, url=value.get_absolute_url())
    if name == "answer_due_on":
        return Fact(label, value, day=value)
    if name == "hospitality_worth":
        return Fact(_("Värde per person"), f"{value} kr")
    display = getattr(stored, f"get_{name}_display", None)
    return Fact(label, display() if display else value)
