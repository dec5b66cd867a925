"""Pages of the mandate radar."""

from django.urls import path

from contacts.views import radar, radar_decisions, radar_run

urlpatterns = [
    path("mandatbevakning/", radar.RadarList.as_view(), name="radar_list"),
    path("mandatbevakning/hamta/", radar.RadarFetch.as_view(), name="radar_fetch"),
    path("mandatbevakning/<int:pk>/", radar_run.RadarDetail.as_view(), name="radar_detail"),
    path("mandatbevakning/<int:pk>/export/", radar_run.RadarExport.as_view(), name="radar_export"),
    path("mandatbevakning/<int:pk>/kolumner/", radar.RadarColumns.as_view(), name="radar_columns"),
    path("mandatbevakning/<int:pk>/avgor/", radar_decisions.RadarDecideMany.as_view(), name="radar_decide_many"),
    path("mandatbevakning/<int:pk>/sakra/", radar_decisions.RadarAcceptCertain.as_view(), name="radar_accept_certain"),
    path("mandatbevakning/<int:pk>/genomfor/", radar_decisions.RadarApply.as_view(), name="radar_apply"),
    path("mandatbevakning/<int:pk>/angra/", radar_decisions.RadarUndo.as_view(), name="radar_undo"),
    path("mandatbevakning/<int:pk>/igen/", radar_decisions.RadarAgain.as_view(), name="radar_again"),
    path("mandatbevakning/<int:pk>/kasta/", radar_decisions.RadarDiscard.as_view(), name="radar_discard"),
    path("mandatbevakning/forandring/<int:pk>/", radar_decisions.RadarDecide.as_view(), name="radar_decide"),
]
