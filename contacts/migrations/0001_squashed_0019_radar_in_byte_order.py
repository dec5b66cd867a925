import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import contacts.models.organization
from crm.common.migrating import CreateModels

# The sort keys are made for byte order; a server's own collation would sort them in another.
SORTED = ("contacts_person", "contacts_organization", "contacts_area", "contacts_contactlist", "contacts_radarchange")


def order_by_bytes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for table in SORTED:
            schema_editor.execute(f'ALTER TABLE {table} ALTER COLUMN sort_key TYPE varchar(200) COLLATE "C"')


class Migration(migrations.Migration):
    """All that its forerunners made, for empty databases; in others they stay as they are."""

    replaces = [
        ("contacts", "0001_initial"),
        ("contacts", "0002_initial"),
        ("contacts", "0003_trigram"),
        ("contacts", "0004_byte_order"),
        ("contacts", "0005_register_that_staff_trust"),
        ("contacts", "0006_seats_have_days"),
        ("contacts", "0007_import_row_data"),
        ("contacts", "0008_search_words"),
        ("contacts", "0009_people_listed"),
        ("contacts", "0010_people_sorted_once"),
        ("contacts", "0011_words_of_seats_and_rules"),
        ("contacts", "0012_lists_in_byte_order"),
        ("contacts", "0013_history_is_written_cheaply"),
        ("contacts", "0014_names_with_apostrophes"),
        ("contacts", "0015_tier_by_its_name"),
        ("contacts", "0016_tiers_are_named_by_letter"),
        ("contacts", "0017_radar"),
        ("contacts", "0018_candidate_numbers_of_2022"),
        ("contacts", "0019_radar_in_byte_order"),
    ]

    initial = True

    dependencies = [
        ("crm", "0008_told_of_motions"),
        ("crm", "__first__"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Area",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("country", "Land"),
                                    ("county", "Län"),
                                    ("municipality", "Kommun"),
                                    ("constituency", "Riksdagsvalkrets"),
                                    ("eu", "EU"),
                                ],
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        ("code", models.CharField(max_length=10, verbose_name="kod")),
                        ("name", models.CharField(max_length=100, verbose_name="namn")),
                        ("short_name", models.CharField(blank=True, max_length=60, verbose_name="kort namn")),
                        ("sort_key", models.CharField(db_index=True, editable=False, max_length=200)),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="in_county",
                                to="contacts.area",
                                verbose_name="län",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="contacts.area",
                                verbose_name="ligger i",
                            ),
                        ),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                help_text="Området som detta slogs ihop med, från dagen efter att det upphörde.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="predecessors",
                                to="contacts.area",
                                verbose_name="uppgick i",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "område",
                        "verbose_name_plural": "områden",
                        "ordering": ["sort_key"],
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "code"), name="area_kind_code"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="area_period",
                                violation_error_message="Slutdagen ligger före startdagen.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationSubkind",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="undertyp")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("municipality", "Kommun"),
                                    ("region", "Region"),
                                    ("assembly", "Riksdag och fullmäktige"),
                                    ("board", "Nämnd eller styrelse"),
                                    ("committee", "Utskott"),
                                    ("agency", "Myndighet"),
                                    ("ministry", "Departement"),
                                    ("party", "Parti"),
                                    ("university", "Lärosäte"),
                                    ("company", "Företag"),
                                    ("association", "Förening eller intresseorganisation"),
                                    ("network", "Nätverk"),
                                    ("steering_group", "Styrgrupp eller råd"),
                                    ("eu_institution", "EU-institution"),
                                ],
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "undertyp av organisation",
                        "verbose_name_plural": "undertyper av organisationer",
                        "ordering": ["kind", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="Organization",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=200, verbose_name="namn")),
                        ("short_name", models.CharField(blank=True, max_length=60, verbose_name="kort namn")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("municipality", "Kommun"),
                                    ("region", "Region"),
                                    ("assembly", "Riksdag och fullmäktige"),
                                    ("board", "Nämnd eller styrelse"),
                                    ("committee", "Utskott"),
                                    ("agency", "Myndighet"),
                                    ("ministry", "Departement"),
                                    ("party", "Parti"),
                                    ("university", "Lärosäte"),
                                    ("company", "Företag"),
                                    ("association", "Förening eller intresseorganisation"),
                                    ("network", "Nätverk"),
                                    ("steering_group", "Styrgrupp eller råd"),
                                    ("eu_institution", "EU-institution"),
                                ],
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        (
                            "sector",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("politics", "Politik"),
                                    ("public", "Offentlig förvaltning"),
                                    ("academia", "Akademi"),
                                    ("business", "Näringsliv"),
                                    ("civil", "Civilsamhälle"),
                                ],
                                max_length=20,
                                verbose_name="sektor",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("local", "Lokal"),
                                    ("regional", "Regional"),
                                    ("national", "Nationell"),
                                    ("european", "Europeisk"),
                                ],
                                max_length=20,
                                verbose_name="nivå",
                            ),
                        ),
                        (
                            "organization_number",
                            models.CharField(
                                blank=True,
                                max_length=11,
                                validators=[contacts.models.organization.validate_organization_number],
                                verbose_name="organisationsnummer",
                            ),
                        ),
                        (
                            "is_own_body",
                            models.BooleanField(
                                default=False,
                                help_text="Möten i egna organ räknas inte som nådda.",
                                verbose_name="vårt eget organ",
                            ),
                        ),
                        ("is_archived", models.BooleanField(default=False, verbose_name="arkiverad")),
                        ("search_text", models.TextField(default="", editable=False)),
                        ("sort_key", models.CharField(db_index=True, editable=False, max_length=200)),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="organizations",
                                to="contacts.area",
                                verbose_name="område",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_from",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="contacts.organization",
                                verbose_name="ingår i",
                            ),
                        ),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        (
                            "subkind",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="organizations",
                                to="contacts.organizationsubkind",
                                verbose_name="undertyp",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "organisation",
                        "verbose_name_plural": "organisationer",
                        "ordering": ["sort_key", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("organization_number", ""), _negated=True),
                                fields=("organization_number",),
                                name="organization_number_once",
                                violation_error_message="En annan organisation har redan detta organisationsnummer.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="organization_period",
                                violation_error_message="Slutdagen ligger före startdagen.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CompositionRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "measure",
                            models.CharField(
                                choices=[
                                    ("total", "Ledamöter i allt"),
                                    ("role", "Ledamöter med en viss roll"),
                                    ("sector", "Ledamöter från en sektor"),
                                    ("side", "Ledamöter från majoritet eller opposition"),
                                    ("each_side", "Både majoritet och opposition från varje organisation"),
                                    ("each_county", "Ledamöter från vart och ett av länen"),
                                    ("each_organization", "Platser för var och en av organisationerna"),
                                    ("each_member", "Platser för var och en av våra medlemmar"),
                                    ("each_party", "Ledamöter från vart och ett av partierna"),
                                ],
                                max_length=20,
                                verbose_name="vad som räknas",
                            ),
                        ),
                        (
                            "sector",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("politics", "Politik"),
                                    ("public", "Offentlig förvaltning"),
                                    ("academia", "Akademi"),
                                    ("business", "Näringsliv"),
                                    ("civil", "Civilsamhälle"),
                                ],
                                max_length=20,
                                verbose_name="sektor",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("majority", "Majoritet"),
                                    ("opposition", "Opposition"),
                                    ("unclear", "Oklart"),
                                ],
                                max_length=12,
                                verbose_name="majoritet eller opposition",
                            ),
                        ),
                        ("role", models.CharField(blank=True, max_length=120, verbose_name="roll")),
                        ("at_least", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minst")),
                        ("at_most", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="högst")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="anmärkning")),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="ordning")),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="composition_rules",
                                to="contacts.organization",
                                verbose_name="organ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sammansättningsregel",
                        "verbose_name_plural": "sammansättningsregler",
                        "ordering": ["organization", "position", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("at_least__isnull", True),
                                    ("at_most__isnull", True),
                                    ("at_most__gte", models.F("at_least")),
                                    _connector="OR",
                                ),
                                name="composition_bounds",
                                violation_error_message="Högst kan inte vara mindre än minst.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CompositionRuleArea",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.area",
                                verbose_name="län",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="areas",
                                to="contacts.compositionrule",
                                verbose_name="regel",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "län i regel",
                        "verbose_name_plural": "län i regler",
                        "constraints": [models.UniqueConstraint(fields=("rule", "area"), name="composition_area_once")],
                    },
                ),
                migrations.CreateModel(
                    name="CompositionRuleOrganization",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="organizations",
                                to="contacts.compositionrule",
                                verbose_name="regel",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "organisation i regel",
                        "verbose_name_plural": "organisationer i regler",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("rule", "organization"), name="composition_organization_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Party",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="kod")),
                        ("name", models.CharField(max_length=120, verbose_name="namn")),
                        (
                            "color",
                            models.CharField(
                                default="#66757d",
                                max_length=7,
                                validators=[django.core.validators.RegexValidator("^#[0-9a-fA-F]{6}$")],
                                verbose_name="färg",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("local", "Lokal"),
                                    ("regional", "Regional"),
                                    ("national", "Nationell"),
                                    ("european", "Europeisk"),
                                ],
                                default="national",
                                max_length=20,
                                verbose_name="nivå",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=100, verbose_name="ordning")),
                        (
                            "organization",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="as_party",
                                to="contacts.organization",
                                verbose_name="organisation",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                    ],
                    options={
                        "verbose_name": "parti",
                        "verbose_name_plural": "partier",
                        "ordering": ["position", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="party_period",
                                violation_error_message="Slutdagen ligger före startdagen.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CompositionRuleParty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.party",
                                verbose_name="parti",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="contacts.compositionrule",
                                verbose_name="regel",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "parti i regel",
                        "verbose_name_plural": "partier i regler",
                        "constraints": [
                            models.UniqueConstraint(fields=("rule", "party"), name="composition_party_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("given_name", models.CharField(max_length=100, verbose_name="förnamn")),
                        ("family_name", models.CharField(max_length=100, verbose_name="efternamn")),
                        ("legal_name", models.CharField(blank=True, max_length=200, verbose_name="folkbokföringsnamn")),
                        (
                            "gender",
                            models.CharField(
                                blank=True,
                                choices=[("woman", "Kvinna"), ("man", "Man"), ("other", "Annat")],
                                max_length=10,
                                verbose_name="kön",
                            ),
                        ),
                        (
                            "birth_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1900),
                                    django.core.validators.MaxValueValidator(2015),
                                ],
                                verbose_name="födelseår",
                            ),
                        ),
                        (
                            "sector",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("politics", "Politik"),
                                    ("public", "Offentlig förvaltning"),
                                    ("academia", "Akademi"),
                                    ("business", "Näringsliv"),
                                    ("civil", "Civilsamhälle"),
                                ],
                                max_length=20,
                                verbose_name="sektor",
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=100, verbose_name="titel")),
                        ("salutation", models.CharField(blank=True, max_length=100, verbose_name="tilltal")),
                        (
                            "language",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("sv", "Svenska"),
                                    ("en", "Engelska"),
                                    ("fi", "Finska"),
                                    ("da", "Danska"),
                                    ("nb", "Norska"),
                                    ("de", "Tyska"),
                                    ("fr", "Franska"),
                                ],
                                default="sv",
                                max_length=5,
                                verbose_name="språk",
                            ),
                        ),
                        (
                            "tier",
                            models.CharField(
                                blank=True,
                                choices=[("A", "A"), ("B", "B"), ("C", "C"), ("none", "Ingen")],
                                max_length=5,
                                verbose_name="kontaktnivå",
                            ),
                        ),
                        ("do_not_contact", models.BooleanField(default=False, verbose_name="vill inte bli kontaktad")),
                        ("is_archived", models.BooleanField(default=False, verbose_name="arkiverad")),
                        ("search_text", models.TextField(default="", editable=False)),
                        ("sort_key", models.CharField(editable=False, max_length=200)),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_from",
                                to="contacts.person",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people_owned",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="kontaktansvarig",
                            ),
                        ),
                        (
                            "user",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="person",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="egen inloggning",
                            ),
                        ),
                        (
                            "other_names",
                            models.TextField(
                                blank=True,
                                help_text="Ett namn per rad, till exempel namn före giftermål.",
                                max_length=1000,
                                verbose_name="tidigare och andra namn",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "person",
                        "verbose_name_plural": "personer",
                        "ordering": ["sort_key", "pk"],
                        "indexes": [
                            models.Index(fields=["sort_key", "id"], name="person_sorted"),
                            models.Index(
                                condition=models.Q(("is_archived", False), ("merged_into__isnull", True)),
                                fields=["sort_key", "id"],
                                name="person_listed",
                            ),
                            models.Index(
                                condition=models.Q(("owner__isnull", False)), fields=["owner"], name="person_owned"
                            ),
                            models.Index(
                                condition=models.Q(("merged_into__isnull", False)),
                                fields=["merged_into"],
                                name="person_merged",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactDetail",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("email", "E-post"),
                                    ("phone", "Telefon"),
                                    ("mobile", "Mobil"),
                                    ("address", "Adress"),
                                    ("web", "Webbplats"),
                                ],
                                max_length=10,
                                verbose_name="slag",
                            ),
                        ),
                        ("value", models.CharField(max_length=250, verbose_name="uppgift")),
                        ("label", models.CharField(blank=True, max_length=60, verbose_name="beskrivning")),
                        ("is_preferred", models.BooleanField(default=False, verbose_name="används i första hand")),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contact_details",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contact_details",
                                to="contacts.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kontaktuppgift",
                        "verbose_name_plural": "kontaktuppgifter",
                        "ordering": ["kind", "-is_preferred", "pk"],
                        "indexes": [models.Index(fields=["kind", "value"], name="detail_value")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organization__isnull", True), ("person__isnull", False)),
                                    models.Q(("organization__isnull", False), ("person__isnull", True)),
                                    _connector="OR",
                                ),
                                name="detail_one_holder",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_preferred", True)),
                                fields=("person", "kind"),
                                name="detail_person_preferred",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_preferred", True)),
                                fields=("organization", "kind"),
                                name="detail_organization_preferred",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactList",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=100, unique=True, verbose_name="namn")),
                        ("description", models.TextField(blank=True, max_length=1000, verbose_name="beskrivning")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("static", "Utvalda personer"),
                                    ("dynamic", "Sparat urval som håller sig aktuellt"),
                                ],
                                default="static",
                                max_length=10,
                                verbose_name="slag",
                            ),
                        ),
                        ("query", models.TextField(blank=True, editable=False, verbose_name="urval")),
                        ("is_shared", models.BooleanField(default=True, verbose_name="delas med alla")),
                        ("is_archived", models.BooleanField(default=False, verbose_name="arkiverad")),
                        ("sort_key", models.CharField(db_index=True, editable=False, max_length=200)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_lists",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ansvarig",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kontaktlista",
                        "verbose_name_plural": "kontaktlistor",
                        "ordering": ["sort_key", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ContactListMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        (
                            "contact_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="contacts.contactlist",
                                verbose_name="kontaktlista",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="list_memberships",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "person på lista",
                        "verbose_name_plural": "personer på listor",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="list_member_period",
                                violation_error_message="Slutdagen ligger före startdagen.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=("contact_list", "person"),
                                name="list_member_once",
                                violation_error_message="Personen står redan på listan.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CustomerMembership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("full", "Medlem"),
                                    ("associated", "Associerad"),
                                    ("none", "Inte medlem"),
                                    ("unknown", "Okänt"),
                                ],
                                max_length=20,
                                verbose_name="medlemskap",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="customer_memberships",
                                to="contacts.organization",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "medlemskap hos oss",
                        "verbose_name_plural": "medlemskap hos oss",
                        "ordering": ["-starts_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="customer_membership_period",
                                violation_error_message="Slutdagen ligger före startdagen.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("role", models.CharField(max_length=100, verbose_name="roll")),
                        ("number", models.PositiveSmallIntegerField(default=1, verbose_name="plats")),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="contacts.area",
                                verbose_name="område",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="posts",
                                to="contacts.organization",
                                verbose_name="organ",
                            ),
                        ),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                    ],
                    options={
                        "verbose_name": "plats",
                        "verbose_name_plural": "platser",
                        "ordering": ["organization", "role", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("organization"),
                                models.F("role"),
                                django.db.models.functions.comparison.Coalesce("area", 0),
                                models.F("number"),
                                name="post_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="post_period",
                                violation_error_message="Slutdagen ligger före startdagen.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Term",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        ("name", models.CharField(max_length=80, verbose_name="namn")),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("riksdag", "Riksdagen"),
                                    ("regional_council", "Regionfullmäktige"),
                                    ("municipal_council", "Kommunfullmäktige"),
                                    ("board", "Nämnder och styrelser"),
                                    ("cooperation", "Samverkansorganets råd"),
                                ],
                                max_length=20,
                                verbose_name="för",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="own_terms",
                                to="contacts.organization",
                                verbose_name="endast för",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mandatperiod",
                        "verbose_name_plural": "mandatperioder",
                        "ordering": ["-starts_on", "body"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="term_period",
                                violation_error_message="Slutdagen ligger före startdagen.",
                            ),
                            models.UniqueConstraint(
                                models.F("body"),
                                models.F("starts_on"),
                                django.db.models.functions.comparison.Coalesce("organization", 0),
                                name="term_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        ("role", models.CharField(max_length=120, verbose_name="roll")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("elected", "Förtroendevald"),
                                    ("substitute", "Ersättare"),
                                    ("official", "Tjänsteperson"),
                                    ("member", "Medlem"),
                                    ("representative", "Företrädare"),
                                ],
                                max_length=20,
                                verbose_name="slag av roll",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("majority", "Majoritet"),
                                    ("opposition", "Opposition"),
                                    ("unclear", "Oklart"),
                                ],
                                max_length=12,
                                verbose_name="majoritet eller opposition",
                            ),
                        ),
                        (
                            "struck_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="struken"),
                        ),
                        (
                            "struck_reason",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="varför struken"),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="contacts.area",
                                verbose_name="område eller valkrets",
                            ),
                        ),
                        (
                            "stands_in_for",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stood_in_by",
                                to="contacts.membership",
                                verbose_name="ersätter",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="contacts.organization",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="contacts.party",
                                verbose_name="parti",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="contacts.post",
                                verbose_name="plats",
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="contacts.term",
                                verbose_name="mandatperiod",
                            ),
                        ),
                        (
                            "represents",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                help_text="Vilken organisation personen sitter för, i ett nätverk, en styrgrupp eller ett råd.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="represented_by",
                                to="contacts.organization",
                                verbose_name="företräder",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "uppdrag eller roll",
                        "verbose_name_plural": "uppdrag och roller",
                        "ordering": ["-starts_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["organization", "starts_on", "ends_on"], name="membership_body_days"),
                            models.Index(fields=["area", "starts_on", "ends_on"], name="membership_area_days"),
                            models.Index(
                                condition=models.Q(("term__isnull", False)), fields=["term"], name="membership_term"
                            ),
                            models.Index(
                                condition=models.Q(("post__isnull", False)), fields=["post"], name="membership_post"
                            ),
                            models.Index(
                                condition=models.Q(("stands_in_for__isnull", False)),
                                fields=["stands_in_for"],
                                name="membership_stands_in_for",
                            ),
                            models.Index(
                                condition=models.Q(("represents__isnull", False)),
                                fields=["represents"],
                                name="membership_represents",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="membership_period",
                                violation_error_message="Slutdagen ligger före startdagen.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("struck_at__isnull", True)),
                                fields=("person", "organization", "role", "starts_on"),
                                name="membership_once",
                                violation_error_message="Personen har redan den rollen i organisationen från den dagen.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExternalIdentifier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "scheme",
                            models.CharField(
                                choices=[
                                    ("samsyn", "Samsyn"),
                                    ("riksdagen", "Riksdagen, intressent_id"),
                                    ("riksdagen-guid", "Riksdagen, sourceid"),
                                    ("val-2026", "Valmyndigheten 2026, kandidatnummer"),
                                    ("val-2022", "Valmyndigheten 2022, kandidatnummer"),
                                    ("val-mandat", "Valmyndigheten, mandat"),
                                    ("wikidata", "Wikidata"),
                                    ("import", "Eget id i importerad fil"),
                                ],
                                max_length=30,
                                verbose_name="system",
                            ),
                        ),
                        ("value", models.CharField(max_length=100, verbose_name="id")),
                        (
                            "membership",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identifiers",
                                to="contacts.membership",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identifiers",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identifiers",
                                to="contacts.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "externt id",
                        "verbose_name_plural": "externa id",
                        "ordering": ["scheme", "value"],
                        "constraints": [
                            models.UniqueConstraint(fields=("scheme", "value"), name="identifier_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("membership__isnull", True),
                                        ("organization__isnull", True),
                                        ("person__isnull", False),
                                    ),
                                    models.Q(
                                        ("membership__isnull", True),
                                        ("organization__isnull", False),
                                        ("person__isnull", True),
                                    ),
                                    models.Q(
                                        ("membership__isnull", False),
                                        ("organization__isnull", True),
                                        ("person__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="identifier_one_holder",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Favourite",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contacts.person",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "favorit",
                        "verbose_name_plural": "favoriter",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organization__isnull", True), ("person__isnull", False)),
                                    models.Q(("organization__isnull", False), ("person__isnull", True)),
                                    _connector="OR",
                                ),
                                name="favourite_one_subject",
                            ),
                            models.UniqueConstraint(fields=("user", "person"), name="favourite_person_once"),
                            models.UniqueConstraint(
                                fields=("user", "organization"), name="favourite_organization_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FetchedSource",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("address", models.URLField(max_length=500, unique=True, verbose_name="adress")),
                        ("file", models.FileField(blank=True, upload_to="fetched/", verbose_name="kopia")),
                        ("digest", models.CharField(blank=True, max_length=64, verbose_name="kontrollsumma")),
                        ("etag", models.CharField(blank=True, max_length=200)),
                        ("last_modified", models.CharField(blank=True, max_length=60)),
                        ("fetched_at", models.DateTimeField(verbose_name="hämtad")),
                        ("checked_at", models.DateTimeField(verbose_name="senast kontrollerad")),
                        ("headers", models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        "verbose_name": "hämtad källa",
                        "verbose_name_plural": "hämtade källor",
                        "ordering": ["address"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalArea",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("country", "Land"),
                                    ("county", "Län"),
                                    ("municipality", "Kommun"),
                                    ("constituency", "Riksdagsvalkrets"),
                                    ("eu", "EU"),
                                ],
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        ("code", models.CharField(max_length=10, verbose_name="kod")),
                        ("name", models.CharField(max_length=100, verbose_name="namn")),
                        ("short_name", models.CharField(blank=True, max_length=60, verbose_name="kort namn")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.area",
                                verbose_name="län",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.area",
                                verbose_name="ligger i",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Området som detta slogs ihop med, från dagen efter att det upphörde.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.area",
                                verbose_name="uppgick i",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical område",
                        "verbose_name_plural": "historical områden",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCompositionRule",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "measure",
                            models.CharField(
                                choices=[
                                    ("total", "Ledamöter i allt"),
                                    ("role", "Ledamöter med en viss roll"),
                                    ("sector", "Ledamöter från en sektor"),
                                    ("side", "Ledamöter från majoritet eller opposition"),
                                    ("each_side", "Både majoritet och opposition från varje organisation"),
                                    ("each_county", "Ledamöter från vart och ett av länen"),
                                    ("each_organization", "Platser för var och en av organisationerna"),
                                    ("each_member", "Platser för var och en av våra medlemmar"),
                                    ("each_party", "Ledamöter från vart och ett av partierna"),
                                ],
                                max_length=20,
                                verbose_name="vad som räknas",
                            ),
                        ),
                        (
                            "sector",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("politics", "Politik"),
                                    ("public", "Offentlig förvaltning"),
                                    ("academia", "Akademi"),
                                    ("business", "Näringsliv"),
                                    ("civil", "Civilsamhälle"),
                                ],
                                max_length=20,
                                verbose_name="sektor",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("majority", "Majoritet"),
                                    ("opposition", "Opposition"),
                                    ("unclear", "Oklart"),
                                ],
                                max_length=12,
                                verbose_name="majoritet eller opposition",
                            ),
                        ),
                        ("role", models.CharField(blank=True, max_length=120, verbose_name="roll")),
                        ("at_least", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minst")),
                        ("at_most", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="högst")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="anmärkning")),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="ordning")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="organ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical sammansättningsregel",
                        "verbose_name_plural": "historical sammansättningsregler",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCompositionRuleArea",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.area",
                                verbose_name="län",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.compositionrule",
                                verbose_name="regel",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical län i regel",
                        "verbose_name_plural": "historical län i regler",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCompositionRuleOrganization",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.compositionrule",
                                verbose_name="regel",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical organisation i regel",
                        "verbose_name_plural": "historical organisationer i regler",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCompositionRuleParty",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.party",
                                verbose_name="parti",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.compositionrule",
                                verbose_name="regel",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical parti i regel",
                        "verbose_name_plural": "historical partier i regler",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalContactDetail",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("email", "E-post"),
                                    ("phone", "Telefon"),
                                    ("mobile", "Mobil"),
                                    ("address", "Adress"),
                                    ("web", "Webbplats"),
                                ],
                                max_length=10,
                                verbose_name="slag",
                            ),
                        ),
                        ("value", models.CharField(max_length=250, verbose_name="uppgift")),
                        ("label", models.CharField(blank=True, max_length=60, verbose_name="beskrivning")),
                        ("is_preferred", models.BooleanField(default=False, verbose_name="används i första hand")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.person",
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical kontaktuppgift",
                        "verbose_name_plural": "historical kontaktuppgifter",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalContactList",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(db_index=True, max_length=100, verbose_name="namn")),
                        ("description", models.TextField(blank=True, max_length=1000, verbose_name="beskrivning")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("static", "Utvalda personer"),
                                    ("dynamic", "Sparat urval som håller sig aktuellt"),
                                ],
                                default="static",
                                max_length=10,
                                verbose_name="slag",
                            ),
                        ),
                        ("query", models.TextField(blank=True, editable=False, verbose_name="urval")),
                        ("is_shared", models.BooleanField(default=True, verbose_name="delas med alla")),
                        ("is_archived", models.BooleanField(default=False, verbose_name="arkiverad")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ansvarig",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical kontaktlista",
                        "verbose_name_plural": "historical kontaktlistor",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalContactListMember",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "contact_list",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.contactlist",
                                verbose_name="kontaktlista",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical person på lista",
                        "verbose_name_plural": "historical personer på listor",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCustomerMembership",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("full", "Medlem"),
                                    ("associated", "Associerad"),
                                    ("none", "Inte medlem"),
                                    ("unknown", "Okänt"),
                                ],
                                max_length=20,
                                verbose_name="medlemskap",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical medlemskap hos oss",
                        "verbose_name_plural": "historical medlemskap hos oss",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalExternalIdentifier",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "scheme",
                            models.CharField(
                                choices=[
                                    ("samsyn", "Samsyn"),
                                    ("riksdagen", "Riksdagen, intressent_id"),
                                    ("riksdagen-guid", "Riksdagen, sourceid"),
                                    ("val-2026", "Valmyndigheten 2026, kandidatnummer"),
                                    ("val-2022", "Valmyndigheten 2022, kandidatnummer"),
                                    ("val-mandat", "Valmyndigheten, mandat"),
                                    ("wikidata", "Wikidata"),
                                    ("import", "Eget id i importerad fil"),
                                ],
                                max_length=30,
                                verbose_name="system",
                            ),
                        ),
                        ("value", models.CharField(max_length=100, verbose_name="id")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.membership",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.person",
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical externt id",
                        "verbose_name_plural": "historical externa id",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMembership",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        ("role", models.CharField(max_length=120, verbose_name="roll")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("elected", "Förtroendevald"),
                                    ("substitute", "Ersättare"),
                                    ("official", "Tjänsteperson"),
                                    ("member", "Medlem"),
                                    ("representative", "Företrädare"),
                                ],
                                max_length=20,
                                verbose_name="slag av roll",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("majority", "Majoritet"),
                                    ("opposition", "Opposition"),
                                    ("unclear", "Oklart"),
                                ],
                                max_length=12,
                                verbose_name="majoritet eller opposition",
                            ),
                        ),
                        (
                            "struck_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="struken"),
                        ),
                        (
                            "struck_reason",
                            models.CharField(blank=True, editable=False, max_length=200, verbose_name="varför struken"),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.area",
                                verbose_name="område eller valkrets",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "stands_in_for",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.membership",
                                verbose_name="ersätter",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.party",
                                verbose_name="parti",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.post",
                                verbose_name="plats",
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.term",
                                verbose_name="mandatperiod",
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "represents",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Vilken organisation personen sitter för, i ett nätverk, en styrgrupp eller ett råd.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="företräder",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical uppdrag eller roll",
                        "verbose_name_plural": "historical uppdrag och roller",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMembershipStatus",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        (
                            "status",
                            models.CharField(
                                choices=[("serving", "Tjänstgörande"), ("on_leave", "Ledig")],
                                max_length=20,
                                verbose_name="läge",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.membership",
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical tjänstgöring",
                        "verbose_name_plural": "historical tjänstgöring",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalNote",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("text", models.TextField(max_length=10000, verbose_name="anteckning")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.person",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="skriven av",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical intern anteckning",
                        "verbose_name_plural": "historical interna anteckningar",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOrganization",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(max_length=200, verbose_name="namn")),
                        ("short_name", models.CharField(blank=True, max_length=60, verbose_name="kort namn")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("municipality", "Kommun"),
                                    ("region", "Region"),
                                    ("assembly", "Riksdag och fullmäktige"),
                                    ("board", "Nämnd eller styrelse"),
                                    ("committee", "Utskott"),
                                    ("agency", "Myndighet"),
                                    ("ministry", "Departement"),
                                    ("party", "Parti"),
                                    ("university", "Lärosäte"),
                                    ("company", "Företag"),
                                    ("association", "Förening eller intresseorganisation"),
                                    ("network", "Nätverk"),
                                    ("steering_group", "Styrgrupp eller råd"),
                                    ("eu_institution", "EU-institution"),
                                ],
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        (
                            "sector",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("politics", "Politik"),
                                    ("public", "Offentlig förvaltning"),
                                    ("academia", "Akademi"),
                                    ("business", "Näringsliv"),
                                    ("civil", "Civilsamhälle"),
                                ],
                                max_length=20,
                                verbose_name="sektor",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("local", "Lokal"),
                                    ("regional", "Regional"),
                                    ("national", "Nationell"),
                                    ("european", "Europeisk"),
                                ],
                                max_length=20,
                                verbose_name="nivå",
                            ),
                        ),
                        (
                            "organization_number",
                            models.CharField(
                                blank=True,
                                max_length=11,
                                validators=[contacts.models.organization.validate_organization_number],
                                verbose_name="organisationsnummer",
                            ),
                        ),
                        (
                            "is_own_body",
                            models.BooleanField(
                                default=False,
                                help_text="Möten i egna organ räknas inte som nådda.",
                                verbose_name="vårt eget organ",
                            ),
                        ),
                        ("is_archived", models.BooleanField(default=False, verbose_name="arkiverad")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.area",
                                verbose_name="område",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="ingår i",
                            ),
                        ),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        (
                            "subkind",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organizationsubkind",
                                verbose_name="undertyp",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical organisation",
                        "verbose_name_plural": "historical organisationer",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOrganizationPair",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "score",
                            models.PositiveSmallIntegerField(
                                default=0,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="likhet",
                            ),
                        ),
                        ("reasons", models.JSONField(default=list, verbose_name="skäl")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Att avgöra"),
                                    ("different", "Inte samma"),
                                    ("merged", "Sammanslagna"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("found_at", models.DateTimeField(blank=True, editable=False, verbose_name="hittad")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="avgjord")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "first",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical möjlig dubblett av organisation",
                        "verbose_name_plural": "historical möjliga dubbletter av organisationer",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Responsibility",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True, verbose_name="kod")),
                        ("name", models.CharField(max_length=100, verbose_name="ansvarsområde")),
                    ],
                    options={
                        "verbose_name": "ansvarsområde",
                        "verbose_name_plural": "ansvarsområden",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalOrganizationResponsibility",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "responsibility",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.responsibility",
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical ansvar",
                        "verbose_name_plural": "historical ansvar",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOrganizationSubkind",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(db_index=True, max_length=80, verbose_name="undertyp")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("municipality", "Kommun"),
                                    ("region", "Region"),
                                    ("assembly", "Riksdag och fullmäktige"),
                                    ("board", "Nämnd eller styrelse"),
                                    ("committee", "Utskott"),
                                    ("agency", "Myndighet"),
                                    ("ministry", "Departement"),
                                    ("party", "Parti"),
                                    ("university", "Lärosäte"),
                                    ("company", "Företag"),
                                    ("association", "Förening eller intresseorganisation"),
                                    ("network", "Nätverk"),
                                    ("steering_group", "Styrgrupp eller råd"),
                                    ("eu_institution", "EU-institution"),
                                ],
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical undertyp av organisation",
                        "verbose_name_plural": "historical undertyper av organisationer",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOrganizationSuccession",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        ("happened_on", models.DateField(verbose_name="från och med")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "predecessor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="föregångare",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="efterträdare",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical efterträdande",
                        "verbose_name_plural": "historical efterträdanden",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Tag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, unique=True, verbose_name="etikett")),
                        ("description", models.CharField(blank=True, max_length=200, verbose_name="beskrivning")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                    ],
                    options={
                        "verbose_name": "etikett",
                        "verbose_name_plural": "etiketter",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalOrganizationTag",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.tag",
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical etikett på organisation",
                        "verbose_name_plural": "historical etiketter på organisationer",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalParty",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        ("code", models.CharField(db_index=True, max_length=20, verbose_name="kod")),
                        ("name", models.CharField(max_length=120, verbose_name="namn")),
                        (
                            "color",
                            models.CharField(
                                default="#66757d",
                                max_length=7,
                                validators=[django.core.validators.RegexValidator("^#[0-9a-fA-F]{6}$")],
                                verbose_name="färg",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("local", "Lokal"),
                                    ("regional", "Regional"),
                                    ("national", "Nationell"),
                                    ("european", "Europeisk"),
                                ],
                                default="national",
                                max_length=20,
                                verbose_name="nivå",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=100, verbose_name="ordning")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical parti",
                        "verbose_name_plural": "historical partier",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPartyAlias",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("value", models.CharField(db_index=True, max_length=120, verbose_name="kod eller namn")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.party",
                                verbose_name="parti",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical partialias",
                        "verbose_name_plural": "historical partialias",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPerson",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("given_name", models.CharField(max_length=100, verbose_name="förnamn")),
                        ("family_name", models.CharField(max_length=100, verbose_name="efternamn")),
                        ("legal_name", models.CharField(blank=True, max_length=200, verbose_name="folkbokföringsnamn")),
                        (
                            "gender",
                            models.CharField(
                                blank=True,
                                choices=[("woman", "Kvinna"), ("man", "Man"), ("other", "Annat")],
                                max_length=10,
                                verbose_name="kön",
                            ),
                        ),
                        (
                            "birth_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1900),
                                    django.core.validators.MaxValueValidator(2015),
                                ],
                                verbose_name="födelseår",
                            ),
                        ),
                        (
                            "sector",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("politics", "Politik"),
                                    ("public", "Offentlig förvaltning"),
                                    ("academia", "Akademi"),
                                    ("business", "Näringsliv"),
                                    ("civil", "Civilsamhälle"),
                                ],
                                max_length=20,
                                verbose_name="sektor",
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=100, verbose_name="titel")),
                        ("salutation", models.CharField(blank=True, max_length=100, verbose_name="tilltal")),
                        (
                            "language",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("sv", "Svenska"),
                                    ("en", "Engelska"),
                                    ("fi", "Finska"),
                                    ("da", "Danska"),
                                    ("nb", "Norska"),
                                    ("de", "Tyska"),
                                    ("fr", "Franska"),
                                ],
                                default="sv",
                                max_length=5,
                                verbose_name="språk",
                            ),
                        ),
                        (
                            "tier",
                            models.CharField(
                                blank=True,
                                choices=[("A", "A"), ("B", "B"), ("C", "C"), ("none", "Ingen")],
                                max_length=5,
                                verbose_name="kontaktnivå",
                            ),
                        ),
                        ("do_not_contact", models.BooleanField(default=False, verbose_name="vill inte bli kontaktad")),
                        ("is_archived", models.BooleanField(default=False, verbose_name="arkiverad")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="kontaktansvarig",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="egen inloggning",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.person",
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "other_names",
                            models.TextField(
                                blank=True,
                                help_text="Ett namn per rad, till exempel namn före giftermål.",
                                max_length=1000,
                                verbose_name="tidigare och andra namn",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical person",
                        "verbose_name_plural": "historical personer",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPersonPair",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "score",
                            models.PositiveSmallIntegerField(
                                default=0,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="likhet",
                            ),
                        ),
                        ("reasons", models.JSONField(default=list, verbose_name="skäl")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Att avgöra"),
                                    ("different", "Inte samma"),
                                    ("merged", "Sammanslagna"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("found_at", models.DateTimeField(blank=True, editable=False, verbose_name="hittad")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="avgjord")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "first",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.person",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical möjlig dubblett",
                        "verbose_name_plural": "historical möjliga dubbletter",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPersonRelation",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("assistant", "Assistent"),
                                    ("secretary", "Politisk sekreterare"),
                                    ("chief", "Chef"),
                                ],
                                default="assistant",
                                max_length=20,
                                verbose_name="relation",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.person",
                                verbose_name="är",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical relation",
                        "verbose_name_plural": "historical relationer",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPersonTag",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.person",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.tag",
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical etikett på person",
                        "verbose_name_plural": "historical etiketter på personer",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPost",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("role", models.CharField(max_length=100, verbose_name="roll")),
                        ("number", models.PositiveSmallIntegerField(default=1, verbose_name="plats")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.area",
                                verbose_name="område",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="organ",
                            ),
                        ),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                    ],
                    options={
                        "verbose_name": "historical plats",
                        "verbose_name_plural": "historical platser",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalResponsibility",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("code", models.SlugField(max_length=40, verbose_name="kod")),
                        ("name", models.CharField(max_length=100, verbose_name="ansvarsområde")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical ansvarsområde",
                        "verbose_name_plural": "historical ansvarsområden",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalTag",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(db_index=True, max_length=60, verbose_name="etikett")),
                        ("description", models.CharField(blank=True, max_length=200, verbose_name="beskrivning")),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical etikett",
                        "verbose_name_plural": "historical etiketter",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalTerm",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        ("name", models.CharField(max_length=80, verbose_name="namn")),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("riksdag", "Riksdagen"),
                                    ("regional_council", "Regionfullmäktige"),
                                    ("municipal_council", "Kommunfullmäktige"),
                                    ("board", "Nämnder och styrelser"),
                                    ("cooperation", "Samverkansorganets råd"),
                                ],
                                max_length=20,
                                verbose_name="för",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="endast för",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical mandatperiod",
                        "verbose_name_plural": "historical mandatperioder",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ImportRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="rad")),
                        ("outcome", models.CharField(max_length=10, verbose_name="utfall")),
                        ("name", models.CharField(blank=True, max_length=200, verbose_name="namn")),
                        ("detail", models.TextField(blank=True, verbose_name="förklaring")),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="contacts.person",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="crm.importrun"
                            ),
                        ),
                        ("data", models.JSONField(default=dict, verbose_name="uppgifter")),
                    ],
                    options={
                        "verbose_name": "importerad rad",
                        "verbose_name_plural": "importerade rader",
                        "ordering": ["run", "number"],
                        "indexes": [models.Index(fields=["run", "outcome", "number"], name="import_row_outcome")],
                    },
                ),
                migrations.CreateModel(
                    name="MembershipStatus",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        (
                            "status",
                            models.CharField(
                                choices=[("serving", "Tjänstgörande"), ("on_leave", "Ledig")],
                                max_length=20,
                                verbose_name="läge",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="statuses",
                                to="contacts.membership",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tjänstgöring",
                        "verbose_name_plural": "tjänstgöring",
                        "ordering": ["-starts_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="membership_status_period",
                                violation_error_message="Slutdagen ligger före startdagen.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Note",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("text", models.TextField(max_length=10000, verbose_name="anteckning")),
                        ("search_text", models.TextField(default="", editable=False)),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="contacts.person",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="skriven av",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "intern anteckning",
                        "verbose_name_plural": "interna anteckningar",
                        "ordering": ["-created_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organization__isnull", True), ("person__isnull", False)),
                                    models.Q(("organization__isnull", False), ("person__isnull", True)),
                                    _connector="OR",
                                ),
                                name="note_one_subject",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationPair",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "score",
                            models.PositiveSmallIntegerField(
                                default=0,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="likhet",
                            ),
                        ),
                        ("reasons", models.JSONField(default=list, verbose_name="skäl")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Att avgöra"),
                                    ("different", "Inte samma"),
                                    ("merged", "Sammanslagna"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("found_at", models.DateTimeField(auto_now_add=True, verbose_name="hittad")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="avgjord")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pairs_first",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pairs_second",
                                to="contacts.organization",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "möjlig dubblett av organisation",
                        "verbose_name_plural": "möjliga dubbletter av organisationer",
                        "ordering": ["-score", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("first", "second"), name="organization_pair_once"),
                            models.CheckConstraint(
                                condition=models.Q(("first__lt", models.F("second"))), name="organization_pair_order"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationResponsibility",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="responsibilities",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "responsibility",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="organizations",
                                to="contacts.responsibility",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ansvar",
                        "verbose_name_plural": "ansvar",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="responsibility_period",
                                violation_error_message="Slutdagen ligger före startdagen.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationSuccession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        ("happened_on", models.DateField(verbose_name="från och med")),
                        (
                            "predecessor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="successions",
                                to="contacts.organization",
                                verbose_name="föregångare",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="precursions",
                                to="contacts.organization",
                                verbose_name="efterträdare",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "efterträdande",
                        "verbose_name_plural": "efterträdanden",
                        "ordering": ["-happened_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("predecessor", "successor"), name="succession_once"),
                            models.CheckConstraint(
                                condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                                name="succession_two",
                                violation_error_message="En organisation kan inte efterträda sig själv.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganizationTag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="organization_tags",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="organization_tags",
                                to="contacts.tag",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "etikett på organisation",
                        "verbose_name_plural": "etiketter på organisationer",
                        "constraints": [
                            models.UniqueConstraint(fields=("organization", "tag"), name="organization_tag_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyAlias",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("value", models.CharField(max_length=120, unique=True, verbose_name="kod eller namn")),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="aliases",
                                to="contacts.party",
                                verbose_name="parti",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "partialias",
                        "verbose_name_plural": "partialias",
                        "ordering": ["value"],
                    },
                ),
                migrations.CreateModel(
                    name="PersonPair",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "score",
                            models.PositiveSmallIntegerField(
                                default=0,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="likhet",
                            ),
                        ),
                        ("reasons", models.JSONField(default=list, verbose_name="skäl")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Att avgöra"),
                                    ("different", "Inte samma"),
                                    ("merged", "Sammanslagna"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("found_at", models.DateTimeField(auto_now_add=True, verbose_name="hittad")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="avgjord")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pairs_first",
                                to="contacts.person",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pairs_second",
                                to="contacts.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "möjlig dubblett",
                        "verbose_name_plural": "möjliga dubbletter",
                        "ordering": ["-score", "pk"],
                        "indexes": [models.Index(fields=["state", "-score"], name="person_pair_open")],
                        "constraints": [
                            models.UniqueConstraint(fields=("first", "second"), name="person_pair_once"),
                            models.CheckConstraint(
                                condition=models.Q(("first__lt", models.F("second"))), name="person_pair_order"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonRelation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(auto_now=True, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("assistant", "Assistent"),
                                    ("secretary", "Politisk sekreterare"),
                                    ("chief", "Chef"),
                                ],
                                default="assistant",
                                max_length=20,
                                verbose_name="relation",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="related_to",
                                to="contacts.person",
                                verbose_name="är",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="relations",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "relation",
                        "verbose_name_plural": "relationer",
                        "ordering": ["-starts_on", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="person_relation_period",
                                violation_error_message="Slutdagen ligger före startdagen.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=("person", "kind", "other"),
                                name="person_relation_once",
                                violation_error_message="Relationen finns redan.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("person", models.F("other")), _negated=True),
                                name="person_relation_two",
                                violation_error_message="En person kan inte ha en relation till sig själv.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonTag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="person_tags",
                                to="contacts.person",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="person_tags",
                                to="contacts.tag",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "etikett på person",
                        "verbose_name_plural": "etiketter på personer",
                        "constraints": [models.UniqueConstraint(fields=("person", "tag"), name="person_tag_once")],
                    },
                ),
                migrations.CreateModel(
                    name="RadarRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("riksdagen", "Riksdagens personlista"),
                                    ("valmyndigheten", "Valmyndighetens valda"),
                                    ("candidates", "Valmyndighetens kandidater"),
                                    ("history", "Valmyndighetens ledamöter med historik"),
                                    ("sheet", "Lista över förtroendevalda"),
                                ],
                                max_length=20,
                                verbose_name="källa",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=255, verbose_name="fil")),
                        ("file", models.FileField(blank=True, upload_to="radar/", verbose_name="uppladdad fil")),
                        ("address", models.URLField(blank=True, max_length=500, verbose_name="adress")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("as_of", models.DateField(blank=True, null=True, verbose_name="jämförs per")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reading", "Jämförs"),
                                    ("open", "Att gå igenom"),
                                    ("applying", "Genomförs"),
                                    ("done", "Genomgången"),
                                    ("failed", "Misslyckad"),
                                    ("undone", "Ångrad"),
                                ],
                                default="reading",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("options", models.JSONField(blank=True, default=dict, verbose_name="val")),
                        ("progress", models.PositiveIntegerField(default=0, verbose_name="rader klara")),
                        ("total", models.PositiveIntegerField(default=0, verbose_name="rader")),
                        ("result", models.JSONField(blank=True, default=dict, verbose_name="resultat")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="skapad")),
                        ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="klar")),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="radar_runs",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="av",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "körning av mandatbevakningen",
                        "verbose_name_plural": "körningar av mandatbevakningen",
                        "ordering": ["-created_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="RadarChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=250)),
                        ("row", models.PositiveIntegerField(default=0, verbose_name="rad")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("new_person", "Ny person"),
                                    ("re_elected", "Omvald"),
                                    ("new_mandate", "Nytt uppdrag"),
                                    ("moved_up", "Gått uppåt"),
                                    ("moved_down", "Gått nedåt"),
                                    ("left", "Lämnar"),
                                    ("changed_party", "Bytt parti"),
                                    ("changed_constituency", "Bytt valkrets"),
                                    ("new_committee_seat", "Ny plats i utskott eller nämnd"),
                                    ("ended_committee_seat", "Lämnar utskott eller nämnd"),
                                    ("substitute_in", "Ersättare in"),
                                    ("substitute_out", "Ersättare ut"),
                                    ("office", "Statsråd eller talman"),
                                    ("name_changed", "Ändrat namn"),
                                    ("details", "Ändrade uppgifter"),
                                    ("corrected", "Rättat av källan"),
                                    ("same_person", "Samma person två gånger"),
                                    ("doubtful", "Tveksam träff"),
                                ],
                                max_length=24,
                                verbose_name="slag av förändring",
                            ),
                        ),
                        ("also", models.JSONField(blank=True, default=list)),
                        ("name", models.CharField(max_length=200, verbose_name="namn")),
                        ("sort_key", models.CharField(blank=True, max_length=200)),
                        ("number", models.CharField(blank=True, max_length=100, verbose_name="källans id")),
                        ("before", models.JSONField(blank=True, default=list, verbose_name="i registret")),
                        ("after", models.JSONField(blank=True, default=list, verbose_name="i källan")),
                        ("reasons", models.JSONField(blank=True, default=list, verbose_name="skäl")),
                        ("candidates", models.JSONField(blank=True, default=list, verbose_name="möjliga")),
                        ("score", models.PositiveSmallIntegerField(default=100, verbose_name="säkerhet")),
                        ("is_certain", models.BooleanField(default=False, verbose_name="säker")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Att avgöra"),
                                    ("accepted", "Godkänd"),
                                    ("refused", "Avvisad"),
                                    ("applied", "Genomförd"),
                                    ("gone", "Gäller inte längre"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("choice", models.CharField(blank=True, max_length=20, verbose_name="vald")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="avgjord")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="anmärkning")),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="radar_changes",
                                to="contacts.area",
                                verbose_name="område eller valkrets",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="radar_decisions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="avgjord av",
                            ),
                        ),
                        (
                            "operation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="radar_changes",
                                to="crm.operation",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="radar_changes",
                                to="contacts.organization",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="radar_changes_as_other",
                                to="contacts.person",
                                verbose_name="den andra",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="radar_changes",
                                to="contacts.party",
                                verbose_name="parti",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="radar_changes",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="contacts.radarrun",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "förändring",
                        "verbose_name_plural": "förändringar",
                        "ordering": ["run", "row", "pk"],
                        "indexes": [
                            models.Index(fields=["run", "state", "kind"], name="radar_change_to_decide"),
                            models.Index(fields=["key", "state"], name="radar_change_refused_before"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("run", "key"), name="radar_change_once")],
                    },
                ),
                migrations.CreateModel(
                    name="RecentView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("seen_at", models.DateTimeField(verbose_name="senast visad")),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="contacts.person",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nyligen visad",
                        "verbose_name_plural": "nyligen visade",
                        "ordering": ["-seen_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organization__isnull", True), ("person__isnull", False)),
                                    models.Q(("organization__isnull", False), ("person__isnull", True)),
                                    _connector="OR",
                                ),
                                name="recent_one_subject",
                            ),
                            models.UniqueConstraint(fields=("user", "person"), name="recent_person_once"),
                            models.UniqueConstraint(fields=("user", "organization"), name="recent_organization_once"),
                        ],
                    },
                ),
            ]
        ),
        migrations.RunPython(order_by_bytes, migrations.RunPython.noop),
    ]
