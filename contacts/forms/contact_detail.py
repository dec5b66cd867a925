"""Repeated contact details within the form of their holder. A row whose value is cleared goes away."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.choices import DetailKind
from contacts.models import Tag
from contacts.services.contact_details import Detail, Holder, normalised
from crm.common.fields import RowsField
from crm.common.formsets import RowsFormSet
from crm.common.widgets import Combobox

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


class BaseDetailFormSet(RowsFormSet):
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
    """A form whose object has contact details: `details` is their formset, valid only together with it.

    `version` and `opened_at` say what the form was made from: the row, and the parts that have no version.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    opened_at = forms.CharField(widget=forms.HiddenInput, required=False)
    tags = RowsField(
        label=_("Etiketter"),
        queryset=Tag.objects.all(),
        required=False,
        widget=Combobox("contacts:tag_suggest", multiple=True, attrs={"placeholder": _("Skriv etikett …")}),
    )

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        self.initial["opened_at"] = timezone.now().isoformat()
        if self.instance.pk:
            self.initial["tags"] = list(Tag.objects.filter(**{self.tag_link: self.instance}))
        self.details = detail_formset(data, self.instance)
        if self.instance.pk:
            self.initial["version"] = self.instance.version
        else:
            del self.fields["version"], self.fields["opened_at"]

    def is_valid(self) -> bool:
        valid = super().is_valid()
        return self.details.is_valid() and valid

    @property
    def tag_link(self) -> str:
        """How a tag reaches what this form is of: 'person_tags__person'."""
        name = self._meta.model._meta.model_name  # type: ignore[union-attr]
        return f"{name}_tags__{name}"

    @property
    def since(self) -> dt.datetime | None:
        """When the form was made, as it says itself."""
        try:
            moment = dt.datetime.fromisoformat(self.cleaned_data.get("opened_at", ""))
        except ValueError:
            return None
        return moment if moment.tzinfo else None

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, by the model's fields."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.cleaned_data}  # type: ignore[union-attr]
