"""Pages of motions."""

from django.urls import path

from advocacy.views import motions

urlpatterns = [
    path("motioner/", motions.MotionList.as_view(), name="motion_list"),
    path("motioner/export/", motions.MotionExport.as_view(), name="motion_export"),
    path("motioner/<int:pk>/", motions.MotionDetail.as_view(), name="motion_detail"),
]
