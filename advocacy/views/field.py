"""Almedalen mode: a page that works without network, what it takes along, what it sends when the network is back."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.generic import View

from advocacy.choices import EventKind, Payer, Tone
from advocacy.columns.interaction import few
from advocacy.exports.field import events_ahead, pack
from advocacy.forms.field import CarryForm, FieldForm, kind_choices
from advocacy.services import field
from advocacy.services.similar import Similar
from advocacy.views.field_texts import texts
from contacts.filters.lists import people_on
from contacts.models import ContactList
from crm.common.permissions import Role
from crm.common.views import MemberView

TOGETHER = 50  # contacts in one sending
SHARED_SCRIPTS = ("crm/field_vault.js", "crm/field_sync.js")
SCRIPTS = (*SHARED_SCRIPTS, "crm/field_people.js", "crm/field_form.js", "crm/field_queue.js", "crm/field.js")
STYLES = ("crm/app.css", "crm/field.css")
ICONS = ("crm/icon.svg", "crm/icon-192.png", "crm/icon-512.png", "crm/icon-maskable-512.png", "crm/icon-apple-180.png")
COLOUR = "#12262f"


class NotKept(MemberView):
    """An answer with somebody's data: neither the browser nor anyone on the way keeps it."""

    role = Role.EDITOR

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response


class FieldPage(MemberView):
    """The page that the phone keeps: the same for everybody, without a name, a number or a token in it."""

    role = Role.EDITOR

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(shell())


def shell() -> str:
    context = {
        "kinds": kind_choices(),
        "tones": [("", _("Inte noterat")), *Tone.choices],
        "payers": [("", _("Inte noterat")), *Payer.choices],
        "scripts": SCRIPTS,
        "colour": COLOUR,
        "texts": texts(),
    }
    return render_to_string("advocacy/field.html", context)


@method_decorator(login_not_required, name="dispatch")
class FieldWorker(View):
    """The service worker. It names what the phone keeps, so that a new version of the product is a new worker."""

    def get(self, request: HttpRequest) -> HttpResponse:
        kept = {
            "page": reverse("advocacy:field"),
            "files": [static(name) for name in (*STYLES, *SCRIPTS, *ICONS)],
            "version": hashlib.sha256(shell().encode()).hexdigest()[:16],
        }
        scripts = [static(name) for name in (*SHARED_SCRIPTS, "crm/field_worker.js")]
        text = f"self.fieldKept = {json.dumps(kept)};\nimportScripts(...{json.dumps(scripts)});\n"
        return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@method_decorator(login_not_required, name="dispatch")
class FieldManifest(View):
    """What a phone needs to put the page among its apps."""

    def get(self, request: HttpRequest) -> JsonResponse:
        start = reverse("advocacy:field")
        icons = [("crm/icon-192.png", "192x192", "any"), ("crm/icon-512.png", "512x512", "any")]
        icons.append(("crm/icon-maskable-512.png", "512x512", "maskable"))
        manifest = {
            "id": start,
            "name": _("Samsyn fältläge"),
            "short_name": "Samsyn",
            "description": _("Registrera kontakter utan nät."),
            "lang": "sv",
            "start_url": start,
            "scope": start,
            "display": "standalone",
            "theme_color": COLOUR,
            "background_color": "#f7f6f2",
            "icons": [
                {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
                for name, sizes, purpose in icons
            ],
        }
        return JsonResponse(manifest, content_type="application/manifest+json")


class FieldState(NotKept):
    """Who is logged in, the token for what is sent, and what one can take along."""

    def get(self, request: HttpRequest) -> JsonResponse:
        user = request.user
        lists = ContactList.objects.visible_to(user).pickable()
        weeks = [event for event in events_ahead(user) if event.parent_id is None]
        return JsonResponse(
            {
                "user": {"id": user.pk, "name": str(user)},
                "token": get_token(request),
                "lists": [{"id": row.pk, "name": row.name} for row in lists],
                "events": [{"id": row.pk, "name": row.name, "week": row.kind == EventKind.WEEK} for row in weeks],
                "days": settings.FIELD_DAYS,
                "most": settings.FIELD_PEOPLE,
            }
        )


class FieldCarry(NotKept):
    """What the phone takes along. An export: it is limited and logged."""

    def post(self, request: HttpRequest) -> JsonResponse:
        form = CarryForm(request.POST, user=request.user)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=422)
        chosen = form.cleaned_data["list"]
        try:
            carried = pack(
                actor=request.user, contact_list=chosen, people=people_on(chosen), event=form.cleaned_data["event"]
            )
        except ValidationError as error:
            return JsonResponse({"errors": {"list": error.messages}}, status=422)
        return JsonResponse(carried)


class FieldSync(NotKept):
    """Takes contacts of a phone's queue: {"items": […]} → {"results": […]}, one for each and in their order."""

    def post(self, request: HttpRequest) -> JsonResponse:
        try:
            items = json.loads(request.body)["items"]
        except (ValueError, TypeError, KeyError):
            return JsonResponse({"error": _("Det som skickades går inte att läsa.")}, status=400)
        if not isinstance(items, list) or len(items) > TOGETHER:
            return JsonResponse({"error": _("Det som skickades går inte att läsa.")}, status=400)
        return JsonResponse({"results": [_take(item, request.user) for item in items]})


def _take(item: Any, user: Any) -> dict[str, Any]:
    """What became of one. What is wrong goes back with the reason, beside the field where there is one."""
    if not isinstance(item, dict):
        return {"key": "", "state": "wrong", "message": _("Det som skickades går inte att läsa."), "errors": {}}
    key = {"key": str(item.get("key", ""))}
    form = FieldForm(item, user=user)
    if not form.is_valid():
        return key | _wrong({name: [str(line) for line in lines] for name, lines in form.errors.items()})
    data = form.cleaned_data
    said: dict[str, Any] = {"actor": user, "key": data["key"], "noted": form.noted()}
    try:
        if data["join"]:
            outcome = field.join(**said, interaction=data["join"])
        else:
            outcome = field.receive(**said, anyway=data["anyway"])
    except ValidationError as error:
        return key | _wrong(error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages})
    except PermissionDenied as error:
        return key | _wrong({"__all__": [str(error)]})
    return key | _told(outcome)


def _wrong(errors: dict[str, list[str]]) -> dict[str, Any]:
    message = " ".join(errors.get("__all__", [])) or _("Rätta det som är fel, så skickas kontakten igen.")
    return {"state": "wrong", "message": message, "errors": {n: " ".join(lines) for n, lines in errors.items()}}


def _told(outcome: field.Outcome) -> dict[str, Any]:
    moved = [_("Ihopslagen i registret, nu %(name)s.") % {"name": person} for person in outcome.moved.values()]
    if outcome.interaction:
        return {
            "state": outcome.state,
            "url": outcome.interaction.get_absolute_url(),
            "title": outcome.interaction.title,
            "message": " ".join(moved),
        }
    return {
        "state": outcome.state,
        "message": _conflict(outcome),
        "gone": outcome.gone,
        "alike": [_alike(row) for row in outcome.alike],
    }


def _conflict(outcome: field.Outcome) -> str:
    if outcome.gone:
        return _("Någon av personerna finns inte längre i registret.")
    told = []
    if outcome.archived:
        names = ", ".join(str(person) for person in outcome.archived)
        told.append(_("Arkiverad i registret: %(names)s.") % {"names": names})
    if outcome.alike:
        told.append(_("Det finns redan en kontakt den dagen med samma person."))
    return " ".join(told)


def _alike(found: Similar) -> dict[str, Any]:
    """A contact that may be the same; of a confidential one its day and whom to ask."""
    day = date_format(found.held_on, "j F")
    row = found.interaction
    if row is None:
        told = _("%(day)s. Fråga %(who)s.") % {"day": day, "who": found.logged_by}
        return {"id": None, "title": _("Ett konfidentiellt"), "detail": told, "url": ""}
    names = {"day": day, "people": few([str(person) for person in found.in_common]), "who": found.logged_by}
    return {
        "id": row.pk,
        "title": row.title,
        "detail": _("%(day)s med %(people)s. Registrerad av %(who)s.") % names,
        "url": row.get_absolute_url(),
    }
