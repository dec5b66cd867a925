"""Mail that colleagues hand in: taking it in, going through it, throwing it away."""

from __future__ import annotations

from typing import Any

import django_filters
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advocacy.choices import MailState
from advocacy.forms.mail import MailForm, MailUploadForm
from advocacy.imports.mail import MOST_BYTES, Unreadable, read
from advocacy.models import IncomingMail
from advocacy.services import mails
from crm.common.columns import Column
from crm.common.filters import StrictFilterSet
from crm.common.permissions import Role
from crm.common.views import FormPage, ListPage, MemberView, get_visible

STATES = {MailState.DRAFT: "warn", MailState.LOGGED: "ok"}
COLUMNS = (
    Column("subject", gettext_lazy("Ämne"), lambda mail: mail.subject or _("Mejl utan ämne"), (), "link"),
    Column("sender", gettext_lazy("Från"), lambda mail: mail.sender, ("sender",)),
    Column("sent_at", gettext_lazy("Skickat"), lambda mail: mail.sent_at, ("sent_at",), "date"),
    Column("created_at", gettext_lazy("Inkommet"), lambda mail: mail.created_at, ("created_at",), "date"),
    Column(
        "state",
        gettext_lazy("Läge"),
        lambda mail: (STATES.get(mail.state, "neutral"), mail.reason or mail.get_state_display()),
        ("state", "created_at"),
        "badge",
    ),
)


class MailFilterSet(StrictFilterSet):
    """One's own mails: those to go through unless something else is asked for."""

    state = django_filters.ChoiceFilter(
        choices=MailState.choices, label=gettext_lazy("Läge"), empty_label=gettext_lazy("Alla")
    )

    class Meta:
        model = IncomingMail
        fields: list[str] = []


class MailList(ListPage):
    role = Role.EDITOR
    columns = COLUMNS
    default_sort = "-created_at"
    filterset_class = MailFilterSet
    template_name = "advocacy/mail_list.html"

    def queryset(self) -> Any:
        return IncomingMail.objects.visible_to(self.request.user)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Mejl in"),
            "form": MailUploadForm(),
            "mailboxes": settings.MAILBOX_ADDRESSES if settings.MAILBOX_URL else [],
            "empty": {
                "title": _("Inga mejl att gå igenom"),
                "text": _("Ett mejl som du lämnar in blir ett utkast till en kontakt, som bara du ser."),
            },
        }


class MailUpload(FormPage):
    """Files in, drafts out: what could not be read is told by name, and the rest is taken in."""

    form_class = MailUploadForm
    template_name = "advocacy/mail_upload.html"

    def extra_context(self) -> dict[str, Any]:
        return {"title": _("Lämna in mejl"), "cancel_url": reverse("advocacy:mail_list"), "crumbs": [_crumb()]}

    def save(self, form: MailUploadForm) -> str:
        taken, errors = [], []
        for upload in form.cleaned_data["files"]:
            try:
                if upload.size > MOST_BYTES:
                    raise Unreadable(_("Mejlet är större än 25 MB."))
                taken.append(mails.take_in(mail=read(upload.read()), actor=self.request.user, is_uploaded=True))
            except Unreadable as error:
                errors.append(f"{upload.name}: {error}")
        if errors and not taken:
            raise ValidationError({"files": errors})
        for error in errors:
            messages.error(self.request, error)
        _tell(self.request, [is_new for _mail, is_new in taken])
        return taken[0][0].get_absolute_url() if len(taken) == 1 else reverse("advocacy:mail_list")


def _tell(request: HttpRequest, news: list[bool]) -> None:
    new, known = sum(news), len(news) - sum(news)
    if new:
        text = ngettext("%(count)d mejl blev ett utkast.", "%(count)d mejl blev utkast.", new) % {"count": new}
        messages.success(request, text)
    if known:
        text = ngettext("%(count)d mejl fanns redan.", "%(count)d mejl fanns redan.", known) % {"count": known}
        messages.info(request, text)


class MailDetail(FormPage):
    """One mail beside what it becomes. One that was gone through leads to its contact."""

    form_class = MailForm
    template_name = "advocacy/mail_detail.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = IncomingMail.objects.select_related("interaction")
        self.mail = get_visible(rows, request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.mail.state == MailState.DRAFT and self.mail.interaction:
            return super().get(request, **kwargs)
        if self.mail.interaction:
            return HttpResponseRedirect(self.mail.interaction.get_absolute_url())
        return TemplateResponse(request, "advocacy/mail_gone.html", {**self.extra_context(), "mail": self.mail})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.mail.state != MailState.DRAFT or self.mail.interaction is None:
            messages.info(request, _("Mejlet är redan genomgånget."))
            return HttpResponseRedirect(self.mail.get_absolute_url())
        return super().post(request, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        draft = self.mail.interaction
        return {"user": self.request.user, "mail": self.mail, "draft": draft, "files": _read(self.mail).files}

    def save(self, form: MailForm) -> str:
        goes_on = "later" in self.request.POST
        contact = mails.register_contact(actor=self.request.user, mail=self.mail, is_done=not goes_on, **form.content())
        if goes_on:
            return reverse("advocacy:interaction_edit", args=[contact.pk])
        messages.success(self.request, _("Kontakten är registrerad."))
        return contact.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": self.mail.subject or _("Mejl utan ämne"),
            "mail": self.mail,
            "read": _read(self.mail) if self.mail.raw else None,
            "submit_label": _("Registrera kontakten"),
            "cancel_url": reverse("advocacy:mail_list"),
            "crumbs": [_crumb()],
        }


class MailDiscard(MemberView):
    """Throws a mail and its draft away."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        mail = get_visible(IncomingMail.objects.all(), request.user, pk=pk)
        context = {
            "title": _("Ta bort mejlet"),
            "question": _("Mejlet och utkastet tas bort. Bara att det har kommit står kvar, i trettio dagar."),
            "submit_label": _("Ta bort"),
            "cancel_url": mail.get_absolute_url(),
            "danger": True,
            "crumbs": [_crumb()],
        }
        return TemplateResponse(request, "pages/confirm.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mail = get_visible(IncomingMail.objects.all(), request.user, pk=pk)
        try:
            mails.discard(actor=request.user, mail=mail)
            messages.success(request, _("Mejlet är borttaget."))
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return HttpResponseRedirect(reverse("advocacy:mail_list"))


def _crumb() -> dict[str, str]:
    return {"label": _("Mejl in"), "url": reverse("advocacy:mail_list")}


def _read(mail: IncomingMail) -> mails.Mail:
    """The mail itself, as it was handed in. Raises Http404 when its file is gone."""
    try:
        with mail.raw.open("rb") as file:
            return read(file.read())
    except FileNotFoundError as error:
        raise Http404(_("Mejlets fil finns inte längre.")) from error
