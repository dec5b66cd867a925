"""Pages of what people do in public."""

from django.urls import path

from advocacy.views import acts

urlpatterns = [
    path("handlingar/", acts.ActList.as_view(), name="act_list"),
    path("handlingar/export/", acts.ActExport.as_view(), name="act_export"),
    path("handlingar/utan-sakfraga/", acts.ActUnplaced.as_view(), name="act_unplaced"),
    path("handlingar/standpunkt/", acts.ActPosition.as_view(), name="act_position"),
    path("handlingar/ny/", acts.ActAdd.as_view(), name="act_add"),
    path("handlingar/<int:pk>/", acts.ActDetail.as_view(), name="act_detail"),
    path("handlingar/<int:pk>/redigera/", acts.ActEdit.as_view(), name="act_edit"),
    path("handlingar/<int:pk>/koppla/", acts.ActPlace.as_view(), name="act_place"),
    path("handlingar/<int:pk>/ta-bort/", acts.ActRemove.as_view(), name="act_remove"),
]
