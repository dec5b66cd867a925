"""The form behind 'Registrera kontakt': the common case first, the rest in groups that open when they are used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from advocacy.choices import (
    HOSPITALITY,
    Direction,
    InteractionKind,
    InteractionStatus,
    ParticipantSide,
)
from advocacy.forms.attendance import AttendanceFields
from advocacy.forms.facts import FACTS, FactsFields, facts_of
from advocacy.forms.talk import ROWS, ChosenField, Known, rows_of, stored_subjects
from advocacy.models import Argument, Event, Goal, Interaction, Priority
from advocacy.permissions import knows_who_asked
from advocacy.services.interactions import check_day
from contacts.columns.person import describe_person
from contacts.models import Organization, Person
from crm.common.attachments import ACCEPT
from crm.common.dates import today
from crm.common.fields import FilesField, RowsField
from crm.common.text import row_id
from crm.common.widgets import Combobox, DateInput, PillCheckboxes, PillRadio, TimeInput, mentioning
from crm.models import Attachment, User

PILLS = 6  # priorities shown at once; the rest behind 'Fler sakfrågor'
ROW_LABELS = {"points": _("Samtalspunkt"), "stances": _("Inställning"), "commitments": _("Åtagande")}
# Which fields stand in which group; a group opens when one of its fields holds something or is wrong.
GROUPS: dict[str, tuple[str, ...]] = {
    "who": ("our_users", "our_people", "our_names", "organization", "direction"),
    "talk": (*ROWS, "arguments"),
    "next": ("next_title", "next_owner", "next_due_on"),
    "where": ("event", "place", "held_at", "ends_on", "status"),
    "hospitality": HOSPITALITY,
    "files": ("files",),
    "readers": ("is_confidential", "readers"),
    "more": ("goals", "own_body"),
}
SEARCHED = {"data-recent": "yes", "placeholder": _("Skriv ord ur argumentet …")}
# What is filled in from the start says nothing.
GIVEN = ("our_users", "direction", "status", "next_owner")
ALONE = (InteractionKind.MEDIA, InteractionKind.MASS_MAIL)  # kinds that make sense without anyone named


class InteractionForm(AttendanceFields, FactsFields):
    """A contact.

    The rows of what was said (`points`, `stances`, `commitments`) come beside the fields. `kept_files` were uploaded
    with this try or an earlier one, `refused_files` say why some were not taken. With `is_echo` the form only shows
    again what is being typed.
    """

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
    summary = forms.CharField(
        label=_("Sammanfattning"),
        required=False,
        widget=forms.Textarea(attrs=mentioning(rows=3)),
        help_text=_("Skriv @ och ett namn, så får kollegan veta det."),
    )
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
    arguments = RowsField(
        Argument.objects.none(),
        label=_("Argument som användes"),
        required=False,
        widget=Combobox("advocacy:argument_suggest", multiple=True, attrs=SEARCHED),
        help_text=_("Så går det att se var varje argument har använts."),
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

    next_title = forms.CharField(
        label=_("Vad ska göras?"), required=False, max_length=200, help_text=_("Blir en uppgift i Att göra.")
    )
    next_owner = ChosenField(label=_("Vem gör det?"), required=False)
    next_due_on = forms.DateField(label=_("Senast"), required=False, widget=DateInput)
    files = FilesField(
        label=_("Lägg till filer"),
        required=False,
        accept=ACCEPT,
        help_text=_("PDF, Word, Excel, PowerPoint, OpenDocument, text, bilder, e-post och kalender. Högst 20 MB var."),
    )

    def __init__(
        self,
        *args: Any,
        user: User,
        interaction: Interaction | None = None,
        kept_files: Sequence[Attachment] = (),
        refused_files: Sequence[str] = (),
        is_echo: bool = False,
        **kwargs: Any,
    ) -> None:
        self.user, self.interaction = user, interaction
        self.kept_files, self.refused_files = kept_files, refused_files
        kwargs["initial"] = {**(_initial_of(interaction) if interaction else _blank(user)), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        people = Person.objects.visible_to(user)
        fields["people"].queryset = people.with_current_memberships()
        fields["our_people"].queryset = people.with_current_memberships()
        fields["priorities"].queryset = open_priorities(user, interaction)
        fields["event"].queryset = Event.objects.visible_to(user)
        fields["goals"].queryset = Goal.objects.visible_to(user)
        fields["arguments"].queryset = Argument.objects.visible_to(user)
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
        fields["asked_by"].queryset = people.with_current_memberships()
        if interaction and hasattr(interaction, "facts") and not knows_who_asked(user, interaction):
            del fields["asked_by"]
        known = self._known(colleagues)
        fields["next_owner"].offer({str(user.pk): user for user in known.colleagues})
        data = self.data if self.is_bound else None
        self.rows = {name: rows_of(name, data, interaction, known, is_echo=is_echo) for name in ROWS}

    def _known(self, colleagues: Any) -> Known:
        priorities: Any = self.fields["priorities"]
        organization: Any = self.fields["organization"]
        chosen = row_id(str(getattr(value := self["organization"].value(), "pk", value) or ""))
        return Known(
            priorities=list(priorities.queryset),
            theirs=self._chosen_people,
            organization=organization.queryset.filter(pk=chosen).first() if chosen else None,
            colleagues=list(colleagues),
            user=self.user,
            day=self._day(),
            stored=stored_subjects(self.interaction),
        )

    def _day(self) -> dt.date | None:
        try:
            return self.fields["held_on"].clean(self["held_on"].value())  # type: ignore[no-any-return]
        except forms.ValidationError:
            return None

    def is_valid(self) -> bool:
        valid = super().is_valid()
        return not any(rows.is_bound and not rows.is_valid() for rows in self.rows.values()) and valid

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
        # All that is wrong is said at once, but for what follows from a field that cannot be read.
        is_known = not {"kind", *named} & set(self.errors)
        if is_known and not any(data.get(name) for name in named) and data.get("kind") not in ALONE:
            self.add_error("people", _("Ange minst en person, eller en organisation under Vilka som var med."))
        if (data.get("next_due_on") and not data.get("next_title")) and "next_title" not in self.errors:
            self.add_error("next_title", _("Skriv vad som ska göras."))
        for said in self.refused_files:
            self.add_error("files", said)
        self._check_days(data)
        self.clean_facts()
        return data

    def _check_days(self, data: dict[str, Any]) -> None:
        names = ("held_on", "ends_on", "status")
        if set(names) & set(self.errors):
            return
        contact = Interaction(**{name: data.get(name) for name in names})
        for check in (contact.clean, lambda: check_day(contact)):
            try:
                check()
            except forms.ValidationError as error:
                self.add_error(None, error)

    # --- What the service wants -----------------------------------------------------------------------

    def content(self) -> dict[str, Any]:
        """Everything but the version, as `interactions.log` and `edit` take it."""
        apart = {"version", "files", *FACTS, *GROUPS["next"]}
        data = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        if not data["status"]:
            data["status"] = InteractionStatus.PLANNED if data["held_on"] > today() else InteractionStatus.DONE
        data["our_names"] = [name.strip() for name in data["our_names"].split(",") if name.strip()]
        rows = self.attendance_rows()
        data["attendance"] = {row.person.pk: row.chosen for row in rows}
        data["talked"] = {row.person.pk for row in rows if row.has_talked}
        data["tones"] = {row.person.pk: row.tone for row in rows} if self.notes_tones else {}
        data["facts"] = self.facts()
        data["files"] = self.kept_files
        data["next_step"] = self._next_step()
        return data | self._talk()

    def _talk(self) -> dict[str, Any]:
        """The groups of rows that the post has; what a colleague has added meanwhile stays."""
        return {name: rows.said(self._stored_ids(name)) for name, rows in self.rows.items() if rows.is_bound}

    def _stored_ids(self, name: str) -> set[int]:
        rows: Any = getattr(self.interaction, name).values_list("pk", flat=True) if self.interaction else ()
        return set(rows)

    def _next_step(self) -> dict[str, Any] | None:
        data = self.cleaned_data
        if not data["next_title"]:
            return None
        return {"title": data["next_title"], "owner": data["next_owner"] or self.user, "due_on": data["next_due_on"]}

    # --- Priorities ------------------------------------------------------------------------------------

    @property
    def priority_pills(self) -> dict[str, Any]:
        """The most used priorities at once, the others behind a word, which stands open when one is chosen."""
        options = list(self["priorities"])
        chosen = {str(getattr(value, "pk", value)) for value in self["priorities"].value() or []}
        rest = options[PILLS:]
        is_open = any(str(option.data["value"]) in chosen for option in rest)
        return {"first": options[:PILLS], "rest": rest, "open": is_open}

    # --- Groups ----------------------------------------------------------------------------------------

    @property
    def open(self) -> dict[str, bool]:
        """Which groups stand open: those that hold something, and those where something is wrong."""
        found = {group: any(self._shows(name) for name in names) for group, names in GROUPS.items()}
        found["who"] |= any(row.tone for row in self.attendance_rows())
        found["files"] |= bool(self.kept_files)
        return found

    def _shows(self, name: str) -> bool:
        if name in self.rows:
            rows = self.rows[name]
            return bool(rows.holds_something or rows.wrong)
        if name in self.errors:
            return True
        value = self[name].value()
        return (
            name not in GIVEN
            and value not in (None, "", False)
            and list(value if isinstance(value, list) else [1]) != []
        )

    @property
    def wrong_rows(self) -> list[tuple[str, Any, str]]:
        """What is wrong in rows, for the summary: which row, its field, what is said of it."""
        return [
            (f"{ROW_LABELS[name]} {number}", field, error)
            for name, rows in self.rows.items()
            for number, field, error in rows.wrong
        ]


def _blank(user: User) -> dict[str, Any]:
    return {
        "held_on": today(),
        "our_users": [user.pk],
        "kind": InteractionKind.MEETING,
        "direction": Direction.OURS,
        "next_owner": user.pk,
    }


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
    initial["arguments"] = [use.argument_id for use in interaction.argument_uses.all()]
    initial["readers"] = [link.user_id for link in interaction.readers.all()]
    return initial | facts_of(interaction)


def open_priorities(user: User, interaction: Interaction | None) -> Any:
    """Open priorities, the most used of the last year first; those that the contact has already, always."""
    since = today() - dt.timedelta(days=365)
    used = Count("interaction_links", filter=Q(interaction_links__interaction__held_on__gte=since))
    kept = Q(is_archived=False)
    if interaction:
        kept |= Q(pk__in=interaction.priority_links.values("priority"))
    return Priority.objects.visible_to(user).filter(kept).annotate(used=used).order_by("-used", "position", "code")
