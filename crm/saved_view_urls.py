"""Pages of saved views."""

from django.urls import path

from crm.views import saved_views

urlpatterns = [
    path("vyer/ny/", saved_views.SavedViewAdd.as_view(), name="saved_view_add"),
    path("vyer/<int:pk>/", saved_views.SavedViewEdit.as_view(), name="saved_view_edit"),
    path("vyer/<int:pk>/uppdatera/", saved_views.SavedViewUpdate.as_view(), name="saved_view_update"),
    path("vyer/<int:pk>/ta-bort/", saved_views.SavedViewRemove.as_view(), name="saved_view_remove"),
]
