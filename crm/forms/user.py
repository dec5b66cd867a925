"""Forms of accounts."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from crm.common.permissions import Role
from crm.common.widgets import PillRadio


class UserForm(forms.Form):
    """What an administrator decides about an account."""

    name = forms.CharField(label=_("Namn"), max_length=150)
    role = forms.ChoiceField(
        label=_("Roll"),
        choices=Role.choices,
        widget=PillRadio,
        initial=Role.READER,
        help_text=_(
            "Läsare ser allt öppet. Redaktör registrerar och ändrar. Ansvarig godkänner. Administratör sköter konton."
        ),
    )
    language = forms.ChoiceField(label=_("Språk"), choices=settings.LANGUAGES, widget=PillRadio, initial="sv")


class UserAddForm(UserForm):
    email = forms.EmailField(label=_("E-post"), help_text=_("Adressen är också namnet att logga in med."))
    field_order = ["name", "email", "role", "language"]


class UserEditForm(UserForm):
    is_active = forms.BooleanField(label=_("Får logga in"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
