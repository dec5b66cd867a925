from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from advocacy.choices import Repeat
from advocacy.querysets.task import TaskQuerySet
from crm.common.dates import check_years
from crm.common.models import Versioned
from crm.common.tracking import Tracked


class Task(Versioned):
    """Something to do, for somebody, by a day.

    A task that repeats is followed by the next one of its series (`follows`) when it is done.
    """

    title = models.CharField(_("uppgift"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("ansvarig")
    )
    due_on = models.DateField(_("senast"), null=True, blank=True)
    remind_on = models.DateField(_("påminn"), null=True, blank=True)
    repeat = models.CharField(_("upprepas"), max_length=12, choices=Repeat.choices, blank=True, default=Repeat.NEVER)
    follows = models.OneToOneField(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("föregående"),
        editable=False,
    )
    done_at = models.DateTimeField(_("klar"), null=True, blank=True)
    interaction = models.ForeignKey(
        "advocacy.Interaction",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("kontakt"),
    )
    person = models.ForeignKey(
        "contacts.Person",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("person"),
    )
    priority = models.ForeignKey(
        "advocacy.Priority",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("sakfråga"),
    )
    commitment = models.ForeignKey(
        "advocacy.Commitment",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("åtagande"),
    )
    decision = models.ForeignKey(
        "advocacy.Decision",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("beslut"),
    )
    history = Tracked()

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppgift")
        verbose_name_plural = _("uppgifter")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["owner", "done_at", "due_on"], name="task_mine")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        check_years(self, "due_on", "remind_on")
        if self.repeat and not self.due_on:
            raise ValidationError({"due_on": _("Ange den första dagen för det som upprepas.")})
        if self.remind_on and self.due_on and self.remind_on > self.due_on:
            raise ValidationError({"remind_on": _("Påminnelsen ligger efter den dag då det ska vara klart.")})

    @property
    def is_done(self) -> bool:
        return self.done_at is not None
