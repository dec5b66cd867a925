"""Pages of plans, priorities and goals."""

from django.urls import path

from advocacy.models import Goal, Priority
from advocacy.views import goal_units_export, goals, pictures, plans, timelines
from contacts.views.parts import Cards

urlpatterns = [
    path("sakfragor/", plans.PlanDetail.as_view(), name="plan_current"),
    path("planer/<slug:code>/", plans.PlanDetail.as_view(), name="plan_detail"),
    path("sakfragor/<int:pk>/", plans.PriorityDetail.as_view(), name="priority_detail"),
    path("sakfragor/<int:pk>/kort/", Cards.as_view(model=Priority), name="priority_cards"),
    path("sakfragor/<int:pk>/tidslinje/", timelines.PriorityTimeline.as_view(), name="priority_timeline"),
    path("mal/<int:pk>/tidslinje/", timelines.GoalTimeline.as_view(), name="goal_timeline"),
    path("mal/tackning/", goals.CoverageCard.as_view(), name="goal_coverage"),
    path("mal/<int:pk>/", goals.GoalDetail.as_view(), name="goal_detail"),
    path("mal/<int:pk>/kort/", Cards.as_view(model=Goal), name="goal_cards"),
    path("mal/<int:pk>/nyvalda/", goals.GoalNew.as_view(), name="goal_new"),
    path("mal/<int:pk>/bilder/", pictures.GoalPictures.as_view(), name="goal_pictures"),
    path("mal/<int:pk>/redigera/", goals.GoalEdit.as_view(), name="goal_edit"),
    path("mal/<int:pk>/export/", goals.GoalExport.as_view(), name="goal_export"),
    path("mal/<int:pk>/lista/<slug:figure>/", goals.GoalUnits.as_view(), name="goal_units"),
    path(
        "mal/<int:pk>/lista/<slug:figure>/export/",
        goal_units_export.GoalUnitsExport.as_view(),
        name="goal_units_export",
    ),
]
