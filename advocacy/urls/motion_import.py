"""Pages for reading motions, beside those for reading files into the register."""

from django.urls import path

from advocacy.views import motion_imports

urlpatterns = [
    path("import/motioner/hamta/", motion_imports.MotionFetch.as_view(), name="motion_fetch"),
    path("import/motioner/<int:pk>/", motion_imports.MotionImportDetail.as_view(), name="motion_import"),
    path(
        "import/motioner/<int:pk>/genomfor/",
        motion_imports.MotionImportConfirm.as_view(),
        name="motion_import_confirm",
    ),
    path("import/motioner/<int:pk>/igen/", motion_imports.MotionImportAgain.as_view(), name="motion_import_again"),
]
