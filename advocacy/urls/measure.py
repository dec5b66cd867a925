"""Pages of measures."""

from django.urls import path

from advocacy.views import measure_follow_up, measure_import, measures

urlpatterns = [
    path("atgarder/", measures.MeasureList.as_view(), name="measure_list"),
    path("atgarder/export/", measures.MeasureExport.as_view(), name="measure_export"),
    path("atgarder/forslag/", measures.MeasureSuggest.as_view(), name="measure_suggest"),
    path("atgarder/uppfoljning/", measure_follow_up.MeasureFollowUp.as_view(), name="measure_follow_up"),
    path("atgarder/las-in/", measure_import.MeasureUpload.as_view(), name="measure_upload"),
    path("atgarder/ny/", measures.MeasureAdd.as_view(), name="measure_add"),
    path("atgarder/<int:pk>/", measures.MeasureDetail.as_view(), name="measure_detail"),
    path("atgarder/<int:pk>/redigera/", measures.MeasureEdit.as_view(), name="measure_edit"),
    path("atgarder/<int:pk>/ta-bort/", measures.MeasureRemove.as_view(), name="measure_remove"),
    path("atgarder/<int:pk>/lage/", measures.StatusAdd.as_view(), name="measure_status_add"),
    path("atgarder/lage/<int:pk>/ta-bort/", measures.StatusRemove.as_view(), name="measure_status_remove"),
]
