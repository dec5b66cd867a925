"""Motions: the list, and one of them with what became of each of its proposals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import ProposalDecision
from advocacy.columns.motion import MOTION_COLUMNS, counted_as, in_all, outcome_badge
from advocacy.filters.motion import MotionFilterSet
from advocacy.models import Motion, MotionProposal
from advocacy.services.motion_cases import Case, cases_of, said_of
from advocacy.views.motion_page import page_parts
from crm.common.exports import ExportPage
from crm.common.views import ListPage, MemberView, get_visible

LIST = "advocacy:motion_list"


class MotionList(ListPage):
    columns = MOTION_COLUMNS
    default_sort = "-submitted"
    filterset_class = MotionFilterSet
    template_name = "advocacy/motion_list.html"
    results_template = "advocacy/_motion_results.html"

    def queryset(self) -> Any:
        return Motion.objects.visible_to(self.request.user)

    def counts(self, matched: Any, *, is_filtered: bool) -> tuple[int, int | None]:
        """What became of the proposals of all the motions in the list is counted in the same question."""
        found = matched.counted(self.queryset() if is_filtered else None)
        self.outcomes: dict[str, int] = found.outcomes
        return found.motions, found.total

    def extra_context(self) -> dict[str, Any]:
        shown = [(value, counted_as(value), self.outcomes.get(value, 0)) for value in ProposalDecision]
        return {
            "title": _("Motioner"),
            "lead": _("Källa: Sveriges riksdag"),
            "results_template": self.results_template,
            "export_url": reverse("advocacy:motion_export"),
            "proposal_count": sum(self.outcomes.values()),
            "outcomes": [row for row in shown if row[2]],
            "empty": {
                "title": _("Inga motioner än"),
                "text": _("Här visas motionerna när ett riksmöte har lästs in från Riksdagen."),
            },
        }


class MotionExport(ExportPage, MotionList):
    """Exactly the filtered list as .xlsx or .csv."""

    export_name = gettext_lazy("Motioner")


class MotionDetail(MemberView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = Motion.objects.select_related("committee").defer("search_text")
        motion = get_visible(rows, request.user, pk=pk)
        proposals = list(motion.proposals.select_related("report").defer("search_text").order_by("position"))
        signers = list(motion.signers.select_related("party", "person", "membership__area").order_by("position"))
        cases = cases_of(proposals)
        tell(proposals, cases)
        letters = {signer.letters for signer in signers}
        context = {
            "title": motion.title,
            "crumbs": [{"label": _("Motioner"), "url": reverse(LIST)}],
            "motion": motion,
            "proposals": proposals,
            "outcomes": in_all(Counter(proposal.outcome for proposal in proposals)),
            "signers": signers,
            "cases": [(case, case.reserved_by(letters)) for case in cases],
            "fetched_at": motion.history.order_by("-history_id").values_list("history_date", flat=True).first(),
            **page_parts(motion, proposals, request.user),
        }
        return TemplateResponse(request, "advocacy/motion_detail.html", context)


def tell(proposals: Sequence[MotionProposal], cases: Sequence[Case]) -> None:
    """Put on each proposal what its line on the page says: `badge`, `said`, and the title of its `decided_at`."""
    titles = {(case.report.pk, point.number): point for case in cases for point in case.points}
    alone = {case.report.pk: case.points[0] for case in cases if len(case.points) == 1 and not case.others}
    for proposal in proposals:
        key = proposal.report_id
        proposal.badge = outcome_badge(proposal.outcome)  # type: ignore[attr-defined]
        proposal.said = said_of(proposal)  # type: ignore[attr-defined]
        proposal.decided_at = titles.get((key, proposal.point)) or alone.get(key)  # type: ignore[attr-defined, arg-type]
