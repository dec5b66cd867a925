from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.choices import Gender, Language, RelationKind, Sector, Tier
from contacts.querysets.person import PersonQuerySet
from crm.common.addresses import address_of
from crm.common.dates import Dated, period_constraint
from crm.common.models import Versioned
from crm.common.text import indexed, sort_key
from crm.common.tracking import Tracked, TrackedInBulk

# By language, the first words of a letter. Not translated: they are written to the person, not to the reader.
GREETINGS: dict[str, str] = {
    Language.SWEDISH: "Hej {given},",
    Language.ENGLISH: "Dear {given} {family},",
    Language.FINNISH: "Hei {given},",
    Language.DANISH: "Kære {given},",
    Language.NORWEGIAN: "Hei {given},",
    Language.GERMAN: "Guten Tag {given} {family},",
    Language.FRENCH: "Bonjour {given} {family},",
}


class Person(Versioned):
    """Anybody we know. What a person *is* (member of parliament, official …) stands in their memberships.

    No personal identity number is ever kept.
    """

    given_name = models.CharField(_("förnamn"), max_length=100)
    family_name = models.CharField(_("efternamn"), max_length=100)
    legal_name = models.CharField(_("folkbokföringsnamn"), max_length=200, blank=True)
    other_names = models.TextField(
        _("tidigare och andra namn"),
        blank=True,
        max_length=1000,
        help_text=_("Ett namn per rad, till exempel namn före giftermål."),
    )
    gender = models.CharField(_("kön"), max_length=10, choices=Gender.choices, blank=True)
    birth_year = models.PositiveSmallIntegerField(
        _("födelseår"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2015)]
    )
    sector = models.CharField(_("sektor"), max_length=20, choices=Sector.choices, blank=True)
    title = models.CharField(_("titel"), max_length=100, blank=True)
    salutation = models.CharField(_("tilltal"), max_length=100, blank=True)
    language = models.CharField(
        _("språk"), max_length=5, choices=Language.choices, default=Language.SWEDISH, blank=True
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,  # below, of those that have one
        related_name="people_owned",
        verbose_name=_("kontaktansvarig"),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("egen inloggning"),
    )
    tier = models.CharField(_("kontaktnivå"), max_length=5, choices=Tier.choices, blank=True)
    do_not_contact = models.BooleanField(_("vill inte bli kontaktad"), default=False)
    is_archived = models.BooleanField(_("arkiverad"), default=False)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        db_index=False,  # below, of those that were
        related_name="merged_from",
    )
    search_text = models.TextField(editable=False, default="")
    sort_key = models.CharField(max_length=200, editable=False)  # indexed below, with the id
    history = TrackedInBulk(excluded_fields=["search_text", "sort_key"])
    teaches_search = True

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="person_sorted"),
            # What the list shows: its thousandth page and its number are read off this index alone.
            models.Index(
                fields=["sort_key", "id"],
                condition=Q(merged_into__isnull=True, is_archived=False),
                name="person_listed",
            ),
            models.Index(fields=["owner"], condition=Q(owner__isnull=False), name="person_owned"),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="person_merged"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("contacts:person_detail", self.pk)

    def derive(self) -> None:
        self.sort_key = sort_key(f"{self.family_name} {self.given_name}")
        self.search_text = indexed(self.given_name, self.family_name, self.legal_name, self.other_names)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def name_sorted(self) -> str:
        return f"{self.family_name}, {self.given_name}"

    @property
    def other_names_line(self) -> str:
        """The other names on one line: 'Maja Berg, Maja Lindqvist-Berg'."""
        return ", ".join(name for line in self.other_names.splitlines() if (name := line.strip()))

    @property
    def suggested_salutation(self) -> str:
        """How a letter would begin in the language that we write to them in: 'Hej Maja,'."""
        pattern = GREETINGS.get(self.language or Language.SWEDISH, GREETINGS[Language.SWEDISH])
        return pattern.format(given=self.given_name, family=self.family_name)

    @property
    def greeting(self) -> str:
        """How a letter to them begins: as they have chosen, else as suggested."""
        return self.salutation or self.suggested_salutation


class PersonRelation(Versioned, Dated):
    """What somebody is to a person: their assistant, for a time. `person` has `other` as `kind`."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relations", verbose_name=_("person"))
    kind = models.CharField(_("relation"), max_length=20, choices=RelationKind.choices, default=RelationKind.ASSISTANT)
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="related_to", verbose_name=_("är"))
    history = Tracked()

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relationer")
        ordering = ["-starts_on", "pk"]
        constraints = [
            period_constraint("person_relation_period"),
            models.UniqueConstraint(
                fields=["person", "kind", "other"],
                condition=Q(ends_on__isnull=True),
                name="person_relation_once",
                violation_error_message=_("Relationen finns redan."),
            ),
            models.CheckConstraint(
                name="person_relation_two",
                condition=~Q(person=F("other")),
                violation_error_message=_("En person kan inte ha en relation till sig själv."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.other}"
