"""Pages of the one-voice matrix and of the relations within a group."""

from django.urls import path

from advocacy.views import one_voice, relations

urlpatterns = [
    path("en-rost/", one_voice.OneVoiceMatrix.as_view(), name="one_voice"),
    path("en-rost/export/", one_voice.OneVoiceExport.as_view(), name="one_voice_export"),
    path("en-rost/<int:pk>/<int:county>/<int:party>/", one_voice.OneVoiceCell.as_view(), name="one_voice_cell"),
    path(
        "organisationer/<int:pk>/relationer/", relations.OrganizationRelations.as_view(), name="organization_relations"
    ),
]
