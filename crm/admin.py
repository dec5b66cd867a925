from crm.common.admin import show
from crm.models import ExportLog, ImportRun, ScheduledRun, User

show(User, ImportRun, ExportLog, ScheduledRun)
