from django.db import models
from simple_history.models import HistoricalRecords


class Person(models.Model):
    """One row of the list that is imported and exported, as a plain model."""

    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    title = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    organization = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=120, blank=True)
    municipality = models.CharField(max_length=100, blank=True)
    party = models.CharField(max_length=20, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["family_name", "given_name"]
        indexes = [models.Index(fields=["family_name", "given_name"])]

    def __str__(self):
        return f"{self.given_name} {self.family_name}"


class Contact(models.Model):
    """Something that happened with a person: what the admin shows beneath them."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contacts")
    held_on = models.DateField()
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    history = HistoricalRecords()

    def __str__(self):
        return self.title
