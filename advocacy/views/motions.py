"""Motions: one of them, with what became of each of its proposals."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from advocacy.models import Motion
from advocacy.views.motion_page import page_parts
from crm.common.views import MemberView, get_visible


class MotionDetail(MemberView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        motion = get_visible(Motion.objects.select_related("committee"), request.user, pk=pk)
        proposals = list(motion.proposals.select_related("report").order_by("position"))
        context = {
            "title": motion.title,
            "motion": motion,
            "proposals": proposals,
            **page_parts(motion, proposals, request.user),
        }
        return TemplateResponse(request, "advocacy/motion_detail.html", context)
