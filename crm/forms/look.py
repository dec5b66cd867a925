"""The customer's own look."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.common.widgets import Checkbox, PillRadio
from crm.models import Look, Typeface
from crm.services.look import PICTURES


class LookForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    logo = forms.FileField(
        label=_("Logotyp"),
        required=False,
        help_text=_("PNG eller JPEG, högst 500 kB. Den står på inloggningssidan och i styrelseunderlag."),
        widget=forms.FileInput(attrs={"accept": ",".join(PICTURES)}),
    )
    is_logo_removed = forms.BooleanField(label=_("Ta bort logotypen"), required=False, widget=Checkbox)
    typeface = forms.ChoiceField(label=_("Typsnitt"), choices=Typeface.choices, widget=PillRadio)

    field_order = ("name", "logo", "is_logo_removed", "accent", "typeface", "version")

    def __init__(self, *args: Any, has_logo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_logo:
            del self.fields["is_logo_removed"]

    class Meta:
        model = Look
        fields = ("name", "accent")
        widgets = {"accent": forms.TextInput(attrs={"type": "color"})}
        help_texts = {
            "name": _("Står på inloggningssidan och i det som ni skickar ut."),
            "accent": _("Länkar och knappar. Den görs mörkare eller ljusare där text annars inte skulle gå att läsa."),
        }
