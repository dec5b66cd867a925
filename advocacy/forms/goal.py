import datetime as dt

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from advocacy.models import Goal
from crm.common.widgets import DateInput

# Within what days can be reckoned with: a year before the first, a day after the last.
DAYS = (MinValueValidator(dt.date(1900, 1, 1)), MaxValueValidator(dt.date(2999, 12, 31)))


class GoalForm(forms.ModelForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Goal
        fields = ["statement", "kind", "unit", "audience", "target_percent"]
        widgets = {"statement": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "unit": _("Vad som räknas: personer, organisationer eller platser i ett organ."),
            "target_percent": _("Hur stor del av målgruppen vi vill träffa under planens tid."),
        }


class PeriodForm(forms.Form):
    """The period of a goal's figures, both days included."""

    first = forms.DateField(label=_("Från och med"), widget=DateInput, validators=DAYS)
    last = forms.DateField(label=_("Till och med"), widget=DateInput, validators=DAYS)

    def clean(self):
        data = super().clean()
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("Slutdagen ligger före startdagen."))
        return data
