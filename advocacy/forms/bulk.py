from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.choices import InteractionKind
from advocacy.models import Goal, Priority
from crm.common.dates import today
from crm.common.fields import RowsField
from crm.common.widgets import Combobox, DateInput, PillCheckboxes, PillRadio


class LogForAllForm(forms.Form):
    """One contact in which everybody of a selection took part."""

    kind = forms.ChoiceField(label=_("Hur?"), choices=InteractionKind.choices, widget=PillRadio)
    held_on = forms.DateField(label=_("När?"), widget=DateInput, initial=today)
    title = forms.CharField(
        label=_("Rubrik"),
        required=False,
        max_length=200,
        help_text=_("Kan lämnas tom: då blir det till exempel ”Brev om Systemanalys 2024”."),
    )
    priorities = RowsField(Priority.objects.none(), label=_("Om vad?"), required=False, widget=PillCheckboxes)
    goals = RowsField(
        Goal.objects.none(),
        label=_("Mål"),
        required=False,
        widget=Combobox("advocacy:goal_suggest", multiple=True, attrs={"placeholder": _("Skriv kod eller mål …")}),
    )
    summary = forms.CharField(label=_("Sammanfattning"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ones = Priority.objects.visible_to(user).filter(is_archived=False)
        self.fields["priorities"].queryset = open_ones  # type: ignore[attr-defined]
        self.fields["goals"].queryset = Goal.objects.visible_to(user).for_list()  # type: ignore[attr-defined]
