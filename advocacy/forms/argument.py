"""Forms of positions and arguments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.models import Position


class PositionForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Vad säger vi?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En sak, i en mening som går att ställa sig bakom."),
    )

    def __init__(self, *args: Any, position: Position | None = None, **kwargs: Any) -> None:
        if position:
            kwargs["initial"] = {"version": position.version, "text": position.text}
        super().__init__(*args, **kwargs)
        self.fields["version"].required = position is not None


class RetireForm(forms.Form):
    reason = forms.CharField(
        label=_("Varför?"), max_length=100, required=False, help_text=_("Kan lämnas tomt. Står sedan i historiken.")
    )
