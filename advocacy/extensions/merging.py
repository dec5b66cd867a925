"""What a merge of people or organizations does with what advocacy holds of them."""

from __future__ import annotations

from typing import Any

from crm.common import extensions
from crm.common.extensions import MergeNotice, MergeRule

# What rows that a constraint by expression keeps apart have in common.
SAME = {
    "advocacy.AudienceCondition": ("criterion", "dimension", "organization"),
    "advocacy.Influence": ("person", "priority"),
}


def register() -> None:
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
        ("advocacy.BoardPaper.body", "move"),
        ("advocacy.InteractionFacts.asked_by", "move"),
        ("advocacy.LastMet.person", "keep"),
        ("advocacy.ReachEntry.person", "keep"),
        ("advocacy.ReachEntry.organization", "keep"),
        ("advocacy.ReachEntry.membership", "keep"),
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
