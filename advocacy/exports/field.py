"""What a phone takes along into the field: the people of a list, the events of these days, priorities, colleagues."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from advocacy.models import Event, EventSpeaker, Priority
from advocacy.querysets import recent
from contacts.columns.person import describe_person
from contacts.models import ContactList, Person
from crm.common.dates import today
from crm.common.exports import services as exports
from crm.models import User

FORMAT = "falt"
EVENTS = 300


def pack(*, actor: User, contact_list: ContactList, people: QuerySet[Person], event: Event | None) -> dict[str, Any]:
    """All that the phone gets, as JSON: `people` of the list, with an event also those who are on its stages.

    Noted in the export log with how many people. Raises ValidationError where they are too many for a phone.
    """
    wanted = Q(pk__in=people.order_by().values("pk"))
    if event:
        wanted |= Q(pk__in=_on_stage(event))
    found = Person.objects.visible_to(actor).pickable().filter(wanted)
    count = found.count()
    _check_size(count)
    told = [_("Kontaktlista: %(name)s") % {"name": contact_list}]
    if event:
        told.append(_("Arrangemang: %(name)s") % {"name": event})
    try:
        exports.log(
            actor=actor,
            what=_("Till telefonen: %(name)s") % {"name": contact_list},
            file_format=FORMAT,
            rows=count,
            path=reverse("advocacy:field"),
            filters="\n".join(told),
            columns=[_("Namn"), _("Uppdrag"), _("Parti")],
        )
    except exports.ReasonNeeded as needed:
        raise ValidationError(_("%(why)s Välj en kortare lista.") % {"why": needed}) from needed
    now = timezone.now()
    return {
        "user": actor.pk,
        "list": contact_list.name,
        "event": event.name if event else "",
        "event_id": event.pk if event else None,
        "fetched_at": now.isoformat(),
        "expires_at": (now + dt.timedelta(days=settings.FIELD_DAYS)).isoformat(),
        "people": [_person(row) for row in found.with_current_memberships().order_by("sort_key", "pk")],
        "latest": list(recent.met_by(actor)),
        "events": [_event(row) for row in events_ahead(actor, event)],
        "priorities": [{"id": row.pk, "name": row.name} for row in priorities_of(actor)],
        "colleagues": [
            {"id": row.pk, "name": str(row)} for row in User.objects.colleagues().exclude(pk=actor.pk).order_by("name")
        ],
    }


def events_ahead(user: User, event: Event | None = None) -> list[Event]:
    """Events from yesterday until the phone is emptied, and all that belongs to `event`; the first come first."""
    first = today() - dt.timedelta(days=1)
    last = today() + dt.timedelta(days=settings.FIELD_DAYS)
    near = Q(starts_on__lte=last) & (Q(ends_on__gte=first) | Q(ends_on__isnull=True, starts_on__gte=first))
    if event:
        near |= Q(pk=event.pk) | Q(parent=event)
    found = Event.objects.visible_to(user).filter(near, is_cancelled=False)
    return list(found.order_by("starts_on", "starts_at", "name", "pk")[:EVENTS])


def priorities_of(user: User) -> list[Priority]:
    """Priorities that are driven, those first that the user's newest contacts were most about."""
    used = recent.priorities_used_by(user)
    return sorted(Priority.objects.visible_to(user).filter(is_archived=False), key=lambda row: -used[row.pk])


def _on_stage(event: Event) -> QuerySet[Any]:
    """Ids of those who speak at the event or at what belongs to it."""
    speakers = EventSpeaker.objects.filter(Q(event=event) | Q(event__parent=event), person__isnull=False)
    return speakers.order_by().values("person")


def _check_size(count: int) -> None:
    if not count:
        raise ValidationError(_("Listan är tom. Välj en annan lista."))
    if count > settings.FIELD_PEOPLE:
        told = {"count": number_format(count), "most": number_format(settings.FIELD_PEOPLE)}
        raise ValidationError(
            _("Listan har %(count)s personer. Högst %(most)s får plats i telefonen: välj en kortare lista.") % told
        )


def _person(person: Person) -> dict[str, Any]:
    """A name, what they are, and for which party: no address, no note, no picture."""
    said = describe_person(person)
    row = {"id": person.pk, "name": said["text"], "role": said["detail"], "party": said.get("party", "")}
    return {**row, "quiet": True} if person.do_not_contact else row


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.pk,
        "name": event.name,
        "day": event.starts_on.isoformat() if event.starts_on else "",
        "time": f"{event.starts_at:%H:%M}" if event.starts_at else "",
        "place": event.place,
    }
