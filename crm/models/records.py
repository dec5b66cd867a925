"""What was read, taken out, run and done in bulk: records, never edited."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Operation(models.Model):
    """A large change that can be taken back: an import, a merge, a bulk change. Its rows are in the history tables."""

    class Kind(models.TextChoices):
        BULK = "bulk", _("Ändring av flera")
        MERGE = "merge", _("Sammanslagning")
        IMPORT = "import", _("Import")
        HANDOVER = "handover", _("Överlämning")
        RADAR = "radar", _("Mandatbevakning")

    kind = models.CharField(_("slag"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("vad"), max_length=200)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="operations",
        verbose_name=pgettext_lazy("a user", "av"),
    )
    created_at = models.DateTimeField(_("när"), auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="operations_undone",
        verbose_name=_("ångrad av"),
    )
    undone_at = models.DateTimeField(_("ångrad"), null=True, blank=True)
    result = models.JSONField(_("resultat"), default=dict)

    class Meta:
        verbose_name = _("större ändring")
        verbose_name_plural = _("större ändringar")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class ImportRun(models.Model):
    """One reading of a source: the file as uploaded, what it would do, and whether it was applied."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Uppladdad")
        READING = "reading", _("Läses")
        PREVIEWED = "previewed", _("Förhandsgranskad")
        QUEUED = "queued", _("I kö")
        APPLIED = "applied", _("Genomförd")
        FAILED = "failed", _("Misslyckad")
        UNDONE = "undone", _("Ångrad")

    source = models.CharField(_("källa"), max_length=40)
    file_name = models.CharField(_("fil"), max_length=255)
    file = models.FileField(_("uppladdad fil"), upload_to="imports/", blank=True)
    state = models.CharField(_("läge"), max_length=20, choices=State.choices, default=State.PREVIEWED)
    options = models.JSONField(_("val"), default=dict)
    decisions = models.JSONField(_("beslut om tveksamma rader"), default=dict)
    progress = models.PositiveIntegerField(_("rader klara"), default=0)
    total = models.PositiveIntegerField(_("rader"), default=0)
    operation = models.OneToOneField(
        Operation, on_delete=models.PROTECT, null=True, blank=True, related_name="import_run"
    )
    result = models.JSONField(_("resultat"), default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="import_runs",
        verbose_name=pgettext_lazy("a user", "av"),
    )
    created_at = models.DateTimeField(_("skapad"), auto_now_add=True)
    finished_at = models.DateTimeField(_("klar"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("importer")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name


class ScheduledRun(models.Model):
    """When a named job of the scheduler last ran, so that a restart does not run it twice."""

    name = models.CharField(_("jobb"), max_length=80, unique=True)
    last_run_at = models.DateTimeField(_("senast körd"))

    class Meta:
        verbose_name = _("schemalagt jobb")
        verbose_name_plural = _("schemalagda jobb")

    def __str__(self) -> str:
        return self.name


class ExportLog(models.Model):
    """Who took which list out of the product: when, which rows in words, which columns, how many, in which form, why.

    Written when the file is asked for. A long one is made by the job worker: then the row also says how far it has
    come and keeps the file for some days, for the one who asked.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("I kö")
        RUNNING = "running", _("Görs")
        DONE = "done", _("Klar")
        FAILED = "failed", _("Misslyckad")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exports", verbose_name=_("användare")
    )
    what = models.CharField(_("lista"), max_length=120)
    path = models.CharField(_("sida"), max_length=200, blank=True)
    query = models.TextField(_("urval"), blank=True)
    filters = models.TextField(_("urval i ord"), blank=True)
    format = models.CharField(_("format"), max_length=10)
    columns = models.JSONField(_("kolumner"), default=list, blank=True)
    rows = models.PositiveIntegerField(_("rader"))
    reason = models.CharField(_("varför"), max_length=200, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=State.choices, default=State.DONE)
    progress = models.PositiveIntegerField(_("rader klara"), default=0)
    choices = models.JSONField(_("val"), default=dict, blank=True)
    file = models.FileField(_("fil"), upload_to="exports/", blank=True)
    message = models.CharField(_("meddelande"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("när"), auto_now_add=True)
    finished_at = models.DateTimeField(_("klar"), null=True, blank=True)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exporter")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.what} ({self.rows})"

    def get_absolute_url(self) -> str:
        return reverse("crm:export_detail", args=[self.pk])
