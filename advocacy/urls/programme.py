"""Pages of an event's programme: what is on, who takes part, who of us is there."""

from django.urls import path

from advocacy.views import hospitality, invitations, programme, staffing

urlpatterns = [
    path("kontakter/fortaring/", hospitality.HospitalityList.as_view(), name="hospitality_list"),
    path("kontakter/fortaring/export/", hospitality.HospitalityExport.as_view(), name="hospitality_export"),
    path("kontakter/las-in-inbjudan/", invitations.InvitationUpload.as_view(), name="invitation_upload"),
    path("arrangemang/<int:pk>/program/", programme.Programme.as_view(), name="event_programme"),
    path("arrangemang/<int:pk>/program/las-in/", programme.ProgrammeImport.as_view(), name="event_programme_import"),
    path("arrangemang/<int:pk>/bemanning/", staffing.Staffing.as_view(), name="event_staffing"),
    path("arrangemang/<int:pk>/bemanna/", staffing.StaffAdd.as_view(), name="event_staff_add"),
    path("arrangemang/bemanning/<int:pk>/ta-bort/", staffing.StaffRemove.as_view(), name="event_staff_remove"),
    path("arrangemang/<int:pk>/medverkande/ny/", staffing.SpeakerAdd.as_view(), name="event_speaker_add"),
    path("arrangemang/medverkande/<int:pk>/", staffing.SpeakerEdit.as_view(), name="event_speaker_edit"),
    path("arrangemang/medverkande/<int:pk>/ta-bort/", staffing.SpeakerRemove.as_view(), name="event_speaker_remove"),
]
