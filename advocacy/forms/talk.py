"""Rows of a contact's form: discussion points, stances, commitments. Blank rows are left aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Confidence, Promiser, StanceValue
from advocacy.models import Interaction, Priority
from contacts.models import Organization, Person
from crm.common.formsets import RowsFormSet
from crm.common.text import row_id
from crm.common.widgets import DateInput
from crm.models import User

MOST_ROWS = 50


@dataclass(frozen=True)
class Known:
    """What rows choose from, read once for all of them."""

    priorities: Sequence[Priority] = ()
    theirs: Sequence[Person] = ()
    organization: Organization | None = None
    colleagues: Sequence[User] = ()
    user: User | None = None
    day: Any = None
    stored: Mapping[str, Any] = field(default_factory=dict)

    @property
    def subjects(self) -> dict[str, Any]:
        found: dict[str, Any] = {f"person-{person.pk}": person for person in self.theirs}
        if self.organization:
            found[f"organization-{self.organization.pk}"] = self.organization
        # Those of rows that stand, though they may have been taken from the contact since.
        return {**found, **{key: obj for key, obj in self.stored.items() if key not in found}}


class ChosenField(forms.TypedChoiceField):
    """One of some rows that are known already: no row of the form asks the database."""

    def offer(self, rows: Mapping[str, Any], empty: Any = None) -> None:
        self.rows = dict(rows)
        blank = [("", empty)] if empty is not None else []
        self.choices = [*blank, *((key, str(row)) for key, row in self.rows.items())]
        self.coerce = self.rows.get  # type: ignore[assignment]
        self.empty_value = None


class Row(forms.Form):
    """One row. `content_fields` are those that say something: the others have something in them from the start."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    is_removed = forms.BooleanField(label=_("Ta bort"), required=False)
    content_fields: ClassVar[tuple[str, ...]] = ()
    needed: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        if priority := self.fields.get("priority"):
            priority.offer({str(row.pk): row for row in known.priorities}, _("Välj sakfråga"))  # type: ignore[attr-defined]
        if subject := self.fields.get("subject"):
            subject.offer(known.subjects, _("Välj vem"))  # type: ignore[attr-defined]
        if owner := self.fields.get("owner"):
            owner.offer({str(user.pk): user for user in known.colleagues})  # type: ignore[attr-defined]
            owner.initial = known.user.pk if known.user else None

    @property
    def is_stored(self) -> bool:
        return bool(self["pk"].value())

    def is_blank(self, data: Mapping[str, Any]) -> bool:
        filled = any(data.get(name) or self.errors.get(name) for name in self.content_fields)
        return not filled and not data.get("pk")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("is_removed"):
            self.errors.clear()
        elif not self.is_blank(data):
            for name, said in self.needed.items():
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, said)
        return data

    def said(self) -> dict[str, Any]:
        """The row as the service takes it."""
        data = dict(self.cleaned_data)
        subject = data.pop("subject", None)
        if "subject" in self.fields:
            data["person"] = subject if isinstance(subject, Person) else None
            data["organization"] = subject if isinstance(subject, Organization) else None
        del data["is_removed"]
        return {"id": data.pop("pk"), **data}


class PointRow(Row):
    content_fields = ("text", "priority")
    needed: ClassVar = {"text": _("Skriv vad som sades.")}
    text = forms.CharField(label=_("Samtalspunkt"), max_length=1000, required=False)
    priority = ChosenField(label=_("Sakfråga"), required=False)


class StanceRow(Row):
    content_fields = ("subject", "priority", "value", "evidence", "url")
    needed: ClassVar = {
        "subject": _("Välj vem som har inställningen."),
        "priority": _("Välj vilken sakfråga den gäller."),
        "value": _("Välj var de står."),
        "evidence": _("Skriv vad som visar var de står."),
    }
    subject = ChosenField(label=_("Vem?"), required=False)
    priority = ChosenField(label=_("Till vad?"), required=False)
    value = forms.ChoiceField(label=_("Inställning"), choices=[("", _("Välj")), *StanceValue.choices], required=False)
    evidence = forms.CharField(label=_("Vad visar det?"), max_length=1000, required=False)
    url = forms.URLField(label=_("Länk"), max_length=500, required=False, assume_scheme="https")
    confidence = forms.ChoiceField(
        label=_("Hur säkert är det?"), choices=Confidence.choices, initial=Confidence.MEDIUM, required=False
    )

    def said(self) -> dict[str, Any]:
        data = super().said()
        if not data["confidence"]:
            del data["confidence"]
        return data


class CommitmentRow(Row):
    content_fields = ("text", "subject", "priority", "due_on")
    needed: ClassVar = {"text": _("Skriv vad som lovades.")}
    promiser = forms.ChoiceField(label=_("Vem lovade?"), choices=Promiser.choices, initial=Promiser.THEIRS)
    text = forms.CharField(label=_("Vad?"), max_length=500, required=False)
    subject = ChosenField(label=_("Med vem?"), required=False)
    priority = ChosenField(label=_("Sakfråga"), required=False)
    due_on = forms.DateField(label=_("Senast"), required=False, widget=DateInput)
    owner = ChosenField(label=_("Vem av oss bevakar?"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        day, due = self.known.day, data.get("due_on")
        if due and day and due < day and not data.get("is_removed"):
            self.add_error("due_on", _("Dagen ligger före kontakten."))
        return data

    def said(self) -> dict[str, Any]:
        data = super().said()
        if not data["owner"]:
            del data["owner"]
        return data


class BaseRows(RowsFormSet):
    def clean(self) -> None:
        """A stance of somebody on a priority is said once in a contact."""
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            said = (data.get("subject"), data.get("priority"))
            if not isinstance(form, StanceRow) or data.get("is_removed") or not all(said):
                continue
            if said in seen:
                text = _("%(who)s har två inställningar till %(priority)s.")
                form.add_error("subject", text % {"who": said[0], "priority": said[1]})
            seen.add(said)

    def said(self, stored: set[int]) -> list[dict[str, Any]]:
        """The rows as the service takes them. `stored` are the ids that the contact has now.

        What a colleague added since the form was opened stays; what they took away and is typed here comes back.
        """
        rows = [form.said() for form in self.forms if not self._is_left_out(form)]
        for row in rows:
            row["id"] = row["id"] if row["id"] in stored else None
        shown = {form.cleaned_data.get("pk") for form in self.forms}
        return [*rows, *({"id": pk} for pk in sorted(stored - shown))]

    @staticmethod
    def _is_left_out(form: Any) -> bool:
        return form.cleaned_data.get("is_removed") or not form.cleaned_data or form.is_blank(form.cleaned_data)

    @property
    def holds_something(self) -> bool:
        return any(form.is_stored for form in self.forms) or (
            self.is_bound
            and any(form.data.get(form.add_prefix(name)) for form in self.forms for name in form.content_fields)
        )


ROWS = {"points": PointRow, "stances": StanceRow, "commitments": CommitmentRow}
FORMSETS: dict[str, Any] = {
    name: forms.formset_factory(
        row, formset=BaseRows, extra=1, max_num=MOST_ROWS, validate_max=True, absolute_max=MOST_ROWS + 10
    )
    for name, row in ROWS.items()
}


def rows_of(name: str, data: Any, interaction: Interaction | None, known: Known, *, is_echo: bool = False) -> Any:
    """The rows of one group: as posted, else as stored.

    An echo shows what is being typed without judging it. A post that does not have the group says nothing of it.
    """
    is_posted = data is not None and f"{name}-TOTAL_FORMS" in data
    kwargs: dict[str, Any] = {"prefix": name, "form_kwargs": {"known": known}}
    if is_posted and not is_echo:
        return FORMSETS[name](data, initial=stored_rows(name, interaction), **kwargs)
    rows = FORMSETS[name](initial=_typed(name, data) if is_posted else stored_rows(name, interaction), **kwargs)
    if is_posted:
        rows.extra = 0
    return rows


def _typed(name: str, data: Any) -> list[dict[str, Any]]:
    total = min(row_id(data[f"{name}-TOTAL_FORMS"]) or 0, MOST_ROWS)
    fields = ROWS[name].base_fields
    return [{field: data.get(f"{name}-{number}-{field}") for field in fields} for number in range(total)]


def stored_rows(name: str, interaction: Interaction | None) -> list[dict[str, Any]]:
    if interaction is None:
        return []
    names = [
        field for field in ROWS[name].base_fields if field not in ("pk", "is_removed", "subject", "priority", "owner")
    ]
    found = []
    rows = getattr(interaction, name).all()
    for row in rows if name == "points" else sorted(rows, key=lambda row: row.pk):
        initial = {"pk": row.pk, **{field: getattr(row, field) for field in names}}
        for relation in ("priority", "owner"):
            if hasattr(row, f"{relation}_id"):
                initial[relation] = getattr(row, f"{relation}_id")
        if name != "points":
            initial["subject"] = subject_key(row)
        found.append(initial)
    return found


def subject_key(row: Any) -> str:
    if row.person_id:
        return f"person-{row.person_id}"
    return f"organization-{row.organization_id}" if row.organization_id else ""


def stored_subjects(interaction: Interaction | None) -> dict[str, Any]:
    """Those whom the contact's stances and commitments are of."""
    rows = [] if interaction is None else [*interaction.stances.all(), *interaction.commitments.all()]
    return {subject_key(row): row.person or row.organization for row in rows if subject_key(row)}
