"""Forms of consultations and their parts."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advocacy.choices import Agreement, ConsultationOrigin, TakenUp, ViewpointKind
from advocacy.models import Consultation, ConsultationStep, MemberAnswer, Priority, Viewpoint
from advocacy.services.consultation_answers import may_log
from advocacy.services.consultation_ways import WAYS, Way, day_before, way
from contacts.models import Organization
from crm.common.attachments import ACCEPT
from crm.common.dates import today
from crm.common.fields import RowsField
from crm.common.widgets import Combobox, DateInput, PillCheckboxes, PillRadio
from crm.models import User

STORED = (
    "version", "title", "origin", "sender", "reference", "our_reference", "due_on", "published_on", "url", "summary",
    "is_invited", "owner",
)  # fmt: skip


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


PAGE_SAID = re.compile(r"^(s|sid|sida|sidan)\b\.?\s*(?=\d)", re.IGNORECASE)


class OwnedForm(forms.Form):
    """A form in which a colleague is chosen: those there are, and whoever it is now."""

    def offer_owners(self, owner: User | None, *, kept: int | None = None) -> None:
        field: Any = self.fields["owner"]
        field.queryset = User.objects.colleagues()
        if kept:
            field.queryset |= User.objects.filter(pk=kept).distinct()
        field.initial = owner.pk if owner else None


class ConsultationForm(OwnedForm):
    """What a consultation is: added by hand, or changed."""

    more_fields = ("our_reference", "published_on", "url", "summary")

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Rubrik"), max_length=500)
    origin = forms.ChoiceField(
        label=gettext_lazy("Vem frågar?"), choices=ConsultationOrigin.choices, widget=PillRadio,
        initial=ConsultationOrigin.GOVERNMENT,
    )  # fmt: skip
    sender = forms.ModelChoiceField(
        Organization.objects.none(),
        label=gettext_lazy("Avsändare"),
        required=False,
        widget=Combobox("contacts:organization_suggest"),
        help_text=gettext_lazy("Departementet, verket eller regionen som har skickat remissen."),
    )
    reference = forms.CharField(label=gettext_lazy("Avsändarens diarienummer"), max_length=60, required=False)
    due_on = forms.DateField(
        label=gettext_lazy("Svar senast"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("Avsändarens sista dag. Anstånd skrivs in för sig."),
    )
    is_invited = forms.BooleanField(
        label=gettext_lazy("Vi är remissinstans"),
        required=False,
        help_text=gettext_lazy("Annars svarar vi på eget initiativ."),
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Ansvarig"), required=False, empty_label=gettext_lazy("Ingen än")
    )
    priorities = RowsField(
        Priority.objects.none(), label=gettext_lazy("Sakfrågor"), required=False, widget=PillCheckboxes
    )
    our_reference = forms.CharField(label=gettext_lazy("Vårt diarienummer"), max_length=60, required=False)
    published_on = forms.DateField(label=gettext_lazy("Publicerad"), required=False, widget=DateInput)
    url = forms.URLField(label=gettext_lazy("Länk"), required=False, max_length=500, assume_scheme="https")
    summary = forms.CharField(label=gettext_lazy("Sammanfattning"), required=False, widget=_area(4))

    def __init__(self, *args: Any, user: User, consultation: Consultation | None = None, **kwargs: Any) -> None:
        if consultation:
            stored = {name: getattr(consultation, name) for name in STORED if name not in ("sender", "owner")}
            stored |= {"sender": consultation.sender_id, "owner": consultation.owner_id}
            stored["priorities"] = list(consultation.priority_links.values_list("priority", flat=True))
            kwargs["initial"] = stored | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["version"].required = consultation is not None
        fields["sender"].queryset = Organization.objects.visible_to(user)
        open_ones = Priority.objects.visible_to(user).filter(is_archived=False)
        if consultation:
            kept = consultation.priority_links.values("priority")
            open_ones |= Priority.objects.visible_to(user).filter(pk__in=kept)
        fields["priorities"].queryset = open_ones.distinct()
        self.offer_owners(None, kept=consultation.owner_id if consultation else None)

    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class StartForm(OwnedForm):
    """The way to an answer: each with the days that it would have."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    way = forms.ChoiceField(label=gettext_lazy("Hur tar vi fram svaret?"), widget=forms.RadioSelect)
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Ansvarig"),
        empty_label=None,
        help_text=gettext_lazy("Får alla steg till att börja med. Varje steg kan sedan få en egen ansvarig och dag."),
    )

    def __init__(self, *args: Any, user: User, consultation: Consultation, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": consultation.version, "way": WAYS[0].name} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        last = consultation.answer_by
        fields: dict[str, Any] = self.fields
        fields["way"].choices = [(one.name, described(one, last)) for one in WAYS]
        if last:
            fields["way"].initial = self.initial["way"] = _fitting(last).name
        self.offer_owners(consultation.owner or user, kept=consultation.owner_id)

    def clean_way(self) -> Way:
        return way(self.cleaned_data["way"])


def described(one: Way, last: dt.date | None) -> SafeString:
    """'Styrelsen beslutar', and below it its steps with their days and how many of those have passed already."""
    steps = [f"{name} {date_format(day_before(last, days), 'j F')}" if last else str(name) for name, days in one.steps]
    passed = sum(1 for _name, days in one.steps if last and day_before(last, days) < today())
    said = f"{', '.join([steps[0], *(step[:1].lower() + step[1:] for step in steps[1:])])}."
    if passed:
        late = ngettext("%(n)d steg skulle redan ha varit klart.", "%(n)d steg skulle redan ha varit klara.", passed)
        said = f"{said} {late % {'n': passed}}"
    return format_html('<span><strong>{}</strong><br><span class="small">{}</span></span>', one.label, said)


def _fitting(last: dt.date) -> Way:
    """The first way whose every step lies ahead; without one the shortest."""
    ahead = [one for one in WAYS if all(day_before(last, days) >= today() for _name, days in one.steps)]
    return ahead[0] if ahead else WAYS[-1]


class PostponeForm(forms.Form):
    """Another last day that the sender has granted."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    postponed_to = forms.DateField(label=gettext_lazy("Anstånd till"), widget=DateInput)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": consultation.version, "postponed_to": consultation.postponed_to}
        super().__init__(*args, **kwargs)
        self.consultation = consultation

    def clean_postponed_to(self) -> dt.date:
        day: dt.date = self.cleaned_data["postponed_to"]
        if self.consultation.due_on and day <= self.consultation.due_on:
            raise forms.ValidationError(_("Anståndet ska sluta efter den sista dag som redan gäller."))
        return day


class AbstainForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Varför avstår vi?"),
        max_length=300,
        widget=_area(2),
        help_text=gettext_lazy("Till exempel: rör inte våra sakfrågor, eller medlemmarna svarar själva."),
    )

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": consultation.version}
        super().__init__(*args, **kwargs)


class AnswerForm(forms.Form):
    """The answer that was filed, and who decided on it."""

    not_stored = ("upload", "is_logged")

    version = forms.IntegerField(widget=forms.HiddenInput)
    answered_on = forms.DateField(label=gettext_lazy("Inlämnat"), widget=DateInput)
    upload = forms.FileField(
        label=gettext_lazy("Remissvaret"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=gettext_lazy("Filen som lämnades in, högst 20 MB."),
    )
    our_reference = forms.CharField(label=gettext_lazy("Vårt diarienummer"), max_length=60, required=False)
    decided_by = forms.CharField(
        label=gettext_lazy("Beslutat av"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Till exempel styrelsen, eller presidiet på delegation."),
    )
    decided_on = forms.DateField(label=gettext_lazy("Beslutat den"), required=False, widget=DateInput)
    paragraph = forms.CharField(label=gettext_lazy("Paragraf"), max_length=20, required=False)
    reported_on = forms.DateField(
        label=gettext_lazy("Anmält för styrelsen"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("När ett beslut på delegation har anmälts. Kan skrivas in senare."),
    )
    is_logged = forms.BooleanField(
        label=gettext_lazy("Logga svaret som en kontakt med avsändaren"),
        required=False,
        help_text=gettext_lazy("Slaget är Remissvar, med diarienumret och remissens sakfrågor. Ångras tillsammans."),
    )

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        stored = {name: getattr(consultation, name) for name in self.base_fields if name not in self.not_stored}
        kwargs["initial"] = stored | {
            "answered_on": consultation.answered_on or today(),
            "is_logged": consultation.answered_on is None,
        }
        super().__init__(*args, **kwargs)
        if not may_log(consultation):
            del self.fields["is_logged"]

    def clean_answered_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["answered_on"]
        if day > today():
            raise forms.ValidationError(_("Dagen ligger framåt i tiden."))
        return day

    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("version", "is_logged")}


class StepForm(OwnedForm):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Steg"), max_length=150)
    due_on = forms.DateField(
        label=gettext_lazy("Senast"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("Flyttas med om svarstiden flyttas, så länge steget inte är klart."),
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Ansvarig"), required=False, empty_label=gettext_lazy("Ingen")
    )
    done_on = forms.DateField(label=gettext_lazy("Klart den"), required=False, widget=DateInput)
    note = forms.CharField(label=gettext_lazy("Anteckning"), max_length=300, required=False)

    def __init__(self, *args: Any, user: User, part: ConsultationStep, **kwargs: Any) -> None:
        if part.pk:
            kwargs["initial"] = {name: getattr(part, name) for name in ("version", "name", "due_on", "done_on", "note")}
        super().__init__(*args, **kwargs)
        self.fields["version"].required = bool(part.pk)
        self.offer_owners(part.owner if part.pk else part.consultation.owner or user, kept=part.owner_id)


class ViewpointForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("Vad säger vi?"), choices=ViewpointKind.choices, widget=PillRadio)
    text = forms.CharField(
        label=gettext_lazy("Synpunkt"),
        widget=_area(4),
        help_text=gettext_lazy("En sak i taget, så att det går att se om just den fick gehör."),
    )
    priority = forms.ModelChoiceField(
        Priority.objects.none(), label=gettext_lazy("Sakfråga"), required=False, empty_label=gettext_lazy("Ingen")
    )

    def __init__(self, *args: Any, user: User, part: Viewpoint, **kwargs: Any) -> None:
        if part.pk:
            stored = {name: getattr(part, name) for name in ("version", "kind", "text")}
            kwargs["initial"] = stored | {"priority": part.priority_id}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["version"].required = bool(part.pk)
        offered = Priority.objects.visible_to(user).filter(is_archived=False)
        fields["priority"].queryset = offered | Priority.objects.filter(pk=part.priority_id)


class AssessForm(forms.Form):
    """What came of a viewpoint."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    taken_up = forms.ChoiceField(
        label=gettext_lazy("Fick synpunkten gehör?"),
        widget=PillRadio,
        choices=[*((c.value, c.label) for c in TakenUp if c != TakenUp.UNKNOWN), (TakenUp.UNKNOWN.value, gettext_lazy(
            "Går inte att säga"))],
    )  # fmt: skip
    document = forms.CharField(
        label=gettext_lazy("I vilket dokument?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Till exempel Prop. 2025/26:40 eller SOU 2026:9."),
    )
    page = forms.CharField(label=gettext_lazy("Sida"), max_length=40, required=False)
    url = forms.URLField(label=gettext_lazy("Länk"), max_length=500, required=False, assume_scheme="https")

    def __init__(self, *args: Any, user: User, part: Viewpoint, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(part, name) for name in self.base_fields}
        if not part.assessed_on:
            kwargs["initial"]["taken_up"] = None
        super().__init__(*args, **kwargs)

    def clean_page(self) -> str:
        """'s. 12' is written as '12': the page of the consultation says what it is."""
        return PAGE_SAID.sub("", self.cleaned_data["page"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("taken_up") in (TakenUp.YES, TakenUp.PARTLY) and not data.get("document"):
            self.add_error("document", _("Skriv i vilket dokument det går att läsa."))
        return data


class MemberAnswerForm(forms.Form):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    organization = forms.ModelChoiceField(
        Organization.objects.none(), label=gettext_lazy("Medlem"), widget=Combobox("contacts:organization_suggest")
    )
    agreement = forms.ChoiceField(
        label=gettext_lazy("Överens med vårt svar?"),
        choices=Agreement.choices,
        widget=PillRadio,
        initial=Agreement.UNKNOWN,
    )
    answered_on = forms.DateField(label=gettext_lazy("Besvarad"), required=False, widget=DateInput)
    url = forms.URLField(label=gettext_lazy("Länk"), max_length=500, required=False, assume_scheme="https")
    note = forms.CharField(
        label=gettext_lazy("Anteckning"),
        max_length=500,
        required=False,
        widget=_area(2),
        help_text=gettext_lazy("Var de tycker annat än vi."),
    )

    def __init__(self, *args: Any, user: User, part: MemberAnswer, **kwargs: Any) -> None:
        if part.pk:
            names = ("version", "agreement", "answered_on", "url", "note")
            stored = {name: getattr(part, name) for name in names}
            kwargs["initial"] = stored | {"organization": part.organization_id}
        super().__init__(*args, **kwargs)
        self.part = part
        self.fields["version"].required = bool(part.pk)
        field: Any = self.fields["organization"]
        field.queryset = Organization.objects.visible_to(user)

    def clean_organization(self) -> Organization:
        found: Organization = self.cleaned_data["organization"]
        others = MemberAnswer.objects.filter(consultation=self.part.consultation, organization=found)
        if others.exclude(pk=self.part.pk).exists():
            raise forms.ValidationError(_("%(name)s svar finns redan här.") % {"name": found})
        return found


class DocumentForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Dokument"), max_length=300)
    url = forms.URLField(label=gettext_lazy("Länk"), max_length=500, assume_scheme="https")

    def __init__(self, *args: Any, user: User, part: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class ConsultationFileForm(forms.Form):
    """A file of the public mirror."""

    file = forms.FileField(
        label=gettext_lazy("Fil"),
        widget=forms.FileInput(attrs={"accept": ".json"}),
        help_text=gettext_lazy("JSON från g0v.se: hela listan remisser.json eller en enda remiss."),
    )
