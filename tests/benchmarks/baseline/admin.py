from django.contrib import admin
from import_export import resources
from import_export.admin import ImportExportModelAdmin
from simple_history.admin import SimpleHistoryAdmin

from tests.benchmarks.baseline.models import Contact, Person


class PersonResource(resources.ModelResource):
    class Meta:
        model = Person


class ContactInline(admin.TabularInline):
    model = Contact


@admin.register(Person)
class PersonAdmin(ImportExportModelAdmin, SimpleHistoryAdmin):
    resource_classes = [PersonResource]
    list_display = [
        "family_name", "given_name", "title", "email", "phone", "organization", "role", "municipality", "party",
        "starts_on",
    ]  # fmt: skip
    list_per_page = 50  # as many as our list has
    search_fields = ["given_name", "family_name", "email", "organization"]
    inlines = [ContactInline]
