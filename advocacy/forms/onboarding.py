"""A programme with its tracks and its steps; closing a case, leaving out a step, another host."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from advocacy.forms.onboarding_rows import MOST_ROWS, Offered, StepRow, TrackRow, rows_of
from advocacy.models import Event, LetterTemplate, OnboardingProgramme, Priority
from advocacy.services.onboarding_starts import Start
from contacts.choices import AreaKind, OrganizationKind
from contacts.models import Area, Organization, Term
from crm.common.dates import today
from crm.common.text import fold
from crm.common.widgets import DateInput, PillRadio
from crm.models import User

FIELDS = ("name", "description", "audience", "cohort", "entered_from", "entered_until", "priority", "owner")
STEP_FIELDS = (
    "pk", "position", "name", "help_text", "due_days", "due_from", "done_by", "kind", "is_required",
)  # fmt: skip
RECENT = dt.timedelta(days=365)


class ProgrammeForm(forms.ModelForm):  # type: ignore[type-arg]
    """A programme. Its tracks and steps come beside the fields, in `tracks` and `steps`."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    more_fields = ("description", "entered_until", "priority")

    class Meta:
        model = OnboardingProgramme
        fields = FIELDS
        widgets = {
            "description": forms.Textarea(attrs={"rows": 2}),
            "cohort": PillRadio,
            "entered_from": DateInput,
            "entered_until": DateInput,
        }
        help_texts = {
            "audience": _("De i målgruppen som är nya kommer med av sig själva."),
            "cohort": _(
                "Nyvald är den som inte satt i samma församling perioden före. Nya helt och hållet har inte haft något "
                "uppdrag alls."
            ),
            "entered_until": _("Kan lämnas tomt: då kommer också de med som tillträder senare."),
            "owner": _("Den som ser till att programmet går framåt."),
        }

    def __init__(
        self,
        *args: Any,
        user: User,
        programme: OnboardingProgramme | None = None,
        start: Start | None = None,
        **kwargs: Any,
    ) -> None:
        self.programme, self.user = programme, user
        initial = {"owner": user.pk, **(_initial_of(start) if start else {})} if programme is None else {}
        # The form fills in a row of its own: what was typed reaches the stored one through the service alone.
        row = OnboardingProgramme.objects.get(pk=programme.pk) if programme else None
        super().__init__(*args, instance=row, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)
        fields: dict[str, Any] = self.fields
        open_ones = Q(is_archived=False) | Q(pk=programme.priority_id if programme else None)
        fields["priority"].queryset = Priority.objects.visible_to(user).filter(open_ones)
        fields["owner"].queryset = _colleagues(programme)
        fields["priority"].empty_label = _("Ingen")
        fields["entered_from"].help_text = _terms_begun()
        fields["audience"].empty_label = _("Välj målgrupp")
        fields["cohort"].choices = OnboardingProgramme._meta.get_field("cohort").choices
        fields["version"].initial = programme.version if programme else None
        fields["version"].required = programme is not None
        stored_tracks = list(programme.tracks.select_related("organization", "county")) if programme else []
        stored_steps = list(programme.steps.select_related("track")) if programme else []
        data = self.data if self.is_bound else None
        offered = _offered(programme, stored_tracks, stored_steps)
        self.tracks = rows_of(TrackRow, "tracks", data, [_track(track) for track in stored_tracks], offered)
        steps = [_step(step) for step in stored_steps] if programme else _steps_of(start)
        self.steps = rows_of(StepRow, "steps", data, steps, offered)
        self.track_names = offered.tracks

    def is_valid(self) -> bool:
        valid = super().is_valid()
        rows = [self.tracks.is_valid() if self.tracks.is_bound else True]
        rows.append(self.steps.is_valid() if self.steps.is_bound else True)
        return self._names_tracks() and all(rows) and valid

    def _names_tracks(self) -> bool:
        """Every step's track is one of those above; said beside the step."""
        if not (self.tracks.is_bound and self.steps.is_bound):
            return True
        known = {fold(form.cleaned_data.get("name") or "") for form in self.tracks.kept}
        for row in self.steps.kept:
            said = row.cleaned_data.get("track") or ""
            if said and fold(said) not in known and "track" not in row.errors:
                row.add_error("track", _("Det finns inget spår med det namnet. Lägg till det under Spår."))
        return not any(row.errors for row in self.steps.forms)

    @property
    def wrong_rows(self) -> list[tuple[str, Any, str]]:
        """What is wrong in the rows, for the summary."""
        parts = ((_("Spår %(n)s"), self.tracks), (_("Steg %(n)s"), self.steps))
        return [(str(label) % {"n": n}, field, error) for label, rows in parts for n, field, error in rows.wrong]

    def content(self) -> dict[str, Any]:
        """The programme as `onboarding_whole.store` takes it."""
        return {
            "fields": {name: self.cleaned_data[name] for name in FIELDS},
            "tracks": self.tracks.said() if self.tracks.is_bound else None,
            "steps": self.steps.said() if self.steps.is_bound else None,
            "removed_tracks": self.tracks.removed if self.tracks.is_bound else set(),
            "removed_steps": self.steps.removed if self.steps.is_bound else set(),
        }


def _colleagues(programme: OnboardingProgramme | None) -> Any:
    found = Q(pk__in=User.objects.colleagues().order_by().values("pk"))
    return User.objects.filter(found | Q(pk=programme.owner_id if programme else None)).order_by("name", "email")


def _terms_begun() -> str:
    """'Riksdagen 2026–2030 började 28 september 2026, …': the terms that began in the past year."""
    terms = Term.objects.filter(starts_on__range=(today() - RECENT, today())).order_by("starts_on", "name")
    said = [_("%(term)s började %(day)s") % {"term": t.name, "day": date_format(t.starts_on, "j F Y")} for t in terms]
    return f"{', '.join(said)}." if said else ""


def _offered(programme: OnboardingProgramme | None, tracks: list[Any], steps: list[Any]) -> Offered:
    """What rows choose from: with what they hold already, though it may have been put away since."""
    bodies = Organization.objects.filter(
        Q(kind=OrganizationKind.COMMITTEE, merged_into__isnull=True, ends_on__isnull=True)
        | Q(is_own_body=True, merged_into__isnull=True)
        | Q(pk__in=[track.organization_id for track in tracks])
    )
    events = Event.objects.filter(
        Q(starts_on__gte=today() - RECENT, is_cancelled=False) | Q(pk__in=[step.event_id for step in steps])
    )
    letters = LetterTemplate.objects.filter(Q(archived_at__isnull=True) | Q(pk__in=[step.letter_id for step in steps]))
    return Offered(
        bodies=list(bodies.order_by("name")),
        counties=list(Area.objects.filter(kind=AreaKind.COUNTY).order_by("sort_key")),
        colleagues=list(_colleagues(programme)),
        events=list(events.order_by("starts_on", "name")[:200]),
        letters=list(letters.order_by("name")),
        tracks=tuple(track.name for track in tracks),
    )


def _track(track: Any) -> dict[str, Any]:
    return {"pk": track.pk, "name": track.name, "organization": track.organization_id, "county": track.county_id}


def _step(step: Any) -> dict[str, Any]:
    related = {"event": step.event_id, "letter": step.letter_id, "owner": step.owner_id}
    return {
        **{name: getattr(step, name) for name in STEP_FIELDS},
        **related,
        "track": step.track.name if step.track else "",
    }


def _initial_of(start: Start) -> dict[str, Any]:
    return {"name": start.name, "description": start.lead, "cohort": start.cohort}


def _steps_of(start: Start | None) -> list[dict[str, Any]]:
    if start is None:
        return []
    return [{"position": number, **step} for number, step in enumerate(start.steps[:MOST_ROWS], start=1)]


class SkipForm(forms.Form):
    """Why a step is left out."""

    reason = forms.CharField(
        label=_("Varför hoppas steget över?"),
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": _("till exempel: känner oss väl redan")}),
        error_messages={"required": _("Skriv med några ord varför.")},
    )


class CloseCaseForm(forms.Form):
    """Why an introduction is ended before its last step."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Varför avslutas introduktionen?"),
        max_length=200,
        error_messages={"required": _("Skriv med några ord varför.")},
    )


class TickForm(forms.Form):
    """The day on which a step was done; today where none is said."""

    on = forms.DateField(required=False)
