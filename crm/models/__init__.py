"""The floor's models: who uses the product, what was done in it, and what staff keep of its lists."""

from crm.models.attachment import Attachment
from crm.models.lists import ExportTemplate, ImportMapping, Kept, SavedView
from crm.models.look import Look, Typeface
from crm.models.notification import Digest, Notification
from crm.models.records import ExportLog, ImportRun, Operation, ScheduledRun
from crm.models.search import SearchWord
from crm.models.user import HistoryOfAccounts, User, UserManager, UserQuerySet

__all__ = [
    "Attachment",
    "Digest",
    "ExportLog",
    "ExportTemplate",
    "HistoryOfAccounts",
    "ImportMapping",
    "ImportRun",
    "Kept",
    "Look",
    "Notification",
    "Operation",
    "SavedView",
    "ScheduledRun",
    "SearchWord",
    "Typeface",
    "User",
    "UserManager",
    "UserQuerySet",
]
