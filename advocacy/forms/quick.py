"""The form that takes a few seconds: who, what about, kind, when, one line; and the list of people that was pasted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advocacy.choices import InteractionKind
from advocacy.models import Event, Priority
from advocacy.querysets.recent import priorities_used_by
from advocacy.services.quick import Newcomer
from contacts.columns.person import describe_person
from contacts.imports import pasted
from contacts.imports.pasted import Meant
from contacts.models import Organization, Person
from crm.common.fields import RowsField, SpokenDayField
from crm.common.widgets import Combobox, PillCheckboxes, PillRadio, mentioning
from crm.models import User

PILLS = 6  # priorities and kinds shown at once; the rest behind a word
NEW, LEFT_OUT = "new", "out"
LONGEST_NAME = 100
FIRST_KINDS = (
    InteractionKind.MEETING, InteractionKind.CALL, InteractionKind.EMAIL_DIALOGUE, InteractionKind.LETTER,
    InteractionKind.ALMEDALEN, InteractionKind.SEMINAR,
)  # fmt: skip
ALONE = (InteractionKind.MEDIA, InteractionKind.MASS_MAIL)  # kinds that make sense without anyone named


@dataclass
class PastedRow:
    """One of those pasted, whom it may mean, and what was chosen: an id, 'new', 'out' or nothing yet."""

    number: int
    meant: Meant
    choice: str
    given_name: str
    family_name: str
    is_shown: bool
    errors: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.meant.pasted.text

    @property
    def options(self) -> list[tuple[str, str, str]]:
        """(value, name, what they are) of those it may mean."""
        described = [(person, describe_person(person)) for person in self.meant.found]
        return [(str(person.pk), said["text"], said["detail"]) for person, said in described]

    @property
    def person(self) -> Person | None:
        return next((person for person in self.meant.found if str(person.pk) == self.choice), None)

    @property
    def newcomer(self) -> Newcomer | None:
        if self.choice != NEW:
            return None
        return Newcomer(self.given_name, self.family_name, self.meant.pasted.email)


class QuickForm(forms.Form):
    """A contact in a few fields. `when` is read as people write days; `pasted` holds a list of names or addresses.

    Beside the fields the post says of each one pasted, by number: `shown_<n>` (the text as it was shown), `who_<n>` (a
    person's id, 'new' or 'out'), `given_<n>` and `family_<n>` (of somebody new).
    """

    people = RowsField(
        Person.objects.none(),
        label=gettext_lazy("Vem?"),
        required=False,
        help_text=gettext_lazy("Det går att klistra in flera namn eller e-postadresser på en gång."),
        widget=Combobox(
            "advocacy:who_suggest",
            multiple=True,
            create_url="contacts:person_quick_add",
            create_label=gettext_lazy("Lägg till ny person"),
            describe=describe_person,
            attrs={"data-recent": "yes"},
        ),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Klistra in flera"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Namn eller e-postadresser, ett per rad eller med komma emellan."),
    )
    priorities = RowsField(
        Priority.objects.none(), label=gettext_lazy("Om vad?"), required=False, widget=PillCheckboxes
    )
    kind = forms.ChoiceField(label=gettext_lazy("Hur?"), required=False, widget=PillRadio)
    when = SpokenDayField(
        label=gettext_lazy("När?"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Idag"), "autocomplete": "off"}),
        help_text=gettext_lazy("Till exempel igår, i måndags, 3/7 eller igår 14.30."),
    )
    line = forms.CharField(
        label=gettext_lazy("Vad hände?"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs=mentioning(autocomplete="off")),
        help_text=gettext_lazy("En rad räcker."),
    )
    event = forms.ModelChoiceField(
        Event.objects.none(),
        label=gettext_lazy("Arrangemang"),
        required=False,
        widget=Combobox("advocacy:event_suggest"),
    )
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=gettext_lazy("Organisation"),
        required=False,
        widget=Combobox("contacts:organization_suggest"),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        kwargs["initial"] = {"kind": InteractionKind.MEETING, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["people"].queryset = Person.objects.visible_to(user).with_current_memberships()
        fields["event"].queryset = Event.objects.visible_to(user)
        fields["organization"].queryset = Organization.objects.visible_to(user)
        fields["priorities"].queryset = Priority.objects.visible_to(user).filter(is_archived=False)
        used = priorities_used_by(user)
        options = list(fields["priorities"].queryset.order_by("position", "code"))
        fields["priorities"].choices = [(row.pk, str(row)) for row in sorted(options, key=lambda row: -used[row.pk])]
        rest = [kind for kind in InteractionKind if kind not in FIRST_KINDS]
        fields["kind"].choices = [(kind.value, kind.label) for kind in (*FIRST_KINDS, *rest)]
        fields["people"].widget.attrs["autofocus"] = not self.is_bound

    def unchecked(self) -> QuickForm:
        """The form with what was typed and no complaints: nobody has asked to save it yet."""
        self._errors = ErrorDict()
        self.cleaned_data = {}
        return self

    # --- What was typed ---------------------------------------------------------------------------------

    def clean_kind(self) -> str:
        if not self.cleaned_data["kind"]:
            raise forms.ValidationError(_("Välj ett slag av kontakt."))
        return str(self.cleaned_data["kind"])

    def clean_pasted(self) -> str:
        text = str(self.cleaned_data["pasted"])
        count = len(pasted.split(text))
        if count > pasted.MOST:
            said = _(
                "Listan har %(count)s namn, och här ryms %(most)s åt gången. Läs in den som kontaktlista i stället."
            )
            raise forms.ValidationError(said % {"count": count, "most": pasted.MOST})
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._check_pasted()
        named = data.get("people") or data.get("event") or data.get("organization") or self.rows
        if not self.errors and not named and data.get("kind") not in ALONE:
            self.add_error("people", _("Ange minst en person."))
        return data

    def _check_pasted(self) -> None:
        open_ones = [row for row in self.rows if not row.is_shown or not row.choice]
        for row in self.rows:
            if row.is_shown and not row.choice:
                row.errors.append(_("Välj vem det är, eller utelämna."))
            elif row.choice == NEW and not (row.given_name and row.family_name):
                row.errors.append(_("Ange både förnamn och efternamn."))
        if not open_ones and not any(row.errors for row in self.rows):
            return
        count = len(open_ones) or sum(bool(row.errors) for row in self.rows)
        said = ngettext("Gå igenom listan: %(n)s person återstår.", "Gå igenom listan: %(n)s personer återstår.", count)
        self.add_error("pasted", said % {"n": count})

    # --- Those pasted -----------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> list[PastedRow]:
        """Those pasted, with whom each may mean and what has been chosen of them."""
        text = str(self["pasted"].value() or "")[:20_000]
        if len(pasted.split(text)) > pasted.MOST:
            return []
        return [self._row(n, meant) for n, meant in enumerate(pasted.recognise(text, actor=self.user))]

    def _row(self, number: int, meant: Meant) -> PastedRow:
        is_shown = self.data.get(f"shown_{number}") == meant.pasted.text
        allowed = {str(person.pk) for person in meant.found} | {NEW, LEFT_OUT}
        if is_shown:
            said = self.data.get(f"who_{number}", "")
            choice = said if said in allowed else LEFT_OUT if meant.is_certain else ""
        else:
            choice = str(meant.found[0].pk) if meant.is_certain else ""
        given, family = meant.pasted.names
        return PastedRow(
            number,
            meant,
            choice,
            self._typed(f"given_{number}", given, is_shown),
            self._typed(f"family_{number}", family, is_shown),
            is_shown,
        )

    def _typed(self, name: str, suggested: str, is_shown: bool) -> str:
        return str(self.data.get(name, suggested) if is_shown else suggested).strip()[:LONGEST_NAME]

    # --- What the services want --------------------------------------------------------------------------

    @property
    def people_named(self) -> list[Person]:
        """Those chosen and those pasted who are in the register, each once."""
        chosen = [row.person for row in self.rows if row.person]
        return list(dict.fromkeys([*self.cleaned_data["people"], *chosen]))

    def content(self) -> dict[str, Any]:
        """What `services.quick.log` takes."""
        data = self.cleaned_data
        return {
            "kind": data["kind"],
            "held_on": data["when"].day,
            "held_at": data["when"].time,
            "people": self.people_named,
            "newcomers": [row.newcomer for row in self.rows if row.newcomer],
            "priorities": list(data["priorities"]),
            "summary": data["line"],
            "event": data["event"],
            "organization": data["organization"],
        }

    # --- How it is shown ---------------------------------------------------------------------------------

    @property
    def when_said(self) -> dt.date | None:
        """The day that stands in the form now, None while it cannot be read."""
        field_: Any = self.fields["when"]
        try:
            return field_.clean(self["when"].value()).day  # type: ignore[no-any-return]
        except forms.ValidationError:
            return None

    @property
    def pills(self) -> dict[str, dict[str, Any]]:
        """Of priorities and kinds: those at once, and the others, open when one of them is chosen."""
        return {name: self._parted(name) for name in ("priorities", "kind")}

    def _parted(self, name: str) -> dict[str, Any]:
        options = list(self[name])
        rest = options[PILLS:]
        return {"first": options[:PILLS], "rest": rest, "open": any(option.data["selected"] for option in rest)}
