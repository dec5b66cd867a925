"""Organizations as a tree that opens branch by branch, and moving one to another place in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import permissions
from contacts.choices import OrganizationKind
from contacts.forms.organization_tree import MoveForm
from contacts.models import Organization
from contacts.querysets import tree
from contacts.services import organizations
from contacts.views.organizations import crumbs_above
from crm.common.dates import today
from crm.common.text import row_id
from crm.common.views import FormPage, MemberView, get_visible

BRANCH = 100
FEW = 3


@dataclass
class Node:
    """An organization in the tree. `branch` is filled when it is shown open."""

    organization: Any
    people: int
    branch: Branch | None = None
    is_marked: bool = False

    @property
    def url(self) -> str:
        return reverse("contacts:organization_branch", args=[self.organization.pk])


@dataclass
class Branch:
    """What lies directly under something, as far as it is shown; `more_url` fetches the rest."""

    nodes: list[Node] = field(default_factory=list)
    more_url: str = ""
    left: int = 0


@dataclass
class KindNode:
    """All organizations of a kind that are part of no other."""

    kind: str
    label: str
    number: int
    branch: Branch | None = None

    @property
    def url(self) -> str:
        return reverse("contacts:organization_roots", args=[self.kind])


class TreePage(MemberView):
    """Reads branches of the tree: a level costs two queries, whatever its width."""

    def visible(self) -> Any:
        return Organization.objects.visible_to(self.request.user).filter(is_archived=False)

    def roots(self, kind: str) -> Any:
        return self.visible().filter(parent__isnull=True, kind=kind)

    def part(self, rows: Any) -> HttpResponse:
        """A branch alone: the inside of a list, for htmx. `?from=` goes on where another ended."""
        start = row_id(self.request.GET.get("from", "0")) or 0
        context = {"branch": self.branch(rows, self.request.path, start)}
        return TemplateResponse(self.request, "contacts/_organization_branch.html", context)

    def branch(self, rows: Any, url: str, start: int = 0, keep: int | None = None) -> Branch:
        """The nodes from `start`; the one with id `keep` is among them, however far down it stands."""
        ordered = tree.with_children_count(rows.select_related("area")).order_by("sort_key", "pk")
        found = list(ordered[start : start + BRANCH + 1])
        has_more = len(found) > BRANCH
        found = found[:BRANCH]
        if keep is not None and keep not in {one.pk for one in found}:
            found += list(ordered.filter(pk=keep))
        people = tree.people_under([one.pk for one in found], today())
        branch = Branch([Node(one, people.get(one.pk, 0)) for one in found])
        if has_more:
            branch.more_url = f"{url}?from={start + BRANCH}"
            branch.left = rows.count() - start - BRANCH
        return branch


class OrganizationTree(TreePage):
    """The whole tree, closed; with `?show=<id>` open down to one organization, which is marked."""

    def get(self, request: HttpRequest) -> HttpResponse:
        roots = self.visible().filter(parent__isnull=True)
        kinds = [
            KindNode(kind, str(OrganizationKind(kind).label), number)
            for kind, number in roots.order_by().values_list("kind").annotate(Count("pk"))
        ]
        kinds.sort(key=lambda node: list(OrganizationKind.values).index(node.kind))
        self.open_small(kinds)
        wanted = row_id(request.GET.get("show", ""))
        shown = self.visible().filter(pk=wanted).first() if wanted else None
        if shown:
            self.open_path(kinds, shown)
        context = {
            "title": _("Organisationer som träd"),
            "crumbs": [{"label": _("Organisationer"), "url": reverse("contacts:organization_list")}],
            "kinds": kinds,
            "shown": shown,
        }
        return TemplateResponse(request, "contacts/organization_tree.html", context)

    def open_small(self, kinds: list[KindNode]) -> None:
        """A kind with only a few on top stands open: one step less on the way down. All of them in one branch."""
        small = {node.kind: node for node in kinds if node.number <= FEW}
        rows = self.visible().filter(parent__isnull=True, kind__in=small)
        for found in self.branch(rows, "").nodes:
            node = small[found.organization.kind]
            node.branch = node.branch or Branch()
            node.branch.nodes.append(found)

    def open_path(self, kinds: list[KindNode], shown: Organization) -> None:
        """Open every branch between the top and `shown`."""
        path = [*tree.lineage(shown), shown]
        holder: Any = next((node for node in kinds if node.kind == path[0].kind), None)
        rows = self.roots(path[0].kind)
        for one in path:
            if holder is None:
                return
            holder.branch = self.branch(rows, holder.url, keep=one.pk)
            holder = next((node for node in holder.branch.nodes if node.organization.pk == one.pk), None)
            rows = self.visible().filter(parent=one.pk)
        if holder is not None:
            holder.is_marked = True


class OrganizationRoots(TreePage):
    """Those of a kind that are part of no other."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        if kind not in OrganizationKind.values:
            raise Http404(_("Sidan finns inte."))
        return self.part(self.roots(kind))


class OrganizationBranch(TreePage):
    """What lies directly under an organization."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        above = get_visible(Organization.objects, request.user, pk=pk)
        return self.part(self.visible().filter(parent=above))


class OrganizationMove(FormPage):
    """Put an organization, with all that is part of it, under another."""

    form_class = MoveForm
    template_name = "contacts/organization_move.html"
    success_message = gettext_lazy("Organisationen är flyttad.")

    def form_kwargs(self) -> dict[str, Any]:
        self.organization = get_visible(Organization.objects, self.request.user, pk=self.kwargs["pk"])
        return {"user": self.request.user, "organization": self.organization}

    def save(self, form: MoveForm) -> str:
        moved = organizations.move(
            organization=self.organization,
            parent=form.cleaned_data["parent"],
            version=form.cleaned_data["version"],
            actor=self.request.user,
        )
        return f"{reverse('contacts:organization_tree')}?show={moved.pk}"

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Flytta %(name)s") % {"name": self.organization.name},
            "object": self.organization,
            "submit_label": _("Flytta"),
            "may_edit": permissions.may_edit(self.request.user),
            "crumbs": crumbs_above(self.organization, itself=True),
            "cancel_url": self.organization.get_absolute_url(),
        }
