"""The desk of a motion period. A session stands in its address as '2026-27'."""

from django.urls import path

from advocacy.views import motion_desk, motion_support

urlpatterns = [
    path("motionstid/", motion_desk.CurrentDesk.as_view(), name="motion_desk_current"),
    path("motionstid/<slug:session>/", motion_desk.MotionDesk.as_view(), name="motion_desk"),
    path("motionstid/<slug:session>/partier/", motion_support.DeadlinesEdit.as_view(), name="motion_deadlines"),
    path("motionstid/<slug:session>/forfragan/", motion_support.RequestAdd.as_view(), name="motion_request"),
    path("motionstid/<slug:session>/underlag/", motion_support.OfferAdd.as_view(), name="motion_offer"),
]
