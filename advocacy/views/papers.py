"""Board papers: the list, making one, its page and chapters, approving it, the next one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy import jobs_papers
from advocacy.columns.paper import PAPER_COLUMNS, period_of, state_badge
from advocacy.exports.paper_files import FORMATS
from advocacy.filters.paper import PaperFilterSet
from advocacy.forms.paper import LinkForm, PaperForm
from advocacy.models import BoardPaper, PaperComment, PaperGoal, PaperLink, Plan
from advocacy.services import paper_content, paper_freezing, papers
from advocacy.views.changes import summed_up
from advocacy.views.paper_shown import (
    Content,
    overview_of,
    overview_of_plan,
    shown_chapter,
    shown_section,
    shown_wordings,
    titled,
)
from advocacy.views.paper_ways import Ways, kept_activity, outcomes_there, ways, ways_of_activity
from crm.common.dates import today
from crm.common.history import Change, changes_of, changes_since
from crm.common.permissions import Role
from crm.common.text import row_id
from crm.common.views import FormPage, ListPage, MemberView, get_visible
from crm.common.writes import Conflict

LIST = "advocacy:paper_list"
SHORT = 60
TEXT_LABELS = {
    "summary": gettext_lazy("Vad som har ändrats"),
    "needs": gettext_lazy("Vad vi behöver av styrelsen"),
    "proposal": gettext_lazy("Förslag till beslut"),
}


def crumbs(paper: BoardPaper | None = None) -> list[dict[str, str]]:
    """The way to the list, or on to one of its papers."""
    found = [{"label": _("Styrelseunderlag"), "url": reverse(LIST)}]
    if paper:
        found.append({"label": paper.title, "url": paper.get_absolute_url()})
    return found


class PaperList(ListPage):
    columns = PAPER_COLUMNS
    default_sort = "-meeting_on"
    filterset_class = PaperFilterSet
    template_name = "advocacy/paper_list.html"

    def queryset(self) -> Any:
        return BoardPaper.objects.visible_to(self.request.user)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Styrelseunderlag"),
            "empty": {
                "title": _("Inga underlag här"),
                "text": _("Här visas det som styrelsen har fått och ska få: siffror, läge och förslag till beslut."),
            },
        }


class AboutPaper(MemberView):
    """A page about the paper that the address names."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.paper: BoardPaper = get_visible(BoardPaper.objects.for_list(), request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def subjects(self) -> list[paper_content.Subject]:
        """What the chapters of the paper are about."""
        return paper_content.subjects(self.paper)

    def subject(self, place: int) -> paper_content.Subject:
        """The plan (0) or one of the goals, in order."""
        if place >= len(self.subjects):
            raise Http404(_("Sidan finns inte."))
        return self.subjects[place]


class PaperDetail(AboutPaper):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        paper = self.paper
        context: dict[str, Any] = {
            "title": paper.title,
            "paper": paper,
            "formats": FORMATS.values(),
            "crumbs": crumbs(),
            "state": state_badge(paper),
            "period": period_of(paper),
            "told": None if paper.is_frozen else paper_freezing.under_way(paper.pk),
            "newer": BoardPaper.objects.visible_to(request.user).newer_than(paper),
            "older": BoardPaper.objects.visible_to(request.user).older_than(paper),
            "changes": summed_up(changes_of(paper, histories(paper))),
        }
        context |= self._frozen() if paper.is_frozen else self._draft()
        return TemplateResponse(request, "advocacy/paper_detail.html", context)

    def _ways(self, chapters: list[Content]) -> list[Ways]:
        """Those on from each chapter of a frozen paper."""
        user: Any = self.request.user
        scopes, kept = [one["scope"] for one in chapters], self.paper.snapshot.ids
        there = outcomes_there(chapters, user)
        return [ways(self.paper.pk, n, kept.get(scope, {}), scopes, there) for n, scope in enumerate(scopes)]

    def _frozen(self) -> dict[str, Any]:
        content, activity = self.paper.snapshot.content, kept_activity(self.paper)
        texts = [{"part": key, "label": label, "text": content["texts"][key]} for key, label in TEXT_LABELS.items()]
        chapters = [content["plan"], *content["goals"]]
        return {
            "texts": texts,
            "overview": overview_of(content),
            "chapters": [
                {**shown_chapter(one, on), "heading": titled(one), "short": _short(titled(one))}
                for one, on in zip(chapters, self._ways(chapters), strict=True)
            ],
            **shown_wordings(content),
            "activity": shown_section(content["activity"], ways_of_activity(self.paper.pk, activity)),
            "snapshot": self.paper.snapshot,
            "links": self.paper.links.select_related("created_by"),
            "link_form": LinkForm(),
            "today": today(),
        }

    def _draft(self) -> dict[str, Any]:
        remarks: dict[str, list[PaperComment]] = {}
        for remark in self.paper.comments.select_related("written_by", "settled_by"):
            remarks.setdefault(remark.part, []).append(remark)
        texts = [
            {"part": key, "label": label, "text": getattr(self.paper, key), "remarks": remarks.get(key, [])}
            for key, label in TEXT_LABELS.items()
        ]
        chapters = []
        for place, one in enumerate(paper_content.subjects(self.paper)):
            part = f"{papers.OF_GOAL}{one.row.pk}" if one.row else ""
            heading = titled({"scope": one.scope.code, "title": one.title})
            chapter = {"heading": heading, "label": one.title, "text": one.text, "part": part, "place": place}
            chapter["short"] = _short(heading)
            said = remarks.get(part, []) if part else []
            chapters.append(chapter | {"remarks": said, "is_open": any(one.settled_at is None for one in said)})
        # Of a goal that has been taken away since, too: the paper is not approved until every remark is settled.
        shown = {one["part"] for one in (*texts, *chapters)} - {""}
        open_count = sum(one.settled_at is None for some in remarks.values() for one in some)
        return {
            "texts": texts, "chapters": chapters, "open_count": open_count,
            "whole_remarks": [one for part, some in remarks.items() if part not in shown for one in some],
        }  # fmt: skip


def _short(title: str) -> str:
    """As the contents have it."""
    return Truncator(title).chars(SHORT)


def histories(paper: BoardPaper) -> list[Any]:
    """What was done to the parts of a paper."""
    parts: list[Any] = [PaperGoal, PaperComment, PaperLink]
    return [part.history.filter(paper_id=paper.pk) for part in parts]


class PaperFigures(AboutPaper):
    """The figures of one chapter as of today, which the page of a draft fetches one by one."""

    def get(self, request: HttpRequest, pk: int, place: int) -> HttpResponse:
        user: Any = request.user
        subject = self.subject(place)
        content, ids = paper_content.chapter(self.paper, subject)
        on = ways(pk, place, ids, [one.scope.code for one in self.subjects], outcomes_there([content], user))
        context = {
            "title": subject.title,
            "chapter": shown_chapter(content, on),
            "crumbs": crumbs(self.paper),
        }
        is_partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
        template = "advocacy/_paper_chapter.html" if is_partial else "advocacy/paper_figures.html"
        return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})


class PaperOverview(AboutPaper):
    """The goals of a draft at a glance, as of today: of the table of the plan, so that all are counted at once."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        every = paper_content.subjects(self.paper)
        plan, _ids = paper_content.chapter(self.paper, every[0], ("reach",))
        goals = [(one.scope.code, one.title) for one in every[1:]]
        context = {
            "title": _("Målen i korthet"),
            "overview": overview_of_plan(plan, goals),
            "crumbs": crumbs(self.paper),
        }
        is_partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
        template = "advocacy/_paper_overview.html" if is_partial else "advocacy/paper_overview.html"
        return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})


class PaperActivity(AboutPaper):
    """What we have done in the period, of the appendix of a draft."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        content, ids = paper_content.activity(self.paper)
        section = shown_section(content, ways_of_activity(pk, ids))
        context = {"title": section["title"], "section": section, "crumbs": crumbs(self.paper)}
        is_partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
        template = "advocacy/_paper_section.html" if is_partial else "advocacy/paper_figures.html"
        return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})


class PaperAdd(FormPage):
    """?efter=ID begins from that paper: its goals and words; ?plan=CODE takes the goals of that plan."""

    form_class = PaperForm
    template_name = "advocacy/paper_form.html"
    success_message = gettext_lazy("Underlaget är påbörjat.")

    def form_kwargs(self) -> dict[str, Any]:
        user: Any = self.request.user
        pk = row_id(self.request.GET.get("efter", ""))
        self.before = get_visible(BoardPaper.objects.for_list(), user, pk=pk) if pk is not None else None
        plans = Plan.objects.all()
        named = plans.filter(code=self.request.GET["plan"]).first() if "plan" in self.request.GET else None
        self.plan = named or (self.before.plan if self.before else Plan.objects.current(today()) or plans.first())
        if self.plan is None:
            raise Http404(_("Det finns ingen verksamhetsplan."))
        initial: dict[str, Any] = {}
        if self.before:
            initial = {"title": self.before.title, "body": self.before.body_id}
            initial["compared_with"] = self.before.compared_with
            initial["goals"] = list(self.before.goals.values_list("goal", flat=True))
        return {"user": user, "plan": self.plan, "initial": initial}

    def save(self, form: PaperForm) -> str:
        user: Any = self.request.user
        if self.before:
            return papers.follow(actor=user, paper=self.before, **form.content()).get_absolute_url()
        return papers.add(actor=user, **form.content()).get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        tabs = [
            {"label": str(plan), "url": f"?plan={plan.code}", "active": plan == self.plan}
            for plan in Plan.objects.order_by("-starts_on")
        ]
        return {
            "title": _("Nytt styrelseunderlag"),
            "before": self.before,
            "tabs": [] if self.before else tabs,
            "plan": self.plan,
            "cancel_url": self.before.get_absolute_url() if self.before else reverse(LIST),
            "crumbs": crumbs(),
        }


class PaperEdit(AboutPaper, FormPage):
    form_class = PaperForm
    template_name = "advocacy/paper_form.html"
    success_message = gettext_lazy("Ändringarna är sparade.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user, "plan": self.paper.plan, "paper": self.paper}

    def save(self, form: PaperForm) -> str:
        user: Any = self.request.user
        version = form.cleaned_data["version"]
        papers.edit(actor=user, paper=self.paper, version=version, **form.content())
        return self.paper.get_absolute_url()

    def changes_since(self, obj: Any, version: Any) -> list[Change]:
        return changes_since(obj, version, histories(obj))

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Ändra möte, period och mål"),
            "object": self.paper,
            "plan": self.paper.plan,
            "cancel_url": self.paper.get_absolute_url(),
            "crumbs": crumbs(self.paper),
        }


class PaperApprove(AboutPaper):
    """Asks before a paper is frozen; the figures are counted by the job worker."""

    role = Role.MANAGER

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        paper = self.paper
        if paper.is_frozen:
            return HttpResponseRedirect(paper.get_absolute_url())
        context = {
            "title": _("Fastställ underlaget"),
            "paper": paper,
            "period": period_of(paper),
            "open_count": paper.comments.filter(settled_at__isnull=True).count(),
            "submit_label": _("Fastställ och frys"),
            "cancel_url": paper.get_absolute_url(),
            "crumbs": crumbs(paper),
        }
        return TemplateResponse(request, "advocacy/paper_approve.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user: Any = request.user
        version = row_id(request.POST.get("version", ""))
        try:
            if version is None:
                raise ValidationError(_("Öppna sidan på nytt och läs igenom underlaget."))
            jobs_papers.freeze_soon(actor=user, paper=self.paper, version=version)
        except Conflict:
            messages.error(request, _("Underlaget har ändrats sedan du öppnade sidan. Läs igenom det igen."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(self.paper.get_absolute_url())


class PaperProgress(AboutPaper):
    """How far the counting has come; the page is fetched anew when it is over."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        told = None if self.paper.is_frozen else paper_freezing.under_way(pk)
        if told is None or told.is_stopped:
            return HttpResponse(status=200, headers={"HX-Refresh": "true"})
        return TemplateResponse(request, "advocacy/_paper_progress.html", {"paper": self.paper, "told": told})
