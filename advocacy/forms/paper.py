"""Forms of board papers: making one, a text of it, a remark, the review, the board's decision, a link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import Comparison
from advocacy.models import BoardPaper, Goal, Plan
from advocacy.services.figures.periods import Period, quarter
from contacts.models import Organization
from crm.common.attachments import ACCEPT
from crm.common.dates import months_later, today
from crm.common.fields import RowsField
from crm.common.permissions import Role
from crm.common.widgets import CheckList, Combobox, DateInput, PillRadio
from crm.models import User

OWN = "egna"
PERIODS = (
    ("kvartal-fore", gettext_lazy("Förra kvartalet")),
    ("kvartal", gettext_lazy("Detta kvartal")),
    ("halvar", gettext_lazy("Senaste halvåret")),
    ("plan", gettext_lazy("Planen hittills")),
    (OWN, gettext_lazy("Egna dagar")),
)
STORED = ("version", "title", "meeting_on", "dispatch_on", "agenda_item", "first", "last", "compared_with")
WIDE = {"rows": 8}
# Who only reads can neither comment nor send back.
MAY_REVIEW = [role for role in Role if role != Role.READER]


def _period(name: str, plan: Plan) -> Period:
    """The days of a quick choice."""
    day = today()
    if name == "plan":
        return plan.starts_on, max(plan.starts_on, min(day, plan.ends_on or day))
    if name == "halvar":
        last = quarter(day, 1)[1]
        return quarter(day, 2)[0], last
    first, last = quarter(day, 1 if name == "kvartal-fore" else 0)
    return first, last


class PaperForm(forms.Form):
    """To which meeting, on which period, of which goals."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Rubrik"), max_length=200)
    body = forms.ModelChoiceField(
        Organization.objects.none(),
        label=gettext_lazy("Till"),
        required=False,
        widget=Combobox("contacts:organization_suggest"),
        help_text=gettext_lazy("Organet som sammanträder, till exempel vår styrelse."),
    )
    meeting_on = forms.DateField(label=gettext_lazy("Sammanträde"), widget=DateInput)
    dispatch_on = forms.DateField(label=gettext_lazy("Utskick"), required=False, widget=DateInput)
    agenda_item = forms.CharField(label=gettext_lazy("Ärende, §"), required=False, max_length=40)
    period = forms.ChoiceField(label=gettext_lazy("Period"), choices=PERIODS, widget=PillRadio)
    first = forms.DateField(
        label=gettext_lazy("Från och med"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("Behövs bara för egna dagar."),
    )
    last = forms.DateField(
        label=gettext_lazy("Till och med"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("Behövs bara för egna dagar."),
    )
    compared_with = forms.ChoiceField(
        label=gettext_lazy("Jämförs med"), choices=Comparison.choices, initial=Comparison.BEFORE, widget=PillRadio
    )
    goals = RowsField(
        Goal.objects.none(),
        label=gettext_lazy("Mål, i den ordning de får i underlaget"),
        widget=CheckList,
        error_messages={"required": gettext_lazy("Välj minst ett mål.")},
    )

    def __init__(self, *args: Any, user: User, plan: Plan, paper: BoardPaper | None = None, **kwargs: Any) -> None:
        self.plan, initial = plan, {"period": "kvartal-fore"}
        if paper:
            initial = {name: getattr(paper, name) for name in STORED}
            initial |= {"period": OWN, "body": paper.body_id}
            initial["goals"] = list(paper.goals.values_list("goal", flat=True))
        kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["version"].required = paper is not None
        fields["body"].queryset = Organization.objects.visible_to(user)
        fields["goals"].queryset = Goal.objects.visible_to(user).filter(plan=plan)

    @property
    def goal_rows(self) -> list[dict[str, Any]]:
        """Those that are ticked first, in their order; then the rest of the plan."""
        ticked = [str(pk) for pk in self["goals"].value() or []]
        goals = {str(goal.pk): goal for goal in self.fields["goals"].queryset}  # type: ignore[attr-defined]
        order = [pk for pk in ticked if pk in goals] + [pk for pk in goals if pk not in ticked]
        return [{"goal": goals[pk], "is_chosen": pk in ticked} for pk in order]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        period = data.get("period")
        if period and period != OWN:
            data["first"], data["last"] = _period(period, self.plan)
        elif period:
            for name in ("first", "last"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Ange dagen, eller välj en av perioderna."))
        return data

    def content(self) -> dict[str, Any]:
        """Everything but the version, as `papers.add` and `edit` take it; goals in the order of the page."""
        found = {str(goal.pk): goal for goal in self.cleaned_data["goals"]}
        order = [str(pk) for pk in self["goals"].value() or []]
        names = ("title", "body", "meeting_on", "dispatch_on", "agenda_item", "first", "last", "compared_with")
        goals = [found[pk] for pk in dict.fromkeys(order) if pk in found]
        return {name: self.cleaned_data[name] for name in names} | {"goals": goals, "plan": self.plan}


class TextForm(forms.Form):
    """One text of a paper. `seen` is what it said when the form was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    text = forms.CharField(label="", required=False, widget=forms.Textarea(attrs=WIDE))

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class RemarkForm(forms.Form):
    part = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(label=gettext_lazy("Kommentar"), widget=forms.Textarea(attrs={"rows": 3}))


class ReviewForm(forms.Form):
    reviewer = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Vem ska granska?"),
        empty_label="",
        help_text=gettext_lazy("Någon annan än den som har skrivit. Hen får en avisering."),
    )

    def __init__(self, *args: Any, paper: BoardPaper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reviewer"]
        field.queryset = User.objects.colleagues().filter(groups__name__in=MAY_REVIEW).exclude(pk=paper.written_by_id)


class BoardDecisionForm(forms.Form):
    """What the board decided on a paper."""

    body = forms.ModelChoiceField(
        Organization.objects.none(),
        label=gettext_lazy("Vilket organ?"),
        widget=Combobox("contacts:organization_suggest"),
    )
    decided_on = forms.DateField(label=gettext_lazy("När?"), widget=DateInput)
    paragraph = forms.CharField(label=gettext_lazy("Paragraf"), max_length=20, required=False)
    text = forms.CharField(
        label=gettext_lazy("Vad beslutades?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Som det står i protokollet."),
    )
    upload = forms.FileField(
        label=gettext_lazy("Protokollsutdrag"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["body"]
        field.queryset = Organization.objects.visible_to(user)

    def clean_paragraph(self) -> str:
        """Who writes '§ 112' means 112."""
        return str(self.cleaned_data["paragraph"]).strip().removeprefix("§").strip()


class LinkForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Till vem?"), max_length=120)
    expires_on = forms.DateField(label=gettext_lazy("Gäller till och med"), widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"expires_on": months_later(today(), 3), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
