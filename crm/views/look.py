"""The customer's own look: the page where it is set, and what browsers fetch of it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from django.views import View

from crm.common.history import Change, changes_of
from crm.common.permissions import Role
from crm.common.views import FormPage
from crm.forms.look import LookForm
from crm.models import Look
from crm.services import look

FRESH = "public, max-age=300"


class LookEdit(FormPage):
    """Name, logo, colour and typeface."""

    role = Role.MANAGER
    form_class = LookForm
    template_name = "crm/look_form.html"
    success_message = gettext_lazy("Utseendet är sparat. Alla ser det inom fem minuter.")

    def form_kwargs(self) -> dict[str, Any]:
        now = Look.objects.current()
        initial = {"name": now.name, "accent": now.accent, "typeface": now.typeface}
        return {
            "initial": {**initial, "version": now.version if now.pk else 0},
            "has_logo": now.logo is not None,
        }

    def save(self, form: LookForm) -> str:
        data = dict(form.cleaned_data)
        look.edit(actor=self.request.user, upload=data.pop("logo"), **data)
        return reverse("crm:look")

    def changes_since(self, obj: Look, version: Any) -> list[Change]:
        """Who had the page before anybody had set it is told all of what is set now."""
        return changes_of(obj) if version == "0" else super().changes_since(obj, version)

    def extra_context(self) -> dict[str, Any]:
        return {"look": Look.objects.current(), "cancel_url": reverse("crm:home"), "crumbs": []}


@method_decorator(login_not_required, name="dispatch")
class LookStyle(View):
    """The stylesheet of the look, for every page, the login page too."""

    def get(self, request: HttpRequest) -> HttpResponse:
        answer = HttpResponse(look.stylesheet(Look.objects.current()), content_type="text/css")
        answer["Cache-Control"] = FRESH
        return answer


@method_decorator(login_not_required, name="dispatch")
class LookLogo(View):
    """The logo, for the login page and for papers that are read without an account."""

    def get(self, request: HttpRequest) -> FileResponse:
        logo = Look.objects.current().logo
        if logo is None:
            raise Http404
        try:
            file = logo.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        answer = FileResponse(file, content_type=logo.content_type)
        answer["Cache-Control"] = FRESH
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return answer
