from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from crm.common.permissions import Role, can
from crm.models import SavedView


def cannot_be_shared(names: Sequence[str]) -> str:
    """Why a view that asks for lists of one's own is of no use to others."""
    said = ngettext(
        "Vyn bygger på %(names)s, en lista som inte delas. De andra kan inte öppna vyn förrän listan delas.",
        "Vyn bygger på %(names)s, listor som inte delas. De andra kan inte öppna vyn förrän listorna delas.",
        len(names),
    )
    return said % {"names": ", ".join(names)}


class SavedViewForm(forms.ModelForm):  # type: ignore[type-arg]
    """The name of a view, and whether all see it."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = SavedView
        fields = ("name", "is_shared")
        help_texts = {"is_shared": _("Alla kolleger ser vyn i listans meny. Du och de ansvariga kan ändra den.")}

    def __init__(self, *args: Any, user: Any, unshared: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unshared = unshared
        self.instance.owner_id = self.instance.owner_id or user.pk
        self.initial["version"] = self.instance.version if self.instance.pk else None
        if not can(user, Role.EDITOR):
            del self.fields["is_shared"]

    @property
    def asked(self) -> dict[str, Any]:
        return {"name": self.cleaned_data["name"], "is_shared": self.cleaned_data.get("is_shared", False)}

    def clean_is_shared(self) -> bool:
        """A view is asked by each who opens it: what they do not see they cannot ask for."""
        is_shared: bool = self.cleaned_data["is_shared"]
        if is_shared and self.unshared:
            raise ValidationError(cannot_be_shared(self.unshared))
        return is_shared

    def validate_constraints(self) -> None:
        """Left to the service: the list's name is not in the form."""
