"""Pages of the register."""

from django.urls import path

from contacts.models import Organization, Person
from contacts.urls.bodies import urlpatterns as body_urls
from contacts.urls.duplicates import urlpatterns as duplicate_urls
from contacts.urls.imports import urlpatterns as import_urls
from contacts.urls.lists import urlpatterns as list_urls
from contacts.urls.parts import urlpatterns as part_urls
from contacts.urls.radar import urlpatterns as radar_urls
from contacts.urls.reference import urlpatterns as reference_urls
from contacts.views import exports, memberships, organizations, people, person_list
from contacts.views.parts import Cards

app_name = "contacts"
urlpatterns = [
    path("personer/", person_list.PersonList.as_view(), name="person_list"),
    path("personer/export/", exports.PersonExport.as_view(), name="person_export"),
    path("personer/forslag/", people.PersonSuggest.as_view(), name="person_suggest"),
    path("personer/ny/", people.PersonAdd.as_view(), name="person_add"),
    path("personer/ny/snabbt/", people.PersonQuickAdd.as_view(), name="person_quick_add"),
    path("personer/<int:pk>/", people.PersonDetail.as_view(), name="person_detail"),
    path("personer/<int:pk>/kort/", Cards.as_view(model=Person), name="person_cards"),
    path("personer/<int:pk>/andringar/", people.PersonHistory.as_view(), name="person_history"),
    path("personer/<int:pk>/redigera/", people.PersonEdit.as_view(), name="person_edit"),
    path("personer/<int:pk>/arkivera/", people.PersonArchive.as_view(), name="person_archive"),
    path("personer/<int:pk>/nytt-uppdrag/", memberships.MembershipAdd.as_view(), name="membership_add"),
    path("uppdrag/forslag/", memberships.MembershipSuggest.as_view(), name="membership_suggest"),
    path("uppdrag/<int:pk>/andra/", memberships.MembershipChange.as_view(), name="membership_change"),
    path("uppdrag/<int:pk>/avsluta/", memberships.MembershipEnd.as_view(), name="membership_end"),
    path("uppdrag/<int:pk>/stryk/", memberships.MembershipStrike.as_view(), name="membership_strike"),
    path("organisationer/", organizations.OrganizationList.as_view(), name="organization_list"),
    path("organisationer/export/", exports.OrganizationExport.as_view(), name="organization_export"),
    path("organisationer/forslag/", organizations.OrganizationSuggest.as_view(), name="organization_suggest"),
    path("organisationer/ny/", organizations.OrganizationAdd.as_view(), name="organization_add"),
    path("organisationer/<int:pk>/", organizations.OrganizationDetail.as_view(), name="organization_detail"),
    path("organisationer/<int:pk>/kort/", Cards.as_view(model=Organization), name="organization_cards"),
    path(
        "organisationer/<int:pk>/andringar/", organizations.OrganizationHistory.as_view(), name="organization_history"
    ),
    path("organisationer/<int:pk>/redigera/", organizations.OrganizationEdit.as_view(), name="organization_edit"),
    path("organisationer/<int:pk>/arkivera/", organizations.OrganizationArchive.as_view(), name="organization_archive"),
    path("omraden/forslag/", organizations.AreaSuggest.as_view(), name="area_suggest"),
    *body_urls,
    *duplicate_urls,
    *import_urls,
    *list_urls,
    *part_urls,
    *radar_urls,
    *reference_urls,
]
