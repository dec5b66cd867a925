"""Pages of how much people weigh, and the maps of a priority."""

from django.urls import path

from advocacy.views import influences, stance_maps

urlpatterns = [
    path("inflytande/<int:pk>/", influences.InfluenceEdit.as_view(), name="influence_edit"),
    path("inflytande/<int:pk>/kort/", influences.InfluencePerson.as_view(), name="influence_person"),
    path("inflytande/<int:pk>/ta-bort/", influences.InfluenceClear.as_view(), name="influence_clear"),
    path("sakfragor/<int:pk>/karta/", stance_maps.InfluenceMap.as_view(), name="influence_map"),
    path("sakfragor/<int:pk>/karta/export/", stance_maps.InfluenceMapExport.as_view(), name="influence_map_export"),
    path("sakfragor/<int:pk>/stod/", stance_maps.SupportMap.as_view(), name="support_map"),
    path("sakfragor/<int:pk>/stod/export/", stance_maps.SupportMapExport.as_view(), name="support_map_export"),
]
