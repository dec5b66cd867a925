"""What one chooses on an export page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.common.exports.services import LEAST_REASON


class ReasonForm(forms.Form):
    """Why so much is taken out; asked only of those who must say."""

    reason = forms.CharField(
        label=_("Varför behövs listan?"),
        max_length=200,
        min_length=LEAST_REASON,
        help_text=_("Skälet sparas i exportloggen, som ansvariga läser."),
        error_messages={"required": _("Skriv varför listan behövs."), "min_length": _("Skriv varför listan behövs.")},
    )


class TemplateForm(forms.Form):
    """The name under which a choice of columns is kept."""

    save_as = forms.CharField(label=_("Namn"), max_length=80, required=False)
    is_shared = forms.BooleanField(label=_("Dela med alla"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["save_as"].widget.attrs["autocomplete"] = "off"
