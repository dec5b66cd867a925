"""History that also says in which operation a row was changed, so that an operation can be undone."""

from __future__ import annotations

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords


class OfOperation(models.Model):
    """What every history table holds beside the row: the import, merge or bulk change it was part of, if any."""

    operation = models.ForeignKey("crm.Operation", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


class Tracked(HistoricalRecords):
    """The history of a model: `history = Tracked()`. See `crm.common.operations` for who fills `operation`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, bases=[OfOperation], **kwargs)
