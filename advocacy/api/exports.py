"""Contacts as a file over the API; of confidential ones the day alone."""

from __future__ import annotations

from advocacy.views.interactions import InteractionExport
from crm.common.api.exports import ExportView


class InteractionExportView(ExportView):
    page = InteractionExport
