from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.choices import EventKind
from advocacy.models import Event
from crm.common.widgets import Combobox, DateInput, PillRadio, TimeInput
from crm.models import User


class EventForm(forms.Form):
    """An event."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Namn"), max_length=200)
    kind = forms.ChoiceField(label=_("Slag"), choices=EventKind.choices, widget=PillRadio)
    starts_on = forms.DateField(label=_("Börjar"), widget=DateInput)
    ends_on = forms.DateField(
        label=_("Slutar"), required=False, widget=DateInput, help_text=_("Lämnas tomt när det är en dag.")
    )
    starts_at = forms.TimeField(label=_("Klockan"), required=False, widget=TimeInput)
    ends_at = forms.TimeField(label=_("Till klockan"), required=False, widget=TimeInput)
    place = forms.CharField(label=_("Plats"), required=False, max_length=150)
    parent = forms.ModelChoiceField(
        Event.objects.none(),
        label=_("Ingår i"),
        required=False,
        widget=Combobox("advocacy:event_suggest"),
        help_text=_("Till exempel Almedalsveckan, för ett seminarium i den."),
    )
    organizer = forms.CharField(label=_("Arrangör"), required=False, max_length=200)
    url = forms.URLField(label=_("Webbsida"), required=False, max_length=500, assume_scheme="https")
    description = forms.CharField(label=_("Beskrivning"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    is_ours = forms.BooleanField(label=_("Vi arrangerar"), required=False, initial=True)
    is_cancelled = forms.BooleanField(label=_("Inställt"), required=False)

    def __init__(self, *args: Any, user: User, event: Event | None = None, **kwargs: Any) -> None:
        if event:
            stored = {name: getattr(event, name) for name in self.base_fields if name != "parent"}
            kwargs["initial"] = {**stored, "parent": event.parent_id, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["version"].required = event is not None
        fields["parent"].queryset = Event.objects.visible_to(user).exclude(pk=event.pk if event else None)
        if not event:
            del self.fields["is_cancelled"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begins, ends, last = data.get("starts_at"), data.get("ends_at"), data.get("ends_on")
        if begins and ends and ends < begins and last in (None, data.get("starts_on")):
            self.add_error("ends_at", _("Slutar innan det börjar."))
        return data

    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
