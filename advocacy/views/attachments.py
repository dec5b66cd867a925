"""The files of a contact: given to those who may read the contact, taken away by those who may change it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from advocacy.models import Interaction, InteractionAttachment
from advocacy.services import interaction_parts
from crm.common import attachments
from crm.common.messages import done
from crm.common.permissions import Role
from crm.common.views import MemberView, get_visible


def link_of(user: Any, pk: int, file: int) -> InteractionAttachment:
    """The file of a contact that the user may read; asked each time."""
    interaction = get_visible(Interaction.objects.all(), user, pk=pk)
    rows = InteractionAttachment.objects.select_related("attachment", "interaction")
    return get_object_or_404(rows, interaction=interaction, pk=file)


class InteractionFile(MemberView):
    """A file to save, never to show."""

    def get(self, request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
        return attachments.response(link_of(request.user, pk, file).attachment)


class InteractionFileRemove(MemberView):
    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int, file: int) -> HttpResponse:
        link = link_of(request.user, pk, file)
        done(request, interaction_parts.detach(actor=request.user, link=link))
        return HttpResponseRedirect(link.interaction.get_absolute_url())
