"""History that also says in which operation a row was changed, so that an operation can be undone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords


class OfOperation(models.Model):
    """What every history table holds beside the row: the import, merge or bulk change it was part of, if any."""

    operation = models.ForeignKey("crm.Operation", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


class OfOperationUnchecked(models.Model):
    """The same where the database does not look each row's operation up."""

    operation = models.ForeignKey(
        "crm.Operation", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_constraint=False
    )

    class Meta:
        abstract = True


class Tracked(HistoricalRecords):
    """The history of a model: `history = Tracked()`. See `crm.common.operations` for who fills `operation`."""

    def __init__(self, *args: Any, bases: Any = (OfOperation,), **kwargs: Any) -> None:
        super().__init__(*args, bases=bases, **kwargs)


class TrackedInBulk(Tracked):
    """The history of what imports store by the hundred thousand: as cheap to write as a log.

    It is asked by row, by operation, and by the relations `asked_by`: nothing else has an index. Nor does the database
    look up who wrote it and in which operation: both come from our own code, and those checks took longer than
    storing the rows.
    """

    def __init__(self, *args: Any, asked_by: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, bases=(OfOperationUnchecked,), user_db_constraint=False, **kwargs)
        self.asked_by = asked_by

    def copy_fields(self, model: type[models.Model]) -> dict[str, Any]:
        fields: dict[str, Any] = super().copy_fields(model)
        for name, field in fields.items():
            if field.is_relation and name not in self.asked_by:
                field.db_index = False
        return fields

    def get_extra_fields(self, model: type[models.Model], fields: dict[str, Any]) -> dict[str, Any]:
        extra: dict[str, Any] = super().get_extra_fields(model, fields)
        for name in ("history_date", "history_user"):
            extra[name].db_index = False
        return extra
