"""Pages of reference data: tags, subkinds, parties, committees, areas, responsibilities, terms."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
