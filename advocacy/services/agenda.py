"""What a colleague has before them: tasks, promises, contacts, introductions. The same for the week and the letter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from advocacy.choices import InteractionStatus, ParticipantSide
from advocacy.models import Commitment, EventStaff, Interaction, Participation, Task
from advocacy.services import consultation_agenda, onboarding_agenda
from advocacy.services.consultation_agenda import ConsultationDue
from advocacy.services.onboarding_agenda import Due
from crm.models import User


@dataclass
class Day:
    """One day of a colleague's agenda."""

    day: dt.date
    tasks: list[Any] = field(default_factory=list)
    reminders: list[Any] = field(default_factory=list)
    commitments: list[Any] = field(default_factory=list)
    contacts: list[Any] = field(default_factory=list)
    events: list[Any] = field(default_factory=list)
    steps: list[Due] = field(default_factory=list)
    consultations: list[ConsultationDue] = field(default_factory=list)

    def __bool__(self) -> bool:
        told = (self.tasks, self.reminders, self.commitments, self.contacts, self.events)
        return any((*told, self.steps, self.consultations))


def contacts_of(user: User) -> Any:
    """Contacts that the user is to be at: on our side, or planned by them with nobody of us named."""
    return _contacts_of(user, InteractionStatus.PLANNED)


def cancelled_contacts_of(user: User) -> Any:
    """Contacts that the user was to be at and that were cancelled."""
    return _contacts_of(user, InteractionStatus.CANCELLED)


def _contacts_of(user: User, status: InteractionStatus) -> Any:
    takes_part = Participation.objects.filter(side=ParticipantSide.OURS).filter(Q(user=user) | Q(person__user=user))
    ours = Participation.objects.filter(side=ParticipantSide.OURS)
    mine = Q(pk__in=takes_part.values("interaction")) | (Q(created_by=user) & ~Q(pk__in=ours.values("interaction")))
    return Interaction.objects.visible_to(user).filter(mine, status=status)


def tasks_of(user: User) -> Any:
    """The user's open tasks."""
    return Task.objects.visible_to(user).open().owned_by(user)


def promises_of(user: User) -> Any:
    """Open commitments, theirs and ours, that the user watches."""
    return Commitment.objects.visible_to(user).open().owned_by(user)


def late(user: User, day: dt.date) -> Day:
    """What should have been done or kept before `day`. Five queries."""
    return Day(
        day=day,
        tasks=list(tasks_of(user).filter(due_on__lt=day).for_list()),
        commitments=list(promises_of(user).filter(due_on__lt=day).for_list().soonest_first()),
        steps=onboarding_agenda.late(user, day),
        consultations=consultation_agenda.late(user, day),
    )


def days(user: User, first: dt.date, last: dt.date) -> list[Day]:
    """Every day from `first` to `last` with what stands on it. Eight queries, whatever there is."""
    agenda = {day: Day(day) for day in _each(first, last)}
    within = (first, last)
    called = Q(due_on__range=within) | Q(remind_on__range=within)
    for task in tasks_of(user).filter(called).for_list():
        if task.due_on in agenda:
            agenda[task.due_on].tasks.append(task)
        if task.remind_on in agenda and task.remind_on != task.due_on:
            agenda[task.remind_on].reminders.append(task)
    for promise in promises_of(user).filter(due_on__range=within).for_list().soonest_first():
        if promise.due_on and promise.due_on in agenda:
            agenda[promise.due_on].commitments.append(promise)
    for contact in contacts_of(user).filter(held_on__range=within).order_by("held_on", "held_at", "pk"):
        agenda[contact.held_on].contacts.append(contact)
    duties = EventStaff.objects.filter(user=user, event__is_cancelled=False, event__starts_on__range=within)
    for duty in duties.select_related("event").order_by("event__starts_on", "event__starts_at", "pk"):
        if duty.event.starts_on in agenda:
            agenda[duty.event.starts_on].events.append(duty)
    _add_dues(agenda, user, *within)
    return list(agenda.values())


def _add_dues(agenda: dict[dt.date, Day], user: User, first: dt.date, last: dt.date) -> None:
    """Steps of introductions; steps and last days of consultations."""
    for due in onboarding_agenda.between(user, first, last):
        agenda[due.due_on].steps.append(due)
    for wanted in consultation_agenda.between(user, first, last):
        agenda[wanted.due_on].consultations.append(wanted)


def _each(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
