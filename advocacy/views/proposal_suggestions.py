"""Suggested proposals: the inbox in which each is said to concern a priority, or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.choices import Leaning, LinkState
from advocacy.columns.motion import outcome_badge
from advocacy.filters.proposal_suggestion import SuggestionFilterSet
from advocacy.models import MotionProposal, Priority, ProposalLink
from advocacy.querysets.suggested import Words, words_of
from advocacy.querysets.suggestions import Pair, Suggestion, described, open_pairs
from advocacy.services import proposal_links
from crm.common.filters import PANEL
from crm.common.messages import done
from crm.common.permissions import Role
from crm.common.text import row_id
from crm.common.views import MemberView, get_visible

PAGE = 25
# How an answer is called in a form.
ANSWERS = {"hor-hit": LinkState.ACCEPTED, "hor-inte-hit": LinkState.REFUSED}
LINE, RESULTS = "advocacy/_proposal_suggestion.html", "advocacy/_proposal_suggestions.html"


class Suggestions(MemberView):
    """What the search words find and nobody has decided, newest first; `?priority=` for one of them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        proposals = MotionProposal.objects.visible_to(request.user)
        filterset = SuggestionFilterSet(request.GET, queryset=proposals, request=request)
        if PANEL in request.GET:
            return TemplateResponse(request, "pages/_filter_fields.html", {"filterset": filterset})
        found, asked = filterset.qs, None if filterset.wrong else filterset.is_asked and filterset.form.cleaned_data
        priority = asked["priority"] if asked else None
        words = words_of([priority.pk] if priority else None)
        pairs = [] if filterset.wrong else open_pairs(found, words)
        page = Paginator(pairs, PAGE).get_page(request.GET.get("sida"))
        context = {
            "title": _("Yrkanden att ta ställning till"),
            "filterset": filterset,
            "chips": filterset.chips,
            "page_obj": page,
            "lines": [line(one) for one in described(list(page.object_list), words, request.user)],
            "priority": priority,
            "has_words": bool(words),
            "choices": [] if priority else self.choices(pairs, words),
            "query": request.GET.urlencode(),
            "crumbs": [{"label": _("Motioner"), "url": reverse("advocacy:motion_list")}],
            "results_template": RESULTS,
        }
        partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
        template = RESULTS if partial else "advocacy/proposal_suggestions.html"
        return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})

    def choices(self, pairs: list[Pair], words: Mapping[int, Words]) -> list[tuple[str, Priority, int]]:
        """The priorities that have suggestions, with how many, as links that keep what else is asked for."""
        counts = Counter(to for _pk, to in pairs)
        found = []
        for one in sorted((words[pk].priority for pk in counts), key=lambda one: (one.position, one.code)):
            query = self.request.GET.copy()
            query.pop("sida", None)
            query["priority"] = str(one.pk)
            found.append((query.urlencode(), one, counts[one.pk]))
        return found


def line(suggestion: Suggestion, link: ProposalLink | None = None, user: Any = None) -> dict[str, Any]:
    """What a line of the inbox shows; `link`: what was decided of it just now, which `user` may take back."""
    return {
        "suggestion": suggestion,
        "outcome": outcome_badge(suggestion.proposal.outcome),
        "leanings": [(one.value, one.label, key) for one, key in zip(LEANINGS, "fve", strict=True)],
        "link": link,
        "state": link.state if link else "open",
        "is_own": bool(link and user and link.decided_by_id == user.pk),
        "is_accepted": bool(link and link.state == LinkState.ACCEPTED),
    }


LEANINGS = (Leaning.FOR, Leaning.NEITHER, Leaning.AGAINST)


class SuggestionPost(MemberView):
    """Something that is done to suggestions: with htmx the line comes back, else the list."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def pair(self, key: str) -> Pair:
        proposal, _dash, priority = key.partition("-")
        first, second = row_id(proposal), row_id(priority)
        if first is None or second is None:
            raise BadRequest(_("Förslaget går inte att läsa."))
        return first, second

    def back(self) -> HttpResponse:
        query = QueryDict(self.request.POST.get("fran", "")[:500]).urlencode()
        return HttpResponseRedirect(f"{reverse('advocacy:proposal_suggestions')}{'?' if query else ''}{query}")

    def answer(self, pair: Pair, link: ProposalLink | None, said: str) -> HttpResponse:
        if not self.request.htmx:  # type: ignore[attr-defined]
            messages.success(self.request, said)
            return self.back()
        shown = described([pair], words_of([pair[1]]), self.request.user)[0]
        context = {
            "line": line(shown, link, self.request.user),
            "query": self.request.POST.get("fran", "")[:500],
            "said": said,
        }
        return TemplateResponse(self.request, LINE, context)


class SuggestionDecide(SuggestionPost):
    """Say of one that it concerns the priority, or does not; or take back what was said just now."""

    def post(self, request: HttpRequest) -> HttpResponse:
        pair = self.pair(request.POST.get("forslag", ""))
        proposal = get_visible(MotionProposal.objects, request.user, pk=pair[0])
        priority = get_visible(Priority.objects, request.user, pk=pair[1])
        if request.POST.get("svar") == "angra":
            link = ProposalLink.objects.filter(proposal=proposal, priority=priority).first()
            if link and link.decided_by_id != request.user.pk:
                return self.answer(pair, link, decided_by_another(link))
            if link:
                proposal_links.remove(actor=request.user, link=link)  # type: ignore[arg-type]
            return self.answer(pair, None, _("Förslaget är öppet igen."))
        state = ANSWERS.get(request.POST.get("svar", ""))
        leaning = request.POST.get("leaning", Leaning.NEITHER)
        if state is None or leaning not in Leaning.values:
            raise BadRequest(_("Svaret går inte att läsa."))
        link = proposal_links.decide(
            actor=request.user,  # type: ignore[arg-type]
            proposal=proposal,
            priority=priority,
            state=state,
            leaning=leaning,
            only_open=True,
        )
        if link.decided_by_id != request.user.pk:
            return self.answer(pair, link, decided_by_another(link))
        said = _("Kopplat till %(priority)s.") if state == LinkState.ACCEPTED else _("Hör inte till %(priority)s.")
        return self.answer(pair, link, said % {"priority": priority.name})


def decided_by_another(link: ProposalLink) -> str:
    """Told to whoever had an older page before them: what a colleague decided meanwhile stays."""
    named = {"name": link.decided_by, "state": link.get_state_display(), "priority": link.priority}
    return _("%(name)s hann före: ”%(state)s” gäller för %(priority)s.") % named


class SuggestionDecideMany(SuggestionPost):
    """Say the same of all that are ticked, as one change that can be taken back."""

    def post(self, request: HttpRequest) -> HttpResponse:
        pairs = [self.pair(key) for key in request.POST.getlist("forslag")[:PAGE]]
        state = ANSWERS.get(request.POST.get("svar", ""))
        if state is None:
            raise BadRequest(_("Svaret går inte att läsa."))
        if not pairs:
            messages.error(request, _("Inget är markerat."))
            return self.back()
        operation, count = proposal_links.decide_many(actor=request.user, pairs=pairs, state=state)  # type: ignore[arg-type]
        if operation:
            done(request, operation)
        if count < len(pairs):
            left = len(pairs) - count
            said = ngettext("%(n)d var redan avgjort.", "%(n)d var redan avgjorda.", left)
            messages.info(request, said % {"n": left})
        return self.back()
