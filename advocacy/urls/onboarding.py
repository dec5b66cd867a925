"""Pages of introductions: programmes, who is new, the board, cases and their steps, letters."""

from django.urls import path

from advocacy.views import letters, onboarding, onboarding_board, onboarding_cases, onboarding_cohort

urlpatterns = [
    path("introduktion/", onboarding.ProgrammeList.as_view(), name="onboarding_list"),
    path("introduktion/nytt/", onboarding.ProgrammeAdd.as_view(), name="onboarding_add"),
    path("introduktion/<int:pk>/", onboarding.ProgrammeDetail.as_view(), name="onboarding_detail"),
    path("introduktion/<int:pk>/redigera/", onboarding.ProgrammeEdit.as_view(), name="onboarding_edit"),
    path("introduktion/<int:pk>/avsluta/", onboarding.ProgrammeClose.as_view(), name="onboarding_close"),
    path("introduktion/<int:pk>/nya/", onboarding_cohort.Cohort.as_view(), name="onboarding_cohort"),
    path("introduktion/<int:pk>/tavla/", onboarding_board.Board.as_view(), name="onboarding_board"),
    path("introduktion/<int:pk>/tavla/export/", onboarding_board.BoardExport.as_view(), name="onboarding_export"),
    path("introduktion/<int:pk>/tavla/<slug:action>/", onboarding_board.BoardBulk.as_view(), name="onboarding_bulk"),
    path("introduktion/person/<int:pk>/", onboarding_cases.CaseDetail.as_view(), name="onboarding_case"),
    path("introduktion/person/<int:pk>/avsluta/", onboarding_cases.CaseClose.as_view(), name="onboarding_case_close"),
    path("introduktion/person/<int:pk>/oppna/", onboarding_cases.CaseReopen.as_view(), name="onboarding_case_reopen"),
    path("introduktion/person/<int:pk>/ansvarig/", onboarding_cases.CaseHost.as_view(), name="onboarding_case_host"),
    path("introduktion/person/<int:pk>/lamna-vidare/", onboarding_cases.HandOn.as_view(), name="onboarding_hand_on"),
    path("introduktion/steg/<int:pk>/", onboarding_cases.StepDo.as_view(), name="onboarding_step"),
    path("introduktion/brevmallar/", letters.TemplateList.as_view(), name="letter_template_list"),
    path("introduktion/brevmallar/ny/", letters.TemplateAdd.as_view(), name="letter_template_add"),
    path("introduktion/brevmallar/exempel/", letters.TemplateSample.as_view(), name="letter_template_sample"),
    path("introduktion/brevmallar/<int:pk>/", letters.TemplateEdit.as_view(), name="letter_template_edit"),
    path("introduktion/brevmallar/<int:pk>/fil/", letters.TemplateFile.as_view(), name="letter_template_file"),
    path(
        "introduktion/brevmallar/<int:pk>/lagg-bort/", letters.TemplateArchive.as_view(), name="letter_template_archive"
    ),
    path("personer/<int:pk>/introduktion/", onboarding_cases.PersonIntroduction.as_view(), name="onboarding_person"),
]
