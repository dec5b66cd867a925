"""Pages of what was said, promised and attached."""

from django.urls import path

from advocacy.views import attachments, commitments, motion_periods

urlpatterns = [
    path("kontakter/<int:pk>/bilagor/<int:file>/", attachments.InteractionFile.as_view(), name="interaction_file"),
    path(
        "kontakter/<int:pk>/bilagor/<int:file>/ta-bort/",
        attachments.InteractionFileRemove.as_view(),
        name="interaction_file_remove",
    ),
    path("ataganden/", commitments.CommitmentList.as_view(), name="commitment_list"),
    path("ataganden/export/", commitments.CommitmentExport.as_view(), name="commitment_export"),
    path("ataganden/nytt/", commitments.CommitmentAdd.as_view(), name="commitment_add"),
    path("ataganden/<int:pk>/", commitments.CommitmentDetail.as_view(), name="commitment_detail"),
    path("ataganden/<int:pk>/redigera/", commitments.CommitmentEdit.as_view(), name="commitment_edit"),
    path("ataganden/<int:pk>/avsluta/", commitments.CommitmentClose.as_view(), name="commitment_close"),
    path("motionstider/", motion_periods.MotionPeriodList.as_view(), name="motion_period_list"),
    path("motionstider/ny/", motion_periods.MotionPeriodEdit.as_view(), name="motion_period_add"),
    path("motionstider/<int:pk>/redigera/", motion_periods.MotionPeriodEdit.as_view(), name="motion_period_edit"),
]
