"""Pages of keeping in touch."""

from django.urls import path

from advocacy.views import touch

urlpatterns = [
    path("hora-av-sig/", touch.TouchList.as_view(), name="touch_list"),
    path("hora-av-sig/export/", touch.TouchExport.as_view(), name="touch_export"),
    path("stamdata/kontaktintervall/", touch.IntervalList.as_view(), name="contact_interval_list"),
    path("stamdata/kontaktintervall/<str:tier>/", touch.IntervalEdit.as_view(), name="contact_interval_edit"),
]
