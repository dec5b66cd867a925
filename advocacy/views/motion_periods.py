"""Motion periods: all see them, managers keep them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.forms.motion_period import MotionPeriodForm
from advocacy.models import Interaction, MotionPeriod
from advocacy.services import motion_periods
from crm.common.permissions import Role, can
from crm.common.views import FormPage, MemberView

LIST = "advocacy:motion_period_list"


class MotionPeriodList(MemberView):
    def get(self, request: HttpRequest) -> HttpResponse:
        seen = Interaction.objects.visible_to(request.user).filter(facts__motion_period__isnull=False).order_by()
        context = {
            "title": _("Allmänna motionstider"),
            "rows": MotionPeriod.objects.all(),
            "support": dict(seen.values_list("facts__motion_period").annotate(Count("pk"))),
            "may_manage": can(request.user, Role.MANAGER),
        }
        return TemplateResponse(request, "advocacy/motion_period_list.html", context)


class MotionPeriodEdit(FormPage):
    """A new one (no `pk` in the address), or another day of one."""

    role = Role.MANAGER
    form_class = MotionPeriodForm
    template_name = "advocacy/motion_period_form.html"
    success_message = gettext_lazy("Motionstiden är sparad.")

    def form_kwargs(self) -> dict[str, Any]:
        pk = self.kwargs.get("pk")
        self.row = get_object_or_404(MotionPeriod, pk=pk) if pk else None
        return {"instance": self.row} if self.row else {}

    def save(self, form: MotionPeriodForm) -> str:
        if self.row:
            period = MotionPeriod.objects.get(pk=self.row.pk)
            version = form.cleaned_data["version"]
            motion_periods.edit(actor=self.request.user, period=period, version=version, **form.values)
        else:
            motion_periods.add(actor=self.request.user, **form.values)
        return reverse(LIST)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Motionstid %(session)s") % {"session": self.row} if self.row else _("Ny motionstid"),
            "cancel_url": reverse(LIST),
            "crumbs": [{"label": _("Allmänna motionstider"), "url": reverse(LIST)}],
        }
