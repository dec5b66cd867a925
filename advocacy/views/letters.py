"""Letter templates: the list, a file taken in or changed, the sample to begin from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import LetterKind
from advocacy.exports import letters_docx
from advocacy.forms.letters import TemplateForm
from advocacy.models import LetterTemplate
from advocacy.services import letters
from advocacy.views.onboarding import programmes_crumb
from crm.common import attachments
from crm.common.permissions import Role
from crm.common.views import FormPage, MemberView, get_visible

LIST = "advocacy:letter_template_list"
SAMPLES = {LetterKind.WELCOME: letters_docx.WELCOME, LetterKind.THANKS: letters_docx.THANKS}


def crumbs() -> list[dict[str, str]]:
    return [programmes_crumb(), {"label": _("Brevmallar"), "url": reverse(LIST)}]


class TemplateList(MemberView):
    """The templates, those put away last, and the samples."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = LetterTemplate.objects.visible_to(request.user).select_related("attachment")
        context = {
            "title": _("Brevmallar"),
            "crumbs": [programmes_crumb()],
            "rows": rows.filter(archived_at__isnull=True),
            "archived": rows.filter(archived_at__isnull=False),
            "fields": letters_docx.field_list(),
            "samples": [
                {"label": LetterKind(kind).label, "url": f"{reverse('advocacy:letter_template_sample')}?slag={kind}"}
                for kind in SAMPLES
            ],
        }
        return TemplateResponse(request, "advocacy/letter_template_list.html", context)


class TemplateAdd(FormPage):
    form_class = TemplateForm
    template_name = "advocacy/letter_template_form.html"
    success_message = gettext_lazy("Brevmallen är sparad.")
    template: LetterTemplate | None = None

    def form_kwargs(self) -> dict[str, Any]:
        return {"template": self.template}

    def save(self, form: TemplateForm) -> str:
        data = form.cleaned_data
        letters.add_template(actor=self.request.user, name=data["name"], kind=data["kind"], upload=data["file"])
        return reverse(LIST)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Redigera brevmall") if self.template else _("Ny brevmall"),
            "fields": letters_docx.field_list(),
            "crumbs": crumbs(),
            "cancel_url": reverse(LIST),
        }


class TemplateEdit(TemplateAdd):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = LetterTemplate.objects.select_related("attachment")
        self.template = get_visible(rows, request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def save(self, form: TemplateForm) -> str:
        data, actor = form.cleaned_data, self.request.user
        letters.edit_template(
            actor=actor, template=self.template, version=data["version"], name=data["name"], kind=data["kind"],
            upload=data["file"],
        )  # fmt: skip
        return reverse(LIST)


class TemplateArchive(MemberView):
    """Puts a template away, or takes it out again."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        template = get_visible(LetterTemplate.objects.all(), request.user, pk=pk)
        is_archived = request.POST.get("back") != "1"
        letters.archive_template(actor=request.user, template=template, is_archived=is_archived)
        said = _("%(name)s är bortlagd.") if is_archived else _("%(name)s går att välja igen.")
        messages.success(request, said % {"name": template.name})
        return HttpResponseRedirect(reverse(LIST))


class TemplateFile(MemberView):
    """The Word file as it was taken in."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        template = get_visible(LetterTemplate.objects.select_related("attachment"), request.user, pk=pk)
        return attachments.response(template.attachment)


class TemplateSample(MemberView):
    """A template to begin from: `?slag=` welcome or thanks."""

    def get(self, request: HttpRequest) -> HttpResponse:
        kind = request.GET.get("slag", LetterKind.WELCOME)
        if kind not in SAMPLES:
            raise Http404
        label = str(LetterKind(kind).label)
        answer = HttpResponse(letters_docx.sample(SAMPLES[LetterKind(kind)], label), content_type=letters_docx.DOCX)
        answer["Content-Disposition"] = f'attachment; filename="{label.lower()}.docx"'
        answer["Cache-Control"] = "private, no-store"
        return answer
