"""Addresses of the Almedalen mode. The service worker rules what lies below its own address, so they are together."""

from django.urls import path

from advocacy.views import evening, field

urlpatterns = [
    path("falt/", field.FieldPage.as_view(), name="field"),
    path("falt/sw.js", field.FieldWorker.as_view(), name="field_worker"),
    path("falt/app.webmanifest", field.FieldManifest.as_view(), name="field_manifest"),
    path("falt/lage/", field.FieldState.as_view(), name="field_state"),
    path("falt/hamta/", field.FieldCarry.as_view(), name="field_carry"),
    path("falt/skicka/", field.FieldSync.as_view(), name="field_sync"),
    path("falt/kvall/", evening.EveningPage.as_view(), name="field_evening"),
]
