"""What only a kind of contact has: its fields are stored, those of other kinds stand as they were."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from advocacy.choices import FACTS_OF_KIND
from advocacy.models import Interaction, InteractionFacts
from crm.common import writes
from crm.models import User


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields of InteractionFacts that contacts of this kind have."""
    return FACTS_OF_KIND.get(kind, ())


def sync(*, actor: User, interaction: Interaction, said: Mapping[str, Any]) -> bool:
    """Store what is said in the fields of the contact's kind; True when anything changed.

    Fields of another kind stay, so that a kind chosen by mistake loses nothing. Raises ValidationError beside 'facts'
    for a field that the kind does not have, and beside the field for a value that is wrong.
    """
    foreign = [name for name in said if name not in fields_of(interaction.kind)]
    if foreign:
        kind = interaction.get_kind_display()
        raise ValidationError(
            {"facts": [_("%(kind)s har inget fält %(name)s.") % {"kind": kind, "name": name} for name in foreign]}
        )
    row = InteractionFacts.objects.filter(interaction=interaction).first() or InteractionFacts(interaction=interaction)
    if not writes.assign(row, said):
        return False
    check_hospitality(row.hospitality, row.hospitality_payer, row.hospitality_worth)
    writes.save(row, actor=actor)
    return True


def check_hospitality(what: str, payer: str, worth: int | None) -> None:
    """Who treated, and to what worth, is said of something; and of something it is said who treated."""
    if what and not payer:
        raise ValidationError({"hospitality_payer": _("Ange vem som bjöd.")})
    if not what and (payer or worth is not None):
        raise ValidationError({"hospitality": _("Skriv vad som bjöds, till exempel ”lunch”.")})
