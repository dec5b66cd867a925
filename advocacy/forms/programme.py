"""Forms of an event's programme: the file, who takes part, who of us is there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Duty, StageRole
from advocacy.models import Event, EventSpeaker, EventStaff
from contacts.columns.person import describe_person
from contacts.models import Person
from crm.common.fields import RowsField
from crm.common.widgets import Combobox, PillCheckboxes, PillRadio
from crm.models import User


class ProgrammeFileForm(forms.Form):
    """The file of a programme, or what was read of it when it is taken in."""

    file = forms.FileField(
        label=_("Program"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.ics"}),
        help_text=_(
            "Ett kalkylblad (.xlsx, .ods, .csv) med kolumnerna Titel och Datum, och gärna Tid eller Start och Slut, "
            "Plats, Arrangör, Medverkande och Länk. Eller en kalenderfil (.ics)."
        ),
    )


class SpeakerForm(forms.Form):
    """Somebody who takes part in an event."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Person i registret"),
        required=False,
        widget=Combobox("contacts:person_suggest", describe=describe_person),
    )
    name = forms.CharField(
        label=_("Namn i programmet"), required=False, max_length=200, help_text=_("För den som inte finns i registret.")
    )
    role = forms.ChoiceField(label=_("Roll"), choices=StageRole.choices, widget=PillRadio, initial=StageRole.SPEAKER)

    def __init__(
        self, *args: Any, user: User, event: Event, speaker: EventSpeaker | None = None, **kwargs: Any
    ) -> None:
        self.event, self.speaker = event, speaker
        if speaker:
            kwargs["initial"] = {"person": speaker.person_id, "name": speaker.name, "role": speaker.role}
        super().__init__(*args, **kwargs)
        people: Any = self.fields["person"]
        people.queryset = Person.objects.visible_to(user).with_current_memberships()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        person = data.get("person")
        if not person and not (data.get("name") or "").strip() and "person" not in self.errors:
            self.add_error("person", _("Välj en person, eller skriv ett namn."))
        others = EventSpeaker.objects.filter(event=self.event, person=person) if person else EventSpeaker.objects.none()
        if others.exclude(pk=self.speaker.pk if self.speaker else None).exists():
            self.add_error("person", _("Personen medverkar redan här."))
        return data


class StaffForm(forms.Form):
    """Colleagues who are to be at an event, and what for."""

    users = RowsField(User.objects.none(), label=_("Vem?"), widget=PillCheckboxes)
    duty = forms.ChoiceField(label=_("Uppgift"), choices=Duty.choices, widget=PillRadio, initial=Duty.ATTENDS)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        users: Any = self.fields["users"]
        taken = EventStaff.objects.filter(event=event).values("user")
        users.queryset = User.objects.colleagues().exclude(pk__in=taken).order_by("name", "email")
