"""What a phone sends of one contact, and which evening is shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from advocacy.choices import InteractionKind, Payer, Tone
from advocacy.models import Event, Interaction, Priority
from advocacy.services.facts import fields_of
from advocacy.services.field import KINDS, Noted
from contacts.models import ContactList
from crm.common.fields import IdsField, RowsField
from crm.common.widgets import DateInput
from crm.models import User

PEOPLE, LONGEST_NAME = 60, 150


class NamesField(forms.Field):
    """People whom the phone did not know, as they were typed."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        names = [" ".join(str(name).split()) for name in value or []]
        return list(dict.fromkeys(name[:LONGEST_NAME] for name in names if name))


def _as_posted(value: Any) -> Any:
    """What JSON says, as a form would post it: text, or rows of text. What is neither is nothing."""
    if isinstance(value, list):
        return [str(part) for part in value if isinstance(part, str | int) and not isinstance(part, bool)]
    if value is None or isinstance(value, str | bool):
        return value
    return str(value) if isinstance(value, int | float) else ""


class FieldForm(forms.Form):
    """One contact of a phone's queue. `key` is the phone's own; `anyway` and `join` say what it wants of a conflict."""

    key = forms.UUIDField()
    people = IdsField(required=False)
    names = NamesField(required=False)
    priorities = RowsField(Priority.objects.none(), required=False)
    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in KINDS])
    held_on = forms.DateField()
    held_at = forms.TimeField(required=False)
    tone = forms.ChoiceField(choices=Tone.choices, required=False)
    text = forms.CharField(max_length=1000, required=False)
    event = forms.ModelChoiceField(Event.objects.none(), required=False)
    our_users = RowsField(User.objects.none(), required=False)
    hospitality = forms.CharField(max_length=200, required=False)
    hospitality_payer = forms.ChoiceField(choices=Payer.choices, required=False)
    hospitality_worth = forms.IntegerField(min_value=0, max_value=1_000_000, required=False)
    is_confidential = forms.BooleanField(required=False)
    anyway = forms.BooleanField(required=False)
    join = forms.ModelChoiceField(Interaction.objects.none(), required=False)

    def __init__(self, data: dict[str, Any], *, user: User) -> None:
        super().__init__({name: _as_posted(value) for name, value in data.items()})
        fields: dict[str, Any] = self.fields
        fields["priorities"].queryset = Priority.objects.visible_to(user)
        fields["event"].queryset = Event.objects.visible_to(user)
        fields["our_users"].queryset = User.objects.colleagues()
        fields["join"].queryset = Interaction.objects.visible_to(user)
        fields["event"].error_messages["invalid_choice"] = _("Arrangemanget finns inte längre.")
        fields["join"].error_messages["invalid_choice"] = _("Kontakten finns inte längre.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        count = len(data.get("people") or []) + len(data.get("names") or [])
        if "people" in data and "names" in data and not count:
            self.add_error("people", _("Ange minst en person."))
        if count > PEOPLE:
            told = ngettext("Högst %(most)s person åt gången.", "Högst %(most)s personer åt gången.", PEOPLE)
            self.add_error("people", told % {"most": PEOPLE})
        if data.get("hospitality") and "kind" in data and "hospitality" not in fields_of(data["kind"]):
            self.add_error("hospitality", _("Vid ett samtal noteras ingen förtäring. Välj ett annat slag."))
        return data

    def noted(self) -> Noted:
        data = {name: self.cleaned_data[name] for name in Noted.__dataclass_fields__}
        return Noted(**data)


class CarryForm(forms.Form):
    """Which contact list to take along, and which event besides."""

    list = forms.ModelChoiceField(ContactList.objects.none(), error_messages={"required": _("Välj en kontaktlista.")})
    event = forms.ModelChoiceField(Event.objects.none(), required=False)

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["list"].queryset = ContactList.objects.visible_to(user).pickable()
        fields["event"].queryset = Event.objects.visible_to(user)


class EveningForm(forms.Form):
    """The day that is summed up, and of which event."""

    day = forms.DateField(label=_("Dag"), required=False, widget=DateInput)
    event = forms.ModelChoiceField(
        Event.objects.none(), label=_("Arrangemang"), required=False, empty_label=_("Alla kontakter")
    )

    def __init__(self, *args: Any, events: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["event"].queryset = events


def kind_choices() -> list[tuple[str, str]]:
    """Kinds of contact as the phone offers them, the likeliest in Visby first."""
    return [(kind.value, str(InteractionKind(kind).label)) for kind in KINDS]
