"""Pages for reading files into the register."""

from django.urls import path

from contacts.views import import_steps, imports

urlpatterns = [
    path("import/", imports.ImportList.as_view(), name="import_list"),
    path("import/<int:pk>/", imports.ImportDetail.as_view(), name="import_detail"),
    path("import/<int:pk>/kolumner/", import_steps.ImportColumns.as_view(), name="import_columns"),
    path("import/<int:pk>/tveksamma/", import_steps.ImportDecide.as_view(), name="import_decide"),
    path("import/<int:pk>/att-ratta/", import_steps.ImportRest.as_view(), name="import_rest"),
    path("import/<int:pk>/rapport/", import_steps.ImportReport.as_view(), name="import_report"),
    path("import/<int:pk>/granska/", imports.ImportRead.as_view(), name="import_read"),
    path("import/<int:pk>/genomfor/", imports.ImportConfirm.as_view(), name="import_confirm"),
    path("import/<int:pk>/igen/", imports.ImportAgain.as_view(), name="import_again"),
    path("import/<int:pk>/kasta/", imports.ImportDiscard.as_view(), name="import_discard"),
    path(
        "import/oversattningar/<int:pk>/ta-bort/",
        imports.ImportMappingRemove.as_view(),
        name="import_mapping_remove",
    ),
]
