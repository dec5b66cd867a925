"""Pages of contact lists, and of changes of many at once."""

from django.urls import path

from contacts.views import bulk, suggestions

urlpatterns = [
    path("personer/andra-flera/<str:action>/", bulk.PersonBulk.as_view(), name="person_bulk"),
    path("organisationer/andra-flera/<str:action>/", bulk.OrganizationBulk.as_view(), name="organization_bulk"),
    path("etiketter/forslag/", suggestions.TagSuggest.as_view(), name="tag_suggest"),
    path("kontaktlistor/forslag/", suggestions.ListSuggest.as_view(), name="list_suggest"),
]
