"""Who may use the API: members read, editors write. Anonymous gets 401, an outsider 403."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from crm.common.permissions import Role, can, is_member


class MemberPermission(BasePermission):
    """A view's `write_role` is asked for when the method may change something; services ask again by themselves."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user or not request.user.is_authenticated:
            return False
        if not is_member(request.user):
            raise PermissionDenied(_("Kontot har ingen roll i Samsyn."))
        if request.method in SAFE_METHODS:
            return True
        if not can(request.user, getattr(view, "write_role", Role.EDITOR)):
            raise PermissionDenied(_("Du saknar behörighet att göra detta."))
        return True
