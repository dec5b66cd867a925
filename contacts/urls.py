"""Pages of the register."""

from typing import Any

app_name = "contacts"
urlpatterns: list[Any] = []
