from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Promiser
from advocacy.models import Commitment, Priority
from contacts.columns.person import describe_person
from contacts.models import Organization, Person
from crm.common.dates import today
from crm.common.widgets import Combobox, DateInput, PillRadio
from crm.models import User

FIELDS = ("version", "promiser", "text", "due_on", "made_on")
RELATIONS = ("person", "organization", "priority", "owner")


class CommitmentForm(forms.Form):
    """A promise. The day of one that was made in a contact is the contact's, and is not asked for."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    promiser = forms.ChoiceField(label=_("Vem har lovat?"), choices=Promiser.choices, widget=PillRadio)
    text = forms.CharField(
        label=_("Vad?"), max_length=500, help_text=_("Så att det går att avgöra om det blev av: ”Skicka remissvaret”.")
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Person"),
        required=False,
        widget=Combobox("contacts:person_suggest", describe=describe_person),
    )
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Organisation"),
        required=False,
        widget=Combobox("contacts:organization_suggest"),
    )
    priority = forms.ModelChoiceField(
        Priority.objects.none(), label=_("Sakfråga"), required=False, empty_label=_("Ingen")
    )
    made_on = forms.DateField(label=_("Lovat"), widget=DateInput)
    due_on = forms.DateField(
        label=_("Senast"),
        required=False,
        widget=DateInput,
        help_text=_("Efter den dagen visas åtagandet som försenat i Idag, hos personen och i sakfrågan."),
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Vem av oss bevakar?"),
        empty_label=None,
        help_text=_("Kollegan som ser till att det blir av, vem som än har lovat."),
    )

    def __init__(self, *args: Any, user: User, commitment: Commitment | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"owner": user.pk, "made_on": today(), "promiser": Promiser.THEIRS}
        if commitment:
            initial = {name: getattr(commitment, name) for name in FIELDS}
            initial |= {name: getattr(commitment, f"{name}_id") for name in RELATIONS}
        kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["version"].required = commitment is not None
        fields["owner"].queryset = User.objects.colleagues()
        fields["person"].queryset = Person.objects.visible_to(user).with_current_memberships()
        fields["organization"].queryset = Organization.objects.visible_to(user)
        fields["priority"].queryset = Priority.objects.visible_to(user).filter(is_archived=False)
        if commitment:
            fields["owner"].queryset |= User.objects.filter(pk=commitment.owner_id).distinct()
            fields["priority"].queryset |= Priority.objects.filter(pk=commitment.priority_id)
            if commitment.interaction_id:
                del fields["made_on"]

    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
