"""Pages of motions."""

from django.urls import path

from advocacy.views import motions

urlpatterns = [
    path("motioner/<int:pk>/", motions.MotionDetail.as_view(), name="motion_detail"),
]
