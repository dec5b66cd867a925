"""What a colleague decides for themselves."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SettingsForm(forms.Form):
    """One's own choices."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    wants_digest = forms.BooleanField(
        label=_("Skicka ett dagligt brev"),
        required=False,
        help_text=_(
            "Vardagar klockan sex: det du ska göra idag, det som är försenat, åtaganden som du bevakar och det någon "
            "har velat säga dig. Finns inget att säga kommer inget brev."
        ),
    )
