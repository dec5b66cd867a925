"""The register's filters, shared by page, export and API."""

from contacts.filters.organization import OrganizationFilterSet
from contacts.filters.person import PersonFilterSet
from contacts.filters.reference import Reference

__all__ = ["OrganizationFilterSet", "PersonFilterSet", "Reference"]
