"""The fields that only some kinds of contact have. All are in the form; the style sheet shows those of the chosen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.choices import FACTS_OF_KIND, HOSPITALITY, MediaKind, OurRole, Payer
from advocacy.models import Interaction, MotionPeriod
from advocacy.services.facts import check_hospitality, fields_of
from contacts.columns.person import describe_person
from contacts.models import Person
from crm.common.widgets import Combobox, DateInput, PillRadio

FACTS = tuple(dict.fromkeys(name for names in FACTS_OF_KIND.values() for name in names))
KINDS_WITH = {name: [str(kind) for kind, names in FACTS_OF_KIND.items() if name in names] for name in FACTS}
UNSAID = [("", _("Ej angivet"))]


class FactsFields(forms.Form):
    """What is typed for another kind stays in the page, so that choosing the wrong one by mistake loses nothing.

    Who asked is no field for those who may not know it: what is stored stays.
    """

    motion_period = forms.ModelChoiceField(
        MotionPeriod.objects.all(), label=_("Vilken motionstid?"), required=False, empty_label=_("Ej angivet")
    )
    material = forms.CharField(
        label=_("Vilket material?"),
        required=False,
        max_length=300,
        help_text=_("Till exempel ”Faktablad om fyra spår”."),
    )
    asked_by = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Efterfrågat av"),
        required=False,
        widget=Combobox("contacts:person_suggest", describe=describe_person),
        help_text=_("Lämna tomt om vi skickade det utan att någon bad om det."),
    )
    referral = forms.CharField(label=_("Vilken remiss?"), required=False, max_length=300)
    reference = forms.CharField(label=_("Diarienummer"), required=False, max_length=60)
    answer_due_on = forms.DateField(label=_("Svar senast"), required=False, widget=DateInput)
    our_role = forms.ChoiceField(
        label=_("Vår roll"), choices=[*UNSAID, *OurRole.choices], required=False, widget=PillRadio
    )
    destination = forms.CharField(label=_("Resmål"), required=False, max_length=200)
    outlet = forms.CharField(
        label=_("Medium"), required=False, max_length=150, help_text=_("Tidning, kanal eller konto.")
    )
    media_kind = forms.ChoiceField(
        label=_("Slag av publicering"), choices=[*UNSAID, *MediaKind.choices], required=False, widget=PillRadio
    )
    url = forms.URLField(label=_("Länk"), required=False, max_length=500, assume_scheme="https")
    hospitality = forms.CharField(
        label=_("Vad bjöds det på?"), required=False, max_length=200, help_text=_("Till exempel ”lunch” eller ”kaffe”.")
    )
    hospitality_payer = forms.ChoiceField(
        label=_("Vem bjöd?"), choices=[*UNSAID, *Payer.choices], required=False, widget=PillRadio
    )
    hospitality_worth = forms.IntegerField(
        label=_("Värde per person, kr"), required=False, min_value=0, max_value=1_000_000
    )

    def facts(self) -> dict[str, Any]:
        """What is said in the fields of the chosen kind."""
        blank = {"motion_period": None, "asked_by": None, "answer_due_on": None, "hospitality_worth": None}
        names = [name for name in fields_of(self.cleaned_data.get("kind", "")) if name in self.fields]
        return {name: self.cleaned_data.get(name) or blank.get(name, "") for name in names} | (
            {"hospitality_worth": self.cleaned_data.get("hospitality_worth")} if "hospitality" in names else {}
        )

    def clean_facts(self) -> None:
        """Fields of other kinds are not judged; those of this one belong together."""
        names = fields_of(str(self["kind"].value()))
        for name in set(FACTS) - set(names):
            self.errors.pop(name, None)
        if "hospitality" in names and not set(HOSPITALITY) & set(self.errors):
            data = self.cleaned_data
            try:
                check_hospitality(data["hospitality"], data["hospitality_payer"], data["hospitality_worth"])
            except forms.ValidationError as error:
                self.add_error(None, error)

    @property
    def kind_fields(self) -> list[tuple[Any, str]]:
        """The fields of kinds but for hospitality, each with the kinds that have it, for the style sheet."""
        return [
            (self[name], " ".join(KINDS_WITH[name]))
            for name in FACTS
            if name in self.fields and name not in HOSPITALITY
        ]

    @property
    def kinds_with_hospitality(self) -> str:
        return " ".join(KINDS_WITH["hospitality"])


def facts_of(interaction: Interaction) -> dict[str, Any]:
    """What is stored, of every kind."""
    stored = getattr(interaction, "facts", None)
    if stored is None:
        return {}
    relations = {"motion_period": stored.motion_period_id, "asked_by": stored.asked_by_id}
    return {name: getattr(stored, name) for name in FACTS if name not in relations} | relations
