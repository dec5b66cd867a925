"""Colleagues named in the summary of a contact are told of it, if they may read it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from advocacy.choices import InteractionStatus
from advocacy.models import Interaction
from crm.common import mentions
from crm.models import User


def tell(interaction: Interaction, actor: User) -> None:
    """Tell those who are newly named: once the contact stands with all who may read it. Of a draft nobody hears.

    Raises ValidationError when one of them may not read a confidential one: nobody is let in unasked.
    """
    if interaction.status == InteractionStatus.DRAFT:
        return
    mentions.tell(
        text=interaction.summary,
        actor=actor,
        title=_("%(who)s nämnde dig i en kontakt") % {"who": actor},
        url=interaction.get_absolute_url(),
        field="summary",
        may_read=lambda user: Interaction.objects.visible_to(user).filter(pk=interaction.pk).exists(),
        advice=_("Välj dem under Får också läsa, eller ta bort namnet ur sammanfattningen."),
    )
