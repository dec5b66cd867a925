"""The search words of a priority, a line each; what a proposal concerns, said by hand."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Leaning, LinkState
from advocacy.models import Priority, PriorityTerm, ProposalLink
from advocacy.services import search_terms
from crm.common.widgets import PillRadio


class SearchTermsForm(forms.Form):
    """One word a line. `seen` remembers which there were when the form was made."""

    finding = forms.CharField(
        label=_("Sökord, ett på varje rad"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 9, "spellcheck": "false"}),
        help_text=_(
            "järnväg finner ordet i alla böjningar, järnväg* allt som börjar så, ”nationell plan” orden efter "
            "varandra, järnväg* + utbild* båda i samma yrkande."
        ),
    )
    excluding = forms.CharField(
        label=_("Uteslut yrkanden med"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_("Skrivs på samma sätt. Ett yrkande med något av dem föreslås inte."),
    )
    seen = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, priority: Priority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            rows = list(PriorityTerm.objects.filter(priority=priority).order_by("pk"))
            self.initial = {
                "finding": "\n".join(row.text for row in rows if not row.is_exclusion),
                "excluding": "\n".join(row.text for row in rows if row.is_exclusion),
                "seen": json.dumps([row.text for row in rows], ensure_ascii=False),
            }

    def clean_seen(self) -> list[str]:
        try:
            seen = json.loads(self.cleaned_data["seen"] or "[]")
        except ValueError:
            seen = None
        if not isinstance(seen, list) or not all(isinstance(text, str) for text in seen):
            raise ValidationError(_("Sidan har blivit fel. Ladda om den och försök igen."))
        return seen

    def clean_finding(self) -> list[str]:
        return self._lines("finding")

    def clean_excluding(self) -> list[str]:
        return self._lines("excluding")

    def _lines(self, name: str) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]
        try:
            search_terms.checked(lines, name)
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        return lines


class ProposalLinkForm(forms.Form):
    """That a proposal concerns a priority, and which way it leans."""

    priority = forms.ModelChoiceField(Priority.objects.none(), label=_("Sakfråga"), empty_label=_("Välj"))
    leaning = forms.ChoiceField(
        label=_("För vår ståndpunkt?"), choices=Leaning.choices, widget=PillRadio, initial=Leaning.NEITHER
    )

    def __init__(self, *args: Any, priorities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].queryset = priorities  # type: ignore[attr-defined]


class ProposalLinkEditForm(forms.Form):
    """What is said of a proposal and a priority, said anew. `seen`: when that was decided which one had before one."""

    state = forms.ChoiceField(label=_("Hör det hit?"), choices=LinkState.choices, widget=PillRadio)
    leaning = forms.ChoiceField(label=_("För vår ståndpunkt?"), choices=Leaning.choices, widget=PillRadio)
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, link: ProposalLink, **kwargs: Any) -> None:
        decided = link.decided_at.isoformat()
        super().__init__(*args, initial={"state": link.state, "leaning": link.leaning, "seen": decided}, **kwargs)
        self.link = link

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where a colleague decided meanwhile; sent again it holds."""
        cleaned = {**self.cleaned_data}
        if cleaned.pop("seen", "") == (decided := self.link.decided_at.isoformat()):
            return cleaned
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = decided
        said = {"name": self.link.decided_by, "state": self.link.get_state_display()}
        said["leaning"] = self.link.get_leaning_display()
        raise ValidationError(
            _("%(name)s har ändrat kopplingen sedan du öppnade sidan: ”%(state)s”, ”%(leaning)s”. Spara igen för ditt.")
            % said
        )
