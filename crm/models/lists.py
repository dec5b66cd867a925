"""What staff keep of a list: a view of it, columns to take out, how a file's headings are read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from crm.common.models import Versioned
from crm.common.permissions import is_member
from crm.common.tracking import Tracked


class KeptQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> KeptQuerySet:
        """One's own, and those that are shared."""
        if not is_member(user):
            return self.none()
        return self.filter(Q(is_shared=True) | Q(owner=user))


class Kept(Versioned):
    """Something with a name that belongs to a colleague and may be shared with all."""

    name = models.CharField(_("namn"), max_length=80)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("skapad av")
    )
    is_shared = models.BooleanField(_("delas med alla"), default=False)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class SavedView(Kept):
    """A list as somebody wants to see it again: filters, sort and columns.

    `list_name` is the list's URL name ('contacts:person_list'), `query` its query string without page and columns,
    `columns` the names of the columns in order; empty means those that the list itself shows.
    """

    list_name = models.CharField(max_length=60, editable=False)
    query = models.TextField(_("urval"), blank=True)
    columns = models.JSONField(_("kolumner"), default=list, blank=True)
    belong_together = (("query", "columns"), ("owner", "is_shared"))
    history = Tracked()

    class Meta:
        verbose_name = _("sparad vy")
        verbose_name_plural = _("sparade vyer")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "owner",
                "list_name",
                Lower("name"),
                name="saved_view_once",
                violation_error_message=_("Du har redan en vy med det namnet."),
            )
        ]


class ExportTemplate(Kept):
    """Which columns of a list to take out, in which order. `list_name` as in SavedView."""

    list_name = models.CharField(max_length=60, editable=False)
    columns = models.JSONField(_("kolumner"), default=list)
    history = Tracked()

    class Meta:
        verbose_name = _("exportmall")
        verbose_name_plural = _("exportmallar")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "owner",
                "list_name",
                Lower("name"),
                name="export_template_once",
                violation_error_message=_("Du har redan en mall med det namnet."),
            )
        ]


class ImportMapping(Kept):
    """Which field each heading of a file is read as: `columns` is {heading: name of the field}."""

    columns = models.JSONField(_("kolumner"), default=dict)
    history = Tracked()

    class Meta:
        verbose_name = _("kolumnöversättning")
        verbose_name_plural = _("kolumnöversättningar")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "owner",
                Lower("name"),
                name="import_mapping_once",
                violation_error_message=_("Du har redan en översättning med det namnet."),
            )
        ]
