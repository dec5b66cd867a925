"""What one asks of the one-voice matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.forms.goal import DAYS
from crm.common.widgets import DateInput


class OneVoiceForm(forms.Form):
    """A priority, a county, or both; and the day on which it stood so. The choices are rows that the page has read."""

    priority = forms.TypedChoiceField(label=_("Sakfråga"), coerce=int, empty_value=None, required=False)
    county = forms.TypedChoiceField(label=_("Län"), coerce=int, empty_value=None, required=False)
    day = forms.DateField(label=_("Som det stod"), widget=DateInput, validators=DAYS, required=False)

    def __init__(self, *args: Any, priorities: Mapping[int, Any], counties: Mapping[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].choices = [("", _("Alla sakfrågor")), *((pk, str(p)) for pk, p in priorities.items())]
        self.fields["county"].choices = [("", _("Alla län")), *((pk, str(c)) for pk, c in counties.items())]
