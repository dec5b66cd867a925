"""Pages that know every app: the start page, the global search, users."""

from typing import Any

app_name = "crm"
urlpatterns: list[Any] = []
