"""Forms of measures: what one is, how it stands, and a sheet with many."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.choices import MeasureState, NationalPlan
from advocacy.models import Measure, Priority
from contacts.choices import AreaKind
from contacts.models import Area, Organization
from crm.common.dates import today
from crm.common.fields import DecimalAmountField, PastDayField, RowsField
from crm.common.widgets import Combobox, DateInput, PillCheckboxes, PillRadio
from crm.models import User

STORED = (
    "version", "name", "national_plan", "code", "cost", "planned_from", "planned_until", "url", "source", "source_on",
)  # fmt: skip
RELATED = ("priority", "responsible", "predecessor")
SOURCE_HELP = _("Dokumentet eller sidan som säger det, så att en kollega hittar dit.")


def _year(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=1990, max_value=2100)


class MeasureForm(forms.Form):
    """A named object of a national plan."""

    more_fields = ("code", "cost", "planned_from", "planned_until", "predecessor", "url")

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Åtgärd"), max_length=300, help_text=_("Så som objektet heter i planen."))
    national_plan = forms.ChoiceField(
        label=_("Nationell plan"), choices=NationalPlan.choices, widget=PillRadio, initial=NationalPlan.PLAN_2026
    )
    priority = forms.ModelChoiceField(
        Priority.objects.none(), label=_("Sakfråga"), required=False, empty_label=_("Ingen")
    )
    counties = RowsField(Area.objects.none(), label=_("Län"), required=False, widget=PillCheckboxes)
    responsible = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Ansvarig"),
        required=False,
        widget=Combobox("contacts:organization_suggest"),
        help_text=_("Den som ska genomföra åtgärden, till exempel Trafikverket."),
    )
    source = forms.CharField(label=_("Källa"), max_length=120, help_text=SOURCE_HELP)
    source_on = PastDayField(label=_("Källans datum"), required=False)
    code = forms.CharField(label=_("Objektsnummer"), max_length=40, required=False)
    cost = DecimalAmountField(label=_("Kostnad, mnkr"), required=False, min_value=0, max_digits=9, decimal_places=1)
    planned_from = _year(_("Planerad byggstart, år"))
    planned_until = _year(_("Planerat klar, år"))
    predecessor = forms.ModelChoiceField(
        Measure.objects.none(),
        label=_("I förra planen"),
        required=False,
        widget=Combobox("advocacy:measure_suggest", describe=lambda one: described(one)),
        help_text=_("Samma åtgärd så som den stod i den förra planen."),
    )
    url = forms.URLField(label=_("Länk"), required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args: Any, user: User, measure: Measure | None = None, **kwargs: Any) -> None:
        if measure:
            stored = {name: getattr(measure, name) for name in STORED}
            stored |= {name: getattr(measure, f"{name}_id") for name in RELATED}
            stored["counties"] = list(measure.areas.values_list("area", flat=True))
            kwargs["initial"] = stored | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["version"].required = measure is not None
        open_ones = Priority.objects.visible_to(user).filter(is_archived=False)
        if measure and measure.priority_id:
            open_ones |= Priority.objects.visible_to(user).filter(pk=measure.priority_id)
        fields["priority"].queryset = open_ones
        fields["counties"].queryset = Area.objects.filter(kind=AreaKind.COUNTY).order_by("sort_key")
        fields["responsible"].queryset = Organization.objects.visible_to(user)
        fields["predecessor"].queryset = Measure.objects.visible_to(user)

    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def described(measure: Measure) -> dict[str, str]:
    """How a measure is told among suggestions."""
    known = (measure.get_national_plan_display(), measure.code)
    return {"text": measure.name, "detail": " · ".join(part for part in known if part)}


class StatusForm(forms.Form):
    """How it stands with a measure, as a source says."""

    more_fields = ("expected_until", "cost", "note", "url")

    state = forms.ChoiceField(label=_("Läge"), choices=MeasureState.choices, widget=PillRadio)
    stated_on = forms.DateField(
        label=_("Dag"), widget=DateInput, initial=today, help_text=_("Den dag som uppgiften gäller.")
    )
    source = forms.CharField(label=_("Källa"), max_length=120, help_text=SOURCE_HELP)
    source_on = PastDayField(label=_("Källans datum"), required=False)
    expected_until = _year(_("Väntas klar, år"))
    cost = DecimalAmountField(label=_("Kostnad nu, mnkr"), required=False, min_value=0, max_digits=9, decimal_places=1)
    note = forms.CharField(
        label=_("Anteckning"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    url = forms.URLField(label=_("Länk"), required=False, max_length=500, assume_scheme="https")

    def content(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class MeasureFileForm(forms.Form):
    """A sheet of named objects."""

    file = forms.FileField(
        label=_("Fil"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        help_text=_("Excel eller CSV, en åtgärd på varje rad."),
    )
    source = forms.CharField(
        label=_("Källa"), max_length=120, help_text=_("Gäller de rader som inte har en egen källa i filen.")
    )
    national_plan = forms.ChoiceField(
        label=_("Nationell plan"),
        choices=NationalPlan.choices,
        widget=PillRadio,
        initial=NationalPlan.PLAN_2026,
        help_text=_("Gäller de rader som inte säger vilken plan de hör till."),
    )
