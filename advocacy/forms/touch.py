from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.models import ContactInterval


class IntervalForm(forms.Form):
    """The longest time between contacts with those of a tier."""

    months = forms.IntegerField(
        label=_("Månader mellan kontakterna, högst"),
        required=False,
        min_value=1,
        max_value=60,
        help_text=_("Lämna tomt om nivån inte ska ha något intervall: då tappar vi ingen där."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, interval: ContactInterval | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if interval:
            self.initial |= {"months": interval.months, "version": interval.version}
