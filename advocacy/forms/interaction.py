"""The form behind 'Registrera kontakt': the common case first, the rest behind 'Mer'."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from advocacy.choices import (
    DEFAULT_ATTENDANCE,
    MODE_OF_KIND,
    Attendance,
    Direction,
    InteractionKind,
    InteractionStatus,
    Mode,
    ParticipantSide,
)
from advocacy.models import Event, Goal, Interaction, Priority
from advocacy.services.interactions import ATTENDANCE_OF_MODE
from contacts.columns import describe_person
from contacts.models import Organization, Person
from crm.common.dates import today
from crm.common.fields import RowsField
from crm.common.text import row_id
from crm.common.widgets import Combobox, DateInput, PillCheckboxes, PillRadio, TimeInput
from crm.models import User

PILLS = 6  # priorities shown at once; the rest behind 'Fler sakfrågor'
ALONE = (InteractionKind.MEDIA, InteractionKind.MASS_MAIL)  # kinds that make sense without anyone named


@dataclass(frozen=True)
class AttendanceRow:
    """One person of their side in the form: what is known of their part."""

    person: Person
    party: Any
    chosen: str
    has_talked: bool
    choices: list[tuple[str, str]]


class InteractionForm(forms.Form):
    """A contact. Attendance comes beside the fields, as `attendance_<id>` and `talked_<id>` per chosen person."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    people = RowsField(
        Person.objects.none(),
        label=_("Vem?"),
        required=False,
        widget=Combobox(
            "contacts:person_suggest",
            multiple=True,
            create_url="contacts:person_quick_add",
            create_label=_("Lägg till ny person"),
            describe=describe_person,
        ),
    )
    priorities = RowsField(Priority.objects.none(), label=_("Om vad?"), required=False, widget=PillCheckboxes)
    kind = forms.ChoiceField(label=_("Hur?"), choices=InteractionKind.choices, required=False, widget=PillRadio)
    held_on = forms.DateField(label=_("När?"), widget=DateInput)
    title = forms.CharField(
        label=_("Rubrik"),
        required=False,
        max_length=200,
        help_text=_("Kan lämnas tom: då blir det till exempel ”Möte om Systemanalys 2024”."),
    )
    summary = forms.CharField(label=_("Sammanfattning"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Organisation"),
        required=False,
        widget=Combobox("contacts:organization_suggest"),
        help_text=_("När kontakten är med en organisation, till exempel ett departements brevlåda."),
    )
    status = forms.ChoiceField(
        label=_("Läge"),
        required=False,
        choices=[("", _("Efter datumet")), *InteractionStatus.choices],
        widget=PillRadio,
        help_text=_("Efter datumet: genomförd till och med idag, planerad framåt i tiden."),
    )
    direction = forms.ChoiceField(
        label=_("Vem tog kontakt?"), choices=Direction.choices, required=False, widget=PillRadio
    )
    our_users = RowsField(User.objects.none(), label=_("Vår sida"), required=False, widget=PillCheckboxes)
    our_people = RowsField(
        Person.objects.none(),
        label=_("Vår sida, andra ur registret"),
        required=False,
        widget=Combobox("contacts:person_suggest", multiple=True, describe=describe_person),
        help_text=_("Till exempel ett regionråd som talade för oss. Räknas inte som nådd."),
    )
    our_names = forms.CharField(
        label=_("Vår sida, övriga namn"), required=False, help_text=_("Skilj namnen åt med komma.")
    )
    held_at = forms.TimeField(label=_("Klockslag"), required=False, widget=TimeInput)
    ends_on = forms.DateField(
        label=_("Till och med"), required=False, widget=DateInput, help_text=_("Över flera dagar räknas den första.")
    )
    place = forms.CharField(label=_("Plats"), required=False, max_length=150)
    event = forms.ModelChoiceField(
        Event.objects.none(), label=_("Arrangemang"), required=False, widget=Combobox("advocacy:event_suggest")
    )
    goals = RowsField(
        Goal.objects.none(),
        label=pgettext_lazy("several", "Mål"),
        required=False,
        widget=Combobox("advocacy:goal_suggest", multiple=True, attrs={"placeholder": _("Skriv kod eller mål …")}),
        help_text=_("Bara om kontakten gällde ett mål som inte följer av sakfrågan."),
    )
    own_body = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Möte i vårt eget organ"),
        required=False,
        help_text=_("Möten i egna organ räknas inte som nådda."),
    )
    is_confidential = forms.BooleanField(
        label=_("Konfidentiell"),
        required=False,
        help_text=_("Andra ser bara att en kontakt ägde rum den dagen. Den räknas som vanligt."),
    )
    readers = RowsField(
        User.objects.none(),
        label=_("Får också läsa"),
        required=False,
        widget=PillCheckboxes,
        help_text=_("Du och de som var med på vår sida kan alltid läsa."),
    )

    def __init__(self, *args: Any, user: User, interaction: Interaction | None = None, **kwargs: Any) -> None:
        self.user, self.interaction = user, interaction
        kwargs["initial"] = {**(_initial_of(interaction) if interaction else _blank(user)), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        people = Person.objects.visible_to(user)
        fields["people"].queryset = people.with_current_memberships()
        fields["our_people"].queryset = people.with_current_memberships()
        fields["priorities"].queryset = _priorities(user, interaction)
        fields["event"].queryset = Event.objects.visible_to(user)
        fields["goals"].queryset = Goal.objects.visible_to(user)
        fields["organization"].queryset = Organization.objects.visible_to(user)
        fields["own_body"].queryset = Organization.objects.visible_to(user).filter(is_own_body=True)
        colleagues = User.objects.colleagues()
        if interaction:
            fields["version"].required = True
            colleagues = colleagues | User.objects.filter(participations__interaction=interaction).distinct()
            fields["status"].choices = InteractionStatus.choices
            fields["status"].help_text = ""
        else:
            fields["status"].choices = [
                choice for choice in fields["status"].choices if choice[0] != InteractionStatus.CANCELLED
            ]
        fields["people"].widget.attrs["autofocus"] = not self.is_bound and interaction is None
        fields["our_users"].queryset = colleagues
        fields["readers"].queryset = colleagues

    # Chosen from the start, so 'required' beside the label would only be noise.
    def clean_kind(self) -> str:
        if not self.cleaned_data["kind"]:
            raise forms.ValidationError(_("Välj ett slag av kontakt."))
        return str(self.cleaned_data["kind"])

    def clean_direction(self) -> str:
        return self.cleaned_data["direction"] or Direction.OURS

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        named = ("people", "organization", "event", "own_body")
        if not self.errors and not any(data.get(name) for name in named) and data.get("kind") not in ALONE:
            self.add_error("people", _("Ange minst en person, eller en organisation under Mer."))
        return data

    # --- What the service wants -----------------------------------------------------------------------

    def content(self) -> dict[str, Any]:
        """Everything but the version, as `interactions.log` and `edit` take it."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        if not data["status"]:
            data["status"] = InteractionStatus.PLANNED if data["held_on"] > today() else InteractionStatus.DONE
        data["our_names"] = [name.strip() for name in data["our_names"].split(",") if name.strip()]
        rows = self.attendance_rows()
        data["attendance"] = {row.person.pk: row.chosen for row in rows}
        data["talked"] = {row.person.pk for row in rows if row.has_talked}
        return data

    # --- Attendance ------------------------------------------------------------------------------------

    @property
    def mode(self) -> Mode:
        kind = self["kind"].value()
        return MODE_OF_KIND.get(kind, Mode.TWO_WAY)

    @property
    def notes_talks(self) -> bool:
        """Whether a conversation can be noted: where being there is not yet talking."""
        return self.mode == Mode.PRESENCE

    def attendance_rows(self) -> list[AttendanceRow]:
        """One row per chosen person: what the post says, else what is stored, else what the kind takes for given."""
        mode = self.mode
        allowed = ATTENDANCE_OF_MODE[mode]
        stored = self._stored()
        rows = []
        for person in self._chosen_people():
            known = stored.get(person.pk)
            said = self.data.get(f"attendance_{person.pk}") if self.is_bound else None
            chosen = next(
                (value for value in (said, known and known.attendance) if value in allowed), DEFAULT_ATTENDANCE[mode]
            )
            talked = bool(known and known.has_talked)
            if self.is_bound and (said or f"talked_{person.pk}" in self.data):
                talked = f"talked_{person.pk}" in self.data
            party = next((m.party for m in person.current_memberships if m.party), None)
            choices = [(str(value), str(Attendance(value).label)) for value in allowed]
            rows.append(AttendanceRow(person, party, str(chosen), talked and mode == Mode.PRESENCE, choices))
        return rows

    def _stored(self) -> dict[int, Any]:
        if not self.interaction:
            return {}
        parts = self.interaction.participations.all()
        return {p.person_id: p for p in parts if p.side == ParticipantSide.THEIRS}

    def _chosen_people(self) -> list[Person]:
        values = self["people"].value() or []
        keys = [str(getattr(value, "pk", value)) for value in values]
        queryset: Any = self.fields["people"].queryset  # type: ignore[attr-defined]
        ids = [key for key in map(row_id, keys) if key is not None]
        found = {str(person.pk): person for person in queryset.filter(pk__in=ids)}
        return [found[key] for key in dict.fromkeys(keys) if key in found]

    # --- Priorities ------------------------------------------------------------------------------------

    @property
    def priority_pills(self) -> dict[str, Any]:
        """The most used priorities at once, the others behind a word, which stands open when one is chosen."""
        options = list(self["priorities"])
        chosen = {str(getattr(value, "pk", value)) for value in self["priorities"].value() or []}
        rest = options[PILLS:]
        is_open = any(str(option.data["value"]) in chosen for option in rest)
        return {"first": options[:PILLS], "rest": rest, "open": is_open}

    @property
    def more_open(self) -> bool:
        first = {"people", "priorities", "kind", "held_on", "title", "summary"}
        return any(name not in first for name in self.errors if name != "__all__")


def _blank(user: User) -> dict[str, Any]:
    return {"held_on": today(), "our_users": [user.pk], "kind": InteractionKind.MEETING, "direction": Direction.OURS}


def _initial_of(interaction: Interaction) -> dict[str, Any]:
    names = (
        "version", "kind", "title", "summary", "held_on", "held_at", "ends_on", "status", "direction", "place",
        "is_confidential",
    )  # fmt: skip
    initial: dict[str, Any] = {name: getattr(interaction, name) for name in names}
    initial |= {name: getattr(interaction, f"{name}_id") for name in ("event", "organization", "own_body")}
    parts = list(interaction.participations.all())
    ours = [part for part in parts if part.side == ParticipantSide.OURS]
    initial["people"] = [part.person_id for part in parts if part.side == ParticipantSide.THEIRS]
    initial["our_users"] = [part.user_id for part in ours if part.user_id]
    initial["our_people"] = [part.person_id for part in ours if part.person_id]
    initial["our_names"] = ", ".join(part.name for part in ours if part.name)
    initial["priorities"] = [link.priority_id for link in interaction.priority_links.all()]
    initial["goals"] = [link.goal_id for link in interaction.goal_links.all()]
    initial["readers"] = [link.user_id for link in interaction.readers.all()]
    return initial


def _priorities(user: User, interaction: Interaction | None) -> Any:
    """Open priorities, the most used of the last year first; those that the contact has already, always."""
    since = today() - dt.timedelta(days=365)
    used = Count("interaction_links", filter=Q(interaction_links__interaction__held_on__gte=since))
    kept = Q(is_archived=False)
    if interaction:
        kept |= Q(pk__in=interaction.priority_links.values("priority"))
    return Priority.objects.visible_to(user).filter(kept).annotate(used=used).order_by("-used", "position", "code")
