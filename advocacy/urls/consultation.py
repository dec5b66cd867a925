"""Pages of consultations."""

from django.urls import path

from advocacy.views import consultation_parts as parts
from advocacy.views import consultations

urlpatterns = [
    path("remisser/", consultations.ConsultationList.as_view(), name="consultation_list"),
    path("remisser/export/", consultations.ConsultationExport.as_view(), name="consultation_export"),
    path("remisser/las-in/", consultations.ConsultationUpload.as_view(), name="consultation_upload"),
    path("remisser/ny/", consultations.ConsultationAdd.as_view(), name="consultation_add"),
    path("remisser/<int:pk>/", consultations.ConsultationDetail.as_view(), name="consultation_detail"),
    path("remisser/<int:pk>/redigera/", consultations.ConsultationEdit.as_view(), name="consultation_edit"),
    path("remisser/<int:pk>/besvara/", consultations.ConsultationStart.as_view(), name="consultation_start"),
    path("remisser/<int:pk>/anstand/", consultations.ConsultationPostpone.as_view(), name="consultation_postpone"),
    path("remisser/<int:pk>/avsta/", consultations.ConsultationAbstain.as_view(), name="consultation_abstain"),
    path("remisser/<int:pk>/svar/", consultations.ConsultationAnswer.as_view(), name="consultation_answer"),
    path("remisser/<int:pk>/svar/fil/", consultations.ConsultationFile.as_view(), name="consultation_file"),
    path("remisser/<int:pk>/uppfoljd/", consultations.ConsultationFinish.as_view(), name="consultation_finish"),
    path("remisser/<int:pk>/tillbaka/", consultations.ConsultationTakeBack.as_view(), name="consultation_take_back"),
    path("remisser/<int:pk>/steg/nytt/", parts.StepAdd.as_view(), name="consultation_step_add"),
    path("remisser/steg/<int:pk>/", parts.StepEdit.as_view(), name="consultation_step_edit"),
    path("remisser/steg/<int:pk>/klart/", parts.StepDone.as_view(), name="consultation_step_done"),
    path("remisser/steg/<int:pk>/ta-bort/", parts.StepRemove.as_view(), name="consultation_step_remove"),
    path("remisser/<int:pk>/synpunkter/ny/", parts.ViewpointAdd.as_view(), name="viewpoint_add"),
    path("remisser/synpunkter/<int:pk>/", parts.ViewpointEdit.as_view(), name="viewpoint_edit"),
    path("remisser/synpunkter/<int:pk>/gehor/", parts.ViewpointAssess.as_view(), name="viewpoint_assess"),
    path("remisser/synpunkter/<int:pk>/ta-bort/", parts.ViewpointRemove.as_view(), name="viewpoint_remove"),
    path("remisser/<int:pk>/medlemssvar/nytt/", parts.MemberAnswerAdd.as_view(), name="member_answer_add"),
    path("remisser/medlemssvar/<int:pk>/", parts.MemberAnswerEdit.as_view(), name="member_answer_edit"),
    path("remisser/medlemssvar/<int:pk>/ta-bort/", parts.MemberAnswerRemove.as_view(), name="member_answer_remove"),
    path("remisser/<int:pk>/dokument/nytt/", parts.DocumentAdd.as_view(), name="consultation_document_add"),
    path(
        "remisser/dokument/<int:pk>/ta-bort/",
        parts.DocumentRemove.as_view(),
        name="consultation_document_remove",
    ),
]
