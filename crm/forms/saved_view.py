from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.common.permissions import Role, can
from crm.models import SavedView


class SavedViewForm(forms.ModelForm):  # type: ignore[type-arg]
    """The name of a view, and whether all see it."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = SavedView
        fields = ("name", "is_shared")
        help_texts = {"is_shared": _("Alla kolleger ser vyn i listans meny. Du och de ansvariga kan ändra den.")}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.owner_id = self.instance.owner_id or user.pk
        self.initial["version"] = self.instance.version if self.instance.pk else None
        if not can(user, Role.EDITOR):
            del self.fields["is_shared"]

    @property
    def asked(self) -> dict[str, Any]:
        return {"name": self.cleaned_data["name"], "is_shared": self.cleaned_data.get("is_shared", False)}

    def validate_constraints(self) -> None:
        """Left to the service: the list's name is not in the form."""
