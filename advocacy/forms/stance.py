from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Confidence, StanceValue
from advocacy.models import Motion, Priority, ReportPoint
from contacts.columns.person import describe_person
from contacts.models import Organization, Person
from crm.common.dates import today
from crm.common.widgets import Combobox, DateInput, PillRadio
from crm.models import User
from crm.templatetags.ui import long_day


def motion_result(motion: Motion) -> dict[str, Any]:
    """How a motion reads among those to choose from."""
    return {"text": f"{motion} {motion.title}", "detail": long_day(motion.submitted_on)}


def vote_result(point: ReportPoint) -> dict[str, Any]:
    """How a vote in the chamber reads among those to choose from."""
    decided_on = point.report.decided_on
    return {"text": f"{point} {point.title}", "detail": long_day(decided_on) if decided_on else ""}


class StanceForm(forms.Form):
    """Where somebody stands, from a source outside our contacts."""

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
        help_text=_("I stället för en person, när det är organisationen som har sagt var den står."),
    )
    priority = forms.ModelChoiceField(Priority.objects.none(), label=_("Sakfråga"), empty_label=_("Välj sakfråga"))
    value = forms.ChoiceField(label=_("Inställning"), choices=StanceValue.choices, widget=PillRadio)
    stated_on = forms.DateField(label=_("Dag"), widget=DateInput, help_text=_("Dagen då det sades eller skrevs."))
    evidence = forms.CharField(
        label=_("Vad visar det?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ett citat eller var det står: ”Debatten om nattåg: ’staten måste bygga’”."),
    )
    url = forms.URLField(
        label=_("Länk"), max_length=500, required=False, assume_scheme="https", help_text=_("Räcker i stället för ord.")
    )
    motion = forms.ModelChoiceField(
        Motion.objects.none(),
        label=_("Motion"),
        required=False,
        widget=Combobox("advocacy:stance_motion_suggest", describe=lambda motion: motion_result(motion)),
        help_text=_("När det är en motion som visar det. Räcker i stället för ord."),
    )
    vote = forms.ModelChoiceField(
        ReportPoint.objects.none(),
        label=_("Votering i kammaren"),
        required=False,
        widget=Combobox("advocacy:stance_vote_suggest", describe=lambda point: vote_result(point)),
        help_text=_("När det är en röst som visar det. Att rösta med sitt parti säger mer om partiet än om personen."),
    )
    confidence = forms.ChoiceField(
        label=_("Hur säkert är det?"),
        choices=Confidence.choices,
        initial=Confidence.MEDIUM,
        required=False,
        widget=PillRadio,
        help_text=_("Hög: sagt offentligt eller till oss. Medel: framgår tydligt. Låg: vår tolkning."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"stated_on": today(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["person"].queryset = Person.objects.visible_to(user).with_current_memberships()
        fields["organization"].queryset = Organization.objects.visible_to(user)
        fields["priority"].queryset = Priority.objects.visible_to(user).filter(is_archived=False)
        fields["motion"].queryset = Motion.objects.visible_to(user)
        fields["vote"].queryset = ReportPoint.objects.exclude(vote="").select_related("report")

    def clean_confidence(self) -> str:
        return self.cleaned_data["confidence"] or Confidence.MEDIUM

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not {"person", "organization"} & set(self.errors):
            if not (data.get("person") or data.get("organization")):
                self.add_error("person", _("Ange vem som har inställningen."))
            elif data.get("person") and data.get("organization"):
                self.add_error("organization", _("Välj antingen en person eller en organisation."))
        if data.get("motion") and data.get("vote"):
            self.add_error("vote", _("Välj antingen en motion eller en votering."))
        shown = any(data.get(name) for name in ("url", "motion", "vote")) or (data.get("evidence") or "").strip()
        if not shown and not {"url", "motion", "vote"} & set(self.errors):
            self.add_error(
                "evidence", _("Skriv vad som visar var de står, eller ange en länk, en motion eller en votering.")
            )
        if data.get("stated_on") and data["stated_on"] > today():
            self.add_error("stated_on", _("Dagen ligger framåt i tiden."))
        return data
