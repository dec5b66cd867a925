"""Forms of outcomes: what changed, and a link of the chain that led to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Confidence, OutcomeStrength
from advocacy.columns.outcome import CONFIDENCE_MEANS
from advocacy.models import Interaction, MotionProposal, Outcome, Priority, Viewpoint
from crm.common.dates import today
from crm.common.fields import AmountField
from crm.common.widgets import Combobox, DateInput, PillRadio
from crm.models import User

STORED = (
    "version", "title", "strength", "happened_on", "document", "page", "url", "quote", "description", "amount",
    "confidence",
)  # fmt: skip
SOURCES = ("interaction", "proposal", "viewpoint")
# Kinds of work that a chain is made of, and the address that suggests them.
SUGGEST = {
    "interaction": "advocacy:outcome_suggest_interaction",
    "proposal": "advocacy:outcome_suggest_proposal",
    "viewpoint": "advocacy:outcome_suggest_viewpoint",
}
LATEST = {"data-recent": "yes", "placeholder": _("Skriv ord …")}


def sources_for(user: User) -> dict[str, Any]:
    """What `user` may put in a chain, by sort."""
    return {
        "interaction": Interaction.objects.visible_to(user),
        "proposal": MotionProposal.objects.visible_to(user).select_related("motion"),
        "viewpoint": Viewpoint.objects.select_related("consultation"),
    }


class OutcomeForm(forms.Form):
    """What changed and where it can be read. A new one may bring the first link of its chain."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Vad ändrades?"),
        max_length=300,
        help_text=_("En mening om förändringen, inte om vårt arbete: ”Utbildning av lokförare nämns i budgeten”."),
    )
    priority = forms.ModelChoiceField(Priority.objects.none(), label=_("Sakfråga"), empty_label=_("Välj sakfråga"))
    strength = forms.ChoiceField(label=_("Genomslag"), choices=OutcomeStrength.choices, widget=PillRadio)
    amount = AmountField(
        label=_("Belopp, kronor"),
        required=False,
        min_value=0,
        max_value=10**15,
        help_text=_("Bara för det som är finansierat eller genomfört."),
    )
    happened_on = forms.DateField(
        label=_("Dag"), widget=DateInput, help_text=_("När beslutet fattades eller dokumentet kom.")
    )
    document = forms.CharField(
        label=_("I vilket dokument går det att läsa?"),
        max_length=300,
        help_text=_("Till exempel Prop. 2026/27:1 utgiftsområde 22, eller regionens protokoll."),
    )
    page = forms.CharField(label=_("Sida"), max_length=40, required=False)
    url = forms.URLField(label=_("Länk"), max_length=500, required=False, assume_scheme="https")
    quote = forms.CharField(
        label=_("Citat"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Så som det står i dokumentet."),
    )
    description = forms.CharField(label=_("Beskrivning"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    confidence = forms.ChoiceField(
        label=_("Hur säkert är vårt bidrag?"),
        choices=Confidence.choices,
        widget=forms.RadioSelect,
        help_text=_("Ett bidrag, inte ett bevis: flera brukar driva samma sak. Är du osäker, välj den lägre."),
    )
    interaction = forms.ModelChoiceField(Interaction.objects.none(), required=False, widget=forms.HiddenInput)
    proposal = forms.ModelChoiceField(MotionProposal.objects.none(), required=False, widget=forms.HiddenInput)
    viewpoint = forms.ModelChoiceField(Viewpoint.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, outcome: Outcome | None = None, **kwargs: Any) -> None:
        if outcome:
            stored = {name: getattr(outcome, name) for name in STORED} | {"priority": outcome.priority_id}
            kwargs["initial"] = stored | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["version"].required = outcome is not None
        fields["confidence"].choices = [
            (one.value, format_html("<span><strong>{}</strong> {}</span>", one.label, CONFIDENCE_MEANS[one]))
            for one in reversed(Confidence)
        ]
        open_ones = Priority.objects.visible_to(user).filter(is_archived=False)
        if outcome:
            open_ones |= Priority.objects.filter(pk=outcome.priority_id)
        fields["priority"].queryset = open_ones
        for name, rows in sources_for(user).items():
            if outcome:
                del fields[name]
            else:
                fields[name].queryset = rows

    def clean_happened_on(self) -> Any:
        day = self.cleaned_data["happened_on"]
        if day > today():
            raise forms.ValidationError(_("Dagen ligger framåt i tiden."))
        return day

    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("version", *SOURCES)}

    @property
    def sources(self) -> list[Any]:
        """The first links of a new one."""
        return [self.cleaned_data[name] for name in SOURCES if self.cleaned_data.get(name)]


class ContributionForm(forms.Form):
    """One link of the chain: a contact, a proposal or a viewpoint, and how it contributed."""

    interaction = forms.ModelChoiceField(
        Interaction.objects.none(),
        label=_("Kontakt"),
        required=False,
        widget=Combobox(SUGGEST["interaction"], attrs=LATEST),
        help_text=_("Skriv vad den handlade om, eller någon som var med."),
    )
    proposal = forms.ModelChoiceField(
        MotionProposal.objects.none(),
        label=_("Yrkande"),
        required=False,
        widget=Combobox(SUGGEST["proposal"], attrs=LATEST),
        help_text=_("Skriv ord ur yrkandet, eller motionens nummer: 2025/26:1234."),
    )
    viewpoint = forms.ModelChoiceField(
        Viewpoint.objects.none(),
        label=_("Synpunkt i remissvar"),
        required=False,
        widget=Combobox(SUGGEST["viewpoint"], attrs=LATEST),
        help_text=_("Skriv ord ur synpunkten eller remissens rubrik."),
    )
    note = forms.CharField(label=_("Hur bidrog det?"), max_length=300, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in sources_for(user).items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = [name for name in SOURCES if data.get(name)]
        if not chosen and not self.errors:
            raise forms.ValidationError(_("Välj en kontakt, ett yrkande eller en synpunkt."))
        if len(chosen) > 1:
            self.add_error(chosen[1], _("Välj ett led i taget. Nästa läggs till när det första är sparat."))
        return data

    @property
    def source(self) -> Any:
        return next(self.cleaned_data[name] for name in SOURCES if self.cleaned_data[name])


class NoteForm(forms.Form):
    """How a link of the chain contributed."""

    note = forms.CharField(label=_("Hur bidrog det?"), max_length=300, required=False)
