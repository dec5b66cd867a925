from advocacy.models.audience import Audience, AudienceCondition, AudienceCriterion
from advocacy.models.event import Event, EventSpeaker, EventStaff
from advocacy.models.facts import InteractionFacts, MotionPeriod
from advocacy.models.intake import CalendarFeed, IncomingMail, InteractionAttachment, InteractionOrigin
from advocacy.models.interaction import (
    Interaction,
    InteractionGoal,
    InteractionPriority,
    InteractionReader,
    Participation,
)
from advocacy.models.last_met import LastMet
from advocacy.models.onboarding import (
    LetterTemplate,
    OnboardingCase,
    OnboardingCaseStep,
    OnboardingProgramme,
    OnboardingStep,
    OnboardingTrack,
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
from advocacy.models.talk import Commitment, DiscussionPoint, Stance
from advocacy.models.task import Task
from advocacy.models.touch import ContactInterval

__all__ = [
    "Activity",
    "Argument",
    "Audience",
    "AudienceCondition",
    "AudienceCriterion",
    "CalendarFeed",
    "Commitment",
    "ContactInterval",
    "DirectionGoal",
    "DiscussionPoint",
    "Event",
    "EventSpeaker",
    "EventStaff",
    "Goal",
    "IncomingMail",
    "Interaction",
    "InteractionAttachment",
    "InteractionFacts",
    "InteractionGoal",
    "InteractionOrigin",
    "InteractionPriority",
    "InteractionReader",
    "LastMet",
    "LetterTemplate",
    "MotionPeriod",
    "OnboardingCase",
    "OnboardingCaseStep",
    "OnboardingProgramme",
    "OnboardingStep",
    "OnboardingTrack",
    "Participation",
    "Plan",
    "PlanItem",
    "PlanItemArea",
    "PlanItemBody",
    "PlanItemDirection",
    "Position",
    "Priority",
    "PriorityLink",
    "Stance",
    "Task",
]
