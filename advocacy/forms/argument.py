"""Forms of positions and arguments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from advocacy.models import Act, Argument, Interaction, Outcome, Position, Priority, Viewpoint
from advocacy.models.argument import PLACES
from crm.common.fields import PastDayField
from crm.common.widgets import Combobox, DateInput
from crm.models import User

STORED = ("version", "text", "source", "source_on", "url", "valid_until")
# What the empty field shows: the latest.
LATEST = {"data-recent": "yes", "placeholder": _("Skriv för att söka …")}


class PositionForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Vad säger vi?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En sak, i en mening som går att ställa sig bakom."),
    )

    def __init__(self, *args: Any, position: Position | None = None, **kwargs: Any) -> None:
        if position:
            kwargs["initial"] = {"version": position.version, "text": position.text}
        super().__init__(*args, **kwargs)
        self.fields["version"].required = position is not None


class RetireForm(forms.Form):
    reason = forms.CharField(
        label=_("Varför?"), max_length=100, required=False, help_text=_("Kan lämnas tomt. Står sedan i historiken.")
    )


class ArgumentForm(forms.Form):
    """A fact with its source, and how long it holds."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Argument"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ett faktum i en mening, så att det går att klistra in som det är."),
    )
    source = forms.CharField(
        label=_("Källa"), max_length=200, help_text=_("Så att någon annan hittar uppgiften: rapport, tabell, sida.")
    )
    source_on = PastDayField(label=_("Källans datum"), required=False)
    url = forms.URLField(label=_("Länk till källan"), required=False, max_length=500, assume_scheme="https")
    valid_until = forms.DateField(
        label=_("Gäller till och med"),
        required=False,
        widget=DateInput,
        help_text=_("När uppgiften ska kontrolleras på nytt. Den ansvariga påminns två månader innan."),
    )
    priority = forms.ModelChoiceField(
        Priority.objects.none(), label=_("Sakfråga"), required=False, empty_label=_("Alla sakfrågor")
    )
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Ansvarig"), required=False, empty_label=_("Ingen"))

    def __init__(self, *args: Any, user: User, argument: Argument | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"owner": user.pk}
        if argument:
            initial = {name: getattr(argument, name) for name in STORED}
            initial |= {"priority": argument.priority_id, "owner": argument.owner_id}
        kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["version"].required = argument is not None
        fields["priority"].queryset = Priority.objects.visible_to(user).filter(is_archived=False)
        fields["owner"].queryset = User.objects.colleagues()
        if argument:
            fields["priority"].queryset |= Priority.objects.filter(pk=argument.priority_id)
            fields["owner"].queryset |= User.objects.filter(pk=argument.owner_id).distinct()

    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ArgumentUseForm(forms.Form):
    """Where an argument was used: one thing, chosen or written."""

    more_fields = ("act", "outcome")

    interaction = forms.ModelChoiceField(
        Interaction.objects.none(),
        label=_("I en kontakt"),
        required=False,
        widget=Combobox("advocacy:outcome_suggest_interaction", attrs=LATEST),
        help_text=_("Skriv vad den handlade om, eller någon som var med."),
    )
    viewpoint = forms.ModelChoiceField(
        Viewpoint.objects.none(),
        label=_("I en synpunkt i ett remissvar"),
        required=False,
        widget=Combobox("advocacy:outcome_suggest_viewpoint", attrs=LATEST),
    )
    title = forms.CharField(
        label=_("I ett brev, en artikel eller något annat"),
        max_length=300,
        required=False,
        help_text=_("Vad det var: ”Skrivelse till Trafikverket om Ostlänken”."),
    )
    used_on = forms.DateField(label=_("Dag"), required=False, widget=DateInput, help_text=_("För brev och annat."))
    url = forms.URLField(label=_("Länk"), required=False, max_length=500, assume_scheme="https")
    note = forms.CharField(label=_("Hur användes det?"), max_length=300, required=False)
    act = forms.ModelChoiceField(
        Act.objects.none(),
        label=_("I någons handling"),
        required=False,
        widget=Combobox("advocacy:argument_suggest_act", attrs=LATEST),
        help_text=_("När någon annan använde argumentet: i en fråga, ett anförande, en artikel."),
    )
    outcome = forms.ModelChoiceField(
        Outcome.objects.none(),
        label=_("I ett resultat"),
        required=False,
        widget=Combobox("advocacy:argument_suggest_outcome", attrs=LATEST),
        help_text=_("När argumentet går att läsa i det som ändrades."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for name, model in (("interaction", Interaction), ("act", Act), ("outcome", Outcome)):
            fields[name].queryset = model._default_manager.visible_to(user)
        # Our own viewpoints can be read by every colleague, as their consultations can.
        fields["viewpoint"].queryset = Viewpoint.objects.select_related("consultation")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        named = [name for name in (*PLACES, "title") if data.get(name)]
        if len(named) > 1:
            self.add_error(named[1], gettext_now("Välj en sak i taget."))
        elif not named and not set(self.errors) & {*PLACES, "title"}:
            self.add_error("interaction", gettext_now("Ange var argumentet användes."))
        return data
