"""Named rules of the advocacy work. Which rows a user may see is the querysets' `visible_to`."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from advocacy.models import Commitment, Interaction, Task
from crm.common.permissions import Role, can, require
from crm.models import User


def may_edit_interaction(user: User, interaction: Interaction) -> bool:
    """Editors may change a contact that they may read; a confidential one is closed to all others."""
    return can(user, Role.EDITOR) and _reads(user, interaction)


def knows_who_asked(user: User, interaction: Interaction) -> bool:
    """Whether `user` may know who asked for the material of a contact: confidential between the parties."""
    return Interaction.objects.telling_who_asked(user).filter(pk=interaction.pk).exists()


def require_interaction(user: User, interaction: Interaction) -> None:
    """Raise PermissionDenied unless `user` may change `interaction`."""
    require(user, Role.EDITOR)
    if not _reads(user, interaction):
        raise PermissionDenied(_("Du saknar behörighet att göra detta."))


def require_task(user: User, task: Task) -> None:
    """Raise PermissionDenied unless `user` may change `task`: one made from a contact goes with the contact."""
    require(user, Role.EDITOR)
    if not Task.objects.visible_to(user).filter(pk=task.pk).exists():
        raise PermissionDenied(_("Du saknar behörighet att göra detta."))


def require_commitment(user: User, commitment: Commitment) -> None:
    """Raise PermissionDenied unless `user` may change `commitment`: one made in a contact goes with the contact."""
    require(user, Role.EDITOR)
    if not Commitment.objects.visible_to(user).filter(pk=commitment.pk).exists():
        raise PermissionDenied(_("Du saknar behörighet att göra detta."))


def _reads(user: User, interaction: Interaction) -> bool:
    return Interaction.objects.visible_to(user).filter(pk=interaction.pk).exists()
