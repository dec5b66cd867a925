"""Pages for reading files into the register."""

from django.urls import path

from contacts.views import imports

urlpatterns = [
    path("import/", imports.ImportList.as_view(), name="import_list"),
    path("import/<int:pk>/", imports.ImportDetail.as_view(), name="import_detail"),
    path("import/<int:pk>/genomfor/", imports.ImportConfirm.as_view(), name="import_confirm"),
    path("import/<int:pk>/kasta/", imports.ImportDiscard.as_view(), name="import_discard"),
]
