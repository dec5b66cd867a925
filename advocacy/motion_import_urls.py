"""Pages for reading motions."""

from django.urls import path

from advocacy.views import motion_imports

urlpatterns = [
    path("motioner/hamta/", motion_imports.MotionFetch.as_view(), name="motion_fetch"),
    path("motioner/inlasning/<int:pk>/", motion_imports.MotionImportDetail.as_view(), name="motion_import"),
    path(
        "motioner/inlasning/<int:pk>/genomfor/",
        motion_imports.MotionImportConfirm.as_view(),
        name="motion_import_confirm",
    ),
    path("motioner/inlasning/<int:pk>/igen/", motion_imports.MotionImportAgain.as_view(), name="motion_import_again"),
]
