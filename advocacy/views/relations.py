"""The relations within a group: a picture, and the same as a table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from advocacy.services.relations import Relations
from advocacy.views.relation_picture import draw
from contacts.models import Organization
from crm.common.dates import today
from crm.common.views import MemberView, get_visible


class OrganizationRelations(MemberView):
    """Who of us knows whom in the group, what its members are to each other, and where else they meet."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        organization = get_visible(Organization.objects.all(), request.user, pk=pk)
        relations = Relations(organization, today(), reader=request.user)
        context = {
            "title": _("Relationer i %(group)s") % {"group": organization.short},
            "crumbs": [
                {"label": _("Organisationer"), "url": reverse("contacts:organization_list")},
                {"label": organization.short, "url": organization.get_absolute_url()},
            ],
            "organization": organization,
            "relations": relations,
            "picture": draw(relations) if relations.members else None,
            "day": relations.day,
        }
        return TemplateResponse(request, "advocacy/organization_relations.html", context)
