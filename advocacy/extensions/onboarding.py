"""Introductions: what follows from contacts and mandates; merging, erasing, handing over; the timeline."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.common import extensions
from crm.common.extensions import Handover, KeptFigure, MergeRule, PersonalData, TimelineEntry, TimelineStrand
from crm.common.timelines import Asked, holding

PERSON = "contacts.Person"
KIND = "introduktioner"


def register() -> None:
    """Called once, when the apps are ready."""
    _what_follows()
    _merging()
    _handovers()
    _timeline()
    from advocacy.models import OnboardingCase

    extensions.personal_data.add(PersonalData("onboarding", OnboardingCase, _cases_of, _forget))


def _what_follows() -> None:
    """Steps and states follow from contacts, mandates and the cases themselves."""
    from advocacy.services import onboarding_following as steps

    for model, owners in (
        ("advocacy.Participation", steps.people_of_participations),
        ("advocacy.Interaction", steps.people_of_interactions),
        ("advocacy.OnboardingCase", steps.people_of_cases),
        ("advocacy.OnboardingCaseStep", steps.people_of_case_steps),
        ("contacts.Membership", steps.people_of_memberships),
    ):
        extensions.kept_figures.add(KeptFigure(f"onboarding of {model}", model, owners, steps.refresh))


def _merging() -> None:
    for relation, rule, join in (
        ("advocacy.OnboardingCase.person", "dedupe", _join_cases),
        ("advocacy.OnboardingCaseStep.case", "dedupe", _join_steps),
        ("advocacy.OnboardingCase.membership", "move", None),
        ("advocacy.OnboardingTrack.organization", "dedupe", None),
    ):
        extensions.merge_rules.add(MergeRule(relation, relation, rule, join=join))


def _join_cases(kept: Any, dropped: Any) -> None:
    from advocacy.services import onboarding_cases

    onboarding_cases.join(kept, dropped)


def _join_steps(kept: Any, dropped: Any) -> None:
    from advocacy.services import onboarding_cases

    onboarding_cases.join_steps(kept, dropped)


# --- What is known of a person ------------------------------------------------------------------------------------


def _cases_of(person: Any) -> list[dict[str, Any]]:
    from advocacy.models import OnboardingCase

    cases = OnboardingCase.objects.filter(person=person).select_related("programme", "host", "membership__organization")
    return [
        {
            "programme": case.programme.name,
            "mandate": str(case.membership),
            "host": str(case.host or ""),
            "seat_taken_on": case.seat_taken_on,
            "started_on": case.started_on,
            "state": str(case.get_state_display()),
            "closed_on": case.closed_on,
            "closed_reason": case.closed_reason,
            "steps": [
                {"step": row.step.name, "due_on": row.due_on, "done_on": row.done_on, "skipped": row.skipped_reason}
                for row in case.steps.all()
            ],
        }
        for case in cases.prefetch_related("steps__step").order_by("started_on", "pk")
    ]


def _forget(person: Any, actor: Any) -> None:
    from advocacy.services import onboarding_cases

    onboarding_cases.forget(actor=actor, person=person)


# --- Handing over ---------------------------------------------------------------------------------------------------


def _handovers() -> None:
    from advocacy.services import onboarding_hosts as work

    for handover in (
        Handover(
            name="onboarding_hosts",
            label=gettext_lazy("introduktioner"),
            every=lambda giver, day: work.cases_of(giver),
            rows=lambda giver, receiver, day, actor: work.cases_of(giver).visible_to(actor).for_list(),
            said=lambda case: f"{case.person}, {case.programme}",
            hand=work.hand_cases,
            order=60,
        ),
        Handover(
            name="onboarding_steps",
            label=gettext_lazy("steg i introduktionsprogram"),
            every=lambda giver, day: work.steps_of(giver),
            rows=lambda giver, receiver, day, actor: work.steps_of(giver),
            said=lambda step: f"{step.name}, {step.programme}",
            hand=work.hand_steps,
            order=70,
        ),
    ):
        extensions.handovers.add(handover)


# --- The timeline ---------------------------------------------------------------------------------------------------


def _timeline() -> None:
    label = gettext_lazy("Introduktion")
    for name, day, rows, load, entry, order in (
        ("onboarding_started", "started_on", _cases, _read_cases, _started, 60),
        ("onboarding_closed", "closed_on", _closed_cases, _read_cases, _closed, 61),
        ("onboarding_step", "done_on", _steps, _read_steps, _step, 62),
    ):
        extensions.timeline_strands.add(TimelineStrand(name, PERSON, KIND, label, day, rows, load, entry, order))


def _cases(obj: Any, user: Any, asked: Asked) -> Any:
    from advocacy.models import OnboardingCase

    rows = OnboardingCase.objects.visible_to(user).filter(person=obj.pk)
    if asked.text:
        rows = rows.filter(holding(asked.text, "programme__name", "closed_reason"))
    return rows.filter(host=asked.colleague) if asked.colleague else rows


def _closed_cases(obj: Any, user: Any, asked: Asked) -> Any:
    return _cases(obj, user, asked).filter(closed_on__isnull=False)


def _read_cases(pks: Any, obj: Any, user: Any) -> Any:
    from advocacy.models import OnboardingCase

    return OnboardingCase.objects.visible_to(user).filter(pk__in=pks).select_related("programme", "host")


def _started(case: Any, obj: Any) -> TimelineEntry:
    title = _("Introduktion påbörjad: %(programme)s") % {"programme": case.programme}
    return _entry(case.started_on, title, case, str(case.host or ""))


def _closed(case: Any, obj: Any) -> TimelineEntry:
    return _entry(case.closed_on, f"{case.get_state_display()}: {case.programme}", case, case.closed_reason)


def _steps(obj: Any, user: Any, asked: Asked) -> Any:
    """Those that were ticked: what a contact did stands there as the contact."""
    from advocacy.models import OnboardingCaseStep

    rows = OnboardingCaseStep.objects.visible_to(user).filter(case__person=obj.pk, done_by__isnull=False)
    if asked.text:
        rows = rows.filter(holding(asked.text, "step__name", "case__programme__name"))
    return rows.filter(done_by=asked.colleague) if asked.colleague else rows


def _read_steps(pks: Any, obj: Any, user: Any) -> Any:
    from advocacy.models import OnboardingCaseStep

    rows = OnboardingCaseStep.objects.visible_to(user).filter(pk__in=pks)
    return rows.select_related("step", "case__programme", "done_by")


def _step(row: Any, obj: Any) -> TimelineEntry:
    title = _("Klart: %(what)s") % {"what": row.step.name}
    return _entry(row.done_on, title, row.case, f"{row.case.programme} · {row.done_by}")


def _entry(day: Any, title: str, case: Any, detail: str) -> TimelineEntry:
    return TimelineEntry(day, title, KIND, _("Introduktion"), case.get_absolute_url(), detail)
