from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Repeat
from advocacy.models import Commitment, Decision, Interaction, Priority, Task
from contacts.columns.person import describe_person
from contacts.models import Person
from crm.common.widgets import Combobox, DateInput
from crm.models import User


class TaskForm(forms.Form):
    """Something to do."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    interaction = forms.ModelChoiceField(Interaction.objects.none(), required=False, widget=forms.HiddenInput)
    commitment = forms.ModelChoiceField(Commitment.objects.none(), required=False, widget=forms.HiddenInput)
    decision = forms.ModelChoiceField(Decision.objects.none(), required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Vad ska göras?"), max_length=200)
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Vem gör det?"), empty_label=None, help_text=_("Hamnar i Att göra hos kollegan.")
    )
    due_on = forms.DateField(label=_("Senast"), required=False, widget=DateInput)
    remind_on = forms.DateField(
        label=_("Påminn"),
        required=False,
        widget=DateInput,
        help_text=_("Från den dagen står uppgiften överst i Idag och i det dagliga brevet."),
    )
    repeat = forms.ChoiceField(
        label=_("Upprepas"),
        required=False,
        choices=Repeat.choices,
        help_text=_("När uppgiften är klar kommer nästa av sig själv."),
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Gäller person"),
        required=False,
        widget=Combobox("contacts:person_suggest", describe=describe_person),
    )
    priority = forms.ModelChoiceField(
        Priority.objects.none(), label=_("Gäller sakfråga"), required=False, empty_label=_("Ingen")
    )

    def __init__(self, *args: Any, user: User, task: Task | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"owner": user.pk}
        if task:
            initial = {name: getattr(task, name) for name in ("version", "title", "due_on", "remind_on", "repeat")}
            related = ("owner", "interaction", "person", "priority", "commitment", "decision")
            initial |= {name: getattr(task, f"{name}_id") for name in related}
        kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["version"].required = task is not None
        colleagues = User.objects.colleagues()
        kept = User.objects.filter(pk=task.owner_id) if task else User.objects.none()
        fields["owner"].queryset = colleagues | kept.distinct()
        fields["interaction"].queryset = Interaction.objects.visible_to(user)
        fields["commitment"].queryset = Commitment.objects.visible_to(user)
        fields["decision"].queryset = Decision.objects.visible_to(user)
        fields["person"].queryset = Person.objects.visible_to(user).with_current_memberships()
        fields["priority"].queryset = Priority.objects.visible_to(user).filter(is_archived=False)
        if task and task.priority_id:
            fields["priority"].queryset |= Priority.objects.filter(pk=task.priority_id)

    def content(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
