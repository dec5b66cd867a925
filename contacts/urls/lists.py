"""Pages of contact lists, and of changes of many at once."""

from django.urls import path

from contacts.views import bulk, contact_lists, list_members, suggestions

urlpatterns = [
    path("personer/andra-flera/<str:action>/", bulk.PersonBulk.as_view(), name="person_bulk"),
    path("organisationer/andra-flera/<str:action>/", bulk.OrganizationBulk.as_view(), name="organization_bulk"),
    path("etiketter/forslag/", suggestions.TagSuggest.as_view(), name="tag_suggest"),
    path("personer/<int:pk>/listor/", list_members.PersonPut.as_view(), name="person_put"),
    path("kontaktlistor/", contact_lists.ContactListList.as_view(), name="list_list"),
    path("kontaktlistor/ny/", contact_lists.ContactListAdd.as_view(), name="list_add"),
    path("kontaktlistor/antal/", contact_lists.ContactListCounts.as_view(), name="list_counts"),
    path("kontaktlistor/jamfor/", list_members.ContactListCompare.as_view(), name="list_compare"),
    path("kontaktlistor/<int:pk>/", contact_lists.ContactListDetail.as_view(), name="list_detail"),
    path("kontaktlistor/<int:pk>/redigera/", contact_lists.ContactListEdit.as_view(), name="list_edit"),
    path("kontaktlistor/<int:pk>/arkivera/", contact_lists.ContactListArchive.as_view(), name="list_archive"),
    path("kontaktlistor/<int:pk>/lagg-till/", list_members.ContactListPut.as_view(), name="list_put"),
    path(
        "kontaktlistor/<int:pk>/ta-bort/<int:person>/",
        list_members.ContactListTakeOff.as_view(),
        name="list_take_off",
    ),
    path("kontaktlistor/forslag/", suggestions.ListSuggest.as_view(), name="list_suggest"),
]
