"""Pages of figures."""

from django.urls import path

from advocacy.views import follow_up, follow_up_rows, pictures

urlpatterns = [
    path("uppfoljning/", follow_up.FollowUp.as_view(), name="follow_up"),
    path("uppfoljning/definitioner/", follow_up.FigureDefinitions.as_view(), name="figure_definitions"),
    path("uppfoljning/export/", follow_up.FollowUpExport.as_view(), name="follow_up_export"),
    path("uppfoljning/avsnitt/<slug:section>/bilder/", pictures.SectionPictures.as_view(), name="section_pictures"),
    path("uppfoljning/avsnitt/<slug:section>/", follow_up.FollowUpSection.as_view(), name="follow_up_section"),
    path(
        "uppfoljning/bakom/<slug:section>/<slug:figure>/",
        follow_up_rows.FigureRows.as_view(),
        name="follow_up_rows",
    ),
    path(
        "uppfoljning/bakom/<slug:section>/<slug:figure>/export/",
        follow_up_rows.FigureRowsExport.as_view(),
        name="follow_up_rows_export",
    ),
]
