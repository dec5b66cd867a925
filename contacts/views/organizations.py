"""Organizations: the list, one of them, adding, editing, archiving; suggestions for pickers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import permissions
from contacts.choices import OrganizationKind
from contacts.columns.person import ORGANIZATION_COLUMNS, describe_organization
from contacts.filters import OrganizationFilterSet
from contacts.forms.membership import describe_area
from contacts.forms.organization import OrganizationForm
from contacts.models import Area, Organization
from contacts.querysets import bonds, parts, tree
from contacts.services import bookmarks, members, organizations
from contacts.views.editing import Archive, DetailedEdit, parts_of_organization
from contacts.views.parts import crumbs_of, panels_of, timeline_of
from crm.common.dates import today
from crm.common.history import changes_of
from crm.common.text import row_id, sort_key
from crm.common.views import FormPage, ListPage, MemberView, get_visible

SHOWN = 20
SUGGESTED = 10


# Kinds whose seats and composition one asks of.
BODIES = {
    OrganizationKind.NETWORK,
    OrganizationKind.STEERING_GROUP,
    OrganizationKind.BOARD,
    OrganizationKind.COMMITTEE,
    OrganizationKind.ASSEMBLY,
}


def crumbs_above(organization: Organization, *, itself: bool = False) -> list[dict[str, str]]:
    """The way down to an organization: the list, and all that it is part of."""
    above = tree.lineage(organization) if organization.parent_id else []
    crumbs = [{"label": _("Organisationer"), "url": reverse("contacts:organization_list")}]
    crumbs += [{"label": one.short, "url": one.get_absolute_url()} for one in above]
    if itself:
        crumbs.append({"label": organization.short, "url": organization.get_absolute_url()})
    return crumbs


class OrganizationList(ListPage):
    columns = ORGANIZATION_COLUMNS
    default_sort = "name"
    filterset_class = OrganizationFilterSet
    template_name = "contacts/organization_list.html"
    results_template = "contacts/_results.html"
    bulk_url_name = "contacts:organization_bulk"
    bulk_model = Organization._meta.label
    counted_by = Organization

    def queryset(self) -> Any:
        return Organization.objects.visible_to(self.request.user)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Organisationer"),
            "export_url": reverse("contacts:organization_export"),
            "empty": {
                "title": _("Inga organisationer än"),
                "text": _("Här visas kommuner, regioner, myndigheter, partier, lärosäten, företag och andra."),
                "action_label": _("Ny organisation") if permissions.may_edit(self.request.user) else "",
                "action_url": reverse("contacts:organization_add"),
            },
        }


class OrganizationPage(MemberView):
    """What every page about one organization needs."""

    def organization(self, request: HttpRequest, pk: int, with_parts: bool = False) -> Organization:
        rows = Organization.objects.select_related("area__county", "parent", "subkind")
        if with_parts:
            rows = bonds.with_bonds(parts.with_parts(rows, "organization", request.user))
        return get_visible(rows, request.user, pk=pk)  # type: ignore[no-any-return]

    def frame(self, organization: Organization, tab: str) -> dict[str, Any]:
        tabs = [("organization_detail", _("Översikt")), ("organization_members", _("Personer"))]
        if organization.kind in BODIES or organization.is_own_body:
            tabs += [("composition", _("Sammansättning")), ("post_list", _("Platser"))]
        tabs += [("organization_timeline", _("Tidslinje")), ("organization_history", _("Ändringar"))]
        return {
            "title": organization.name,
            "organization": organization,
            "crumbs": crumbs_above(organization),
            "may_edit": permissions.may_edit(self.request.user),
            "tabs": [
                {
                    "label": label,
                    "url": reverse(f"contacts:{name}", args=[organization.pk]),
                    "active": tab == name.removeprefix("organization_"),
                }
                for name, label in tabs
            ],
        }


class OrganizationDetail(OrganizationPage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            organization = self.organization(request, pk, with_parts=True)
        except Http404:
            merged = Organization.objects.filter(pk=pk, merged_into__isnull=False).values_list("merged_into_id")
            if not merged:
                raise
            return HttpResponseRedirect(reverse("contacts:organization_detail", args=merged[0]))
        bookmarks.saw(subject=organization, actor=request.user)
        day = today()
        people = members.overview(organization, request.user, day, SHOWN)
        organization.held = people.held  # type: ignore[attr-defined]  # the timeline reads it
        children, children_count = members.parts_of(organization, request.user, SHOWN)
        context = {
            **self.frame(organization, "detail"),
            "details": parts.details_of(organization),
            "notes": parts.notes_of(organization),
            "tags": parts.tags_of(organization),
            "customer": bonds.customer_memberships_of(organization),
            "successions": bonds.successions_of(organization),
            "may_manage": permissions.may_manage(request.user),
            "responsibilities": bonds.responsibilities_of(organization, day),
            "current": people.current,
            "current_count": people.current_count,
            "sources": members.sources([*people.current, *people.past]),
            "past": people.past,
            "past_count": people.past_count,
            "children": children,
            "children_count": children_count,
            **timeline_of(organization, request, SHOWN),
            "panels": panels_of(organization, request),
        }
        return TemplateResponse(request, "contacts/organization_detail.html", context)


class OrganizationHistory(OrganizationPage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        organization = self.organization(request, pk)
        changes = changes_of(organization, parts_of_organization(organization))
        context = {**self.frame(organization, "history"), "changes": changes}
        return TemplateResponse(request, "contacts/history.html", context)


class OrganizationAdd(FormPage):
    form_class = OrganizationForm
    template_name = "contacts/organization_form.html"
    success_message = gettext_lazy("Organisationen är tillagd.")

    def form_kwargs(self) -> dict[str, Any]:
        asked = {"parent": self.request.GET.get("parent", ""), "kind": self.request.GET.get("kind", "")}
        if row_id(asked["parent"]) is None:
            del asked["parent"]
        return {"user": self.request.user, "initial": asked}

    def save(self, form: OrganizationForm) -> str:
        name = form.cleaned_data["name"]
        if not form.cleaned_data["is_other"] and (found := organizations.namesakes(name=name, actor=self.request.user)):
            form.ask_about(found)
            raise ValidationError(_("Det finns redan en organisation med det namnet. Är det samma?"))
        made = organizations.add(
            actor=self.request.user, details=form.details.details, tags=form.cleaned_data["tags"], **form.values
        )
        return made.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Ny organisation"),
            "crumbs": [{"label": _("Organisationer"), "url": reverse("contacts:organization_list")}],
            "cancel_url": reverse("contacts:organization_list"),
        }


class OrganizationEdit(DetailedEdit):
    form_class = OrganizationForm
    template_name = "contacts/organization_form.html"
    success_message = gettext_lazy("Ändringarna är sparade.")

    def form_kwargs(self) -> dict[str, Any]:
        self.organization = self.fetch(Organization.objects)
        return {"instance": self.organization, "user": self.request.user}

    def save(self, form: OrganizationForm) -> str:
        self.refuse_merged()
        organization = organizations.edit(
            organization=self.organization,
            version=form.cleaned_data["version"],
            since=form.since,
            details=form.details.details,
            tags=form.cleaned_data["tags"],
            actor=self.request.user,
            **form.values,
        )
        return organization.get_absolute_url()

    def parts(self, obj: Any) -> list[Any]:
        return parts_of_organization(obj)

    def extra_context(self) -> dict[str, Any]:
        organization = Organization.objects.get(pk=self.organization.pk)
        return {
            "title": _("Redigera %(name)s") % {"name": organization.name},
            "object": organization,
            "crumbs": crumbs_of(organization),
            "cancel_url": organization.get_absolute_url(),
        }


class OrganizationArchive(Archive):
    model = Organization
    service = organizations
    archived = gettext_lazy("Organisationen är arkiverad.")
    restored = gettext_lazy("Organisationen är återställd.")


class OrganizationSuggest(MemberView):
    """Type-ahead over organizations that are not archived: GET ?q=… → {"results": […]}."""

    def get(self, request: HttpRequest) -> JsonResponse:
        rows = Organization.objects.visible_to(request.user).pickable()
        if kind := request.GET.get("kind"):
            rows = rows.filter(kind=kind)
        asked = request.GET.get("q", "").strip()
        if asked:
            found = rows.suggested(asked, SUGGESTED)
        else:
            seen = [s.pk for s in bookmarks.recent_of(request.user, bookmarks.KEPT) if isinstance(s, Organization)]
            recent = rows.select_related("area", "parent").in_bulk(seen[:SUGGESTED])
            found = [recent[pk] for pk in seen if pk in recent]
        return JsonResponse({"results": [{"id": o.pk, **describe_organization(o)} for o in found]})


class AreaSuggest(MemberView):
    """Type-ahead over counties, municipalities and constituencies, those that begin so first."""

    def get(self, request: HttpRequest) -> JsonResponse:
        key = sort_key(request.GET.get("q", ""))
        areas = Area.objects.select_related("county")
        if kind := request.GET.get("kind"):
            areas = areas.filter(kind=kind)
        begin = list(areas.filter(sort_key__startswith=key).order_by("sort_key", "kind")[:SUGGESTED]) if key else []
        if key and len(begin) < SUGGESTED:
            inside = areas.filter(sort_key__contains=key).exclude(pk__in=[a.pk for a in begin])
            begin += inside.order_by("sort_key", "kind")[: SUGGESTED - len(begin)]
        return JsonResponse({"results": [{"id": area.pk, **describe_area(area)} for area in begin]})
