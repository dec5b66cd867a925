"""The mandate radar: runs that compare a public source with the register, and the changes they propose."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.choices import ChangeKind, ChangeState, RadarSource, RadarState
from contacts.querysets.radar import RadarChangeQuerySet, RadarRunQuerySet


class RadarRun(models.Model):
    """One comparison of a source with the register. It proposes changes; nothing is done until somebody accepts them.

    `as_of` is the day that the register is compared on; `result` holds counts, warnings and what went wrong.
    """

    source = models.CharField(_("källa"), max_length=20, choices=RadarSource.choices)
    file_name = models.CharField(_("fil"), max_length=255)
    file = models.FileField(_("uppladdad fil"), upload_to="radar/", blank=True)
    address = models.URLField(_("adress"), max_length=500, blank=True)
    source_on = models.DateField(_("källans datum"), null=True, blank=True)
    as_of = models.DateField(_("jämförs per"), null=True, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=RadarState.choices, default=RadarState.READING)
    options = models.JSONField(_("val"), default=dict, blank=True)
    progress = models.PositiveIntegerField(_("rader klara"), default=0)
    total = models.PositiveIntegerField(_("rader"), default=0)
    result = models.JSONField(_("resultat"), default=dict, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="radar_runs",
        verbose_name=pgettext_lazy("a user", "av"),
    )
    created_at = models.DateTimeField(_("skapad"), auto_now_add=True)
    finished_at = models.DateTimeField(_("klar"), null=True, blank=True)

    objects = RadarRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("körning av mandatbevakningen")
        verbose_name_plural = _("körningar av mandatbevakningen")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name or self.get_source_display()

    def get_absolute_url(self) -> str:
        return reverse("contacts:radar_detail", args=[self.pk])


class RadarChange(models.Model):
    """One difference between the source and the register: both sides, the reasons, and what was decided.

    `key` is the same whenever a run finds the same difference: what was refused stays refused. `number` is what the
    source calls the person (kandidatnummer, intressent_id). `person` is the register's, None for somebody new;
    `other` is the second one of a person who is there twice. `also` holds further kinds that the same change is of
    (re-elected for another party). `before`, `after`: lists of [label, value]. `candidates`: people whom a doubtful
    one may be, best first: [{"person": id, "score": 0–100, "reasons": […]}]; `choice` is the one chosen, or 'new'.
    """

    run = models.ForeignKey(RadarRun, on_delete=models.CASCADE, related_name="changes")
    key = models.CharField(max_length=250)
    row = models.PositiveIntegerField(_("rad"), default=0)
    kind = models.CharField(_("slag av förändring"), max_length=24, choices=ChangeKind.choices)
    also = models.JSONField(default=list, blank=True)
    name = models.CharField(_("namn"), max_length=200)
    sort_key = models.CharField(max_length=200, blank=True)
    number = models.CharField(_("källans id"), max_length=100, blank=True)
    person = models.ForeignKey(
        "contacts.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="radar_changes",
        verbose_name=_("person"),
    )
    other = models.ForeignKey(
        "contacts.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="radar_changes_as_other",
        verbose_name=_("den andra"),
    )
    organization = models.ForeignKey(
        "contacts.Organization",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="radar_changes",
        verbose_name=_("organisation"),
    )
    party = models.ForeignKey(
        "contacts.Party",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="radar_changes",
        verbose_name=_("parti"),
    )
    area = models.ForeignKey(
        "contacts.Area",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="radar_changes",
        verbose_name=_("område eller valkrets"),
    )
    before = models.JSONField(_("i registret"), default=list, blank=True)
    after = models.JSONField(_("i källan"), default=list, blank=True)
    reasons = models.JSONField(_("skäl"), default=list, blank=True)
    candidates = models.JSONField(_("möjliga"), default=list, blank=True)
    score = models.PositiveSmallIntegerField(_("säkerhet"), default=100)
    is_certain = models.BooleanField(_("säker"), default=False)
    state = models.CharField(_("läge"), max_length=10, choices=ChangeState.choices, default=ChangeState.OPEN)
    choice = models.CharField(_("vald"), max_length=20, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="radar_decisions",
        verbose_name=_("avgjord av"),
    )
    decided_at = models.DateTimeField(_("avgjord"), null=True, blank=True)
    operation = models.ForeignKey(
        "crm.Operation", on_delete=models.SET_NULL, null=True, blank=True, related_name="radar_changes"
    )
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)

    objects = RadarChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("förändring")
        verbose_name_plural = _("förändringar")
        ordering = ["run", "row", "pk"]
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="radar_change_once")]
        indexes = [
            models.Index(fields=["run", "state", "kind"], name="radar_change_to_decide"),
            models.Index(fields=["key", "state"], name="radar_change_refused_before"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"

    @property
    def kinds(self) -> list[ChangeKind]:
        """Its kind and what else it is."""
        return [ChangeKind(kind) for kind in (self.kind, *self.also)]


class FetchedSource(models.Model):
    """What was last read at a public address, and a copy of it, so that it is asked for only when it has changed."""

    address = models.URLField(_("adress"), max_length=500, unique=True)
    file = models.FileField(_("kopia"), upload_to="fetched/", blank=True)
    digest = models.CharField(_("kontrollsumma"), max_length=64, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    fetched_at = models.DateTimeField(_("hämtad"))
    checked_at = models.DateTimeField(_("senast kontrollerad"))
    headers: models.JSONField[dict[str, Any]] = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("hämtad källa")
        verbose_name_plural = _("hämtade källor")
        ordering = ["address"]

    def __str__(self) -> str:
        return self.address
