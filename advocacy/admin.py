from advocacy import models
from crm.common.admin import show

# Contacts and what hangs on them may be confidential: they are not shown past the pages.
show(
    models.Plan,
    models.PlanItem,
    models.DirectionGoal,
    models.Priority,
    models.PriorityLink,
    models.Goal,
    models.Audience,
    models.AudienceCriterion,
    models.AudienceCondition,
)
