"""Pages of how much people weigh."""

from django.urls import path

from advocacy.views import influences

urlpatterns = [
    path("inflytande/<int:pk>/", influences.InfluenceEdit.as_view(), name="influence_edit"),
    path("inflytande/<int:pk>/ta-bort/", influences.InfluenceClear.as_view(), name="influence_clear"),
]
