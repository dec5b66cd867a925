from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.imports.riksdagen_values import SESSION


class MotionFetchForm(forms.Form):
    """The session to read from Riksdagen."""

    session = forms.CharField(
        label=gettext_lazy("Riksmöte"),
        max_length=9,
        help_text=gettext_lazy("Skriv det som 2026/27."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def clean_session(self) -> str:
        said: str = self.cleaned_data["session"].strip()
        found = SESSION.fullmatch(said)
        if not found or (int(found[1]) + 1) % 100 != int(found[2][-2:]):
            raise ValidationError(_("Skriv riksmötet som 2026/27."))
        return said
