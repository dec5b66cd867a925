"""Rows of a programme's form: its tracks, and its steps in order. Blank rows are left aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.choices import MODE_OF_KIND, DoneBy, DueFrom, InteractionKind, Mode
from advocacy.forms.talk import ChosenField
from advocacy.models import Event, LetterTemplate
from advocacy.services.onboarding_following import MATERIAL
from contacts.models import Area, Organization
from crm.common.formsets import RowsFormSet
from crm.common.text import fold
from crm.models import User

MOST_ROWS = 40
KINDS = [(kind.value, kind.label) for kind in InteractionKind if MODE_OF_KIND[kind] != Mode.NOTHING]


@dataclass(frozen=True)
class Offered:
    """What rows choose from, read once for all of them."""

    bodies: Sequence[Organization] = ()
    counties: Sequence[Area] = ()
    colleagues: Sequence[User] = ()
    events: Sequence[Event] = ()
    letters: Sequence[LetterTemplate] = ()
    tracks: Sequence[str] = field(default=())


def _by_key(rows: Sequence[Any]) -> dict[str, Any]:
    return {str(row.pk): row for row in rows}


class Row(forms.Form):
    """One row. `content_fields` are those that say something: the others have something in them from the start."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    is_removed = forms.BooleanField(label=_("Ta bort"), required=False)
    content_fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered

    @property
    def is_kept(self) -> bool:
        """Whether it was there from the start, stored or from a ready-made programme: then it can be taken away."""
        return bool(self.initial)

    def is_blank(self, data: Mapping[str, Any]) -> bool:
        filled = any(data.get(name) or self.errors.get(name) for name in self.content_fields)
        return not filled and not data.get("pk")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("is_removed") or self.is_blank(data):
            self.errors.clear()
        else:
            self.check(data)
        return data

    def check(self, data: dict[str, Any]) -> None:
        """Say beside the field what is missing."""

    def need(self, data: dict[str, Any], name: str, said: Any) -> None:
        if not data.get(name) and name not in self.errors:
            self.add_error(name, said)


class TrackRow(Row):
    content_fields = ("name", "organization", "county")
    name = forms.CharField(label=_("Spår"), max_length=100, required=False)
    organization = ChosenField(label=_("Utskott eller organ"), required=False)
    county = ChosenField(label=_("Län"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["organization"].offer(_by_key(self.offered.bodies), _("Alla"))
        fields["county"].offer(_by_key(self.offered.counties), _("Alla"))

    def check(self, data: dict[str, Any]) -> None:
        self.need(data, "name", _("Skriv vad spåret ska heta."))
        if not data.get("organization") and not data.get("county") and "county" not in self.errors:
            self.add_error("organization", _("Välj ett utskott eller ett län."))


class StepRow(Row):
    content_fields = ("name", "help_text")
    position = forms.IntegerField(label=_("Ordning"), min_value=1, max_value=999, required=False)
    name = forms.CharField(label=_("Steg"), max_length=150, required=False)
    help_text = forms.CharField(label=_("Att tänka på"), max_length=500, required=False)
    due_days = forms.IntegerField(label=_("Inom dagar"), min_value=0, max_value=3650, required=False, initial=60)
    due_from = forms.ChoiceField(label=_("Räknat från"), choices=DueFrom.choices, initial=DueFrom.SEAT)
    done_by = forms.ChoiceField(label=_("Klart när"), choices=DoneBy.choices, initial=DoneBy.TICK)
    kind = forms.ChoiceField(label=_("Slag av kontakt"), choices=[("", _("Välj")), *KINDS], required=False)
    event = ChosenField(label=_("Arrangemang"), required=False)
    letter = ChosenField(label=_("Brevmall"), required=False)
    owner = ChosenField(label=_("Ansvarig"), required=False)
    track = forms.CharField(label=_("Endast för spåret"), max_length=100, required=False)
    is_required = forms.BooleanField(label=_("Obligatoriskt"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["event"].offer(_by_key(self.offered.events), _("Välj"))
        fields["letter"].offer(_by_key(self.offered.letters), _("Ingen"))
        fields["owner"].offer(_by_key(self.offered.colleagues), _("Den kontaktansvariga"))
        fields["track"].widget.attrs["list"] = "track-names"

    def check(self, data: dict[str, Any]) -> None:
        self.need(data, "name", _("Skriv vad som ska göras."))
        if data.get("due_days") is None and "due_days" not in self.errors:
            self.add_error("due_days", _("Skriv inom hur många dagar."))
        match data.get("done_by"):
            case DoneBy.CONTACT:
                self.need(data, "kind", _("Välj vilket slag av kontakt som räknas."))
            case DoneBy.EVENT:
                self.need(data, "event", _("Välj vilket arrangemang som räknas."))
            case DoneBy.MATERIAL if data.get("kind") and data["kind"] not in MATERIAL:
                self.add_error("kind", _("Välj brev, material eller motionsunderlag."))


class BaseRows(RowsFormSet):
    """What two rows may not both say is said once, beside the second."""

    def clean(self) -> None:
        seen: set[str] = set()
        for form in self.kept:
            name = fold(form.cleaned_data.get("name") or "")
            if isinstance(form, TrackRow) and name and name in seen:
                form.add_error("name", _("Två spår kan inte heta lika."))
            seen.add(name)

    @property
    def kept(self) -> list[Any]:
        """The rows that say something and stay."""
        return [
            form
            for form in self.forms
            if getattr(form, "cleaned_data", None)
            and not form.cleaned_data.get("is_removed")
            and not form.is_blank(form.cleaned_data)
        ]

    def said(self) -> list[dict[str, Any]]:
        """The rows as the service takes them."""
        return [
            {name: value for name, value in form.cleaned_data.items() if name != "is_removed"} for form in self.kept
        ]

    @property
    def removed(self) -> set[int]:
        """The ids of stored rows that are to go."""
        rows = (getattr(form, "cleaned_data", {}) for form in self.forms)
        return {row["pk"] for row in rows if row.get("is_removed") and row.get("pk")}


def rows_of(row: type[Row], prefix: str, data: Any, initial: list[dict[str, Any]], offered: Offered) -> Any:
    """A formset of rows: as posted, else those of `initial` and one that is blank."""
    made: Any = forms.formset_factory(
        row, formset=BaseRows, extra=1, max_num=MOST_ROWS, validate_max=True, absolute_max=MOST_ROWS + 10
    )
    is_posted = data is not None and f"{prefix}-TOTAL_FORMS" in data
    return made(data if is_posted else None, initial=initial, prefix=prefix, form_kwargs={"offered": offered})
