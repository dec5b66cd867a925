"""What is written into a board paper a part at a time, what colleagues say of it, what the board decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.forms.paper import BoardDecisionForm, RemarkForm, ReviewForm, TextForm
from advocacy.models import PaperComment
from advocacy.services import paper_proposals, papers
from advocacy.views.papers import TEXT_LABELS, AboutPaper, crumbs
from crm.common.permissions import Role
from crm.common.text import row_id
from crm.common.views import FormPage
from crm.common.writes import Conflict


class PaperText(AboutPaper, FormPage):
    """One text of a paper, edited in its place; 'Föreslå text' writes a draft from the figures into the form."""

    form_class = TextForm
    template_name = "advocacy/paper_text.html"

    def form_kwargs(self) -> dict[str, Any]:
        part = self.kwargs["part"]
        try:
            row, name = papers.part_of(self.paper, part)
        except LookupError:
            raise Http404(_("Sidan finns inte.")) from None
        self.text: str = getattr(row, name)
        self.label = str(TEXT_LABELS.get(part) or row.goal.statement)  # type: ignore[union-attr]
        return {"label": self.label, "initial": {"text": self.text, "seen": self.text}}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.paper.is_frozen:
            return HttpResponseRedirect(self.paper.get_absolute_url())
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._proposed() if "propose" in request.POST else super().post(request, **kwargs)

    def _proposed(self) -> HttpResponse:
        """What was typed stands, the proposal after it; nothing is saved."""
        kwargs = self.form_kwargs()
        typed = self.request.POST.get("text", "").strip()
        proposal = paper_proposals.propose(self.paper, self.kwargs["part"])
        kwargs["initial"] = {
            "text": "\n\n".join(said for said in (typed, proposal) if said),
            "seen": self.request.POST.get("seen", ""),
        }
        return self.show(TextForm(**kwargs), is_proposed=True)

    def save(self, form: TextForm) -> str:
        user: Any = self.request.user
        part, data = self.kwargs["part"], form.cleaned_data
        papers.write(actor=user, paper=self.paper, part=part, text=data["text"], seen=data["seen"])
        return f"{self.paper.get_absolute_url()}#{part}"

    def show_conflict(self, form: Any, conflict: Conflict) -> HttpResponse:
        """What was typed is kept, what the other wrote is shown, and saving again is a choice."""
        form.add_error(None, _("Någon annan har ändrat texten sedan du öppnade den."))
        row, name = papers.part_of(self.paper, self.kwargs["part"])
        row.refresh_from_db()
        form.data = form.data.copy()
        form.data["seen"] = getattr(row, name)
        return self.show(form, status=409, other=getattr(row, name))

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": self.label,
            "paper": self.paper,
            "part": self.kwargs["part"],
            "cancel_url": f"{self.paper.get_absolute_url()}#{self.kwargs['part']}",
            "crumbs": crumbs(self.paper),
        }


class PaperRemark(AboutPaper, FormPage):
    """A remark on a part of a draft (?del=), or on all of it."""

    form_class = RemarkForm
    template_name = "advocacy/paper_remark.html"
    success_message = gettext_lazy("Kommentaren är sparad.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"part": self.request.GET.get("del", "")}}

    def save(self, form: RemarkForm) -> str:
        user: Any = self.request.user
        remark = papers.comment(actor=user, paper=self.paper, **form.cleaned_data)
        return f"{self.paper.get_absolute_url()}#{remark.part or 'kommentarer'}"

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Kommentera"),
            "paper": self.paper,
            "cancel_url": self.paper.get_absolute_url(),
            "crumbs": crumbs(self.paper),
        }


class PaperButton(AboutPaper):
    """Something done with a paper by a button on its page."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]
    said: Any = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            where = self.do()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            where = ""
        else:
            messages.success(request, self.said)
        return HttpResponseRedirect(f"{self.paper.get_absolute_url()}{where}")

    def do(self) -> str:
        raise NotImplementedError


class PaperSettle(PaperButton):
    said = gettext_lazy("Kommentaren är åtgärdad.")

    def do(self) -> str:
        user: Any = self.request.user
        remark = PaperComment.objects.filter(paper=self.paper, pk=row_id(self.request.POST.get("remark", ""))).first()
        if remark is None:
            raise ValidationError(_("Kommentaren finns inte."))
        papers.settle(actor=user, remark=remark)
        return f"#{remark.part or 'kommentarer'}"


class PaperBack(PaperButton):
    said = gettext_lazy("Underlaget är tillbaka hos handläggaren.")

    def do(self) -> str:
        user: Any = self.request.user
        papers.send_back(actor=user, paper=self.paper)
        return ""


class PaperReview(AboutPaper, FormPage):
    form_class = ReviewForm
    template_name = "pages/form.html"
    success_message = gettext_lazy("Granskaren har fått en avisering.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"paper": self.paper, "initial": {"reviewer": self.paper.reviewer_id}}

    def save(self, form: ReviewForm) -> str:
        user: Any = self.request.user
        papers.send_to_review(actor=user, paper=self.paper, reviewer=form.cleaned_data["reviewer"])
        return self.paper.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Skicka på granskning"),
            "submit_label": _("Skicka"),
            "cancel_url": self.paper.get_absolute_url(),
            "crumbs": crumbs(self.paper),
        }


class PaperDecide(AboutPaper, FormPage):
    """What the board decided; tasks are made on the page of the decision."""

    form_class = BoardDecisionForm
    template_name = "advocacy/paper_decide.html"
    success_message = gettext_lazy("Beslutet är antecknat. Här kan du skapa uppgifterna som följer av det.")

    def form_kwargs(self) -> dict[str, Any]:
        paper = self.paper
        initial = {"body": paper.body_id, "decided_on": paper.meeting_on, "text": paper.proposal}
        return {
            "user": self.request.user,
            "initial": initial | {"paragraph": paper.agenda_item.removeprefix("§").strip()},
        }

    def save(self, form: BoardDecisionForm) -> str:
        user: Any = self.request.user
        made = papers.decide(actor=user, paper=self.paper, **form.cleaned_data)
        return reverse("advocacy:decision_tasks", args=[made.pk])

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Anteckna styrelsens beslut"),
            "paper": self.paper,
            "cancel_url": self.paper.get_absolute_url(),
            "crumbs": crumbs(self.paper),
        }
