"""Pages of the advocacy work."""

from typing import Any

app_name = "advocacy"
urlpatterns: list[Any] = []
