"""Pairs that may be one, for colleagues to decide; and who is there already, while a name is typed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts import jobs
from contacts.choices import PairState
from contacts.columns.person import describe_organization, describe_person
from contacts.models import Organization, OrganizationPair, Person, PersonPair
from contacts.services import duplicates
from contacts.services.duplicate_evidence import CERTAIN
from contacts.services.duplicate_reasons import said
from crm.common import progress
from crm.common.permissions import Role
from crm.common.views import PAGE_SIZE, MemberView

KINDS: dict[str, Any] = {"personer": PersonPair, "organisationer": OrganizationPair}
NOUNS = {"personer": "person", "organisationer": "organization"}


class DuplicateList(MemberView):
    """Open pairs, the likeliest first; with `?visa=avgjorda` those that are not the same, to take back."""

    role = Role.EDITOR

    def get(self, request: HttpRequest) -> HttpResponse:
        kind = request.GET.get("slag", "")
        kind = kind if kind in KINDS else "personer"
        is_decided = request.GET.get("visa") == "avgjorda"
        state = PairState.DIFFERENT if is_decided else PairState.OPEN
        pairs = _living(KINDS[kind].objects.filter(state=state))
        order = ["-decided_at", "pk"] if is_decided else ["-score", "pk"]
        page = Paginator(pairs.select_related("decided_by").order_by(*order), PAGE_SIZE).get_page(
            request.GET.get("sida")
        )
        context = {
            "title": _("Dubbletter"),
            "is_decided": is_decided,
            "tabs": _tabs(kind, is_decided),
            "page_obj": page,
            "rows": _rows(kind, list(page.object_list)),
            "progress": progress.of(jobs.DUPLICATES),
        }
        is_partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
        template = "contacts/_duplicates.html" if is_partial else "contacts/duplicate_list.html"
        return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})


class DuplicateScan(MemberView):
    """Look for duplicates now, in the background."""

    role = Role.EDITOR

    def post(self, request: HttpRequest) -> HttpResponse:
        if jobs.start_scan(actor=request.user):  # type: ignore[arg-type]
            messages.info(request, _("Genomsökningen har börjat."))
        return redirect("contacts:duplicate_list")


class PairDecide(MemberView):
    """'Inte samma', or taking that back."""

    role = Role.EDITOR
    kind = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        pair = get_object_or_404(KINDS[self.kind].objects.select_related("first", "second"), pk=pk)
        again = "again" in request.POST
        duplicates.decide(pair=pair, is_same=None if again else False, actor=request.user)  # type: ignore[arg-type]
        if again:
            messages.success(request, _("Paret visas igen bland dem att avgöra."))
        else:
            messages.success(
                request,
                _("%(first)s och %(second)s är inte samma. Frågan ställs inte igen.")
                % {"first": pair.first, "second": pair.second},
            )
        view = "&visa=avgjorda" if again else ""
        return HttpResponseRedirect(f"{reverse('contacts:duplicate_list')}?slag={self.kind}{view}")


class PersonPairDecide(PairDecide):
    kind = "personer"


class OrganizationPairDecide(PairDecide):
    kind = "organisationer"


class PersonAlike(MemberView):
    """Under the name fields of a new person: those who are there already. It blocks nothing."""

    role = Role.EDITOR

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = {name: request.GET.get(name, "")[:100] for name in ("given_name", "family_name")}
        found = duplicates.alike_people(**typed, actor=request.user)  # type: ignore[arg-type]
        return _alike(request, [(p, describe_person(p)["detail"]) for p in found])


class OrganizationAlike(MemberView):
    """Under the name of a new organization: those that are there already."""

    role = Role.EDITOR

    def get(self, request: HttpRequest) -> HttpResponse:
        found = duplicates.alike_organizations(name=request.GET.get("name", "")[:200], actor=request.user)  # type: ignore[arg-type]
        return _alike(request, [(o, describe_organization(o)["detail"]) for o in found])


def _alike(request: HttpRequest, found: list[tuple[Any, str]]) -> HttpResponse:
    return TemplateResponse(request, "contacts/_alike.html", {"alike": found})


def _tabs(kind: str, is_decided: bool) -> list[dict[str, Any]]:
    tabs = []
    for name, label in (("personer", _("Personer")), ("organisationer", _("Organisationer"))):
        count = _living(KINDS[name].objects.filter(state=PairState.OPEN)).count()
        is_active = kind == name and not is_decided
        tabs.append({"label": label, "count": count, "url": f"?slag={name}", "active": is_active})
    return [*tabs, {"label": _("Inte samma"), "url": f"?slag={kind}&visa=avgjorda", "active": is_decided}]


def _living(pairs: Any) -> Any:
    """Pairs of which neither has been merged away since."""
    return pairs.filter(first__merged_into=None, second__merged_into=None)


def _rows(kind: str, pairs: list[Any]) -> list[dict[str, Any]]:
    ids = {pk for pair in pairs for pk in (pair.first_id, pair.second_id)}
    shown = _people(ids) if kind == "personer" else _organizations(ids)
    noun = NOUNS[kind]
    return [
        {
            "pair": pair,
            "sides": [shown[pair.first_id], shown[pair.second_id]],
            "reasons": [said(reason) for reason in pair.reasons],
            "is_certain": pair.score >= CERTAIN,
            "merge_url": f"{reverse(f'contacts:{noun}_merge', args=[pair.first_id])}?med={pair.second_id}",
            "decide_url": reverse(f"contacts:{noun}_pair", args=[pair.pk]),
        }
        for pair in pairs
    ]


def _people(ids: set[int]) -> dict[int, tuple[Any, str]]:
    rows = Person.objects.filter(pk__in=ids).with_current_memberships()
    return {p.pk: (p, describe_person(p)["detail"]) for p in rows}


def _organizations(ids: set[int]) -> dict[int, tuple[Any, str]]:
    rows = Organization.objects.filter(pk__in=ids).select_related("area", "parent")
    return {o.pk: (o, describe_organization(o)["detail"]) for o in rows}
