"""What only some kinds of contact have, and the motion periods that motion support belongs to."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advocacy.choices import MediaKind, OurRole, Payer
from crm.common.models import Versioned
from crm.common.tracking import Tracked


class MotionPeriod(Versioned):
    """The days of a Riksdag session in which members may move motions freely (allmän motionstid)."""

    session = models.CharField(
        _("riksmöte"),
        max_length=7,
        unique=True,
        validators=[RegexValidator(r"^\d{4}/\d{2}$", _("Skriv riksmötet som 2026/27."))],
    )
    starts_on = models.DateField(_("från och med"))
    ends_on = models.DateField(_("till och med"))
    history = Tracked()

    class Meta:
        verbose_name = _("allmän motionstid")
        verbose_name_plural = _("allmänna motionstider")
        ordering = ["-starts_on"]

    def __str__(self) -> str:
        return self.session

    def get_absolute_url(self) -> str:
        return reverse("advocacy:motion_desk", args=[self.slug])

    @property
    def slug(self) -> str:
        """'2026-27': the session as it stands in an address."""
        return self.session.replace("/", "-")

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("Slutdagen ligger före startdagen.")})


class InteractionFacts(models.Model):
    """The fields of one kind of contact; `advocacy.choices.FACTS_OF_KIND` says which kind has which.

    Hospitality may be noted on any meeting: what it was, who paid, and its worth a person in whole kronor.
    """

    interaction = models.OneToOneField(
        "advocacy.Interaction", on_delete=models.CASCADE, related_name="facts", verbose_name=_("kontakt")
    )
    motion_period = models.ForeignKey(
        MotionPeriod,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("motionstid"),
    )
    material = models.CharField(_("material"), max_length=300, blank=True)
    asked_by = models.ForeignKey(
        "contacts.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="material_asked",
        verbose_name=_("efterfrågat av"),
    )
    referral = models.CharField(_("remiss"), max_length=300, blank=True)
    reference = models.CharField(_("diarienummer"), max_length=60, blank=True)
    answer_due_on = models.DateField(_("svar senast"), null=True, blank=True)
    our_role = models.CharField(_("vår roll"), max_length=12, choices=OurRole.choices, blank=True)
    destination = models.CharField(_("resmål"), max_length=200, blank=True)
    outlet = models.CharField(_("medium"), max_length=150, blank=True)
    media_kind = models.CharField(_("slag av publicering"), max_length=12, choices=MediaKind.choices, blank=True)
    url = models.URLField(_("länk"), max_length=500, blank=True)
    hospitality = models.CharField(_("förtäring eller gåva"), max_length=200, blank=True)
    hospitality_payer = models.CharField(_("vem bjöd"), max_length=10, choices=Payer.choices, blank=True)
    hospitality_worth = models.PositiveIntegerField(_("värde per person, kr"), null=True, blank=True)
    history = Tracked()

    class Meta:
        verbose_name = _("uppgifter för slaget")
        verbose_name_plural = _("uppgifter för slaget")

    def __str__(self) -> str:
        return str(self.interaction)
