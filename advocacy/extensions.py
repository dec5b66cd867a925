"""What advocacy adds to the register through the slots of `crm.common.extensions`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from advocacy import (
    extensions_bulk,
    extensions_consultation,
    extensions_handover,
    extensions_motion_import,
    extensions_onboarding,
    extensions_onboarding_pages,
    extensions_pages,
    extensions_programme,
    extensions_search,
    extensions_talk,
    extensions_timeline,
    extensions_touch,
)
from crm.common import extensions
from crm.common.dates import today
from crm.common.days import DayField
from crm.common.extensions import (
    KeptFigure,
    MergeNotice,
    MergeRule,
    NavigationItem,
    PersonalData,
    PersonColumn,
    PersonFilter,
)
from crm.common.kept_queries import KeptQuery
from crm.common.permissions import Role

PERSON, ORGANIZATION = "contacts.Person", "contacts.Organization"


def register() -> None:
    """Called once, when the apps are ready."""
    _navigation()
    _people_list()
    extensions_bulk.register()
    extensions_consultation.register()
    extensions_handover.register()
    extensions_motion_import.register()
    extensions_onboarding.register()
    extensions_onboarding_pages.register()
    extensions_pages.register()
    extensions_programme.register()
    extensions_search.register()
    extensions_talk.register()
    extensions_timeline.register()
    extensions_touch.register()
    _merging()
    _personal_data()


# --- Navigation -------------------------------------------------------------------------------------------


def _navigation() -> None:
    for item in (
        NavigationItem("home", "start", gettext_lazy("Idag"), "crm:home", 10),
        NavigationItem("tasks", "start", gettext_lazy("Att göra"), "advocacy:task_list", 20, count=_waiting),
        NavigationItem("interactions", "advocacy", gettext_lazy("Kontakter"), "advocacy:interaction_list", 10),
        NavigationItem("commitments", "advocacy", gettext_lazy("Åtaganden"), "advocacy:commitment_list", 15),
        NavigationItem("mails", "advocacy", gettext_lazy("Mejl in"), "advocacy:mail_list", 17, role=Role.EDITOR),
        NavigationItem("plan", "advocacy", gettext_lazy("Sakfrågor och mål"), "advocacy:plan_current", 20),
        NavigationItem("events", "advocacy", pgettext_lazy("several", "Arrangemang"), "advocacy:event_list", 50),
        NavigationItem("field", "advocacy", gettext_lazy("Fältläge"), "advocacy:field", 60, role=Role.EDITOR),
    ):
        extensions.navigation.add(item)


def _waiting(user: Any) -> int:
    return len(WAITING.rows(user.pk, user))


def _open_tasks(owner: int, user: Any) -> QuerySet[Any]:
    from advocacy.models import Task

    return Task.objects.visible_to(user).open().filter(owner=owner).order_by().only("pk")


WAITING = KeptQuery(_open_tasks)


# --- The people list --------------------------------------------------------------------------------------


def with_last_met(people: QuerySet[Any]) -> QuerySet[Any]:
    """`last_met_on`: the day they and we last talked, in confidence or not."""
    return people.annotate(last_met_on=F("last_met__met_on"))


def _met_since(people: QuerySet[Any], day: Any) -> QuerySet[Any]:
    return people.filter(last_met__met_on__gte=day)


def _not_met_since(people: QuerySet[Any], day: Any) -> QuerySet[Any]:
    return people.filter(Q(last_met__isnull=True) | Q(last_met__met_on__lt=day))


def _reached_on(people: QuerySet[Any], goal: Any) -> QuerySet[Any]:
    """People met in a contact that belongs to the goal, in the time of its plan."""
    return people.filter(Exists(_met_for(goal)))


def _not_reached_on(people: QuerySet[Any], goal: Any) -> QuerySet[Any]:
    return people.exclude(Exists(_met_for(goal)))


def _met_for(goal: Any) -> QuerySet[Any]:
    from advocacy.models import Participation

    first = goal.plan.starts_on
    last = min(goal.plan.ends_on or today(), today())
    return Participation.objects.counted(goal, first, last).met().filter(person=OuterRef("pk"))


def _day_field() -> forms.Field:
    return DayField(required=False)


def _goal_field() -> forms.Field:
    from advocacy.models import Goal
    from crm.common.widgets import Combobox

    return forms.ModelChoiceField(
        Goal.objects.select_related("plan"),
        required=False,
        widget=Combobox("advocacy:goal_suggest", attrs={"placeholder": _("Skriv kod eller mål …")}),
    )


def _people_list() -> None:
    for filter_ in (
        PersonFilter("last_contact_before", gettext_lazy("Inte träffad sedan"), _day_field, _not_met_since),
        PersonFilter("last_contact_after", gettext_lazy("Träffad sedan"), _day_field, _met_since),
        PersonFilter("reached_on_goal", gettext_lazy("Nådd på mål"), _goal_field, _reached_on),
        PersonFilter("not_reached_on_goal", gettext_lazy("Inte nådd på mål"), _goal_field, _not_reached_on),
    ):
        extensions.person_filters.add(filter_)
    extensions.person_columns.add(
        PersonColumn(
            "last_met_on",
            gettext_lazy("Senast träffad"),
            with_last_met,
            lambda p: p.last_met_on,
            kind="date",
            order_by=("last_met_on", "sort_key"),
        )
    )

    _last_met()


def _last_met() -> None:
    from advocacy.services import last_met, motion_signers

    for model, owners in (
        ("advocacy.Participation", last_met.people_of_participations),
        ("advocacy.Interaction", last_met.people_of_interactions),
    ):
        extensions.kept_figures.add(KeptFigure(f"last_met of {model}", model, owners, last_met.refresh))
    extensions.kept_figures.add(
        KeptFigure(
            "signers of motions", "contacts.ExternalIdentifier", motion_signers.numbers_of, motion_signers.put_right
        )
    )


# --- Merging and erasing ------------------------------------------------------------------------------------


# What rows that a constraint by expression keeps apart have in common.
SAME = {
    "advocacy.AudienceCondition": ("criterion", "dimension", "organization"),
    "advocacy.Influence": ("person", "priority"),
}


def _merging() -> None:
    """What a merge of people or organizations does with rows of ours. The words of a participation stay."""
    for relation, rule in (
        ("advocacy.Participation.person", "dedupe"),
        ("advocacy.Participation.membership", "keep"),
        ("advocacy.Task.person", "move"),
        ("advocacy.Stance.person", "move"),
        ("advocacy.Stance.organization", "move"),
        ("advocacy.Commitment.person", "move"),
        ("advocacy.Commitment.organization", "move"),
        ("advocacy.EventSpeaker.person", "dedupe"),
        ("advocacy.MotionSigner.person", "move"),
        ("advocacy.MotionSigner.membership", "keep"),
        ("advocacy.Motion.committee", "move"),
        ("advocacy.CommitteeReport.committee", "move"),
        ("advocacy.Consultation.sender", "move"),
        ("advocacy.MemberAnswer.organization", "dedupe"),
        ("advocacy.Act.person", "dedupe"),
        ("advocacy.Influence.person", "dedupe"),
        ("advocacy.Decision.body", "move"),
        ("advocacy.Measure.responsible", "move"),
        ("advocacy.InteractionFacts.asked_by", "move"),
        ("advocacy.LastMet.person", "keep"),
        ("advocacy.Interaction.organization", "move"),
        ("advocacy.Interaction.own_body", "move"),
        ("advocacy.PlanItemBody.organization", "dedupe"),
        ("advocacy.AudienceCondition.organization", "dedupe"),
    ):
        same = SAME.get(relation.rpartition(".")[0], ())
        join = _join_participations if relation == "advocacy.Participation.person" else None
        extensions.merge_rules.add(MergeRule(relation, relation, rule, same=same, join=join))
    extensions.merge_notices.add(MergeNotice("figures", _changed_figures))


def _changed_figures(one: Any, other: Any) -> list[str]:
    from advocacy.services import merge_figures

    return merge_figures.changes(one, other)


def _join_participations(kept: Any, dropped: Any) -> None:
    from advocacy.services import merging

    merging.join(kept, dropped)


def _participations_of(person: Any) -> list[dict[str, Any]]:
    from advocacy.models import Participation

    rows = Participation.objects.filter(person=person).select_related("interaction").order_by("interaction__held_on")
    return [
        {
            "day": row.interaction.held_on,
            "kind": str(row.interaction.get_kind_display()),
            "title": row.interaction.title,
            "summary": row.interaction.summary,
            "attendance": str(row.get_attendance_display()),
            "tone": str(row.get_tone_display()),
            "role": row.held_role,
            "organization": row.held_organization,
            "party": row.held_party,
            "county": row.held_county,
        }
        for row in rows
    ]


def _tasks_of(person: Any) -> list[dict[str, Any]]:
    from advocacy.models import Task

    rows = Task.objects.filter(person=person).order_by("pk")
    return [{"title": row.title, "due_on": row.due_on, "done_at": row.done_at} for row in rows]


def _forget_participations(person: Any, actor: Any) -> None:
    from advocacy.services import erasure

    erasure.forget_participations(actor=actor, person=person)


def _forget_tasks(person: Any, actor: Any) -> None:
    from advocacy.services import erasure

    erasure.forget_tasks(actor=actor, person=person)


def _personal_data() -> None:
    from advocacy.models import Participation, Task

    extensions.personal_data.add(
        PersonalData("participations", Participation, _participations_of, _forget_participations)
    )
    extensions.personal_data.add(PersonalData("tasks", Task, _tasks_of, _forget_tasks))
