"""One's own settings."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.services import calendar_feeds
from crm.common.permissions import Role
from crm.common.views import FormPage
from crm.forms.settings import SettingsForm
from crm.services import digests, users


class Settings(FormPage):
    role = Role.READER
    form_class = SettingsForm
    template_name = "crm/settings.html"
    success_message = gettext_lazy("Inställningarna är sparade.")

    def form_kwargs(self) -> dict[str, Any]:
        user = self.request.user
        return {"initial": {"version": user.version, "wants_digest": user.wants_digest}}

    def save(self, form: SettingsForm) -> str:
        digests.choose(actor=self.request.user, **form.cleaned_data)
        return reverse("crm:settings")

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Mina inställningar"),
            "email": self.request.user.email,
            "feed": calendar_feeds.of(self.request.user),
            "has_mail": users.has_mail(),
            "cancel_url": reverse("crm:home"),
            "crumbs": [],
        }
