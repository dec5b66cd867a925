"""Everybody with a role in an organization: on a day, or earlier; by role or party; with what lies under it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.forms.organization_tree import MembersForm
from contacts.models import Organization
from contacts.querysets.post import vacant_since
from contacts.services import members, terms
from contacts.views.organizations import OrganizationPage
from crm.common.dates import active_q, today

LISTED = ("party", "side")  # what the list of people can be narrowed by in the same way


def list_url(organization: Organization, under: bool, day: dt.date) -> str:
    """The list of people with the same roles: to filter further, act on and export."""
    query: dict[str, Any] = {"organization": organization.pk}
    if under:
        query["below"] = "on"
    if day != today():
        query["day"] = day.isoformat()
    return f"{reverse('contacts:person_list')}?{urlencode(query)}"


class OrganizationMembers(OrganizationPage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        organization = self.organization(request, pk)
        form = MembersForm.of(request.GET)
        day, under, past = form.chosen, bool(form.said("under")), form.said("when") == "past"
        held = members.roles(organization, request.user, under=under)
        held = held.filter(ends_on__lt=day) if past else held.filter(active_q(day))
        shown = members.for_page(held)
        vacant = [] if past else list(members.vacant_seats(organization, day))
        for post in vacant:
            post.vacant_since = vacant_since(post)
        is_by_party = form.said("group") == "party"
        shares = members.breakdown(held)
        turn = [] if past else terms.turn_around(organization, day)
        context = {
            **self.frame(organization, "members"),
            "form": form,
            "day": day,
            "is_today": day == today(),
            "turns": [{**said, "url": self.url_on(request, said["day"])} for said in turn],
            "under": under,
            "past": past,
            "groups": members.by_party(shown) if is_by_party else members.by_role(shown, vacant),
            "is_by_party": is_by_party,
            "vacant": vacant,
            "people": sum(share.number for share in shares["gender"]),
            "sources": members.sources(shown),
            "is_cut": len(shown) >= members.SHOWN,
            "breakdown": self.cards(shares, "" if past else list_url(organization, under, day)),
            "list_url": "" if past else list_url(organization, under, day),
        }
        return TemplateResponse(request, "contacts/organization_members.html", context)

    def url_on(self, request: HttpRequest, day: dt.date) -> str:
        """The same page on another day."""
        query = request.GET.copy()
        query["day"] = day.isoformat()
        return f"?{query.urlencode()}"

    def cards(self, shares: dict[str, list[members.Share]], url: str) -> list[dict[str, Any]]:
        """Those that tell something: not one group alone that says nothing. `url` is the list that they narrow."""
        titles = {
            "party": _("Per parti"),
            "side": _("Majoritet och opposition"),
            "gender": _("Per kön"),
            "county": _("Per län"),
        }
        narrowed = LISTED if url else ()
        return [
            {
                "title": titles[name],
                "shares": [
                    {
                        "share": share,
                        "url": f"{url}&{name}={share.code}" if name in narrowed and share.code else "",
                    }
                    for share in found
                ],
                "most": max(share.number for share in found),
            }
            for name, found in shares.items()
            if any(share.code for share in found)
        ]
