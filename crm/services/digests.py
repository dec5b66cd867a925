"""The day's letter: what a colleague has before them, and what has happened that concerns them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.services import agenda
from crm.common import writes
from crm.models import Digest, Notification, User

FRIDAY = 4
MOST = 20  # lines of each kind; the rest stands on the pages


@dataclass(frozen=True)
class Section:
    """A heading of the letter, and its lines as (text, whole address)."""

    title: str
    lines: list[tuple[str, str]]


def receivers(day: dt.date) -> list[User]:
    """Who wants the letter and has not had it on `day`. Nobody on a Saturday or Sunday."""
    if day.weekday() > FRIDAY:
        return []
    had = Digest.objects.filter(day=day).values("user")
    return list(User.objects.colleagues().filter(wants_digest=True).exclude(pk__in=had).distinct())


def contents(user: User, day: dt.date) -> list[Section]:
    """What the letter of `day` says to `user`, in the language of the moment. Empty: nothing to say."""
    late, (now,) = agenda.late(user, day), agenda.days(user, day, day)
    said = {task.pk for task in (*late.tasks, *now.tasks)}
    reminders = [task for task in agenda.tasks_of(user).pressing(day).for_list() if task.pk not in said]
    news = Notification.objects.filter(user=user, read_at__isnull=True)
    found = (
        (
            _("Försenat"),
            [
                *map(_late_task, late.tasks),
                *map(_promise, late.commitments),
                *map(_step, late.steps),
                *map(_step, late.consultations),
            ],
        ),
        (
            _("Idag"),
            [
                *map(_contact, now.contacts),
                *((_timed(duty.event.starts_at, duty.event.name), _at(duty.event)) for duty in now.events),
                *((_said(task), _task_address(task)) for task in now.tasks),
                *map(_promise, now.commitments),
                *map(_step, now.steps),
                *map(_step, now.consultations),
            ],
        ),
        (_("Påminnelser"), [*map(_late_task, reminders)]),
        (_("Oläst"), [(item.title, _whole(item.url)) for item in news[: MOST + 1]]),
    )
    return [Section(title, _first(lines)) for title, lines in found if lines]


@transaction.atomic
def send(*, user: User, day: dt.date) -> bool:
    """Send the letter of `day` once; False when it was sent already or has nothing to say.

    Raises OSError or SMTPException when the mail cannot be handed over; then it counts as not sent.
    """
    _row, is_new = Digest.objects.get_or_create(user=user, day=day)
    if not is_new:
        return False
    with translation.override(user.language):
        sections = contents(user, day)
        if sections:
            _mail(user, day, sections)
    return bool(sections)


@transaction.atomic
def choose(*, actor: User, wants_digest: bool, version: int | None = None) -> None:
    """Whether the actor wants the letter. Raises Conflict when the account was changed since `version`."""
    user = writes.locked(User.objects.get(pk=actor.pk))
    writes.check_version(user, version)
    if writes.assign(user, {"wants_digest": wants_digest}):
        writes.save(user, actor=user)


def _mail(user: User, day: dt.date, sections: list[Section]) -> None:
    own_settings = _whole(reverse("crm:settings"))
    context = {"user": user, "day": date_format(day, "l j F"), "sections": sections, "settings": own_settings}
    count = sum(len(section.lines) for section in sections)
    mail = EmailMultiAlternatives(
        subject=ngettext("Samsyn: %(count)d sak idag", "Samsyn: %(count)d saker idag", count) % {"count": count},
        body=render_to_string("crm/digest.txt", context),
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated", "List-Unsubscribe": f"<{own_settings}>"},
    )
    mail.attach_alternative(render_to_string("crm/digest.html", context), "text/html")
    mail.send()


def _late_task(task: Any) -> tuple[str, str]:
    return _until(_said(task), task.due_on), _task_address(task)


def _promise(promise: Any) -> tuple[str, str]:
    text = _("Åtagande i en konfidentiell kontakt") if _is_confidential(promise) else promise.text
    return _until(f"{promise.get_promiser_display()}: {text}", promise.due_on), _at(promise)


def _step(due: Any) -> tuple[str, str]:
    return _until(due.title, due.due_on), _at(due)


def _contact(contact: Any) -> tuple[str, str]:
    words = (_("Konfidentiell kontakt"),) if contact.is_confidential else (contact.title, contact.place)
    return _timed(contact.held_at, ", ".join(filter(None, words))), _at(contact)


def _said(task: Any) -> str:
    """Of what came of a confidential contact the mail, which others keep, says only that there is something."""
    return _("Uppgift efter en konfidentiell kontakt") if _is_confidential(task) else task.title


def _is_confidential(row: Any) -> bool:
    return row.interaction is not None and row.interaction.is_confidential


def _until(text: str, day: dt.date | None) -> str:
    return _("%(what)s (senast %(day)s)") % {"what": text, "day": date_format(day, "j F")} if day else text


def _timed(at: dt.time | None, text: str) -> str:
    return f"{at:%H.%M} {text}" if at else text


def _first(lines: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    lines = list(lines)
    more = len(lines) - MOST
    return lines if more <= 0 else [*lines[:MOST], (_("och fler"), _whole(reverse("crm:home")))]


def _task_address(task: Any) -> str:
    return _whole(reverse("advocacy:task_edit", args=[task.pk]))


def _at(row: Any) -> str:
    return _whole(row.get_absolute_url())


def _whole(path: str) -> str:
    return urljoin(settings.SITE_URL, path)
