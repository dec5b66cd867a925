"""Links to a board paper for readers without an account: made and closed by colleagues, read by the board."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import View

from advocacy import jobs_papers
from advocacy.forms.paper import LinkForm
from advocacy.models import BoardPaper, PaperLink
from advocacy.services import papers
from advocacy.views.paper_parts import PaperButton
from advocacy.views.paper_shown import (
    overview_of,
    pictures_of,
    shown_chapter,
    shown_heading,
    shown_section,
    shown_wordings,
    titled,
)
from advocacy.views.papers import TEXT_LABELS, AboutPaper, crumbs
from crm.common import charts
from crm.common.api.auth import LoginThrottle
from crm.common.text import row_id
from crm.common.views import FormPage

# Nothing of what is read here is kept, found by searching, or told to where somebody goes next.
READ_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


@method_decorator(never_cache, name="dispatch")
class PaperLinkAdd(AboutPaper, FormPage):
    """A new link, which is shown this once."""

    form_class = LinkForm
    template_name = "pages/form.html"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.token = ""
        response = super().post(request, **kwargs)
        if not self.token:
            return response
        url = request.build_absolute_uri(reverse("advocacy:paper_read", args=[self.token]))
        context = {
            "title": _("Läslänk"),
            "link": self.link,
            "url": url,
            "paper": self.paper,
            "crumbs": crumbs(self.paper),
        }
        return TemplateResponse(request, "advocacy/paper_link.html", context)

    def save(self, form: LinkForm) -> str:
        user: Any = self.request.user
        self.link, self.token = papers.make_link(actor=user, paper=self.paper, **form.cleaned_data)
        return self.paper.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Läslänk till någon i styrelsen"),
            "lead": _("Den som har länken kan läsa det här underlaget och inget annat, utan att logga in."),
            "submit_label": _("Skapa länken"),
            "cancel_url": self.paper.get_absolute_url(),
            "crumbs": crumbs(self.paper),
        }


class PaperLinkRevoke(PaperButton):
    said = gettext_lazy("Länken är återkallad.")

    def do(self) -> str:
        user: Any = self.request.user
        pk = row_id(self.request.POST.get("link", ""))
        link = PaperLink.objects.visible_to(user).filter(paper=self.paper, pk=pk).first()
        if link is None:
            raise ValidationError(_("Länken finns inte."))
        papers.revoke(actor=user, link=link)
        return "#lankar"


class WrongLinks(LoginThrottle):
    """So many links that lead nowhere from one address, counted as tries to log in are; then none is opened there."""

    duration: int
    num_requests: int

    def get_cache_key(self, request: Any, view: Any = None) -> str:
        return f"paper-link-{get_adapter().get_client_ip(request)}"

    def are_spent(self, request: HttpRequest) -> bool:
        since = self.timer() - self.duration
        tries = self.cache.get(self.get_cache_key(request), [])
        return sum(at > since for at in tries) >= self.num_requests

    def note(self, request: HttpRequest) -> None:
        self.allow_request(request, None)  # type: ignore[arg-type]


def opened(request: HttpRequest, token: str) -> PaperLink | HttpResponse:
    """The link that a token opens; else the answer, which is the same whether it is wrong, closed or has run out."""
    tries = WrongLinks()
    if tries.are_spent(request):
        return _shut(request, 429)
    link = papers.read_by(token)
    if link is None:
        tries.note(request)
        return _shut(request, 404)
    return link


def _shut(request: HttpRequest, status: int) -> HttpResponse:
    """What to do instead, for somebody of the board; nothing of the paper, nor of why the link is shut."""
    page = render_to_string("advocacy/paper_read_shut.html", {"is_too_often": status == 429}, request)
    return HttpResponse(page, status=status, headers=READ_HEADERS)


@method_decorator(login_not_required, name="dispatch")
class PaperRead(View):
    """An approved paper as it was approved, and no way on from it. Unknown, closed or run out: nothing is there."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        link = opened(request, token)
        if isinstance(link, HttpResponse):
            return link
        content = link.paper.snapshot.content
        chapters = [{**shown_chapter(one), "heading": titled(one)} for one in (content["plan"], *content["goals"])]
        if not all(map(charts.picture, pictures_of(chapters))):
            jobs_papers.draw_soon(link.paper)
        context = {
            "heading": shown_heading(content["heading"]),
            "texts": [(label, content["texts"][key]) for key, label in TEXT_LABELS.items()],
            "overview": overview_of(content),
            "chapters": chapters,
            **shown_wordings(content),
            "activity": shown_section(content["activity"]),
            "snapshot": link.paper.snapshot,
            "link": link,
            "newer": BoardPaper.objects.newer_than(link.paper),
            "token": token,
        }
        return TemplateResponse(request, "advocacy/paper_read.html", context, headers=READ_HEADERS)
