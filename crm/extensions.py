"""What the roof adds to the slots of `crm.common.extensions`."""

from django.utils.translation import gettext_lazy as _

from crm.common import extensions
from crm.common.permissions import Role


def register() -> None:
    """Called once, when the apps are ready."""
    extensions.navigation.add(
        extensions.NavigationItem(
            "operations", "administration", _("Större ändringar"), "crm:operation_list", 870, role=Role.EDITOR
        )
    )
    extensions.navigation.add(
        extensions.NavigationItem("look", "administration", _("Utseende"), "crm:look", 860, role=Role.MANAGER)
    )
    extensions.navigation.add(
        extensions.NavigationItem("exports", "administration", _("Exporter"), "crm:export_list", 880)
    )
    extensions.navigation.add(
        extensions.NavigationItem("users", "administration", _("Användare"), "crm:user_list", 900, role=Role.ADMIN)
    )
