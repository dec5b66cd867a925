from advocacy.models.audience import Audience, AudienceCondition, AudienceCriterion
from advocacy.models.event import Event
from advocacy.models.interaction import (
    Interaction,
    InteractionGoal,
    InteractionPriority,
    InteractionReader,
    Participation,
)
from advocacy.models.plan import (
    Activity,
    Argument,
    DirectionGoal,
    Goal,
    Plan,
    PlanItem,
    PlanItemArea,
    PlanItemBody,
    PlanItemDirection,
    Position,
    Priority,
    PriorityLink,
)
from advocacy.models.task import Task

__all__ = [
    "Activity",
    "Argument",
    "Audience",
    "AudienceCondition",
    "AudienceCriterion",
    "DirectionGoal",
    "Event",
    "Goal",
    "Interaction",
    "InteractionGoal",
    "InteractionPriority",
    "InteractionReader",
    "Participation",
    "Plan",
    "PlanItem",
    "PlanItemArea",
    "PlanItemBody",
    "PlanItemDirection",
    "Position",
    "Priority",
    "PriorityLink",
    "Task",
]
