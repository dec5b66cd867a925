"""People and organizations as files over the API."""

from __future__ import annotations

from contacts.views.exports import OrganizationExport, PersonExport
from crm.common.api.exports import ExportView


class PersonExportView(ExportView):
    page = PersonExport


class OrganizationExportView(ExportView):
    page = OrganizationExport
