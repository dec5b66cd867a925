from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from advocacy.choices import InfluenceLevel
from advocacy.models import Priority
from crm.common.widgets import PillRadio
from crm.models import User


class InfluenceForm(forms.Form):
    """How much somebody weighs, where staff know better than the mandate says."""

    priority = forms.ModelChoiceField(
        Priority.objects.none(), label=_("Sakfråga"), required=False, empty_label=_("Alla sakfrågor")
    )
    level = forms.ChoiceField(
        label=pgettext_lazy("weight", "Inflytande"), choices=InfluenceLevel.choices, widget=PillRadio
    )
    reason = forms.CharField(
        label=_("Varför?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Vad vi vet som uppdraget inte säger: ”Skriver partiets transportpolitik”."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["priority"].queryset = Priority.objects.visible_to(user).filter(is_archived=False)
