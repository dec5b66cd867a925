"""Pages of the register."""

from typing import Any

from contacts.urls_imports import urlpatterns as import_urls

app_name = "contacts"
urlpatterns: list[Any] = [*import_urls]
