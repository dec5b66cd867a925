"""Forms of decisions, and of what is to be done after them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import Leaning
from advocacy.forms.talk import ChosenField
from advocacy.models import Decision, Position, Priority
from contacts.models import Organization, Party
from crm.common.attachments import ACCEPT
from crm.common.dates import today
from crm.common.fields import RowsField
from crm.common.formsets import RowsFormSet
from crm.common.widgets import Combobox, DateInput, PillCheckboxes
from crm.models import User

STORED = ("version", "decided_on", "paragraph", "text", "url")
RELATIONS = ("body", "priority", "position")
LEANINGS = (Leaning.FOR, Leaning.AGAINST, Leaning.NEITHER)
MOST_TASKS = 20


class PositionField(forms.ModelChoiceField):
    """Positions by their priority, so that two that read alike can be told apart."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.priority}: {obj.text}"


def _parties(label: Any, help_text: Any = "") -> RowsField:
    return RowsField(Party.objects.none(), label=label, required=False, widget=PillCheckboxes, help_text=help_text)


class DecisionForm(forms.Form):
    """What a body decided."""

    more_fields = ("parties_against", "parties_neither", "url")

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    body = forms.ModelChoiceField(
        Organization.objects.none(),
        label=gettext_lazy("Vilket organ?"),
        widget=Combobox("contacts:organization_suggest"),
        help_text=gettext_lazy("Till exempel en regionstyrelse, ett kommunfullmäktige eller vår egen styrelse."),
    )
    decided_on = forms.DateField(label=gettext_lazy("När?"), widget=DateInput)
    paragraph = forms.CharField(
        label=gettext_lazy("Paragraf"), max_length=20, required=False, help_text=gettext_lazy("Bara numret: 112.")
    )
    text = forms.CharField(
        label=gettext_lazy("Vad beslutades?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Som det står i protokollet, eller kort i egna ord."),
    )
    priority = forms.ModelChoiceField(Priority.objects.none(), label=gettext_lazy("Sakfråga"), empty_label="")
    position = PositionField(
        Position.objects.none(),
        label=gettext_lazy("Förankrar ståndpunkten"),
        required=False,
        empty_label=gettext_lazy("Ingen"),
        help_text=gettext_lazy("Den av våra ståndpunkter i sakfrågan som beslutet ställer sig bakom."),
    )
    parties_for = _parties(
        gettext_lazy("Partier bakom beslutet"), gettext_lazy("De som röstade för eller var med om ett enigt beslut.")
    )
    upload = forms.FileField(
        label=gettext_lazy("Protokollsutdrag"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=gettext_lazy("Högst 20 MB. En ny fil ersätter den som finns."),
    )
    parties_against = _parties(gettext_lazy("Partier emot"), gettext_lazy("De som röstade nej eller reserverade sig."))
    parties_neither = _parties(gettext_lazy("Partier som avstod"))
    url = forms.URLField(label=gettext_lazy("Länk"), required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args: Any, user: User, decision: Decision | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {}
        if decision:
            initial = {name: getattr(decision, name) for name in STORED}
            initial |= {name: getattr(decision, f"{name}_id") for name in RELATIONS}
            stood = list(decision.parties.values_list("party", "leaning"))
            for leaning in LEANINGS:
                initial[f"parties_{leaning}"] = [pk for pk, said in stood if said == leaning]
        kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["version"].required = decision is not None
        fields["priority"].required = not (decision and decision.priority_id is None)
        fields["body"].queryset = Organization.objects.visible_to(user)
        priorities, positions = Q(is_archived=False), Q(retired_on__isnull=True, priority__is_archived=False)
        if decision:
            priorities |= Q(pk=decision.priority_id)
            positions |= Q(pk=decision.position_id)
        fields["priority"].queryset = Priority.objects.visible_to(user).filter(priorities)
        said = Position.objects.visible_to(user).filter(positions).select_related("priority")
        fields["position"].queryset = said.order_by("priority__position", "priority__code", "order", "pk")
        for leaning in LEANINGS:
            fields[f"parties_{leaning}"].queryset = Party.objects.all()

    def clean_decided_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["decided_on"]
        if day > today():
            raise forms.ValidationError(_("Dagen ligger framåt i tiden."))
        return day

    def clean_paragraph(self) -> str:
        """Who writes '§ 112' means 112."""
        return str(self.cleaned_data["paragraph"]).strip().removeprefix("§").strip()

    def content(self) -> dict[str, Any]:
        """Everything but the version, as `decisions.add` and `edit` take it."""
        names = (*STORED[1:], *RELATIONS, "upload")
        parties = {str(leaning): self.cleaned_data[f"parties_{leaning}"] for leaning in LEANINGS}
        return {name: self.cleaned_data[name] for name in names} | {"parties": parties}


class PlannedRow(forms.Form):
    """One thing to do. A row in which nothing is written is left aside."""

    title = forms.CharField(label=gettext_lazy("Vad ska göras?"), max_length=200, required=False)
    owner = ChosenField(label=gettext_lazy("Vem gör det?"))
    due_on = forms.DateField(label=gettext_lazy("Senast"), required=False, widget=DateInput)

    def __init__(self, *args: Any, user: User, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.offer({str(one.pk): one for one in colleagues})
        owner.initial = str(user.pk)

    def clean_due_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["due_on"]
        if day and not 1900 <= day.year <= 2100:
            raise forms.ValidationError(_("Året ska ligga mellan 1900 och 2100."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("due_on") and not data.get("title") and "title" not in self.errors:
            self.add_error("title", _("Skriv vad som ska göras."))
        return data


PLANNED: Any = forms.formset_factory(
    PlannedRow, formset=RowsFormSet, extra=3, max_num=MOST_TASKS, validate_max=True, absolute_max=MOST_TASKS + 5
)


class DecisionTasksForm(forms.Form):
    """What is to be done after a decision: rows beside the fields, of which there are none."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {"user": user, "colleagues": list(User.objects.colleagues())}
        self.planned = PLANNED(self.data if self.is_bound else None, prefix="planned", form_kwargs=known)

    def is_valid(self) -> bool:
        valid = self.planned.is_valid() and super().is_valid()
        if valid and not self.content():
            self.planned.forms[0].add_error("title", _("Skriv minst en uppgift."))
            return False
        return valid

    @property
    def wrong_rows(self) -> list[tuple[str, Any, str]]:
        """What is wrong in the rows, for the summary."""
        return [(_("Uppgift %(n)s") % {"n": n}, field, error) for n, field, error in self.planned.wrong]

    def content(self) -> list[dict[str, Any]]:
        """As `decisions.make_tasks` takes it."""
        return [row.cleaned_data for row in self.planned.forms if row.cleaned_data.get("title")]
