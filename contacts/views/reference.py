"""Reference data: what staff keep in order so that all else can be chosen from it. Readers see, managers change."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import permissions
from contacts.choices import AreaKind, OrganizationKind
from contacts.models import (
    Area,
    Organization,
    OrganizationSubkind,
    OrganizationSuccession,
    OrganizationTag,
    Party,
    PersonTag,
    Responsibility,
    Tag,
    Term,
)
from crm.common import extensions
from crm.common.dates import active_q, today
from crm.common.permissions import Role
from crm.common.text import sort_key
from crm.common.views import FormPage, MemberView

TABS = [
    ("tag", gettext_lazy("Etiketter"), "contacts:tag_list"),
    ("kind", gettext_lazy("Slag"), "contacts:kind_list"),
    ("party", gettext_lazy("Partier"), "contacts:party_list"),
    ("committee", gettext_lazy("Utskott"), "contacts:committee_list"),
    ("ministry", gettext_lazy("Departement"), "contacts:ministry_list"),
    ("area", gettext_lazy("Kommuner"), "contacts:area_list"),
    ("responsibility", gettext_lazy("Ansvarsområden"), "contacts:responsibility_list"),
    ("term", gettext_lazy("Mandatperioder"), "contacts:term_list"),
]


def all_tabs() -> list[tuple[str, Any, str]]:
    """The register's own, and those that other apps keep."""
    return [*TABS, *((tab.name, tab.label, tab.url_name) for tab in extensions.reference_tabs)]


class ReferenceList(MemberView):
    """A page of one sort of reference data, with tabs to the others."""

    tab = ""
    template_name = ""
    title: Any = ""

    def rows(self) -> dict[str, Any]:
        raise NotImplementedError

    def get(self, request: HttpRequest) -> HttpResponse:
        tabs = [{"label": label, "url": reverse(url), "active": name == self.tab} for name, label, url in all_tabs()]
        context = {
            "title": _("Stamdata"),
            "tabs": tabs,
            "heading": self.title,
            "may_manage": permissions.may_manage(request.user),
            **self.rows(),
        }
        return TemplateResponse(request, self.template_name, context)


class TagList(ReferenceList):
    tab = "tag"
    title = gettext_lazy("Etiketter")
    template_name = "contacts/tag_list.html"

    def rows(self) -> dict[str, Any]:
        # Counted apart: joined, every person would meet every organization of the tag.
        people = dict(PersonTag.objects.order_by().values_list("tag").annotate(Count("pk")))
        bodies = dict(OrganizationTag.objects.order_by().values_list("tag").annotate(Count("pk")))
        tags = list(Tag.objects.all())
        for tag in tags:
            tag.people, tag.bodies = people.get(tag.pk, 0), bodies.get(tag.pk, 0)  # type: ignore[attr-defined]
        return {"rows": sorted(tags, key=lambda tag: sort_key(tag.name))}


class KindList(ReferenceList):
    """The fixed kinds, how many there are of each, and staff's own subkinds beneath."""

    tab = "kind"
    title = gettext_lazy("Slag av organisationer")
    template_name = "contacts/kind_list.html"

    def rows(self) -> dict[str, Any]:
        seen = Organization.objects.visible_to(self.request.user).order_by()
        counts = dict(seen.values_list("kind").annotate(Count("pk")))
        subkinds: dict[str, list[OrganizationSubkind]] = {}
        for subkind in OrganizationSubkind.objects.annotate(count=Count("organizations")):
            subkinds.setdefault(subkind.kind, []).append(subkind)
        kinds = [
            {
                "value": kind.value,
                "label": kind.label,
                "count": counts.get(kind.value, 0),
                "subkinds": subkinds.get(kind),
            }
            for kind in OrganizationKind
        ]
        return {"rows": kinds}


class PartyList(ReferenceList):
    tab = "party"
    title = gettext_lazy("Partier")
    template_name = "contacts/party_list.html"

    def rows(self) -> dict[str, Any]:
        now = Q(memberships__struck_at__isnull=True) & active_q(today(), "memberships__")
        held = Count("memberships", filter=now, distinct=True)
        return {"rows": Party.objects.annotate(held=held).prefetch_related("aliases")}


class BodyList(ReferenceList):
    """Organizations of one kind that are renamed and reorganised: committees, ministries."""

    kind = ""
    template_name = "contacts/body_list.html"

    def rows(self) -> dict[str, Any]:
        bodies = Organization.objects.visible_to(self.request.user).filter(kind=self.kind)
        found = list(bodies.with_member_count().order_by("sort_key"))
        links = OrganizationSuccession.objects.filter(successor__in=found).select_related("predecessor")
        before: dict[int, list[OrganizationSuccession]] = {}
        for link in links:
            before.setdefault(link.successor_id, []).append(link)
        for body in found:
            body.before = before.get(body.pk, [])  # type: ignore[attr-defined]
        day = today()
        return {
            "kind": self.kind,
            "rows": [body for body in found if body.ends_on is None or body.ends_on >= day],
            "gone": [body for body in found if body.ends_on and body.ends_on < day],
        }


class CommitteeList(BodyList):
    tab, kind = "committee", OrganizationKind.COMMITTEE
    title = gettext_lazy("Utskott")


class MinistryList(BodyList):
    tab, kind = "ministry", OrganizationKind.MINISTRY
    title = gettext_lazy("Departement")


class AreaList(ReferenceList):
    """Municipalities by county; those that became part of another told apart."""

    tab = "area"
    title = gettext_lazy("Län och kommuner")
    template_name = "contacts/area_list.html"

    def rows(self) -> dict[str, Any]:
        areas = list(Area.objects.filter(kind__in=(AreaKind.COUNTY, AreaKind.MUNICIPALITY)).select_related("successor"))
        counties = [area for area in areas if area.kind == AreaKind.COUNTY]
        within: dict[int, list[Area]] = {}
        for area in areas:
            if area.kind == AreaKind.MUNICIPALITY and area.county_id:
                within.setdefault(area.county_id, []).append(area)
        return {"rows": [{"county": county, "areas": within.get(county.pk, [])} for county in counties]}


class ResponsibilityList(ReferenceList):
    tab = "responsibility"
    title = gettext_lazy("Ansvarsområden")
    template_name = "contacts/responsibility_list.html"

    def rows(self) -> dict[str, Any]:
        fields = list(Responsibility.objects.prefetch_related("organizations__organization"))
        day = today()
        for field in fields:
            links = sorted(field.organizations.all(), key=lambda link: str(link.starts_on or ""), reverse=True)
            field.now = [link for link in links if link.holds_on(day)]  # type: ignore[attr-defined]
            field.later = [link for link in links if link.starts_on and link.starts_on > day]  # type: ignore[attr-defined]
            field.past = [link for link in links if link.ends_on and link.ends_on < day]  # type: ignore[attr-defined]
        return {"rows": fields}


class TermList(ReferenceList):
    tab = "term"
    title = gettext_lazy("Mandatperioder")
    template_name = "contacts/term_list.html"

    def rows(self) -> dict[str, Any]:
        return {"rows": Term.objects.select_related("organization").annotate(held=Count("memberships"))}


class ReferenceForm(FormPage):
    """A form of one row, new (no `pk` in the address) or not. Managers only."""

    role = Role.MANAGER
    template_name = "contacts/reference_form.html"
    model: Any = None
    list_name = ""
    new_title: Any = ""
    needs_user = False

    def form_kwargs(self) -> dict[str, Any]:
        pk = self.kwargs.get("pk")
        self.row = get_object_or_404(self.model, pk=pk) if pk else None
        kwargs = {"user": self.request.user} if self.needs_user else {}
        return {**kwargs, "instance": self.row} if self.row else kwargs

    def extra_context(self) -> dict[str, Any]:
        fresh = self.model.objects.get(pk=self.row.pk) if self.row else None
        return {
            "title": str(fresh) if fresh else self.new_title,
            "row": fresh,
            "crumbs": crumbs(self.list_name),
            "cancel_url": reverse(self.list_name),
        }


class ReferenceRemove(MemberView):
    """Asks before a row is removed; tells why it cannot be."""

    role = Role.MANAGER
    model: Any = None
    list_name = ""
    removed: Any = gettext_lazy("Borttaget.")

    def remove(self, row: Any) -> None:
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(get_object_or_404(self.model, pk=pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(self.model, pk=pk)
        try:
            self.remove(row)
        except ValidationError as error:
            return self.show(row, " ".join(error.messages))
        messages.success(request, self.removed)
        return HttpResponseRedirect(reverse(self.list_name))

    def show(self, row: Any, problem: str = "") -> HttpResponse:
        context = {
            "title": _("Ta bort %(name)s") % {"name": row},
            "question": _("Det går bara om ingenting använder det."),
            "problem": problem,
            "submit_label": _("Ta bort"),
            "danger": True,
            "crumbs": crumbs(self.list_name),
            "cancel_url": reverse(self.list_name),
        }
        return TemplateResponse(self.request, "contacts/part_remove.html", context, status=422 if problem else 200)


def crumbs(list_name: str) -> list[dict[str, Any]]:
    label = next(label for _name, label, url in all_tabs() if url == list_name)
    return [{"label": _("Stamdata"), "url": reverse("contacts:reference")}, {"label": label, "url": reverse(list_name)}]
