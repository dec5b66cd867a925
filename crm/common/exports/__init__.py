"""Lists taken out of the product: the page that asks how, the forms, the limit, the log, the job for long ones."""

from crm.common.exports.formats import CSV, XLSX, Format, Taking
from crm.common.exports.page import CHUNK, ExportPage
from crm.common.exports.services import ReasonNeeded, log

__all__ = ["CHUNK", "CSV", "XLSX", "ExportPage", "Format", "ReasonNeeded", "Taking", "log"]
