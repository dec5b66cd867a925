"""Templates of columns, who may take out how much, and the log of what was taken out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from crm.common import writes
from crm.common.permissions import Role, can, is_member, require
from crm.models import ExportLog, ExportTemplate, User

KEEP = dt.timedelta(days=7)
LEAST_REASON = 5


class ReasonNeeded(Exception):
    """So many rows with personal data need a manager, or a reason."""

    def __init__(self, rows: int) -> None:
        told = {"rows": number_format(rows), "limit": number_format(settings.EXPORT_LIMIT)}
        super().__init__(
            _("Listan har %(rows)s rader med personuppgifter. Över %(limit)s rader behövs en ansvarig eller ett skäl.")
            % told
        )


# --- Templates ------------------------------------------------------------------------------------------


def templates_for(user: User, list_name: str) -> QuerySet[ExportTemplate]:
    """One's own and the shared templates of a list, by name."""
    found = ExportTemplate.objects.visible_to(user).filter(list_name=list_name)
    return found.select_related("owner").order_by("name", "pk")


@transaction.atomic
def save_template(
    *, actor: User, list_name: str, name: str, columns: Sequence[str], is_shared: bool = False
) -> ExportTemplate:
    """Keep a choice of columns under a name; one's own of that name is changed."""
    require(actor, Role.READER)
    if not name.strip():
        raise ValidationError({"save_as": _("Skriv vad mallen ska heta.")})
    if not columns:
        raise ValidationError({"save_as": _("Välj minst en kolumn.")})
    found = ExportTemplate.objects.filter(owner=actor, list_name=list_name, name__iexact=name.strip()).first()
    template = found or ExportTemplate(owner=actor, list_name=list_name, name=name.strip())
    changed = writes.assign(template, {"columns": list(columns), "is_shared": is_shared})
    return writes.save(template, actor=actor) if changed or found is None else template


def remove_template(*, actor: User, template: ExportTemplate) -> None:
    """Throw away a template: one's own, or as a manager any that is shared."""
    if template.owner_id != actor.pk:
        require(actor, Role.MANAGER)
    writes.remove(template, actor=actor)


# --- Limit and log --------------------------------------------------------------------------------------


def needs_reason(user: User, rows: int, *, is_personal: bool = True) -> bool:
    """Whether so many rows are more than the user takes out without saying why."""
    return is_personal and rows > settings.EXPORT_LIMIT and not can(user, Role.MANAGER)


def log(
    *, actor: User, what: str, file_format: str, rows: int, is_personal: bool = True, reason: str = "", **told: Any
) -> ExportLog:
    """Note who takes out what, before it is made. Raises ReasonNeeded."""
    if not is_member(actor):
        raise PermissionDenied
    reason = " ".join(reason.split())
    if needs_reason(actor, rows, is_personal=is_personal) and len(reason) < LEAST_REASON:
        raise ReasonNeeded(rows)
    return ExportLog.objects.create(
        user=actor, what=what[:120], format=file_format, rows=rows, reason=reason[:200], **told
    )


def visible_logs(user: User) -> QuerySet[ExportLog]:
    """All for managers, one's own for others."""
    if not is_member(user):
        return ExportLog.objects.none()
    return ExportLog.objects.all() if can(user, Role.MANAGER) else ExportLog.objects.filter(user=user)


def forget_files(now: dt.datetime | None = None) -> int:
    """Throw away the files of long exports that have had their time. The log stays."""
    old = ExportLog.objects.filter(created_at__lt=(now or timezone.now()) - KEEP).exclude(file="")
    for entry in (found := list(old)):
        name, storage = str(entry.file.name), entry.file.storage
        entry.file = ""
        entry.save(update_fields=["file"])
        transaction.on_commit(partial(storage.delete, name))
    return len(found)
