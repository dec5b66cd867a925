"""Pages of decisions."""

from django.urls import path

from advocacy.views import decisions

urlpatterns = [
    path("beslut/", decisions.DecisionList.as_view(), name="decision_list"),
    path("beslut/export/", decisions.DecisionExport.as_view(), name="decision_export"),
    path("beslut/nytt/", decisions.DecisionAdd.as_view(), name="decision_add"),
    path("beslut/<int:pk>/", decisions.DecisionDetail.as_view(), name="decision_detail"),
    path("beslut/<int:pk>/redigera/", decisions.DecisionEdit.as_view(), name="decision_edit"),
    path("beslut/<int:pk>/fil/", decisions.DecisionFile.as_view(), name="decision_file"),
    path("beslut/<int:pk>/uppgifter/", decisions.DecisionTasks.as_view(), name="decision_tasks"),
    path("beslut/<int:pk>/ta-bort/", decisions.DecisionRemove.as_view(), name="decision_remove"),
]
