"""The technical administration at /teknik/: to look at any row behind `is_staff`, never around the services."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from crm.common.permissions import is_member


class TechnicalSite(admin.AdminSite):
    site_header = site_title = index_title = _("Teknisk administration")

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff that hold a role: the technical mark alone shows nobody the register."""
        return super().has_permission(request) and is_member(request.user)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return inner(request, *args, **kwargs) if self.has_permission(request) else self.login(request)

        return guarded

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Nobody logs in here: that is done on the login page, and for others than staff this does not exist."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next", reverse("admin:index")))
        if not self.has_permission(request):
            raise Http404
        return HttpResponseRedirect(reverse("admin:index"))


site = TechnicalSite(name="admin")


class ReadOnlyAdmin(admin.ModelAdmin):
    """For tracked models: the services stay their only writers."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return site.has_permission(request)

    has_module_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def show(*shown: type[models.Model]) -> None:
    """Register models for looking at, searchable by what they call themselves."""
    for model in shown:
        names = {field.name for field in model._meta.fields}
        search = [name for name in ("search_text", "name", "code", "value", "email", "title") if name in names]
        relations = [field.name for field in model._meta.fields if field.is_relation]
        secret = [name for name in ("password",) if name in names]
        attributes = {"search_fields": search, "list_select_related": relations or False, "exclude": secret}
        site.register(model, type(f"{model.__name__}Admin", (ReadOnlyAdmin,), attributes))
