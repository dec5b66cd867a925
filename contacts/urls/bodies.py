"""Pages of organizations as a tree, their members, seats and composition."""

from django.urls import path

from contacts.views import composition, networks, organization_members, organization_tree, posts

urlpatterns = [
    path("organisationer/trad/", organization_tree.OrganizationTree.as_view(), name="organization_tree"),
    path("organisationer/trad/<str:kind>/", organization_tree.OrganizationRoots.as_view(), name="organization_roots"),
    path("organisationer/<int:pk>/delar/", organization_tree.OrganizationBranch.as_view(), name="organization_branch"),
    path("organisationer/<int:pk>/flytta/", organization_tree.OrganizationMove.as_view(), name="organization_move"),
    path(
        "organisationer/<int:pk>/personer/",
        organization_members.OrganizationMembers.as_view(),
        name="organization_members",
    ),
    path("organisationer/<int:pk>/platser/", posts.PostList.as_view(), name="post_list"),
    path("organisationer/<int:pk>/platser/nya/", posts.PostAdd.as_view(), name="post_add"),
    path("platser/<int:pk>/besatt/", posts.PostSeat.as_view(), name="post_seat"),
    path("platser/<int:pk>/avsluta/", posts.PostEnd.as_view(), name="post_end"),
    path("platser/<int:pk>/ta-bort/", posts.PostRemove.as_view(), name="post_remove"),
    path("natverk/", networks.NetworkList.as_view(), name="network_list"),
    path("organisationer/<int:pk>/sammansattning/", composition.CompositionDetail.as_view(), name="composition"),
    path(
        "organisationer/<int:pk>/sammansattning/<int:rule>/<slug:group>/",
        composition.CompositionCandidates.as_view(),
        name="composition_candidates",
    ),
    path("organisationer/<int:pk>/sammansattning/ny-regel/", composition.RuleAdd.as_view(), name="rule_add"),
    path("sammansattningsregler/<int:pk>/redigera/", composition.RuleEdit.as_view(), name="rule_edit"),
    path("sammansattningsregler/<int:pk>/ta-bort/", composition.RuleRemove.as_view(), name="rule_remove"),
    path("sammansattningsregler/<int:pk>/upp/", composition.RuleUp.as_view(), name="rule_up"),
]
