"""Pages of board papers."""

from django.urls import path

from advocacy.views import paper_compared, paper_drafts, paper_files, paper_links, paper_parts, paper_rows, papers

BEHIND = "styrelsen/<int:pk>/bakom/<int:place>/<int:part>/<slug:section>/<slug:figure>/"

urlpatterns = [
    path("styrelsen/", papers.PaperList.as_view(), name="paper_list"),
    path("styrelsen/nytt/", papers.PaperAdd.as_view(), name="paper_add"),
    path("styrelsen/<int:pk>/", papers.PaperDetail.as_view(), name="paper_detail"),
    path("styrelsen/<int:pk>/redigera/", papers.PaperEdit.as_view(), name="paper_edit"),
    path("styrelsen/<int:pk>/siffror/<int:place>/", papers.PaperFigures.as_view(), name="paper_figures"),
    path(BEHIND, paper_rows.PaperRows.as_view(), name="paper_rows"),
    path(f"{BEHIND}export/", paper_rows.PaperRowsExport.as_view(), name="paper_rows_export"),
    path("styrelsen/<int:pk>/korthet/", papers.PaperOverview.as_view(), name="paper_overview"),
    path("styrelsen/<int:pk>/insatser/", papers.PaperActivity.as_view(), name="paper_activity"),
    path("styrelsen/<int:pk>/text/<slug:part>/", paper_parts.PaperText.as_view(), name="paper_text"),
    path("styrelsen/<int:pk>/kommentera/", paper_parts.PaperRemark.as_view(), name="paper_remark"),
    path("styrelsen/<int:pk>/atgardad/", paper_parts.PaperSettle.as_view(), name="paper_settle"),
    path("styrelsen/<int:pk>/granskning/", paper_parts.PaperReview.as_view(), name="paper_review"),
    path("styrelsen/<int:pk>/tillbaka/", paper_parts.PaperBack.as_view(), name="paper_back"),
    path("styrelsen/<int:pk>/faststall/", papers.PaperApprove.as_view(), name="paper_approve"),
    path("styrelsen/<int:pk>/hur-langt/", papers.PaperProgress.as_view(), name="paper_progress"),
    path("styrelsen/<int:pk>/jamfor/", paper_compared.PaperCompare.as_view(), name="paper_compare"),
    path(
        "styrelsen/<int:pk>/jamfor/<int:place>/",
        paper_compared.PaperCompareChapter.as_view(),
        name="paper_compare_chapter",
    ),
    path("styrelsen/<int:pk>/beslut/", paper_parts.PaperDecide.as_view(), name="paper_decide"),
    path("styrelsen/<int:pk>/lank/", paper_links.PaperLinkAdd.as_view(), name="paper_link_add"),
    path("styrelsen/<int:pk>/lank/aterkalla/", paper_links.PaperLinkRevoke.as_view(), name="paper_link_revoke"),
    path("styrelsen/<int:pk>/fil/<slug:extension>/", paper_files.PaperFile.as_view(), name="paper_file"),
    path("styrelsen/<int:pk>/utkast/<slug:extension>/", paper_drafts.PaperDraft.as_view(), name="paper_draft"),
    path("underlag/<str:token>/pdf/", paper_files.PaperReadFile.as_view(), name="paper_read_file"),
    path("underlag/<str:token>/", paper_links.PaperRead.as_view(), name="paper_read"),
]
