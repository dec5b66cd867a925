"""Pages of contact lists, and of changes of many at once."""

from django.urls import path

from contacts.views import suggestions

urlpatterns = [
    path("etiketter/forslag/", suggestions.TagSuggest.as_view(), name="tag_suggest"),
    path("kontaktlistor/forslag/", suggestions.ListSuggest.as_view(), name="list_suggest"),
]
