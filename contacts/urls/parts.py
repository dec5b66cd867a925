"""Pages of what hangs on people and organizations: notes, relations, leaves, favourites, verified addresses."""

from django.urls import path

from contacts.models import Organization
from contacts.views import bookmarks, brief, customers, leaves, memberships, person_parts, timelines

urlpatterns = [
    path("favoriter/", bookmarks.BookmarkList.as_view(), name="bookmark_list"),
    path("personer/<int:pk>/tidslinje/", timelines.PersonTimeline.as_view(), name="person_timeline"),
    path("organisationer/<int:pk>/tidslinje/", timelines.OrganizationTimeline.as_view(), name="organization_timeline"),
    path("personer/<int:pk>/infor-mote/", brief.PersonBrief.as_view(), name="person_brief"),
    path("personer/<int:pk>/favorit/", person_parts.FavouriteToggle.as_view(), name="person_favourite"),
    path("personer/<int:pk>/ny-anteckning/", person_parts.NoteAdd.as_view(), name="person_note_add"),
    path("personer/<int:pk>/ny-relation/", person_parts.RelationAdd.as_view(), name="relation_add"),
    path("relationer/<int:pk>/avsluta/", person_parts.RelationEnd.as_view(), name="relation_end"),
    path("relationer/<int:pk>/ta-bort/", person_parts.RelationRemove.as_view(), name="relation_remove"),
    path(
        "organisationer/<int:pk>/favorit/",
        person_parts.FavouriteToggle.as_view(model=Organization),
        name="organization_favourite",
    ),
    path(
        "organisationer/<int:pk>/ny-anteckning/",
        person_parts.NoteAdd.as_view(model=Organization),
        name="organization_note_add",
    ),
    path("organisationer/<int:pk>/nytt-medlemskap/", customers.CustomerAdd.as_view(), name="customer_add"),
    path("medlemskap/<int:pk>/redigera/", customers.CustomerEdit.as_view(), name="customer_edit"),
    path("medlemskap/<int:pk>/ta-bort/", customers.CustomerRemove.as_view(), name="customer_remove"),
    path("anteckningar/<int:pk>/redigera/", person_parts.NoteEdit.as_view(), name="note_edit"),
    path("anteckningar/<int:pk>/ta-bort/", person_parts.NoteRemove.as_view(), name="note_remove"),
    path("kontaktuppgifter/<int:pk>/verifierad/", person_parts.DetailVerify.as_view(), name="detail_verify"),
    path("uppdrag/<int:pk>/angra-strykning/", memberships.MembershipUnstrike.as_view(), name="membership_unstrike"),
    path("uppdrag/<int:pk>/ny-ledighet/", leaves.LeaveAdd.as_view(), name="leave_add"),
    path("ledigheter/<int:pk>/redigera/", leaves.LeaveEdit.as_view(), name="leave_edit"),
    path("ledigheter/<int:pk>/ta-bort/", leaves.LeaveRemove.as_view(), name="leave_remove"),
]
