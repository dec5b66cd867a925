"""Pages of search words, of what they suggest, and of what proposals concern."""

from django.urls import path

from advocacy.views import proposal_links, proposal_suggestions, search_terms

urlpatterns = [
    path("sakfragor/<int:pk>/sokord/", search_terms.PriorityTerms.as_view(), name="priority_terms"),
    path("motioner/forslag/", proposal_suggestions.Suggestions.as_view(), name="proposal_suggestions"),
    path("motioner/forslag/avgor/", proposal_suggestions.SuggestionDecide.as_view(), name="proposal_decide"),
    path(
        "motioner/forslag/avgor-flera/",
        proposal_suggestions.SuggestionDecideMany.as_view(),
        name="proposal_decide_many",
    ),
    path("motioner/yrkanden/<int:pk>/koppla/", proposal_links.ProposalLinkAdd.as_view(), name="proposal_link_add"),
    path("motioner/kopplingar/<int:pk>/", proposal_links.ProposalLinkEdit.as_view(), name="proposal_link_edit"),
    path(
        "motioner/kopplingar/<int:pk>/ta-bort/",
        proposal_links.ProposalLinkRemove.as_view(),
        name="proposal_link_remove",
    ),
]
