"""Pages of where people stand and how they move. (/installningar/ are those of the signed-in colleague.)"""

from django.urls import path

from advocacy.views import stances

urlpatterns = [
    path("var-de-star/", stances.StanceList.as_view(), name="stance_list"),
    path("var-de-star/export/", stances.StanceExport.as_view(), name="stance_export"),
    path("var-de-star/ny/", stances.StanceAdd.as_view(), name="stance_add"),
    path("var-de-star/ny/motioner/", stances.StanceMotionSuggest.as_view(), name="stance_motion_suggest"),
    path("var-de-star/ny/voteringar/", stances.StanceVoteSuggest.as_view(), name="stance_vote_suggest"),
    path("var-de-star/<int:pk>/", stances.StanceDetail.as_view(), name="stance_detail"),
    path("var-de-star/<int:pk>/ta-bort/", stances.StanceRemove.as_view(), name="stance_remove"),
]
