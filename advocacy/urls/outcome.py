"""Pages of outcomes."""

from django.urls import path

from advocacy.views import outcome_chain as chain
from advocacy.views import outcomes

urlpatterns = [
    path("genomslag/", outcomes.OutcomeList.as_view(), name="outcome_list"),
    path("genomslag/export/", outcomes.OutcomeExport.as_view(), name="outcome_export"),
    path("genomslag/att-notera/", outcomes.OutcomeWorth.as_view(), name="outcome_worth"),
    path("genomslag/nytt/", outcomes.OutcomeAdd.as_view(), name="outcome_add"),
    path("genomslag/forslag/kontakter/", chain.InteractionSuggest.as_view(), name="outcome_suggest_interaction"),
    path("genomslag/forslag/yrkanden/", chain.ProposalSuggest.as_view(), name="outcome_suggest_proposal"),
    path("genomslag/forslag/synpunkter/", chain.ViewpointSuggest.as_view(), name="outcome_suggest_viewpoint"),
    path("genomslag/<int:pk>/", outcomes.OutcomeDetail.as_view(), name="outcome_detail"),
    path("genomslag/<int:pk>/redigera/", outcomes.OutcomeEdit.as_view(), name="outcome_edit"),
    path("genomslag/<int:pk>/kontrollerat/", outcomes.OutcomeCheck.as_view(), name="outcome_check"),
    path("genomslag/<int:pk>/ta-bort/", outcomes.OutcomeRemove.as_view(), name="outcome_remove"),
    path("genomslag/<int:pk>/led/nytt/", chain.ContributionAdd.as_view(), name="outcome_contribution_add"),
    path("genomslag/led/<int:pk>/", chain.ContributionEdit.as_view(), name="outcome_contribution_edit"),
    path("genomslag/led/<int:pk>/ta-bort/", chain.ContributionRemove.as_view(), name="outcome_contribution_remove"),
]
