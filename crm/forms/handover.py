"""Who hands over to whom, from which day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.common.dates import today
from crm.common.permissions import Role, can
from crm.common.widgets import DateInput
from crm.models import User


class HandoverForm(forms.Form):
    """Managers choose whose it is, all others hand over their own."""

    giver = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Vem lämnar över?"), empty_label=None)
    receiver = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Till vem?"),
        empty_label=gettext_lazy("Välj en kollega"),
        help_text=gettext_lazy("Den som tar över får veta det under Aviseringar."),
    )
    day = forms.DateField(
        label=gettext_lazy("Från och med"),
        widget=DateInput,
        help_text=gettext_lazy("Planerade kontakter och bemanning före den dagen ligger kvar. Annat byter ägare nu."),
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        givers = User.objects.people() if can(actor, Role.MANAGER) else User.objects.filter(pk=actor.pk)
        self.fields["giver"].queryset = givers.order_by("name", "pk")  # type: ignore[attr-defined]
        editors = [role.value for role in Role if role != Role.READER]
        receivers = User.objects.colleagues().filter(groups__name__in=editors)
        self.fields["receiver"].queryset = receivers.order_by("name", "pk")  # type: ignore[attr-defined]
        self.initial |= {"giver": self.initial.get("giver") or actor.pk, "day": today()}

    def clean_receiver(self) -> User:
        receiver: User = self.cleaned_data["receiver"]
        if receiver == self.cleaned_data.get("giver"):
            raise ValidationError(_("Välj en annan kollega än den som lämnar över."))
        return receiver
