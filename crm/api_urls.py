"""The API, version 1: one router over what both apps offer."""

from csp.decorators import csp_update
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from advocacy.api.acts import ActViewSet
from advocacy.api.arguments import ArgumentViewSet, DecisionViewSet
from advocacy.api.commitments import CommitmentViewSet
from advocacy.api.exports import InteractionExportView
from advocacy.api.figures import FiguresView
from advocacy.api.interactions import InteractionViewSet
from advocacy.api.measures import MeasureViewSet
from advocacy.api.motions import MotionViewSet
from advocacy.api.outcomes import OutcomeViewSet
from advocacy.api.plans import GoalViewSet, PriorityViewSet
from advocacy.api.stances import StanceViewSet
from contacts.api.exports import OrganizationExportView, PersonExportView
from contacts.api.lists import ContactListViewSet
from contacts.api.memberships import MembershipViewSet
from contacts.api.organizations import OrganizationViewSet
from contacts.api.people import PersonViewSet
from contacts.api.reference_data import AreaViewSet, PartyViewSet
from crm.api_saved_views import SavedViewViewSet
from crm.common.api.auth import LoginView, LogoutView

app_name = "api"

router = SimpleRouter()
router.register("people", PersonViewSet, "person")
router.register("organizations", OrganizationViewSet, "organization")
router.register("memberships", MembershipViewSet, "membership")
router.register("interactions", InteractionViewSet, "interaction")
router.register("acts", ActViewSet, "act")
router.register("arguments", ArgumentViewSet, "argument")
router.register("commitments", CommitmentViewSet, "commitment")
router.register("decisions", DecisionViewSet, "decision")
router.register("measures", MeasureViewSet, "measure")
router.register("outcomes", OutcomeViewSet, "outcome")
router.register("stances", StanceViewSet, "stance")
router.register("motions", MotionViewSet, "motion")
router.register("priorities", PriorityViewSet, "priority")
router.register("goals", GoalViewSet, "goal")
router.register("areas", AreaViewSet, "area")
router.register("parties", PartyViewSet, "party")
router.register("lists", ContactListViewSet, "list")
router.register("saved-views", SavedViewViewSet, "saved-view")

# Swagger UI draws its icons from data: addresses in its own stylesheet.
swagger = csp_update({"img-src": ["data:"]})(SpectacularSwaggerSplitView.as_view(url_name="api:schema"))

urlpatterns = [
    path("auth/login/", LoginView.as_view(), name="login"),
    path("auth/logout/", LogoutView.as_view(), name="logout"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", swagger, name="docs"),
    path("people/export/", PersonExportView.as_view(), name="person-export"),
    path("organizations/export/", OrganizationExportView.as_view(), name="organization-export"),
    path("figures/", FiguresView.as_view(), name="figures"),
    path("interactions/export/", InteractionExportView.as_view(), name="interaction-export"),
    path("", include(router.urls)),
]
