"""Repeated contact details within the form of their holder. A row whose value is cleared goes away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.choices import DetailKind
from contacts.services.contact_details import Detail, Holder, normalised

BLANK_KINDS = (DetailKind.EMAIL, DetailKind.MOBILE, DetailKind.PHONE)


class DetailForm(forms.Form):
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Slag"), choices=DetailKind.choices)
    value = forms.CharField(label=pgettext_lazy("contact detail", "Uppgift"), max_length=250, required=False)
    label = forms.CharField(
        label=_("Beskrivning"),
        max_length=60,
        required=False,
        widget=forms.TextInput({"placeholder": _("till exempel växel")}),
    )
    is_preferred = forms.BooleanField(label=_("I första hand"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("value") and cleaned.get("kind"):
            try:
                normalised(cleaned["kind"], cleaned["value"])
            except forms.ValidationError as error:
                self.add_error("value", error)
        return cleaned


class BaseDetailFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    @property
    def details(self) -> list[Detail]:
        rows = (form.cleaned_data for form in self.forms)
        return [
            Detail(row["kind"], row["value"], row["label"], row["is_preferred"], row["pk"])
            for row in rows
            if row.get("value")
        ]

    @property
    def rows(self) -> list[DetailForm]:
        return self.forms


DetailFormSet = forms.formset_factory(DetailForm, formset=BaseDetailFormSet, extra=0, max_num=40, validate_max=True)


def detail_formset(data: Any, holder: Holder | None) -> BaseDetailFormSet:
    """Rows of the addresses that `holder` has, and blank ones to fill in."""
    held = list(holder.contact_details.all()) if holder and holder.pk else []
    initial = [
        {"pk": d.pk, "kind": d.kind, "value": d.display, "label": d.label, "is_preferred": d.is_preferred} for d in held
    ]
    have = {d.kind for d in held}
    blank = [kind for kind in BLANK_KINDS if kind not in have] or [DetailKind.EMAIL]
    initial += [{"kind": kind} for kind in blank]
    return DetailFormSet(data, prefix="details", initial=initial)


class DetailedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form whose object has contact details: `details` is their formset, valid only together with it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        self.details = detail_formset(data, self.instance)
        if self.instance.pk:
            self.initial["version"] = self.instance.version
        else:
            del self.fields["version"]

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if not self.details.is_valid():
            self.add_error(None, _("En kontaktuppgift är fel."))
            return False
        return valid

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, by the model's fields."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.cleaned_data}  # type: ignore[union-attr]
