"""Forms of acts: what somebody did in public, and which priority it was about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from advocacy.choices import ActKind, Leaning
from advocacy.models import Act, Priority
from contacts.columns.person import describe_person
from contacts.models import Person
from crm.common.dates import today
from crm.common.widgets import Combobox, DateInput, PillRadio
from crm.models import User

STORED = ("version", "kind", "acted_on", "title", "quote", "url", "leaning")
# Our position is shown beside as soon as a priority is chosen.
TELLS = {"hx-get": reverse_lazy("advocacy:act_position"), "hx-target": "#act-position", "hx-trigger": "change"}


class ActForm(forms.Form):
    """A question, a speech, a reservation or words in public; never a vote along the party's line."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Person"),
        widget=Combobox("contacts:person_suggest", describe=describe_person),
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=ActKind.choices, widget=PillRadio)
    acted_on = forms.DateField(
        label=_("Dag"), widget=DateInput, help_text=_("När det sades, skrevs eller lämnades in.")
    )
    title = forms.CharField(
        label=_("Vad?"),
        max_length=500,
        help_text=_("Rubriken, eller en mening om vad det gällde. Att rösta med sitt parti är ingen egen handling."),
    )
    url = forms.URLField(
        label=_("Länk"), max_length=500, assume_scheme="https", help_text=_("Var det går att läsa eller höra.")
    )
    quote = forms.CharField(
        label=_("Citat"), required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("Ordagrant.")
    )
    priority = forms.ModelChoiceField(
        Priority.objects.none(),
        label=_("Sakfråga"),
        required=False,
        empty_label=_("Ingen än"),
        widget=forms.Select(attrs=TELLS),
    )
    leaning = forms.ChoiceField(
        label=_("För vår ståndpunkt?"),
        choices=Leaning.choices,
        initial=Leaning.NEITHER,
        widget=PillRadio,
        help_text=_("Jämför med vår ståndpunkt i sakfrågan. Är det oklart: varken eller."),
    )

    def __init__(self, *args: Any, user: User, act: Act | None = None, **kwargs: Any) -> None:
        if act:
            stored = {name: getattr(act, name) for name in STORED}
            kwargs["initial"] = stored | {"person": act.person_id, "priority": act.priority_id}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["version"].required = act is not None
        fields["person"].queryset = Person.objects.visible_to(user).with_current_memberships()
        fields["priority"].queryset = open_priorities(user, act)

    def clean_acted_on(self) -> Any:
        day = self.cleaned_data["acted_on"]
        if day > today():
            raise forms.ValidationError(_("Dagen ligger framåt i tiden."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        takes_side = data.get("leaning") not in (None, Leaning.NEITHER)
        if takes_side and not data.get("priority") and "priority" not in self.errors:
            self.add_error("priority", _("Välj vilken sakfråga handlingen talar för eller emot."))
        return data

    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class PlaceForm(forms.Form):
    """Which priority an act was about, and which way it leans: one row of those that nobody has placed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    priority = forms.ModelChoiceField(Priority.objects.none(), label=_("Sakfråga"), empty_label=_("Välj sakfråga"))
    leaning = forms.ChoiceField(label=_("För vår ståndpunkt?"), choices=[("", _("Välj")), *Leaning.choices])

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].queryset = open_priorities(user)  # type: ignore[attr-defined]


def open_priorities(user: User, act: Act | None = None) -> Any:
    """Those that an act may be placed on: the ones in use, and the one where it is."""
    kept = Q(pk=act.priority_id) if act and act.priority_id else Q()
    return Priority.objects.visible_to(user).filter(Q(is_archived=False) | kept if kept else Q(is_archived=False))
