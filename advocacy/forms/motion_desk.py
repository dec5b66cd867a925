"""Forms of a motion period's desk: the parties' own days, a request for material, the same material to all parties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.models import MotionPeriod, Priority
from advocacy.services.interactions import held_on_day
from advocacy.services.motion_desk import Suggested
from contacts.choices import OrganizationKind
from contacts.columns.person import describe_person
from contacts.models import Organization, Party, Person
from crm.common.dates import today
from crm.common.fields import IdsField, RowsField
from crm.common.formsets import RowsFormSet
from crm.common.widgets import Combobox, DateInput, PillRadio
from crm.models import User


class DeadlineRow(forms.Form):
    """One party's own last day; none where the field is empty."""

    party = forms.IntegerField(widget=forms.HiddenInput)
    due_on = forms.DateField(label=_("Senast"), required=False, widget=DateInput)
    note = forms.CharField(label=_("Anteckning"), required=False, max_length=200)

    def __init__(self, *args: Any, period: MotionPeriod, parties: Mapping[int, Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.period, self.parties = period, parties

    @property
    def shown(self) -> Party | None:
        value = str(self["party"].value())
        return self.parties.get(int(value)) if value.isdecimal() else None

    def clean_party(self) -> int:
        if self.cleaned_data["party"] not in self.parties:
            raise forms.ValidationError(_("Partiet finns inte."))
        return int(self.cleaned_data["party"])

    def clean_due_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["due_on"]
        if day and day > self.period.ends_on:
            raise forms.ValidationError(_("Dagen ligger efter motionstidens sista dag."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("note") and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Ange dagen, eller ta bort anteckningen."))
        return data


class DeadlinesForm(forms.Form):
    """A row for each party. `rows` is what they are filled in as."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, files: Any = None, *, period: MotionPeriod, parties: Sequence[Party], **kwargs: Any
    ) -> None:
        super().__init__(data, files, initial={"version": period.version}, **kwargs)
        stored = {row.party_id: row for row in period.party_deadlines.all()}
        initial = [
            {"party": party.pk, **({"due_on": row.due_on, "note": row.note} if (row := stored.get(party.pk)) else {})}
            for party in parties
        ]
        made: Any = forms.formset_factory(DeadlineRow, formset=RowsFormSet, extra=0)
        kept = {"period": period, "parties": {party.pk: party for party in parties}}
        self.rows = made(data, initial=initial, prefix="partier", form_kwargs=kept)

    def is_valid(self) -> bool:
        return super().is_valid() & self.rows.is_valid()

    @property
    def wrong_rows(self) -> list[tuple[str, Any, str]]:
        """What is wrong in the rows, for the summary, by the name of the party."""
        return [(str(self.rows[number - 1].shown or ""), field, said) for number, field, said in self.rows.wrong]

    def days(self) -> dict[int, tuple[dt.date | None, str]]:
        said = [row.cleaned_data for row in self.rows]
        return {row["party"]: (row["due_on"], row["note"]) for row in said}


class RequestForm(forms.Form):
    """A member asked for material."""

    PLANNED, DONE = "planned", "done"
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Vem bad om underlag?"),
        widget=Combobox("contacts:person_suggest", describe=describe_person),
    )
    priority = forms.ModelChoiceField(Priority.objects.none(), label=_("Sakfråga"), empty_label=_("Välj sakfråga"))
    state = forms.ChoiceField(
        label=_("Hur är det med svaret?"),
        choices=[(PLANNED, _("Ska besvaras")), (DONE, _("Besvarat"))],
        initial=PLANNED,
        widget=PillRadio,
    )
    day = forms.DateField(
        label=_("Dag"), widget=DateInput, help_text=_("Dagen då underlaget skickades, eller senast ska skickas.")
    )
    answered_by = forms.ModelChoiceField(User.objects.none(), label=_("Vem av oss svarar?"), empty_label=None)
    material = forms.CharField(
        label=_("Vilket underlag?"), required=False, max_length=300, help_text=_("Lämna tomt om det inte är bestämt.")
    )
    summary = forms.CharField(label=_("Vad bad de om?"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, user: User, materials: Sequence[str] = (), **kwargs: Any) -> None:
        kwargs["initial"] = {"day": today(), "answered_by": user.pk, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.materials = materials
        fields: dict[str, Any] = self.fields
        fields["person"].queryset = Person.objects.visible_to(user).with_current_memberships()
        fields["priority"].queryset = Priority.objects.visible_to(user).filter(is_archived=False)
        fields["answered_by"].queryset = User.objects.colleagues()
        fields["material"].widget.attrs["list"] = "materials"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day = data.get("day")
        if day and data.get("state") == self.DONE and day > today():
            self.add_error("day", _("Det som är besvarat kan inte ligga framåt i tiden."))
        return data

    def content(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        is_answered = data.pop("state") == self.DONE
        return {**data, "is_answered": is_answered}


class OfferForm(forms.Form):
    """The same material to several parties. `suggested`: by party code, those to tick; others are added by name."""

    material = forms.CharField(
        label=_("Underlag"),
        max_length=300,
        help_text=_("Till exempel ”Faktablad om fyra spår”. Nämn aldrig vem som bad."),
    )
    priority = forms.ModelChoiceField(Priority.objects.none(), label=_("Sakfråga"), empty_label=_("Välj sakfråga"))
    day = forms.DateField(label=_("Dag då det skickades"), widget=DateInput)
    committee = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Föreslå ledamöter i"),
        required=False,
        empty_label=_("Utskott som sakfrågans målgrupp pekar ut"),
    )
    people = IdsField(required=False)
    others = RowsField(
        Person.objects.none(),
        label=_("Lägg till fler"),
        required=False,
        widget=Combobox("contacts:person_suggest", multiple=True, describe=describe_person),
        help_text=_("De läggs till det parti som de har sitt uppdrag för."),
    )

    def __init__(
        self,
        *args: Any,
        user: User,
        parties: Sequence[Party] = (),
        suggested: Mapping[str, Sequence[Suggested]] | None = None,
        materials: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"day": today(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.user, self.parties, self.suggested, self.materials = user, parties, suggested or {}, materials
        fields: dict[str, Any] = self.fields
        fields["priority"].queryset = Priority.objects.visible_to(user).filter(is_archived=False)
        fields["committee"].queryset = Organization.objects.visible_to(user).filter(kind=OrganizationKind.COMMITTEE)
        fields["others"].queryset = Person.objects.visible_to(user).with_current_memberships()
        fields["material"].widget.attrs["list"] = "materials"

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day > today():
            raise forms.ValidationError(_("Det som är skickat kan inte ligga framåt i tiden."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        ticked = Person.objects.visible_to(self.user).filter(pk__in=data.get("people") or [])
        people = {person.pk: person for person in [*ticked, *(data.get("others") or [])]}
        if not people and not {"people", "others"} & set(self.errors):
            self.add_error("others", _("Välj minst en mottagare."))
        elif data.get("day"):
            data["recipients"] = self._by_party(list(people.values()), data["day"])
        return data

    def _by_party(self, people: Sequence[Person], day: dt.date) -> dict[Party, list[Person]]:
        """Each under the party of the weightiest mandate of that day."""
        held = held_on_day([person.pk for person in people], day)
        codes = {pk: one.party for pk, one in held.items()}
        parties = {party.code: party for party in Party.objects.filter(code__in={*codes.values()})}
        found: dict[Party, list[Person]] = {}
        without = [str(person) for person in people if codes.get(person.pk) not in parties]
        if without:
            names = ", ".join(without)
            self.add_error("others", _("Inget parti är känt den dagen för %(names)s.") % {"names": names})
        for person in people:
            if party := parties.get(codes.get(person.pk, "")):
                found.setdefault(party, []).append(person)
        return found

    @property
    def groups(self) -> list[tuple[Party, list[tuple[Suggested, bool]]]]:
        """By party, whom to tick and whether they are: as was sent, else those of `initial`."""
        sent = self.data.getlist("people") if self.is_bound else None
        ticked = {*sent} if sent is not None else {str(pk) for pk in self.initial.get("people", ())}
        rows = ((party, self.suggested.get(party.code, ())) for party in self.parties)
        return [(party, [(one, str(one.person.pk) in ticked) for one in people]) for party, people in rows]
