"""What we say on a priority, the facts that we use, and where each of them was used."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advocacy.choices import InteractionStatus
from advocacy.querysets.argument import ArgumentQuerySet, ArgumentUseQuerySet, PositionQuerySet
from crm.common.dates import check_years
from crm.common.models import Versioned
from crm.common.text import stemmed
from crm.common.tracking import Tracked


class Position(Versioned):
    """What we say on a priority. What we no longer say is taken out of use, not away: decisions may stand behind it."""

    priority = models.ForeignKey(
        "advocacy.Priority", on_delete=models.CASCADE, related_name="positions", verbose_name=_("sakfråga")
    )
    text = models.TextField(_("ståndpunkt"))
    order = models.PositiveSmallIntegerField(_("ordning"), default=1)
    retired_on = models.DateField(_("tagen ur bruk"), null=True, blank=True)
    search_text = models.TextField(editable=False, default="")
    history = Tracked(excluded_fields=["search_text"])

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("ståndpunkt")
        verbose_name_plural = _("ståndpunkter")
        ordering = ["priority", "order", "pk"]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Its place among the positions of its priority."""
        return f"{reverse('advocacy:position_list', args=[self.priority_id])}#standpunkt-{self.pk}"

    def clean(self) -> None:
        super().clean()
        check_years(self, "retired_on")

    def derive(self) -> None:
        self.search_text = stemmed(self.text)


class Argument(Versioned):
    """A fact that we use, with its source and the day until which it holds.

    Without a priority it serves all of them. One that nobody is to use any more is taken out of use: where it was used
    is still told.
    """

    priority = models.ForeignKey(
        "advocacy.Priority",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="arguments",
        verbose_name=_("sakfråga"),
    )
    text = models.TextField(_("argument"))
    source = models.CharField(_("källa"), max_length=200)
    source_on = models.DateField(_("källans datum"), null=True, blank=True)
    url = models.URLField(_("länk till källan"), max_length=500, blank=True)
    valid_until = models.DateField(_("gäller till och med"), null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="arguments",
        verbose_name=_("ansvarig"),
    )
    retired_on = models.DateField(_("tagen ur bruk"), null=True, blank=True)
    search_text = models.TextField(editable=False, default="")
    belong_together = (("text", "source", "source_on", "url", "valid_until"),)
    history = Tracked(excluded_fields=["search_text"])

    objects = ArgumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("argument")
        verbose_name_plural = _("argument")
        ordering = ["priority", "pk"]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("advocacy:argument_detail", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        check_years(self, "source_on", "valid_until", "retired_on")
        if self.source_on and self.valid_until and self.valid_until < self.source_on:
            raise ValidationError({"valid_until": _("Dagen ligger före källans datum.")})

    def derive(self) -> None:
        self.search_text = stemmed(self.text, self.source)


# What an argument may have been used in; without any of them `title` says what it was.
PLACES = ("interaction", "viewpoint", "act", "outcome")


def _one_place() -> Q:
    """Just one of the places, or a title."""
    empty = {f"{name}__isnull": True for name in PLACES}
    found = Q(**empty) & ~Q(title="")
    for name in PLACES:
        found |= Q(**{**empty, f"{name}__isnull": False}, title="")
    return found


class ArgumentUse(models.Model):
    """Where an argument was used: in a contact, a viewpoint of ours, somebody's act, an outcome, or something else.

    What it was used in has its own day; of something else (a letter, an article) `title` and `used_on` say what it was
    and when. One in a contact is read by those who may read the contact.
    """

    argument = models.ForeignKey(Argument, on_delete=models.CASCADE, related_name="uses", verbose_name=_("argument"))
    interaction = models.ForeignKey(
        "advocacy.Interaction",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="argument_uses",
        verbose_name=_("kontakt"),
    )
    viewpoint = models.ForeignKey(
        "advocacy.Viewpoint",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="argument_uses",
        verbose_name=_("synpunkt"),
    )
    act = models.ForeignKey(
        "advocacy.Act",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="argument_uses",
        verbose_name=_("handling"),
    )
    outcome = models.ForeignKey(
        "advocacy.Outcome",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="argument_uses",
        verbose_name=_("resultat"),
    )
    title = models.CharField(_("brev eller annat"), max_length=300, blank=True)
    used_on = models.DateField(_("dag"), null=True, blank=True)
    url = models.URLField(_("länk"), max_length=500, blank=True)
    note = models.CharField(_("hur det användes"), max_length=300, blank=True)
    history = Tracked()

    objects = ArgumentUseQuerySet.as_manager()

    class Meta:
        verbose_name = _("användning av argument")
        verbose_name_plural = _("användningar av argument")
        ordering = ["argument", "-pk"]
        constraints = [
            models.CheckConstraint(name="argument_use_of_one_thing", condition=_one_place()),
            *(models.UniqueConstraint(fields=["argument", name], name=f"argument_use_{name}_once") for name in PLACES),
        ]

    def __str__(self) -> str:
        return self.title or str(self.place)

    @property
    def place(self) -> Any:
        """What it was used in; None where the title says it."""
        return self.interaction or self.viewpoint or self.act or self.outcome

    @property
    def is_counted(self) -> bool:
        """As `ArgumentUseQuerySet.counted`."""
        return self.interaction is None or self.interaction.status != InteractionStatus.DRAFT

    @property
    def day(self) -> dt.date:
        """That of what it was used in: when the contact was held, our answer filed, the act done, the outcome there.

        A viewpoint of an answer that is not filed has the last day to answer, or that on which it was written.
        """
        if self.interaction:
            return self.interaction.held_on
        if self.viewpoint:
            answer = self.viewpoint.consultation
            return answer.answered_on or answer.answer_by or timezone.localdate(self.viewpoint.created_at)
        if self.act:
            return self.act.acted_on
        return self.outcome.happened_on if self.outcome else self.used_on

    def clean(self) -> None:
        super().clean()
        check_years(self, "used_on")
        if self.title and not self.used_on:
            raise ValidationError({"used_on": _("Ange vilken dag det var.")})
