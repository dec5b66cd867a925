import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from crm.common.migrating import CreateModels

MONTHS = {"A": 3, "B": 6, "C": 12}


def add_intervals(apps, schema_editor):
    intervals = apps.get_model("advocacy", "ContactInterval")._base_manager.using(schema_editor.connection.alias)
    for tier, months in MONTHS.items():
        intervals.get_or_create(tier=tier, defaults={"months": months})


class Migration(migrations.Migration):
    """All that its forerunners made, for empty databases; in others they stay as they are."""

    replaces = [
        ("advocacy", "0001_initial"),
        ("advocacy", "0002_initial"),
        ("advocacy", "0003_register_that_staff_trust"),
        ("advocacy", "0004_search_words"),
        ("advocacy", "0005_goals_are_searched"),
        ("advocacy", "0006_reach_reads_indexes_alone"),
        ("advocacy", "0007_talk_intake_and_touch"),
        ("advocacy", "0008_last_met"),
        ("advocacy", "0009_contacts_counted_from_indexes"),
        ("advocacy", "0010_mails_may_know_everybody"),
        ("advocacy", "0011_contact_intervals"),
        ("advocacy", "0012_tiers_are_named_by_letter"),
        ("advocacy", "0013_relations_say_their_names"),
        ("advocacy", "0014_onboarding"),
        ("advocacy", "0015_motions_and_consultations"),
        ("advocacy", "0016_influence"),
        ("advocacy", "0017_audience_newly_elected"),
        ("advocacy", "0018_consultation_subjects"),
        ("advocacy", "0019_onboarding_in_words"),
        ("advocacy", "0020_board_papers"),
        ("advocacy", "0021_outcome_check_and_search"),
        ("advocacy", "0022_stance_evidence"),
        ("advocacy", "0023_arguments_in_use"),
    ]

    initial = True

    dependencies = [
        ("contacts", "0019_radar_in_byte_order"),
        ("crm", "0008_told_of_motions"),
        ("crm", "__first__"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Priority",
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
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="kod")),
                        ("name", models.CharField(max_length=200, verbose_name="namn")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("focus_area", "Fokusområde"), ("priority", "Sakfråga")],
                                default="priority",
                                max_length=12,
                                verbose_name="slag",
                            ),
                        ),
                        ("description", models.TextField(blank=True, verbose_name="beskrivning")),
                        ("position", models.PositiveSmallIntegerField(default=100, verbose_name="ordning")),
                        ("is_archived", models.BooleanField(default=False, verbose_name="avslutad")),
                        ("search_text", models.TextField(default="", editable=False)),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="advocacy.priority",
                                verbose_name="under",
                            ),
                        ),
                        (
                            "predecessor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="successors",
                                to="advocacy.priority",
                                verbose_name="föregångare",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sakfråga",
                        "verbose_name_plural": "sakfrågor",
                        "ordering": ["position", "code"],
                    },
                ),
                migrations.CreateModel(
                    name="Act",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("question", "Skriftlig fråga"),
                                    ("interpellation", "Interpellation"),
                                    ("speech", "Anförande"),
                                    ("reservation", "Reservation"),
                                    ("statement", "Uttalande"),
                                    ("article", "Debattartikel"),
                                ],
                                max_length=16,
                                verbose_name="slag av handling",
                            ),
                        ),
                        ("acted_on", models.DateField(verbose_name="dag")),
                        ("title", models.CharField(max_length=500, verbose_name="vad")),
                        ("quote", models.TextField(blank=True, verbose_name="citat")),
                        ("url", models.URLField(max_length=500, verbose_name="länk")),
                        ("document", models.CharField(blank=True, max_length=40, verbose_name="dokument-id")),
                        (
                            "leaning",
                            models.CharField(
                                choices=[("for", "För"), ("neither", "Varken eller"), ("against", "Emot")],
                                default="neither",
                                max_length=10,
                                verbose_name="för vår ståndpunkt",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="acts",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acts",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "handling",
                        "verbose_name_plural": "handlingar",
                        "ordering": ["-acted_on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("document", ""), _negated=True),
                                fields=("document", "person", "kind"),
                                name="act_document_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Audience",
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
                        ("name", models.CharField(max_length=150, unique=True, verbose_name="namn")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivning")),
                    ],
                    options={
                        "verbose_name": "målgrupp",
                        "verbose_name_plural": "målgrupper",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
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
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="kod")),
                        ("name", models.CharField(max_length=120, verbose_name="namn")),
                        ("adopted_by", models.CharField(blank=True, max_length=120, verbose_name="antagen av")),
                        ("adopted_on", models.DateField(blank=True, null=True, verbose_name="antagen den")),
                        ("is_fictional", models.BooleanField(default=False, verbose_name="påhittad")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivning")),
                    ],
                    options={
                        "verbose_name": "verksamhetsplan",
                        "verbose_name_plural": "verksamhetsplaner",
                        "ordering": ["-starts_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="plan_period",
                                violation_error_message="Slutdagen ligger före startdagen.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Goal",
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
                        ("code", models.CharField(max_length=20, verbose_name="kod")),
                        ("statement", models.TextField(verbose_name="mål")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("awareness", "Kännedom"),
                                    ("influence", "Påverkan"),
                                    ("agreement", "Samsyn"),
                                    ("implementation", "Genomförande"),
                                    ("network", "Nätverk"),
                                ],
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                choices=[("person", "Person"), ("organization", "Organisation"), ("seat", "Plats")],
                                max_length=20,
                                verbose_name="enhet",
                            ),
                        ),
                        (
                            "target_percent",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="mål för täckningsgraden, %",
                            ),
                        ),
                        (
                            "audience",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="advocacy.audience",
                                verbose_name="målgrupp",
                            ),
                        ),
                        (
                            "predecessor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="successors",
                                to="advocacy.goal",
                                verbose_name="föregångare",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="advocacy.plan",
                                verbose_name="plan",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goals",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                        ("search_text", models.TextField(default="", editable=False)),
                    ],
                    options={
                        "verbose_name": "övergripande mål",
                        "verbose_name_plural": "övergripande mål",
                        "ordering": ["plan", "priority__position", "code"],
                        "constraints": [models.UniqueConstraint(fields=("plan", "code"), name="goal_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Activity",
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
                        ("name", models.CharField(max_length=250, verbose_name="aktivitet")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "Planerad"),
                                    ("ongoing", "Pågår"),
                                    ("done", "Klar"),
                                    ("stopped", "Avbruten"),
                                ],
                                default="planned",
                                max_length=12,
                                verbose_name="läge",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="activities",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ansvarig",
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="activities",
                                to="advocacy.goal",
                                verbose_name="mål",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "aktivitet",
                        "verbose_name_plural": "aktiviteter",
                        "ordering": ["goal", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="activity_period",
                                violation_error_message="Slutdagen ligger före startdagen.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Argument",
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
                        ("text", models.TextField(verbose_name="argument")),
                        ("source", models.CharField(max_length=200, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="arguments",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="arguments",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ansvarig",
                            ),
                        ),
                        ("retired_on", models.DateField(blank=True, null=True, verbose_name="tagen ur bruk")),
                        ("search_text", models.TextField(default="", editable=False)),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk till källan")),
                    ],
                    options={
                        "verbose_name": "argument",
                        "verbose_name_plural": "argument",
                        "ordering": ["priority", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Event",
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
                        ("name", models.CharField(max_length=200, verbose_name="namn")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("week", "Vecka (Almedalen)"),
                                    ("conference", "Konferens"),
                                    ("council", "Rådsmöte"),
                                    ("seminar", "Seminarium"),
                                    ("meeting", "Möte"),
                                    ("study_trip", "Studieresa"),
                                ],
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=150, verbose_name="plats")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivning")),
                        ("is_ours", models.BooleanField(default=True, verbose_name="vi arrangerar")),
                        ("is_cancelled", models.BooleanField(default=False, verbose_name="inställt")),
                        ("search_text", models.TextField(default="", editable=False)),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="advocacy.event",
                                verbose_name="ingår i",
                            ),
                        ),
                        ("ends_at", models.TimeField(blank=True, null=True, verbose_name="slutar")),
                        ("organizer", models.CharField(blank=True, max_length=200, verbose_name="arrangör")),
                        ("starts_at", models.TimeField(blank=True, null=True, verbose_name="börjar")),
                        (
                            "uid",
                            models.CharField(
                                blank=True,
                                editable=False,
                                help_text="Så att ett program som läses in igen känner igen sina arrangemang.",
                                max_length=255,
                                verbose_name="identitet i källan",
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="webbsida")),
                    ],
                    options={
                        "verbose_name": "arrangemang",
                        "verbose_name_plural": "arrangemang",
                        "ordering": ["-starts_on", "name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="event_period",
                                violation_error_message="Slutdagen ligger före startdagen.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("uid", ""), _negated=True),
                                fields=("parent", "uid"),
                                name="event_uid_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Interaction",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("meeting", "Möte"),
                                    ("call", "Samtal"),
                                    ("letter", "Brev eller e-post"),
                                    ("email_dialogue", "E-postdialog"),
                                    ("material", "Skickat material"),
                                    ("motion_support", "Motionsunderlag"),
                                    ("consultation_answer", "Remissvar"),
                                    ("almedalen", "Almedalsmöte"),
                                    ("seminar", "Seminarium"),
                                    ("conference", "Konferens"),
                                    ("site_visit", "Studiebesök"),
                                    ("study_trip", "Studieresa"),
                                    ("media", "Media"),
                                    ("mass_mail", "Massutskick"),
                                ],
                                max_length=24,
                                verbose_name="slag",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="rubrik")),
                        ("summary", models.TextField(blank=True, verbose_name="sammanfattning")),
                        ("held_on", models.DateField(verbose_name="datum")),
                        ("held_at", models.TimeField(blank=True, null=True, verbose_name="klockslag")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Utkast"),
                                    ("planned", "Planerad"),
                                    ("done", "Genomförd"),
                                    ("cancelled", "Inställd"),
                                ],
                                default="done",
                                max_length=12,
                                verbose_name="läge",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("ours", "Vi tog kontakt"), ("theirs", "De tog kontakt")],
                                default="ours",
                                max_length=10,
                                verbose_name="vem tog kontakt",
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=150, verbose_name="plats")),
                        ("is_confidential", models.BooleanField(default=False, verbose_name="konfidentiell")),
                        ("search_text", models.TextField(default="", editable=False)),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interactions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="registrerad av",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interactions",
                                to="advocacy.event",
                                verbose_name="arrangemang",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                help_text="När kontakten är med en organisation, till exempel ett departements brevlåda.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interactions",
                                to="contacts.organization",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "own_body",
                            models.ForeignKey(
                                blank=True,
                                help_text="Möten i egna organ räknas inte som nådda.",
                                limit_choices_to={"is_own_body": True},
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="own_meetings",
                                to="contacts.organization",
                                verbose_name="möte i vårt eget organ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kontakt",
                        "verbose_name_plural": "kontakter",
                        "ordering": ["-held_on", "-pk"],
                        "indexes": [
                            models.Index(
                                fields=["-held_on", "-id", "status", "own_body", "kind", "direction", "organization"],
                                name="interaction_newest",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outcome",
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
                        ("title", models.CharField(max_length=300, verbose_name="vad som ändrades")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivning")),
                        (
                            "strength",
                            models.CharField(
                                choices=[
                                    ("mentioned", "Omnämnd"),
                                    ("argument_used", "Argument använt"),
                                    ("adopted", "Gehör"),
                                    ("funded", "Finansierat"),
                                    ("carried_out", "Genomfört"),
                                ],
                                max_length=16,
                                verbose_name="genomslag",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="dag")),
                        ("document", models.CharField(max_length=300, verbose_name="dokument")),
                        ("page", models.CharField(blank=True, max_length=40, verbose_name="sida")),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        ("quote", models.TextField(blank=True, verbose_name="citat")),
                        ("amount", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="belopp, kr")),
                        (
                            "confidence",
                            models.CharField(
                                choices=[("low", "Låg"), ("medium", "Medel"), ("high", "Hög")],
                                max_length=8,
                                verbose_name="hur säkert är vårt bidrag",
                            ),
                        ),
                        ("checked_on", models.DateField(blank=True, null=True, verbose_name="kontrollerat")),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes_checked",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="kontrollerat av",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes_noted",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noterat av",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="senast ändrat av",
                            ),
                        ),
                        ("search_text", models.TextField(default="", editable=False)),
                    ],
                    options={
                        "verbose_name": "resultat",
                        "verbose_name_plural": "resultat",
                        "ordering": ["-happened_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
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
                        ("title", models.CharField(max_length=500, verbose_name="rubrik")),
                        ("reference", models.CharField(blank=True, max_length=60, verbose_name="diarienummer")),
                        (
                            "our_reference",
                            models.CharField(blank=True, max_length=60, verbose_name="vårt diarienummer"),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("government", "Regeringskansliet"),
                                    ("trafikverket", "Trafikverket"),
                                    ("region", "Region eller kommun"),
                                    ("eu", "EU"),
                                    ("other", "Annan avsändare"),
                                ],
                                default="government",
                                max_length=12,
                                verbose_name="avsändare, slag",
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        ("external", models.CharField(blank=True, editable=False, max_length=300)),
                        ("summary", models.TextField(blank=True, verbose_name="sammanfattning")),
                        ("published_on", models.DateField(blank=True, null=True, verbose_name="publicerad")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="svar senast")),
                        ("postponed_to", models.DateField(blank=True, null=True, verbose_name="anstånd till")),
                        ("is_invited", models.BooleanField(default=False, verbose_name="vi är remissinstans")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "Att ta ställning till"),
                                    ("answering", "Besvaras"),
                                    ("answered", "Besvarad"),
                                    ("abstained", "Vi avstår"),
                                    ("followed_up", "Uppföljd"),
                                ],
                                default="new",
                                max_length=12,
                                verbose_name="läge",
                            ),
                        ),
                        ("state_reason", models.CharField(blank=True, max_length=300, verbose_name="varför")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="besvarad")),
                        ("decided_by", models.CharField(blank=True, max_length=150, verbose_name="beslutat av")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="beslutat")),
                        ("paragraph", models.CharField(blank=True, max_length=20, verbose_name="§")),
                        ("reported_on", models.DateField(blank=True, null=True, verbose_name="anmält för styrelsen")),
                        ("search_text", models.TextField(default="", editable=False)),
                        (
                            "answer",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultation_answer",
                                to="crm.attachment",
                                verbose_name="remissvaret",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ansvarig",
                            ),
                        ),
                        (
                            "sender",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="contacts.organization",
                                verbose_name="avsändare",
                            ),
                        ),
                        ("subjects", models.CharField(blank=True, max_length=500, verbose_name="ämnen")),
                    ],
                    options={
                        "verbose_name": "remiss",
                        "verbose_name_plural": "remisser",
                        "ordering": ["due_on", "pk"],
                        "indexes": [models.Index(fields=["state", "due_on"], name="consultation_due")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("external", ""), _negated=True),
                                fields=("external",),
                                name="consultation_external_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Viewpoint",
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
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="ordning")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("supports", "Tillstyrker"),
                                    ("rejects", "Avstyrker"),
                                    ("objects", "Invändning"),
                                    ("nothing", "Ingen erinran"),
                                ],
                                max_length=12,
                                verbose_name="slag av synpunkt",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="synpunkt")),
                        (
                            "taken_up",
                            models.CharField(
                                choices=[
                                    ("yes", "Fick gehör"),
                                    ("partly", "Fick delvis gehör"),
                                    ("no", "Fick inte gehör"),
                                    ("unknown", "Inte bedömt"),
                                ],
                                default="unknown",
                                max_length=10,
                                verbose_name="gehör",
                            ),
                        ),
                        ("document", models.CharField(blank=True, max_length=200, verbose_name="i dokumentet")),
                        ("page", models.CharField(blank=True, max_length=40, verbose_name="sida")),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        ("assessed_on", models.DateField(blank=True, null=True, verbose_name="bedömt")),
                        (
                            "assessed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="bedömt av",
                            ),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="viewpoints",
                                to="advocacy.consultation",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="viewpoints",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "synpunkt",
                        "verbose_name_plural": "synpunkter",
                        "ordering": ["consultation", "position", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ArgumentUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=300, verbose_name="brev eller annat")),
                        ("used_on", models.DateField(blank=True, null=True, verbose_name="dag")),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="hur det användes")),
                        (
                            "act",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="argument_uses",
                                to="advocacy.act",
                                verbose_name="handling",
                            ),
                        ),
                        (
                            "argument",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uses",
                                to="advocacy.argument",
                                verbose_name="argument",
                            ),
                        ),
                        (
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="argument_uses",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="argument_uses",
                                to="advocacy.outcome",
                                verbose_name="resultat",
                            ),
                        ),
                        (
                            "viewpoint",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="argument_uses",
                                to="advocacy.viewpoint",
                                verbose_name="synpunkt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "användning av argument",
                        "verbose_name_plural": "användningar av argument",
                        "ordering": ["argument", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("act__isnull", True),
                                        ("interaction__isnull", True),
                                        ("outcome__isnull", True),
                                        ("viewpoint__isnull", True),
                                        models.Q(("title", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("act__isnull", True),
                                        ("interaction__isnull", False),
                                        ("outcome__isnull", True),
                                        ("title", ""),
                                        ("viewpoint__isnull", True),
                                    ),
                                    models.Q(
                                        ("act__isnull", True),
                                        ("interaction__isnull", True),
                                        ("outcome__isnull", True),
                                        ("title", ""),
                                        ("viewpoint__isnull", False),
                                    ),
                                    models.Q(
                                        ("act__isnull", False),
                                        ("interaction__isnull", True),
                                        ("outcome__isnull", True),
                                        ("title", ""),
                                        ("viewpoint__isnull", True),
                                    ),
                                    models.Q(
                                        ("act__isnull", True),
                                        ("interaction__isnull", True),
                                        ("outcome__isnull", False),
                                        ("title", ""),
                                        ("viewpoint__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="argument_use_of_one_thing",
                            ),
                            models.UniqueConstraint(
                                fields=("argument", "interaction"), name="argument_use_interaction_once"
                            ),
                            models.UniqueConstraint(
                                fields=("argument", "viewpoint"), name="argument_use_viewpoint_once"
                            ),
                            models.UniqueConstraint(fields=("argument", "act"), name="argument_use_act_once"),
                            models.UniqueConstraint(fields=("argument", "outcome"), name="argument_use_outcome_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AudienceCriterion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=150, verbose_name="beskrivning")),
                        ("order", models.PositiveSmallIntegerField(default=1, verbose_name="ordning")),
                        (
                            "audience",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="criteria",
                                to="advocacy.audience",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rad i målgrupp",
                        "verbose_name_plural": "rader i målgrupp",
                        "ordering": ["order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="AudienceCondition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "dimension",
                            models.CharField(
                                choices=[
                                    ("organization_kind", "Slag av organisation"),
                                    ("level", "Nivå"),
                                    ("sector", "Sektor"),
                                    ("role_kind", "Slag av roll"),
                                    ("customer_status", "Medlemskap hos oss"),
                                    ("area", "Område"),
                                    ("party", "Parti"),
                                    ("organization", "Organisation"),
                                    ("responsibility", "Ansvarsområde"),
                                    ("tag", "Etikett"),
                                    ("contact_list", "Kontaktlista"),
                                    ("newly_elected", "Nyvald"),
                                ],
                                max_length=20,
                                verbose_name="egenskap",
                            ),
                        ),
                        ("value", models.CharField(blank=True, max_length=40, verbose_name="värde")),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.area",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="audience_conditions",
                                to="contacts.organization",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.party",
                            ),
                        ),
                        (
                            "responsibility",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.responsibility",
                            ),
                        ),
                        (
                            "tag",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.tag",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="conditions",
                                to="advocacy.audiencecriterion",
                            ),
                        ),
                        (
                            "contact_list",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contacts.contactlist",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "villkor i målgrupp",
                        "verbose_name_plural": "villkor i målgrupp",
                        "ordering": ["dimension", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Position",
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
                        ("text", models.TextField(verbose_name="ståndpunkt")),
                        ("order", models.PositiveSmallIntegerField(default=1, verbose_name="ordning")),
                        (
                            "priority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="positions",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                        ("retired_on", models.DateField(blank=True, null=True, verbose_name="tagen ur bruk")),
                        ("search_text", models.TextField(default="", editable=False)),
                    ],
                    options={
                        "verbose_name": "ståndpunkt",
                        "verbose_name_plural": "ståndpunkter",
                        "ordering": ["priority", "order", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
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
                        ("decided_on", models.DateField(verbose_name="dag")),
                        ("paragraph", models.CharField(blank=True, max_length=20, verbose_name="§")),
                        ("text", models.TextField(verbose_name="beslut")),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        (
                            "attachment",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision",
                                to="crm.attachment",
                                verbose_name="protokollsutdrag",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="contacts.organization",
                                verbose_name="organ",
                            ),
                        ),
                        (
                            "position",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="decisions",
                                to="advocacy.position",
                                verbose_name="ståndpunkt",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                        ("search_text", models.TextField(default="", editable=False)),
                    ],
                    options={
                        "verbose_name": "beslut",
                        "verbose_name_plural": "beslut",
                        "ordering": ["-decided_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="BoardPaper",
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
                        ("title", models.CharField(max_length=200, verbose_name="rubrik")),
                        ("meeting_on", models.DateField(verbose_name="sammanträde")),
                        ("dispatch_on", models.DateField(blank=True, null=True, verbose_name="utskick")),
                        ("agenda_item", models.CharField(blank=True, max_length=40, verbose_name="ärende, §")),
                        ("first", models.DateField(verbose_name="från och med")),
                        ("last", models.DateField(verbose_name="till och med")),
                        (
                            "compared_with",
                            models.CharField(
                                choices=[("before", "Perioden före"), ("year_before", "Samma period förra planåret")],
                                default="before",
                                max_length=12,
                                verbose_name="jämförs med",
                            ),
                        ),
                        ("summary", models.TextField(blank=True, verbose_name="vad som har ändrats")),
                        ("needs", models.TextField(blank=True, verbose_name="vad vi behöver av styrelsen")),
                        ("proposal", models.TextField(blank=True, verbose_name="förslag till beslut")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Utkast"),
                                    ("review", "På granskning"),
                                    ("approved", "Fastställt"),
                                    ("decided", "Behandlat"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="fastställt")),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers_approved",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="fastställt av",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="contacts.organization",
                                verbose_name="till",
                            ),
                        ),
                        (
                            "decision",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="paper",
                                to="advocacy.decision",
                                verbose_name="styrelsens beslut",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="advocacy.plan",
                                verbose_name="verksamhetsplan",
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers_to_review",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="granskas av",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="handläggare",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "styrelseunderlag",
                        "verbose_name_plural": "styrelseunderlag",
                        "ordering": ["-meeting_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last__gte", models.F("first"))), name="paper_period"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("approved_at__isnull", True),
                                        ("approved_by__isnull", True),
                                        ("state__in", ("draft", "review")),
                                    ),
                                    models.Q(
                                        ("approved_at__isnull", False),
                                        ("approved_by__isnull", False),
                                        ("state__in", ("approved", "decided")),
                                    ),
                                    _connector="OR",
                                ),
                                name="paper_approved_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="skapad")),
                        ("last_read_at", models.DateTimeField(blank=True, null=True, verbose_name="senast läst")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="stängd")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kalenderadress",
                        "verbose_name_plural": "kalenderadresser",
                        "ordering": ["-created_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at__isnull", True)),
                                fields=("user",),
                                name="calendar_feed_open_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Commitment",
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
                            "promiser",
                            models.CharField(
                                choices=[("theirs", "De har lovat"), ("ours", "Vi har lovat")],
                                max_length=10,
                                verbose_name="vem har lovat",
                            ),
                        ),
                        ("text", models.CharField(max_length=500, verbose_name="vad")),
                        ("made_on", models.DateField(verbose_name="lovat")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="senast")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Öppet"),
                                    ("kept", "Infriat"),
                                    ("broken", "Inte infriat"),
                                    ("withdrawn", "Inte längre aktuellt"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="avslutat")),
                        (
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitments",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitments",
                                to="contacts.organization",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitments",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vem av oss bevakar",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitments",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitments",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "åtagande",
                        "verbose_name_plural": "åtaganden",
                        "ordering": ["due_on", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")), fields=["due_on"], name="commitment_open"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_on__isnull", True), ("state", "open")),
                                    models.Q(models.Q(("state", "open"), _negated=True), ("closed_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="commitment_closed",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommitteeReport",
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
                        ("document", models.CharField(max_length=20, unique=True, verbose_name="dokument-id")),
                        ("session", models.CharField(max_length=7, verbose_name="riksmöte")),
                        ("designation", models.CharField(max_length=20, verbose_name="beteckning")),
                        ("title", models.CharField(blank=True, max_length=500, verbose_name="titel")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="kammarens beslut")),
                        (
                            "committee",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="committee_reports",
                                to="contacts.organization",
                                verbose_name="utskott",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "betänkande",
                        "verbose_name_plural": "betänkanden",
                        "ordering": ["-session", "designation"],
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=300, verbose_name="dokument")),
                        ("url", models.URLField(max_length=500, verbose_name="länk")),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="documents",
                                to="advocacy.consultation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dokument",
                        "verbose_name_plural": "dokument",
                        "ordering": ["consultation", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationPriority",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="priority_links",
                                to="advocacy.consultation",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultation_links",
                                to="advocacy.priority",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sakfråga i remiss",
                        "verbose_name_plural": "sakfrågor i remisser",
                        "ordering": ["consultation", "priority"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("consultation", "priority"), name="consultation_priority_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="ordning")),
                        ("name", models.CharField(max_length=150, verbose_name="steg")),
                        ("days_before", models.PositiveSmallIntegerField(default=0, verbose_name="dagar före")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="senast")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="klart")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="anteckning")),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="advocacy.consultation",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultation_steps",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ansvarig",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "steg i en remiss",
                        "verbose_name_plural": "steg i remisser",
                        "ordering": ["consultation", "position", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ContactInterval",
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
                            "tier",
                            models.CharField(
                                choices=[("A", "A"), ("B", "B"), ("C", "C"), ("none", "Ingen")],
                                max_length=5,
                                unique=True,
                                verbose_name="kontaktnivå",
                            ),
                        ),
                        (
                            "months",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="månader",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "förväntat kontaktintervall",
                        "verbose_name_plural": "förväntade kontaktintervall",
                        "ordering": ["tier"],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionParty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "leaning",
                            models.CharField(
                                choices=[("for", "För"), ("neither", "Varken eller"), ("against", "Emot")],
                                default="for",
                                max_length=10,
                                verbose_name="ställning",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="advocacy.decision",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="contacts.party",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "parti bakom beslut",
                        "verbose_name_plural": "partier bakom beslut",
                        "ordering": ["decision", "party"],
                        "constraints": [
                            models.UniqueConstraint(fields=("decision", "party"), name="decision_party_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DirectionGoal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=10, verbose_name="kod")),
                        ("name", models.CharField(max_length=200, verbose_name="inriktningsmål")),
                        ("adopted_by", models.CharField(blank=True, max_length=120, verbose_name="antaget av")),
                        ("adopted_on", models.CharField(blank=True, max_length=20, verbose_name="antaget")),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="direction_goals",
                                to="advocacy.plan",
                                verbose_name="plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "inriktningsmål",
                        "verbose_name_plural": "inriktningsmål",
                        "ordering": ["plan", "code"],
                        "constraints": [models.UniqueConstraint(fields=("plan", "code"), name="direction_goal_once")],
                    },
                ),
                migrations.CreateModel(
                    name="DiscussionPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=1000, verbose_name="samtalspunkt")),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                        (
                            "interaction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="points",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="points",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "samtalspunkt",
                        "verbose_name_plural": "samtalspunkter",
                        "ordering": ["position", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="EventSpeaker",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=200, verbose_name="namn i programmet")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("speaker", "Talare"),
                                    ("panel", "Panel"),
                                    ("moderator", "Moderator"),
                                    ("host", "Värd"),
                                ],
                                default="speaker",
                                max_length=12,
                                verbose_name="roll",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="speakers",
                                to="advocacy.event",
                                verbose_name="arrangemang",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="event_parts",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "medverkande",
                        "verbose_name_plural": "medverkande",
                        "ordering": ["event", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("event", "person"), name="event_speaker_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("person__isnull", False), models.Q(("name", ""), _negated=True), _connector="OR"
                                ),
                                name="event_speaker_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EventStaff",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "duty",
                            models.CharField(
                                choices=[
                                    ("attends", "Bevakar"),
                                    ("speaks", "Talar"),
                                    ("hosts", "Värd"),
                                    ("logistics", "Praktiskt"),
                                ],
                                default="attends",
                                max_length=12,
                                verbose_name="uppgift",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="staff",
                                to="advocacy.event",
                                verbose_name="arrangemang",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="event_duties",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="kollega",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bemanning",
                        "verbose_name_plural": "bemanning",
                        "ordering": ["event", "pk"],
                        "constraints": [models.UniqueConstraint(fields=("event", "user"), name="event_staff_once")],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAct",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("question", "Skriftlig fråga"),
                                    ("interpellation", "Interpellation"),
                                    ("speech", "Anförande"),
                                    ("reservation", "Reservation"),
                                    ("statement", "Uttalande"),
                                    ("article", "Debattartikel"),
                                ],
                                max_length=16,
                                verbose_name="slag av handling",
                            ),
                        ),
                        ("acted_on", models.DateField(verbose_name="dag")),
                        ("title", models.CharField(max_length=500, verbose_name="vad")),
                        ("quote", models.TextField(blank=True, verbose_name="citat")),
                        ("url", models.URLField(max_length=500, verbose_name="länk")),
                        ("document", models.CharField(blank=True, max_length=40, verbose_name="dokument-id")),
                        (
                            "leaning",
                            models.CharField(
                                choices=[("for", "För"), ("neither", "Varken eller"), ("against", "Emot")],
                                default="neither",
                                max_length=10,
                                verbose_name="för vår ståndpunkt",
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
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical handling",
                        "verbose_name_plural": "historical handlingar",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalActivity",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        ("name", models.CharField(max_length=250, verbose_name="aktivitet")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "Planerad"),
                                    ("ongoing", "Pågår"),
                                    ("done", "Klar"),
                                    ("stopped", "Avbruten"),
                                ],
                                default="planned",
                                max_length=12,
                                verbose_name="läge",
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
                            "goal",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.goal",
                                verbose_name="mål",
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
                        "verbose_name": "historical aktivitet",
                        "verbose_name_plural": "historical aktiviteter",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalArgument",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("text", models.TextField(verbose_name="argument")),
                        ("source", models.CharField(max_length=200, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
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
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
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
                        ("retired_on", models.DateField(blank=True, null=True, verbose_name="tagen ur bruk")),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk till källan")),
                    ],
                    options={
                        "verbose_name": "historical argument",
                        "verbose_name_plural": "historical argument",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalArgumentUse",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("title", models.CharField(blank=True, max_length=300, verbose_name="brev eller annat")),
                        ("used_on", models.DateField(blank=True, null=True, verbose_name="dag")),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="hur det användes")),
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
                            "act",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.act",
                                verbose_name="handling",
                            ),
                        ),
                        (
                            "argument",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.argument",
                                verbose_name="argument",
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
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
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
                            "outcome",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.outcome",
                                verbose_name="resultat",
                            ),
                        ),
                        (
                            "viewpoint",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.viewpoint",
                                verbose_name="synpunkt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical användning av argument",
                        "verbose_name_plural": "historical användningar av argument",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAudience",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(db_index=True, max_length=150, verbose_name="namn")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivning")),
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
                        "verbose_name": "historical målgrupp",
                        "verbose_name_plural": "historical målgrupper",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAudienceCondition",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "dimension",
                            models.CharField(
                                choices=[
                                    ("organization_kind", "Slag av organisation"),
                                    ("level", "Nivå"),
                                    ("sector", "Sektor"),
                                    ("role_kind", "Slag av roll"),
                                    ("customer_status", "Medlemskap hos oss"),
                                    ("area", "Område"),
                                    ("party", "Parti"),
                                    ("organization", "Organisation"),
                                    ("responsibility", "Ansvarsområde"),
                                    ("tag", "Etikett"),
                                    ("contact_list", "Kontaktlista"),
                                    ("newly_elected", "Nyvald"),
                                ],
                                max_length=20,
                                verbose_name="egenskap",
                            ),
                        ),
                        ("value", models.CharField(blank=True, max_length=40, verbose_name="värde")),
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
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.audiencecriterion",
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
                            "party",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.party",
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
                            "contact_list",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.contactlist",
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
                        "verbose_name": "historical villkor i målgrupp",
                        "verbose_name_plural": "historical villkor i målgrupp",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAudienceCriterion",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("label", models.CharField(max_length=150, verbose_name="beskrivning")),
                        ("order", models.PositiveSmallIntegerField(default=1, verbose_name="ordning")),
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
                            "audience",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.audience",
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
                        "verbose_name": "historical rad i målgrupp",
                        "verbose_name_plural": "historical rader i målgrupp",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalBoardPaper",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("title", models.CharField(max_length=200, verbose_name="rubrik")),
                        ("meeting_on", models.DateField(verbose_name="sammanträde")),
                        ("dispatch_on", models.DateField(blank=True, null=True, verbose_name="utskick")),
                        ("agenda_item", models.CharField(blank=True, max_length=40, verbose_name="ärende, §")),
                        ("first", models.DateField(verbose_name="från och med")),
                        ("last", models.DateField(verbose_name="till och med")),
                        (
                            "compared_with",
                            models.CharField(
                                choices=[("before", "Perioden före"), ("year_before", "Samma period förra planåret")],
                                default="before",
                                max_length=12,
                                verbose_name="jämförs med",
                            ),
                        ),
                        ("summary", models.TextField(blank=True, verbose_name="vad som har ändrats")),
                        ("needs", models.TextField(blank=True, verbose_name="vad vi behöver av styrelsen")),
                        ("proposal", models.TextField(blank=True, verbose_name="förslag till beslut")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Utkast"),
                                    ("review", "På granskning"),
                                    ("approved", "Fastställt"),
                                    ("decided", "Behandlat"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="fastställt")),
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
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="fastställt av",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="till",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.decision",
                                verbose_name="styrelsens beslut",
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
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.plan",
                                verbose_name="verksamhetsplan",
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="granskas av",
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
                                verbose_name="handläggare",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical styrelseunderlag",
                        "verbose_name_plural": "historical styrelseunderlag",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCalendarFeed",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("digest", models.CharField(db_index=True, editable=False, max_length=64)),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="stängd")),
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
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical kalenderadress",
                        "verbose_name_plural": "historical kalenderadresser",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCommitment",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "promiser",
                            models.CharField(
                                choices=[("theirs", "De har lovat"), ("ours", "Vi har lovat")],
                                max_length=10,
                                verbose_name="vem har lovat",
                            ),
                        ),
                        ("text", models.CharField(max_length=500, verbose_name="vad")),
                        ("made_on", models.DateField(verbose_name="lovat")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="senast")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Öppet"),
                                    ("kept", "Infriat"),
                                    ("broken", "Inte infriat"),
                                    ("withdrawn", "Inte längre aktuellt"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="avslutat")),
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
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
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
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vem av oss bevakar",
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
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical åtagande",
                        "verbose_name_plural": "historical åtaganden",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCommitteeReport",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        ("document", models.CharField(db_index=True, max_length=20, verbose_name="dokument-id")),
                        ("session", models.CharField(max_length=7, verbose_name="riksmöte")),
                        ("designation", models.CharField(max_length=20, verbose_name="beteckning")),
                        ("title", models.CharField(blank=True, max_length=500, verbose_name="titel")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="kammarens beslut")),
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
                            "committee",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="utskott",
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
                    ],
                    options={
                        "verbose_name": "historical betänkande",
                        "verbose_name_plural": "historical betänkanden",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConsultation",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        ("title", models.CharField(max_length=500, verbose_name="rubrik")),
                        ("reference", models.CharField(blank=True, max_length=60, verbose_name="diarienummer")),
                        (
                            "our_reference",
                            models.CharField(blank=True, max_length=60, verbose_name="vårt diarienummer"),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("government", "Regeringskansliet"),
                                    ("trafikverket", "Trafikverket"),
                                    ("region", "Region eller kommun"),
                                    ("eu", "EU"),
                                    ("other", "Annan avsändare"),
                                ],
                                default="government",
                                max_length=12,
                                verbose_name="avsändare, slag",
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        ("external", models.CharField(blank=True, editable=False, max_length=300)),
                        ("summary", models.TextField(blank=True, verbose_name="sammanfattning")),
                        ("published_on", models.DateField(blank=True, null=True, verbose_name="publicerad")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="svar senast")),
                        ("postponed_to", models.DateField(blank=True, null=True, verbose_name="anstånd till")),
                        ("is_invited", models.BooleanField(default=False, verbose_name="vi är remissinstans")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("new", "Att ta ställning till"),
                                    ("answering", "Besvaras"),
                                    ("answered", "Besvarad"),
                                    ("abstained", "Vi avstår"),
                                    ("followed_up", "Uppföljd"),
                                ],
                                default="new",
                                max_length=12,
                                verbose_name="läge",
                            ),
                        ),
                        ("state_reason", models.CharField(blank=True, max_length=300, verbose_name="varför")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="besvarad")),
                        ("decided_by", models.CharField(blank=True, max_length=150, verbose_name="beslutat av")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="beslutat")),
                        ("paragraph", models.CharField(blank=True, max_length=20, verbose_name="§")),
                        ("reported_on", models.DateField(blank=True, null=True, verbose_name="anmält för styrelsen")),
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
                            "answer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="crm.attachment",
                                verbose_name="remissvaret",
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
                        (
                            "sender",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="avsändare",
                            ),
                        ),
                        ("subjects", models.CharField(blank=True, max_length=500, verbose_name="ämnen")),
                    ],
                    options={
                        "verbose_name": "historical remiss",
                        "verbose_name_plural": "historical remisser",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConsultationDocument",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(max_length=300, verbose_name="dokument")),
                        ("url", models.URLField(max_length=500, verbose_name="länk")),
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
                            "consultation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.consultation",
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
                        "verbose_name": "historical dokument",
                        "verbose_name_plural": "historical dokument",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConsultationPriority",
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
                            "consultation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.consultation",
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
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical sakfråga i remiss",
                        "verbose_name_plural": "historical sakfrågor i remisser",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConsultationStep",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="ordning")),
                        ("name", models.CharField(max_length=150, verbose_name="steg")),
                        ("days_before", models.PositiveSmallIntegerField(default=0, verbose_name="dagar före")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="senast")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="klart")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="anteckning")),
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
                            "consultation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.consultation",
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
                        "verbose_name": "historical steg i en remiss",
                        "verbose_name_plural": "historical steg i remisser",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalContactInterval",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "tier",
                            models.CharField(
                                choices=[("A", "A"), ("B", "B"), ("C", "C"), ("none", "Ingen")],
                                db_index=True,
                                max_length=5,
                                verbose_name="kontaktnivå",
                            ),
                        ),
                        (
                            "months",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="månader",
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
                        "verbose_name": "historical förväntat kontaktintervall",
                        "verbose_name_plural": "historical förväntade kontaktintervall",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDecision",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("decided_on", models.DateField(verbose_name="dag")),
                        ("paragraph", models.CharField(blank=True, max_length=20, verbose_name="§")),
                        ("text", models.TextField(verbose_name="beslut")),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
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
                            "attachment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="crm.attachment",
                                verbose_name="protokollsutdrag",
                            ),
                        ),
                        (
                            "body",
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
                            "position",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.position",
                                verbose_name="ståndpunkt",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical beslut",
                        "verbose_name_plural": "historical beslut",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDecisionParty",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "leaning",
                            models.CharField(
                                choices=[("for", "För"), ("neither", "Varken eller"), ("against", "Emot")],
                                default="for",
                                max_length=10,
                                verbose_name="ställning",
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
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.decision",
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
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical parti bakom beslut",
                        "verbose_name_plural": "historical partier bakom beslut",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDirectionGoal",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("code", models.CharField(max_length=10, verbose_name="kod")),
                        ("name", models.CharField(max_length=200, verbose_name="inriktningsmål")),
                        ("adopted_by", models.CharField(blank=True, max_length=120, verbose_name="antaget av")),
                        ("adopted_on", models.CharField(blank=True, max_length=20, verbose_name="antaget")),
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
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.plan",
                                verbose_name="plan",
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
                        "verbose_name": "historical inriktningsmål",
                        "verbose_name_plural": "historical inriktningsmål",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDiscussionPoint",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("text", models.CharField(max_length=1000, verbose_name="samtalspunkt")),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
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
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
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
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical samtalspunkt",
                        "verbose_name_plural": "historical samtalspunkter",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEvent",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        ("name", models.CharField(max_length=200, verbose_name="namn")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("week", "Vecka (Almedalen)"),
                                    ("conference", "Konferens"),
                                    ("council", "Rådsmöte"),
                                    ("seminar", "Seminarium"),
                                    ("meeting", "Möte"),
                                    ("study_trip", "Studieresa"),
                                ],
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=150, verbose_name="plats")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivning")),
                        ("is_ours", models.BooleanField(default=True, verbose_name="vi arrangerar")),
                        ("is_cancelled", models.BooleanField(default=False, verbose_name="inställt")),
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
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.event",
                                verbose_name="ingår i",
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
                        ("ends_at", models.TimeField(blank=True, null=True, verbose_name="slutar")),
                        ("organizer", models.CharField(blank=True, max_length=200, verbose_name="arrangör")),
                        ("starts_at", models.TimeField(blank=True, null=True, verbose_name="börjar")),
                        (
                            "uid",
                            models.CharField(
                                blank=True,
                                editable=False,
                                help_text="Så att ett program som läses in igen känner igen sina arrangemang.",
                                max_length=255,
                                verbose_name="identitet i källan",
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="webbsida")),
                    ],
                    options={
                        "verbose_name": "historical arrangemang",
                        "verbose_name_plural": "historical arrangemang",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEventSpeaker",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(blank=True, max_length=200, verbose_name="namn i programmet")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("speaker", "Talare"),
                                    ("panel", "Panel"),
                                    ("moderator", "Moderator"),
                                    ("host", "Värd"),
                                ],
                                default="speaker",
                                max_length=12,
                                verbose_name="roll",
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
                            "event",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.event",
                                verbose_name="arrangemang",
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
                        "verbose_name": "historical medverkande",
                        "verbose_name_plural": "historical medverkande",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEventStaff",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "duty",
                            models.CharField(
                                choices=[
                                    ("attends", "Bevakar"),
                                    ("speaks", "Talar"),
                                    ("hosts", "Värd"),
                                    ("logistics", "Praktiskt"),
                                ],
                                default="attends",
                                max_length=12,
                                verbose_name="uppgift",
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
                            "event",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.event",
                                verbose_name="arrangemang",
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
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="kollega",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical bemanning",
                        "verbose_name_plural": "historical bemanning",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalGoal",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("code", models.CharField(max_length=20, verbose_name="kod")),
                        ("statement", models.TextField(verbose_name="mål")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("awareness", "Kännedom"),
                                    ("influence", "Påverkan"),
                                    ("agreement", "Samsyn"),
                                    ("implementation", "Genomförande"),
                                    ("network", "Nätverk"),
                                ],
                                max_length=20,
                                verbose_name="slag",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                choices=[("person", "Person"), ("organization", "Organisation"), ("seat", "Plats")],
                                max_length=20,
                                verbose_name="enhet",
                            ),
                        ),
                        (
                            "target_percent",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="mål för täckningsgraden, %",
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
                            "audience",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.audience",
                                verbose_name="målgrupp",
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
                            "predecessor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.goal",
                                verbose_name="föregångare",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.plan",
                                verbose_name="plan",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
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
                        "verbose_name": "historical övergripande mål",
                        "verbose_name_plural": "historical övergripande mål",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalIncomingMail",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("message_id", models.CharField(max_length=255, verbose_name="mejlets identitet")),
                        (
                            "channel",
                            models.CharField(
                                choices=[("upload", "Uppladdad"), ("imap", "Brevlåda")],
                                max_length=10,
                                verbose_name="väg in",
                            ),
                        ),
                        ("sender", models.CharField(max_length=320, verbose_name="från")),
                        ("subject", models.CharField(blank=True, max_length=300, verbose_name="ämne")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="skickat")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Att gå igenom"),
                                    ("logged", "Registrerad"),
                                    ("discarded", "Borttagen"),
                                    ("refused", "Avvisad"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="varför")),
                        ("unknown", models.JSONField(blank=True, default=list, verbose_name="okända adresser")),
                        ("raw", models.TextField(blank=True, max_length=100, verbose_name="mejlet")),
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
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
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
                                verbose_name="kollega",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical inkommet mejl",
                        "verbose_name_plural": "historical inkomna mejl",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInfluence",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "level",
                            models.CharField(
                                choices=[("low", "Litet"), ("medium", "Visst"), ("high", "Stort")],
                                max_length=8,
                                verbose_name="inflytande",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="varför")),
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
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="satt av",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical inflytande",
                        "verbose_name_plural": "historical inflytande",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInteraction",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("meeting", "Möte"),
                                    ("call", "Samtal"),
                                    ("letter", "Brev eller e-post"),
                                    ("email_dialogue", "E-postdialog"),
                                    ("material", "Skickat material"),
                                    ("motion_support", "Motionsunderlag"),
                                    ("consultation_answer", "Remissvar"),
                                    ("almedalen", "Almedalsmöte"),
                                    ("seminar", "Seminarium"),
                                    ("conference", "Konferens"),
                                    ("site_visit", "Studiebesök"),
                                    ("study_trip", "Studieresa"),
                                    ("media", "Media"),
                                    ("mass_mail", "Massutskick"),
                                ],
                                max_length=24,
                                verbose_name="slag",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="rubrik")),
                        ("summary", models.TextField(blank=True, verbose_name="sammanfattning")),
                        ("held_on", models.DateField(verbose_name="datum")),
                        ("held_at", models.TimeField(blank=True, null=True, verbose_name="klockslag")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Utkast"),
                                    ("planned", "Planerad"),
                                    ("done", "Genomförd"),
                                    ("cancelled", "Inställd"),
                                ],
                                default="done",
                                max_length=12,
                                verbose_name="läge",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("ours", "Vi tog kontakt"), ("theirs", "De tog kontakt")],
                                default="ours",
                                max_length=10,
                                verbose_name="vem tog kontakt",
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=150, verbose_name="plats")),
                        ("is_confidential", models.BooleanField(default=False, verbose_name="konfidentiell")),
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
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="registrerad av",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.event",
                                verbose_name="arrangemang",
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
                                help_text="När kontakten är med en organisation, till exempel ett departements brevlåda.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "own_body",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Möten i egna organ räknas inte som nådda.",
                                limit_choices_to={"is_own_body": True},
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="möte i vårt eget organ",
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
                        "verbose_name": "historical kontakt",
                        "verbose_name_plural": "historical kontakter",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInteractionAttachment",
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
                            "attachment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="crm.attachment",
                                verbose_name="bilaga",
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
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
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
                        "verbose_name": "historical bilaga till kontakt",
                        "verbose_name_plural": "historical bilagor till kontakt",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="MotionPeriod",
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
                            "session",
                            models.CharField(
                                max_length=7,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^\\d{4}/\\d{2}$", "Skriv riksmötet som 2026/27."
                                    )
                                ],
                                verbose_name="riksmöte",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="från och med")),
                        ("ends_on", models.DateField(verbose_name="till och med")),
                    ],
                    options={
                        "verbose_name": "allmän motionstid",
                        "verbose_name_plural": "allmänna motionstider",
                        "ordering": ["-starts_on"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalInteractionFacts",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("material", models.CharField(blank=True, max_length=300, verbose_name="material")),
                        ("referral", models.CharField(blank=True, max_length=300, verbose_name="remiss")),
                        ("reference", models.CharField(blank=True, max_length=60, verbose_name="diarienummer")),
                        ("answer_due_on", models.DateField(blank=True, null=True, verbose_name="svar senast")),
                        (
                            "our_role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("host", "Arrangör"),
                                    ("co_host", "Medarrangör"),
                                    ("speaker", "Talare"),
                                    ("panel", "Paneldeltagare"),
                                    ("audience", "Åhörare"),
                                ],
                                max_length=12,
                                verbose_name="vår roll",
                            ),
                        ),
                        ("destination", models.CharField(blank=True, max_length=200, verbose_name="resmål")),
                        ("outlet", models.CharField(blank=True, max_length=150, verbose_name="medium")),
                        (
                            "media_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("news", "Nyhetsartikel"),
                                    ("opinion", "Debattartikel"),
                                    ("interview", "Intervju"),
                                    ("broadcast", "Radio eller tv"),
                                    ("social", "Sociala medier"),
                                ],
                                max_length=12,
                                verbose_name="slag av publicering",
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        (
                            "hospitality",
                            models.CharField(blank=True, max_length=200, verbose_name="förtäring eller gåva"),
                        ),
                        (
                            "hospitality_payer",
                            models.CharField(
                                blank=True,
                                choices=[("ours", "Vi bjöd"), ("theirs", "De bjöd")],
                                max_length=10,
                                verbose_name="vem bjöd",
                            ),
                        ),
                        (
                            "hospitality_worth",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="värde per person, kr"),
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
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.person",
                                verbose_name="efterfrågat av",
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
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
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
                            "motion_period",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.motionperiod",
                                verbose_name="motionstid",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical uppgifter för slaget",
                        "verbose_name_plural": "historical uppgifter för slaget",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInteractionGoal",
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
                            "goal",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.goal",
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
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
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
                        "verbose_name": "historical mål i kontakt",
                        "verbose_name_plural": "historical mål i kontakt",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInteractionOrigin",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "channel",
                            models.CharField(
                                choices=[("field", "Fältläget"), ("mail", "E-post"), ("calendar", "Kalender")],
                                max_length=10,
                                verbose_name="väg",
                            ),
                        ),
                        ("key", models.CharField(max_length=255, verbose_name="nyckel")),
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
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
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
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical ursprung",
                        "verbose_name_plural": "historical ursprung",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInteractionPriority",
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
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
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
                        "verbose_name": "historical sakfråga i kontakt",
                        "verbose_name_plural": "historical sakfrågor i kontakt",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInteractionReader",
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
                            "user",
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
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
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
                        "verbose_name": "historical får läsa",
                        "verbose_name_plural": "historical får läsa",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalLetterTemplate",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(db_index=True, max_length=150, verbose_name="namn")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("welcome", "Välkomstbrev"),
                                    ("thanks", "Tackbrev"),
                                    ("invitation", "Inbjudan"),
                                    ("other", "Annat brev"),
                                ],
                                default="welcome",
                                max_length=12,
                                verbose_name="slag av brev",
                            ),
                        ),
                        (
                            "archived_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="arkiverad"),
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
                            "attachment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="crm.attachment",
                                verbose_name="fil",
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
                        "verbose_name": "historical brevmall",
                        "verbose_name_plural": "historical brevmallar",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Measure",
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
                        ("name", models.CharField(max_length=300, verbose_name="åtgärd")),
                        (
                            "national_plan",
                            models.CharField(
                                choices=[("2022-2033", "2022–2033"), ("2026-2037", "2026–2037")],
                                max_length=12,
                                verbose_name="nationell plan",
                            ),
                        ),
                        ("code", models.CharField(blank=True, max_length=40, verbose_name="objektsnummer")),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=9, null=True, verbose_name="kostnad, mnkr"
                            ),
                        ),
                        (
                            "planned_from",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="planerad byggstart, år"
                            ),
                        ),
                        (
                            "planned_until",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="planerat klar, år"),
                        ),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        (
                            "predecessor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="successors",
                                to="advocacy.measure",
                                verbose_name="i förra planen",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="contacts.organization",
                                verbose_name="ansvarig",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "namngiven åtgärd",
                        "verbose_name_plural": "namngivna åtgärder",
                        "ordering": ["national_plan", "name"],
                        "constraints": [models.UniqueConstraint(fields=("national_plan", "name"), name="measure_once")],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalMeasure",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        ("name", models.CharField(max_length=300, verbose_name="åtgärd")),
                        (
                            "national_plan",
                            models.CharField(
                                choices=[("2022-2033", "2022–2033"), ("2026-2037", "2026–2037")],
                                max_length=12,
                                verbose_name="nationell plan",
                            ),
                        ),
                        ("code", models.CharField(blank=True, max_length=40, verbose_name="objektsnummer")),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=9, null=True, verbose_name="kostnad, mnkr"
                            ),
                        ),
                        (
                            "planned_from",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="planerad byggstart, år"
                            ),
                        ),
                        (
                            "planned_until",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="planerat klar, år"),
                        ),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
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
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="ansvarig",
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
                                to="advocacy.measure",
                                verbose_name="i förra planen",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical namngiven åtgärd",
                        "verbose_name_plural": "historical namngivna åtgärder",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMeasureArea",
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
                            "measure",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.measure",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical åtgärdens län",
                        "verbose_name_plural": "historical åtgärdens län",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMeasureStatus",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("not_started", "Inte påbörjad"),
                                    ("on_time", "Enligt plan"),
                                    ("late", "Försenad"),
                                    ("done", "Färdig"),
                                    ("dropped", "Utgår"),
                                ],
                                max_length=12,
                                verbose_name="läge",
                            ),
                        ),
                        ("stated_on", models.DateField(verbose_name="dag")),
                        (
                            "expected_until",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="väntas klar, år"),
                        ),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=9, null=True, verbose_name="kostnad, mnkr"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="anteckning")),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
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
                            "measure",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.measure",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical åtgärdens läge",
                        "verbose_name_plural": "historical åtgärdens läge",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMemberAnswer",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="besvarad")),
                        (
                            "agreement",
                            models.CharField(
                                choices=[
                                    ("agrees", "Överens"),
                                    ("partly", "Delvis överens"),
                                    ("differs", "Tycker annat"),
                                    ("unknown", "Inte bedömt"),
                                ],
                                default="unknown",
                                max_length=10,
                                verbose_name="överens med vårt svar",
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="anteckning")),
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
                            "consultation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.consultation",
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
                                verbose_name="medlem",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical medlems remissvar",
                        "verbose_name_plural": "historical medlemmars remissvar",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMotion",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="källa")),
                        ("source_on", models.DateField(blank=True, null=True, verbose_name="källans datum")),
                        ("last_verified_on", models.DateField(blank=True, null=True, verbose_name="senast verifierad")),
                        ("document", models.CharField(db_index=True, max_length=20, verbose_name="dokument-id")),
                        ("session", models.CharField(max_length=7, verbose_name="riksmöte")),
                        ("number", models.PositiveIntegerField(verbose_name="nummer")),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("party", "Partimotion"),
                                    ("committee", "Kommittémotion"),
                                    ("single", "Enskild motion"),
                                ],
                                max_length=12,
                                verbose_name="slag av motion",
                            ),
                        ),
                        ("title", models.CharField(max_length=500, verbose_name="titel")),
                        ("submitted_on", models.DateField(verbose_name="inlämnad")),
                        ("status", models.CharField(blank=True, max_length=60, verbose_name="läge")),
                        ("is_follow_up", models.BooleanField(default=False, verbose_name="följdmotion")),
                        ("cause", models.CharField(blank=True, max_length=200, verbose_name="med anledning av")),
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
                            "committee",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="utskott",
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
                    ],
                    options={
                        "verbose_name": "historical motion",
                        "verbose_name_plural": "historical motioner",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMotionPeriod",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "session",
                            models.CharField(
                                db_index=True,
                                max_length=7,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^\\d{4}/\\d{2}$", "Skriv riksmötet som 2026/27."
                                    )
                                ],
                                verbose_name="riksmöte",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="från och med")),
                        ("ends_on", models.DateField(verbose_name="till och med")),
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
                        "verbose_name": "historical allmän motionstid",
                        "verbose_name_plural": "historical allmänna motionstider",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Motion",
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
                        ("document", models.CharField(max_length=20, unique=True, verbose_name="dokument-id")),
                        ("session", models.CharField(max_length=7, verbose_name="riksmöte")),
                        ("number", models.PositiveIntegerField(verbose_name="nummer")),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("party", "Partimotion"),
                                    ("committee", "Kommittémotion"),
                                    ("single", "Enskild motion"),
                                ],
                                max_length=12,
                                verbose_name="slag av motion",
                            ),
                        ),
                        ("title", models.CharField(max_length=500, verbose_name="titel")),
                        ("submitted_on", models.DateField(verbose_name="inlämnad")),
                        ("status", models.CharField(blank=True, max_length=60, verbose_name="läge")),
                        ("is_follow_up", models.BooleanField(default=False, verbose_name="följdmotion")),
                        ("cause", models.CharField(blank=True, max_length=200, verbose_name="med anledning av")),
                        ("search_text", models.TextField(default="", editable=False)),
                        (
                            "committee",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="motions",
                                to="contacts.organization",
                                verbose_name="utskott",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "motion",
                        "verbose_name_plural": "motioner",
                        "ordering": ["-session", "number"],
                        "indexes": [models.Index(fields=["submitted_on"], name="motion_submitted")],
                        "constraints": [models.UniqueConstraint(fields=("session", "number"), name="motion_once")],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalMotionProposal",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="nummer")),
                        ("text", models.TextField(verbose_name="lydelse")),
                        ("committee_said", models.JSONField(blank=True, default=list, verbose_name="utskottet")),
                        ("chamber_said", models.JSONField(blank=True, default=list, verbose_name="kammaren")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("avslag", "Avslag"),
                                    ("bifall", "Bifall"),
                                    ("bifall_delvis", "Bifall delvis"),
                                    ("lagd_till_handlingarna", "Lagd till handlingarna"),
                                    ("ingen", "Inget beslut än"),
                                ],
                                default="ingen",
                                max_length=24,
                                verbose_name="utfall",
                            ),
                        ),
                        ("point", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="punkt")),
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
                            "report",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.committeereport",
                                verbose_name="behandlas i",
                            ),
                        ),
                        (
                            "motion",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.motion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical yrkande",
                        "verbose_name_plural": "historical yrkanden",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMotionSigner",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="ordning")),
                        ("number", models.CharField(max_length=20, verbose_name="intressent_id")),
                        ("name", models.CharField(max_length=150, verbose_name="namn")),
                        ("letters", models.CharField(blank=True, max_length=20, verbose_name="parti")),
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
                            "party",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.party",
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
                        (
                            "motion",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.motion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical undertecknare",
                        "verbose_name_plural": "historical undertecknare",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="OnboardingProgramme",
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
                        ("name", models.CharField(max_length=150, unique=True, verbose_name="namn")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivning")),
                        (
                            "cohort",
                            models.CharField(
                                choices=[
                                    ("newly_elected", "Nyvalda i församlingen"),
                                    ("new_everywhere", "Nya helt och hållet"),
                                    ("newly_appointed", "Nytillträdda tjänstepersoner"),
                                    ("leaving", "De som lämnar"),
                                ],
                                default="newly_elected",
                                max_length=20,
                                verbose_name="vilka",
                            ),
                        ),
                        ("entered_from", models.DateField(verbose_name="tillträdde från och med")),
                        (
                            "entered_until",
                            models.DateField(blank=True, null=True, verbose_name="tillträdde till och med"),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="avslutat"),
                        ),
                        (
                            "audience",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="programmes",
                                to="advocacy.audience",
                                verbose_name="målgrupp",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="onboarding_programmes",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ansvarig",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="programmes",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "introduktionsprogram",
                        "verbose_name_plural": "introduktionsprogram",
                        "ordering": ["-entered_from", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalOnboardingCase",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("seat_taken_on", models.DateField(verbose_name="tillträdde")),
                        ("started_on", models.DateField(verbose_name="började")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Pågår"),
                                    ("introduced", "Introducerad"),
                                    ("left", "Lämnade uppdraget"),
                                    ("closed", "Avslutad"),
                                ],
                                default="open",
                                max_length=12,
                                verbose_name="läge",
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="avslutad")),
                        ("closed_reason", models.CharField(blank=True, max_length=200, verbose_name="varför avslutad")),
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
                            "host",
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
                            "membership",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.membership",
                                verbose_name="uppdrag",
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
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.onboardingprogramme",
                                verbose_name="introduktionsprogram",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical introduktion",
                        "verbose_name_plural": "historical introduktioner",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="OnboardingCase",
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
                        ("seat_taken_on", models.DateField(verbose_name="tillträdde")),
                        ("started_on", models.DateField(verbose_name="började")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Pågår"),
                                    ("introduced", "Introducerad"),
                                    ("left", "Lämnade uppdraget"),
                                    ("closed", "Avslutad"),
                                ],
                                default="open",
                                max_length=12,
                                verbose_name="läge",
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="avslutad")),
                        ("closed_reason", models.CharField(blank=True, max_length=200, verbose_name="varför avslutad")),
                        (
                            "host",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="onboarding_cases",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="kontaktansvarig",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="onboarding_cases",
                                to="contacts.membership",
                                verbose_name="uppdrag",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="onboarding_cases",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="advocacy.onboardingprogramme",
                                verbose_name="introduktionsprogram",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "introduktion",
                        "verbose_name_plural": "introduktioner",
                        "ordering": ["programme", "person"],
                        "constraints": [
                            models.UniqueConstraint(fields=("programme", "person"), name="onboarding_case_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_on__isnull", True), ("state", "open")),
                                    models.Q(models.Q(("state", "open"), _negated=True), ("closed_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="onboarding_case_closed_has_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterTemplate",
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
                        ("name", models.CharField(max_length=150, unique=True, verbose_name="namn")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("welcome", "Välkomstbrev"),
                                    ("thanks", "Tackbrev"),
                                    ("invitation", "Inbjudan"),
                                    ("other", "Annat brev"),
                                ],
                                default="welcome",
                                max_length=12,
                                verbose_name="slag av brev",
                            ),
                        ),
                        (
                            "archived_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="arkiverad"),
                        ),
                        (
                            "attachment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letter_template",
                                to="crm.attachment",
                                verbose_name="fil",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "brevmall",
                        "verbose_name_plural": "brevmallar",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="OnboardingTrack",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="spår")),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="onboarding_tracks",
                                to="contacts.area",
                                verbose_name="län",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="onboarding_tracks",
                                to="contacts.organization",
                                verbose_name="utskott eller organ",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tracks",
                                to="advocacy.onboardingprogramme",
                                verbose_name="introduktionsprogram",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "spår",
                        "verbose_name_plural": "spår",
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("programme", "name"), name="onboarding_track_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("organization__isnull", False), ("county__isnull", False), _connector="OR"
                                ),
                                name="onboarding_track_is_for_somebody",
                                violation_error_message="Välj ett utskott eller ett län.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OnboardingStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="ordning")),
                        ("name", models.CharField(max_length=150, verbose_name="steg")),
                        ("help_text", models.CharField(blank=True, max_length=500, verbose_name="att tänka på")),
                        ("due_days", models.PositiveSmallIntegerField(default=60, verbose_name="inom dagar")),
                        (
                            "due_from",
                            models.CharField(
                                choices=[
                                    ("seat", "tillträdet"),
                                    ("start", "introduktionens början"),
                                    ("previous", "föregående steg"),
                                ],
                                default="seat",
                                max_length=12,
                                verbose_name="räknat från",
                            ),
                        ),
                        ("is_required", models.BooleanField(default=True, verbose_name="obligatoriskt")),
                        (
                            "done_by",
                            models.CharField(
                                choices=[
                                    ("contact", "En registrerad kontakt"),
                                    ("event", "Deltagande i ett arrangemang"),
                                    ("material", "Brev eller material skickat"),
                                    ("tick", "Någon bockar av"),
                                ],
                                default="tick",
                                max_length=12,
                                verbose_name="klart när",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("meeting", "Möte"),
                                    ("call", "Samtal"),
                                    ("letter", "Brev eller e-post"),
                                    ("email_dialogue", "E-postdialog"),
                                    ("material", "Skickat material"),
                                    ("motion_support", "Motionsunderlag"),
                                    ("consultation_answer", "Remissvar"),
                                    ("almedalen", "Almedalsmöte"),
                                    ("seminar", "Seminarium"),
                                    ("conference", "Konferens"),
                                    ("site_visit", "Studiebesök"),
                                    ("study_trip", "Studieresa"),
                                    ("media", "Media"),
                                    ("mass_mail", "Massutskick"),
                                ],
                                max_length=24,
                                verbose_name="slag av kontakt",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="onboarding_steps",
                                to="advocacy.event",
                                verbose_name="arrangemang",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="onboarding_steps",
                                to="advocacy.lettertemplate",
                                verbose_name="brevmall",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                help_text="Tomt: den som är kontaktansvarig för personen.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="onboarding_steps",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ansvarig",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="advocacy.onboardingprogramme",
                                verbose_name="introduktionsprogram",
                            ),
                        ),
                        (
                            "track",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="advocacy.onboardingtrack",
                                verbose_name="endast för spåret",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "steg",
                        "verbose_name_plural": "steg",
                        "ordering": ["position", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalOnboardingCaseStep",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="senast")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="klart")),
                        (
                            "skipped_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="varför hoppat över"),
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
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="avbockat av",
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
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
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
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.onboardingcase",
                                verbose_name="introduktion",
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.onboardingstep",
                                verbose_name="steg",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical steg i en introduktion",
                        "verbose_name_plural": "historical steg i introduktioner",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOnboardingProgramme",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("name", models.CharField(db_index=True, max_length=150, verbose_name="namn")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivning")),
                        (
                            "cohort",
                            models.CharField(
                                choices=[
                                    ("newly_elected", "Nyvalda i församlingen"),
                                    ("new_everywhere", "Nya helt och hållet"),
                                    ("newly_appointed", "Nytillträdda tjänstepersoner"),
                                    ("leaving", "De som lämnar"),
                                ],
                                default="newly_elected",
                                max_length=20,
                                verbose_name="vilka",
                            ),
                        ),
                        ("entered_from", models.DateField(verbose_name="tillträdde från och med")),
                        (
                            "entered_until",
                            models.DateField(blank=True, null=True, verbose_name="tillträdde till och med"),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="avslutat"),
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
                            "audience",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.audience",
                                verbose_name="målgrupp",
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
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical introduktionsprogram",
                        "verbose_name_plural": "historical introduktionsprogram",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOnboardingStep",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="ordning")),
                        ("name", models.CharField(max_length=150, verbose_name="steg")),
                        ("help_text", models.CharField(blank=True, max_length=500, verbose_name="att tänka på")),
                        ("due_days", models.PositiveSmallIntegerField(default=60, verbose_name="inom dagar")),
                        (
                            "due_from",
                            models.CharField(
                                choices=[
                                    ("seat", "tillträdet"),
                                    ("start", "introduktionens början"),
                                    ("previous", "föregående steg"),
                                ],
                                default="seat",
                                max_length=12,
                                verbose_name="räknat från",
                            ),
                        ),
                        ("is_required", models.BooleanField(default=True, verbose_name="obligatoriskt")),
                        (
                            "done_by",
                            models.CharField(
                                choices=[
                                    ("contact", "En registrerad kontakt"),
                                    ("event", "Deltagande i ett arrangemang"),
                                    ("material", "Brev eller material skickat"),
                                    ("tick", "Någon bockar av"),
                                ],
                                default="tick",
                                max_length=12,
                                verbose_name="klart när",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("meeting", "Möte"),
                                    ("call", "Samtal"),
                                    ("letter", "Brev eller e-post"),
                                    ("email_dialogue", "E-postdialog"),
                                    ("material", "Skickat material"),
                                    ("motion_support", "Motionsunderlag"),
                                    ("consultation_answer", "Remissvar"),
                                    ("almedalen", "Almedalsmöte"),
                                    ("seminar", "Seminarium"),
                                    ("conference", "Konferens"),
                                    ("site_visit", "Studiebesök"),
                                    ("study_trip", "Studieresa"),
                                    ("media", "Media"),
                                    ("mass_mail", "Massutskick"),
                                ],
                                max_length=24,
                                verbose_name="slag av kontakt",
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
                            "event",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.event",
                                verbose_name="arrangemang",
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
                                help_text="Tomt: den som är kontaktansvarig för personen.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ansvarig",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.lettertemplate",
                                verbose_name="brevmall",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.onboardingprogramme",
                                verbose_name="introduktionsprogram",
                            ),
                        ),
                        (
                            "track",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.onboardingtrack",
                                verbose_name="endast för spåret",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical steg",
                        "verbose_name_plural": "historical steg",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOnboardingTrack",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(max_length=100, verbose_name="spår")),
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
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.organization",
                                verbose_name="utskott eller organ",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.onboardingprogramme",
                                verbose_name="introduktionsprogram",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical spår",
                        "verbose_name_plural": "historical spår",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOutcome",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("title", models.CharField(max_length=300, verbose_name="vad som ändrades")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivning")),
                        (
                            "strength",
                            models.CharField(
                                choices=[
                                    ("mentioned", "Omnämnd"),
                                    ("argument_used", "Argument använt"),
                                    ("adopted", "Gehör"),
                                    ("funded", "Finansierat"),
                                    ("carried_out", "Genomfört"),
                                ],
                                max_length=16,
                                verbose_name="genomslag",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="dag")),
                        ("document", models.CharField(max_length=300, verbose_name="dokument")),
                        ("page", models.CharField(blank=True, max_length=40, verbose_name="sida")),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        ("quote", models.TextField(blank=True, verbose_name="citat")),
                        ("amount", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="belopp, kr")),
                        (
                            "confidence",
                            models.CharField(
                                choices=[("low", "Låg"), ("medium", "Medel"), ("high", "Hög")],
                                max_length=8,
                                verbose_name="hur säkert är vårt bidrag",
                            ),
                        ),
                        ("checked_on", models.DateField(blank=True, null=True, verbose_name="kontrollerat")),
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
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="kontrollerat av",
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
                            "noted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noterat av",
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
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="senast ändrat av",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical resultat",
                        "verbose_name_plural": "historical resultat",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="MotionProposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="nummer")),
                        ("text", models.TextField(verbose_name="lydelse")),
                        ("committee_said", models.JSONField(blank=True, default=list, verbose_name="utskottet")),
                        ("chamber_said", models.JSONField(blank=True, default=list, verbose_name="kammaren")),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("avslag", "Avslag"),
                                    ("bifall", "Bifall"),
                                    ("bifall_delvis", "Bifall delvis"),
                                    ("lagd_till_handlingarna", "Lagd till handlingarna"),
                                    ("ingen", "Inget beslut än"),
                                ],
                                default="ingen",
                                max_length=24,
                                verbose_name="utfall",
                            ),
                        ),
                        ("point", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="punkt")),
                        ("search_text", models.TextField(default="", editable=False)),
                        (
                            "motion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proposals",
                                to="advocacy.motion",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="advocacy.committeereport",
                                verbose_name="behandlas i",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "yrkande",
                        "verbose_name_plural": "yrkanden",
                        "ordering": ["motion", "position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("motion", "position"), name="motion_proposal_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalOutcomeContribution",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="hur det bidrog")),
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
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.interaction",
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
                            "proposal",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.motionproposal",
                            ),
                        ),
                        (
                            "viewpoint",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.viewpoint",
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical bidrag till resultat",
                        "verbose_name_plural": "historical bidrag till resultat",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPaperComment",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("part", models.CharField(blank=True, max_length=40, verbose_name="del")),
                        ("text", models.TextField(verbose_name="kommentar")),
                        ("written_at", models.DateTimeField(blank=True, editable=False, verbose_name="skriven")),
                        ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="åtgärdad")),
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
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.boardpaper",
                            ),
                        ),
                        (
                            "settled_by",
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
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical kommentar till styrelseunderlag",
                        "verbose_name_plural": "historical kommentarer till styrelseunderlag",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPaperGoal",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                        ("text", models.TextField(blank=True, verbose_name="kommentar")),
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
                            "goal",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.goal",
                                verbose_name="mål",
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
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.boardpaper",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical mål i styrelseunderlag",
                        "verbose_name_plural": "historical mål i styrelseunderlag",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPaperLink",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(max_length=120, verbose_name="till vem")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="återkallad")),
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
                            "created_by",
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
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.boardpaper",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical läslänk till styrelseunderlag",
                        "verbose_name_plural": "historical läslänkar till styrelseunderlag",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPaperSnapshot",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("taken_at", models.DateTimeField(verbose_name="fryst")),
                        ("definitions", models.CharField(max_length=20, verbose_name="definitionernas version")),
                        ("digest", models.CharField(max_length=64, verbose_name="kontrollsumma")),
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
                            "paper",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.boardpaper",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical fryst styrelseunderlag",
                        "verbose_name_plural": "historical frysta styrelseunderlag",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalParticipation",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "side",
                            models.CharField(
                                choices=[("theirs", "Deras sida"), ("ours", "Vår sida")],
                                default="theirs",
                                max_length=10,
                                verbose_name="sida",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=150, verbose_name="namn")),
                        (
                            "attendance",
                            models.CharField(
                                choices=[
                                    ("invited", "Inbjuden"),
                                    ("attended", "Deltog"),
                                    ("absent", "Kom inte"),
                                    ("declined", "Tackade nej"),
                                    ("sent", "Skickat"),
                                    ("not_sent", "Inte skickat"),
                                ],
                                default="attended",
                                max_length=10,
                                verbose_name="deltagande",
                            ),
                        ),
                        ("has_talked", models.BooleanField(default=False, verbose_name="samtal noterat")),
                        ("held_role", models.CharField(blank=True, max_length=120, verbose_name="roll då")),
                        (
                            "held_organization",
                            models.CharField(blank=True, max_length=200, verbose_name="organisation då"),
                        ),
                        ("held_party", models.CharField(blank=True, max_length=20, verbose_name="parti då")),
                        ("held_county", models.CharField(blank=True, max_length=100, verbose_name="län då")),
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
                            "membership",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="contacts.membership",
                                verbose_name="uppdrag då",
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
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="kollega",
                            ),
                        ),
                        (
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.interaction",
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
                            "tone",
                            models.CharField(
                                blank=True,
                                choices=[("positive", "Positiv"), ("neutral", "Neutral"), ("negative", "Negativ")],
                                max_length=10,
                                verbose_name="tonläge",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical deltagare",
                        "verbose_name_plural": "historical deltagare",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPartyDeadline",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("due_on", models.DateField(verbose_name="senast")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="anteckning")),
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
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.motionperiod",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical partiets inlämningsdag",
                        "verbose_name_plural": "historical partiernas inlämningsdagar",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlan",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="från och med")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="till och med")),
                        ("code", models.CharField(db_index=True, max_length=20, verbose_name="kod")),
                        ("name", models.CharField(max_length=120, verbose_name="namn")),
                        ("adopted_by", models.CharField(blank=True, max_length=120, verbose_name="antagen av")),
                        ("adopted_on", models.DateField(blank=True, null=True, verbose_name="antagen den")),
                        ("is_fictional", models.BooleanField(default=False, verbose_name="påhittad")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivning")),
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
                        "verbose_name": "historical verksamhetsplan",
                        "verbose_name_plural": "historical verksamhetsplaner",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlanItem",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivning")),
                        ("bodies", models.TextField(blank=True, verbose_name="grupper och organ")),
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
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.plan",
                                verbose_name="plan",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
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
                        "verbose_name": "historical sakfråga i plan",
                        "verbose_name_plural": "historical sakfrågor i plan",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PlanItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("description", models.TextField(blank=True, verbose_name="beskrivning")),
                        ("bodies", models.TextField(blank=True, verbose_name="grupper och organ")),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="advocacy.plan",
                                verbose_name="plan",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_items",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sakfråga i plan",
                        "verbose_name_plural": "sakfrågor i plan",
                        "ordering": ["plan", "priority__position"],
                        "constraints": [models.UniqueConstraint(fields=("plan", "priority"), name="plan_item_once")],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPlanItemArea",
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.planitem",
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
                        "verbose_name": "historical län i plan",
                        "verbose_name_plural": "historical län i plan",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlanItemBody",
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.planitem",
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
                        "verbose_name": "historical ledande organ i plan",
                        "verbose_name_plural": "historical ledande organ i plan",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlanItemDirection",
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
                            "direction_goal",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.directiongoal",
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
                            "item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.planitem",
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
                        "verbose_name": "historical inriktningsmål i plan",
                        "verbose_name_plural": "historical inriktningsmål i plan",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPosition",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("text", models.TextField(verbose_name="ståndpunkt")),
                        ("order", models.PositiveSmallIntegerField(default=1, verbose_name="ordning")),
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
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
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
                        ("retired_on", models.DateField(blank=True, null=True, verbose_name="tagen ur bruk")),
                    ],
                    options={
                        "verbose_name": "historical ståndpunkt",
                        "verbose_name_plural": "historical ståndpunkter",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPriority",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("code", models.CharField(db_index=True, max_length=20, verbose_name="kod")),
                        ("name", models.CharField(max_length=200, verbose_name="namn")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("focus_area", "Fokusområde"), ("priority", "Sakfråga")],
                                default="priority",
                                max_length=12,
                                verbose_name="slag",
                            ),
                        ),
                        ("description", models.TextField(blank=True, verbose_name="beskrivning")),
                        ("position", models.PositiveSmallIntegerField(default=100, verbose_name="ordning")),
                        ("is_archived", models.BooleanField(default=False, verbose_name="avslutad")),
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
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="under",
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
                                to="advocacy.priority",
                                verbose_name="föregångare",
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
                        "verbose_name": "historical sakfråga",
                        "verbose_name_plural": "historical sakfrågor",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPriorityLink",
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
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                            ),
                        ),
                        (
                            "works_through",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
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
                        "verbose_name": "historical koppling mellan sakfrågor",
                        "verbose_name_plural": "historical kopplingar mellan sakfrågor",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPriorityTerm",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("text", models.CharField(max_length=100, verbose_name="sökord")),
                        ("is_exclusion", models.BooleanField(default=False, verbose_name="utesluter")),
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
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical sökord",
                        "verbose_name_plural": "historical sökord",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalProposalLink",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "state",
                            models.CharField(
                                choices=[("accepted", "Hör till sakfrågan"), ("refused", "Hör inte dit")],
                                default="accepted",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("words", models.JSONField(blank=True, default=list, verbose_name="träffade ord")),
                        ("decided_at", models.DateTimeField(blank=True, editable=False, verbose_name="avgjort")),
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
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.motionproposal",
                            ),
                        ),
                        (
                            "leaning",
                            models.CharField(
                                choices=[("for", "För"), ("neither", "Varken eller"), ("against", "Emot")],
                                default="neither",
                                max_length=10,
                                verbose_name="för vår ståndpunkt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical koppling till sakfråga",
                        "verbose_name_plural": "historical kopplingar till sakfrågor",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalReportPoint",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="punkt")),
                        ("title", models.CharField(max_length=500, verbose_name="rubrik")),
                        (
                            "decided_by",
                            models.CharField(
                                blank=True,
                                choices=[("acclamation", "Acklamation"), ("vote", "Votering")],
                                max_length=12,
                                verbose_name="beslut",
                            ),
                        ),
                        ("winner", models.CharField(blank=True, max_length=60, verbose_name="vinnare")),
                        ("vote", models.CharField(blank=True, max_length=40, verbose_name="votering")),
                        ("votes", models.JSONField(blank=True, default=dict, verbose_name="röster")),
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
                            "report",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.committeereport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical beslutspunkt",
                        "verbose_name_plural": "historical beslutspunkter",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalReservation",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                        ("point", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="punkt")),
                        ("title", models.CharField(blank=True, max_length=500, verbose_name="rubrik")),
                        ("parties", models.JSONField(blank=True, default=list, verbose_name="partier")),
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
                            "report",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.committeereport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical reservation",
                        "verbose_name_plural": "historical reservationer",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ReportPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="punkt")),
                        ("title", models.CharField(max_length=500, verbose_name="rubrik")),
                        (
                            "decided_by",
                            models.CharField(
                                blank=True,
                                choices=[("acclamation", "Acklamation"), ("vote", "Votering")],
                                max_length=12,
                                verbose_name="beslut",
                            ),
                        ),
                        ("winner", models.CharField(blank=True, max_length=60, verbose_name="vinnare")),
                        ("vote", models.CharField(blank=True, max_length=40, verbose_name="votering")),
                        ("votes", models.JSONField(blank=True, default=dict, verbose_name="röster")),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="points",
                                to="advocacy.committeereport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "beslutspunkt",
                        "verbose_name_plural": "beslutspunkter",
                        "ordering": ["report", "number"],
                        "constraints": [models.UniqueConstraint(fields=("report", "number"), name="report_point_once")],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalStance",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        (
                            "value",
                            models.CharField(
                                choices=[
                                    ("for", "För"),
                                    ("leans_for", "Lutar åt för"),
                                    ("neutral", "Neutral"),
                                    ("leans_against", "Lutar åt emot"),
                                    ("against", "Emot"),
                                ],
                                max_length=15,
                                verbose_name="inställning",
                            ),
                        ),
                        ("stated_on", models.DateField(verbose_name="dag")),
                        ("evidence", models.CharField(max_length=1000, verbose_name="vad som visar det")),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
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
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noterad av",
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
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[("low", "Låg"), ("medium", "Medel"), ("high", "Hög")],
                                default="medium",
                                max_length=8,
                                verbose_name="hur säkert är det",
                            ),
                        ),
                        (
                            "motion",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.motion",
                                verbose_name="motion",
                            ),
                        ),
                        (
                            "vote",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.reportpoint",
                                verbose_name="votering",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical inställning",
                        "verbose_name_plural": "historical inställningar",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Task",
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
                        ("title", models.CharField(max_length=200, verbose_name="uppgift")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="senast")),
                        ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="klar")),
                        (
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ansvarig",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="tasks",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                        (
                            "follows",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="followed_by",
                                to="advocacy.task",
                                verbose_name="föregående",
                            ),
                        ),
                        ("remind_on", models.DateField(blank=True, null=True, verbose_name="påminn")),
                        (
                            "repeat",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Upprepas inte"),
                                    ("weekly", "Varje vecka"),
                                    ("fortnightly", "Varannan vecka"),
                                    ("monthly", "Varje månad"),
                                    ("quarterly", "Varje kvartal"),
                                    ("yearly", "Varje år"),
                                ],
                                default="",
                                max_length=12,
                                verbose_name="upprepas",
                            ),
                        ),
                        (
                            "commitment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="tasks",
                                to="advocacy.commitment",
                                verbose_name="åtagande",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="tasks",
                                to="advocacy.decision",
                                verbose_name="beslut",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "uppgift",
                        "verbose_name_plural": "uppgifter",
                        "ordering": ["due_on", "pk"],
                        "indexes": [models.Index(fields=["owner", "done_at", "due_on"], name="task_mine")],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalTask",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("title", models.CharField(max_length=200, verbose_name="uppgift")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="senast")),
                        ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="klar")),
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
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
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
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.task",
                                verbose_name="föregående",
                            ),
                        ),
                        ("remind_on", models.DateField(blank=True, null=True, verbose_name="påminn")),
                        (
                            "repeat",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Upprepas inte"),
                                    ("weekly", "Varje vecka"),
                                    ("fortnightly", "Varannan vecka"),
                                    ("monthly", "Varje månad"),
                                    ("quarterly", "Varje kvartal"),
                                    ("yearly", "Varje år"),
                                ],
                                default="",
                                max_length=12,
                                verbose_name="upprepas",
                            ),
                        ),
                        (
                            "commitment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.commitment",
                                verbose_name="åtagande",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.decision",
                                verbose_name="beslut",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical uppgift",
                        "verbose_name_plural": "historical uppgifter",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalViewpoint",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="skapad")),
                        ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="ändrad")),
                        ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="ordning")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("supports", "Tillstyrker"),
                                    ("rejects", "Avstyrker"),
                                    ("objects", "Invändning"),
                                    ("nothing", "Ingen erinran"),
                                ],
                                max_length=12,
                                verbose_name="slag av synpunkt",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="synpunkt")),
                        (
                            "taken_up",
                            models.CharField(
                                choices=[
                                    ("yes", "Fick gehör"),
                                    ("partly", "Fick delvis gehör"),
                                    ("no", "Fick inte gehör"),
                                    ("unknown", "Inte bedömt"),
                                ],
                                default="unknown",
                                max_length=10,
                                verbose_name="gehör",
                            ),
                        ),
                        ("document", models.CharField(blank=True, max_length=200, verbose_name="i dokumentet")),
                        ("page", models.CharField(blank=True, max_length=40, verbose_name="sida")),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        ("assessed_on", models.DateField(blank=True, null=True, verbose_name="bedömt")),
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
                            "assessed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="bedömt av",
                            ),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.consultation",
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
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical synpunkt",
                        "verbose_name_plural": "historical synpunkter",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="IncomingMail",
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
                        ("message_id", models.CharField(max_length=255, verbose_name="mejlets identitet")),
                        (
                            "channel",
                            models.CharField(
                                choices=[("upload", "Uppladdad"), ("imap", "Brevlåda")],
                                max_length=10,
                                verbose_name="väg in",
                            ),
                        ),
                        ("sender", models.CharField(max_length=320, verbose_name="från")),
                        ("subject", models.CharField(blank=True, max_length=300, verbose_name="ämne")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="skickat")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Att gå igenom"),
                                    ("logged", "Registrerad"),
                                    ("discarded", "Borttagen"),
                                    ("refused", "Avvisad"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="varför")),
                        ("unknown", models.JSONField(blank=True, default=list, verbose_name="okända adresser")),
                        ("raw", models.FileField(blank=True, upload_to="mail/", verbose_name="mejlet")),
                        (
                            "interaction",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="mail",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mails",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="kollega",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "inkommet mejl",
                        "verbose_name_plural": "inkomna mejl",
                        "ordering": ["-created_at", "-pk"],
                        "constraints": [models.UniqueConstraint(fields=("owner", "message_id"), name="mail_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Influence",
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
                            "level",
                            models.CharField(
                                choices=[("low", "Litet"), ("medium", "Visst"), ("high", "Stort")],
                                max_length=8,
                                verbose_name="inflytande",
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="varför")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="influences",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="influences",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="satt av",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "inflytande",
                        "verbose_name_plural": "inflytande",
                        "ordering": ["person"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("person"),
                                django.db.models.functions.comparison.Coalesce("priority", 0),
                                name="influence_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InteractionAttachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "attachment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interaction_link",
                                to="crm.attachment",
                                verbose_name="bilaga",
                            ),
                        ),
                        (
                            "interaction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachment_links",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bilaga till kontakt",
                        "verbose_name_plural": "bilagor till kontakt",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="InteractionFacts",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("material", models.CharField(blank=True, max_length=300, verbose_name="material")),
                        ("referral", models.CharField(blank=True, max_length=300, verbose_name="remiss")),
                        ("reference", models.CharField(blank=True, max_length=60, verbose_name="diarienummer")),
                        ("answer_due_on", models.DateField(blank=True, null=True, verbose_name="svar senast")),
                        (
                            "our_role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("host", "Arrangör"),
                                    ("co_host", "Medarrangör"),
                                    ("speaker", "Talare"),
                                    ("panel", "Paneldeltagare"),
                                    ("audience", "Åhörare"),
                                ],
                                max_length=12,
                                verbose_name="vår roll",
                            ),
                        ),
                        ("destination", models.CharField(blank=True, max_length=200, verbose_name="resmål")),
                        ("outlet", models.CharField(blank=True, max_length=150, verbose_name="medium")),
                        (
                            "media_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("news", "Nyhetsartikel"),
                                    ("opinion", "Debattartikel"),
                                    ("interview", "Intervju"),
                                    ("broadcast", "Radio eller tv"),
                                    ("social", "Sociala medier"),
                                ],
                                max_length=12,
                                verbose_name="slag av publicering",
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        (
                            "hospitality",
                            models.CharField(blank=True, max_length=200, verbose_name="förtäring eller gåva"),
                        ),
                        (
                            "hospitality_payer",
                            models.CharField(
                                blank=True,
                                choices=[("ours", "Vi bjöd"), ("theirs", "De bjöd")],
                                max_length=10,
                                verbose_name="vem bjöd",
                            ),
                        ),
                        (
                            "hospitality_worth",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="värde per person, kr"),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="material_asked",
                                to="contacts.person",
                                verbose_name="efterfrågat av",
                            ),
                        ),
                        (
                            "interaction",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="facts",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
                            ),
                        ),
                        (
                            "motion_period",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="advocacy.motionperiod",
                                verbose_name="motionstid",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "uppgifter för slaget",
                        "verbose_name_plural": "uppgifter för slaget",
                    },
                ),
                migrations.CreateModel(
                    name="InteractionGoal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interaction_links",
                                to="advocacy.goal",
                            ),
                        ),
                        (
                            "interaction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="goal_links",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mål i kontakt",
                        "verbose_name_plural": "mål i kontakt",
                        "constraints": [
                            models.UniqueConstraint(fields=("interaction", "goal"), name="interaction_goal_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InteractionOrigin",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("field", "Fältläget"), ("mail", "E-post"), ("calendar", "Kalender")],
                                max_length=10,
                                verbose_name="väg",
                            ),
                        ),
                        ("key", models.CharField(max_length=255, verbose_name="nyckel")),
                        (
                            "interaction",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="origin",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ursprung",
                        "verbose_name_plural": "ursprung",
                        "constraints": [
                            models.UniqueConstraint(fields=("channel", "owner", "key"), name="interaction_origin_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InteractionPriority",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "interaction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="priority_links",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interaction_links",
                                to="advocacy.priority",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sakfråga i kontakt",
                        "verbose_name_plural": "sakfrågor i kontakt",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("interaction", "priority"), name="interaction_priority_once"
                            )
                        ],
                        "indexes": [models.Index(fields=["priority", "interaction"], name="interaction_of_priority")],
                    },
                ),
                migrations.CreateModel(
                    name="InteractionReader",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "interaction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readers",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
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
                        "verbose_name": "får läsa",
                        "verbose_name_plural": "får läsa",
                        "constraints": [
                            models.UniqueConstraint(fields=("interaction", "user"), name="interaction_reader_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LastMet",
                    fields=[
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="last_met",
                                serialize=False,
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                        ("met_on", models.DateField(db_index=True, verbose_name="senast träffad")),
                    ],
                    options={
                        "verbose_name": "senast träffad",
                        "verbose_name_plural": "senast träffade",
                    },
                ),
                migrations.CreateModel(
                    name="MeasureArea",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="measures", to="contacts.area"
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="areas", to="advocacy.measure"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "åtgärdens län",
                        "verbose_name_plural": "åtgärdens län",
                        "ordering": ["measure", "area"],
                        "constraints": [models.UniqueConstraint(fields=("measure", "area"), name="measure_area_once")],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureStatus",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("not_started", "Inte påbörjad"),
                                    ("on_time", "Enligt plan"),
                                    ("late", "Försenad"),
                                    ("done", "Färdig"),
                                    ("dropped", "Utgår"),
                                ],
                                max_length=12,
                                verbose_name="läge",
                            ),
                        ),
                        ("stated_on", models.DateField(verbose_name="dag")),
                        (
                            "expected_until",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="väntas klar, år"),
                        ),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=9, null=True, verbose_name="kostnad, mnkr"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="anteckning")),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="statuses",
                                to="advocacy.measure",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "åtgärdens läge",
                        "verbose_name_plural": "åtgärdens läge",
                        "ordering": ["measure", "-stated_on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("measure", "stated_on"), name="measure_status_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MemberAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="besvarad")),
                        (
                            "agreement",
                            models.CharField(
                                choices=[
                                    ("agrees", "Överens"),
                                    ("partly", "Delvis överens"),
                                    ("differs", "Tycker annat"),
                                    ("unknown", "Inte bedömt"),
                                ],
                                default="unknown",
                                max_length=10,
                                verbose_name="överens med vårt svar",
                            ),
                        ),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="anteckning")),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="member_answers",
                                to="advocacy.consultation",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultation_answers",
                                to="contacts.organization",
                                verbose_name="medlem",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "medlems remissvar",
                        "verbose_name_plural": "medlemmars remissvar",
                        "ordering": ["consultation", "organization"],
                        "constraints": [
                            models.UniqueConstraint(fields=("consultation", "organization"), name="member_answer_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MotionSigner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="ordning")),
                        ("number", models.CharField(max_length=20, verbose_name="intressent_id")),
                        ("name", models.CharField(max_length=150, verbose_name="namn")),
                        ("letters", models.CharField(blank=True, max_length=20, verbose_name="parti")),
                        (
                            "membership",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="signed_motions",
                                to="contacts.membership",
                            ),
                        ),
                        (
                            "motion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signers",
                                to="advocacy.motion",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signed_motions",
                                to="contacts.party",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="signed_motions",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "undertecknare",
                        "verbose_name_plural": "undertecknare",
                        "ordering": ["motion", "position"],
                        "indexes": [models.Index(fields=["number"], name="motion_signer_number")],
                        "constraints": [
                            models.UniqueConstraint(fields=("motion", "position"), name="motion_signer_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OnboardingCaseStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="senast")),
                        ("done_on", models.DateField(blank=True, null=True, verbose_name="klart")),
                        (
                            "skipped_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="varför hoppat över"),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="advocacy.onboardingcase",
                                verbose_name="introduktion",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="avbockat av",
                            ),
                        ),
                        (
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="onboarding_steps",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_steps",
                                to="advocacy.onboardingstep",
                                verbose_name="steg",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "steg i en introduktion",
                        "verbose_name_plural": "steg i introduktioner",
                        "ordering": ["step__position", "pk"],
                        "indexes": [models.Index(fields=["step", "done_on", "due_on"], name="onboarding_step_board")],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "step"), name="onboarding_case_step_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutcomeContribution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="hur det bidrog")),
                        (
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outcome_contributions",
                                to="advocacy.interaction",
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contributions",
                                to="advocacy.outcome",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outcome_contributions",
                                to="advocacy.motionproposal",
                            ),
                        ),
                        (
                            "viewpoint",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outcome_contributions",
                                to="advocacy.viewpoint",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bidrag till resultat",
                        "verbose_name_plural": "bidrag till resultat",
                        "ordering": ["outcome", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("interaction__isnull", False),
                                        ("proposal__isnull", True),
                                        ("viewpoint__isnull", True),
                                    ),
                                    models.Q(
                                        ("interaction__isnull", True),
                                        ("proposal__isnull", False),
                                        ("viewpoint__isnull", True),
                                    ),
                                    models.Q(
                                        ("interaction__isnull", True),
                                        ("proposal__isnull", True),
                                        ("viewpoint__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="contribution_of_one_thing",
                            ),
                            models.UniqueConstraint(
                                fields=("outcome", "interaction"), name="contribution_interaction_once"
                            ),
                            models.UniqueConstraint(fields=("outcome", "proposal"), name="contribution_proposal_once"),
                            models.UniqueConstraint(
                                fields=("outcome", "viewpoint"), name="contribution_viewpoint_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperComment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("part", models.CharField(blank=True, max_length=40, verbose_name="del")),
                        ("text", models.TextField(verbose_name="kommentar")),
                        ("written_at", models.DateTimeField(auto_now_add=True, verbose_name="skriven")),
                        ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="åtgärdad")),
                        (
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="advocacy.boardpaper",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kommentar till styrelseunderlag",
                        "verbose_name_plural": "kommentarer till styrelseunderlag",
                        "ordering": ["written_at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PaperGoal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordning")),
                        ("text", models.TextField(blank=True, verbose_name="kommentar")),
                        (
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="advocacy.goal",
                                verbose_name="mål",
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="goals",
                                to="advocacy.boardpaper",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mål i styrelseunderlag",
                        "verbose_name_plural": "mål i styrelseunderlag",
                        "ordering": ["position", "pk"],
                        "constraints": [models.UniqueConstraint(fields=("paper", "goal"), name="paper_goal_once")],
                    },
                ),
                migrations.CreateModel(
                    name="PaperLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="till vem")),
                        ("digest", models.CharField(max_length=64, unique=True, verbose_name="kontrollsumma")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="skapad")),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="gäller till och med")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="återkallad")),
                        ("last_read_at", models.DateTimeField(blank=True, null=True, verbose_name="senast läst")),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "paper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="advocacy.boardpaper",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "läslänk till styrelseunderlag",
                        "verbose_name_plural": "läslänkar till styrelseunderlag",
                        "ordering": ["-created_at"],
                    },
                ),
                migrations.CreateModel(
                    name="PaperSnapshot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("taken_at", models.DateTimeField(verbose_name="fryst")),
                        ("definitions", models.CharField(max_length=20, verbose_name="definitionernas version")),
                        ("content", models.JSONField(verbose_name="innehåll")),
                        ("ids", models.JSONField(verbose_name="underlag")),
                        ("digest", models.CharField(max_length=64, verbose_name="kontrollsumma")),
                        (
                            "paper",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="snapshot",
                                to="advocacy.boardpaper",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fryst styrelseunderlag",
                        "verbose_name_plural": "frysta styrelseunderlag",
                    },
                ),
                migrations.CreateModel(
                    name="Participation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("theirs", "Deras sida"), ("ours", "Vår sida")],
                                default="theirs",
                                max_length=10,
                                verbose_name="sida",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=150, verbose_name="namn")),
                        (
                            "attendance",
                            models.CharField(
                                choices=[
                                    ("invited", "Inbjuden"),
                                    ("attended", "Deltog"),
                                    ("absent", "Kom inte"),
                                    ("declined", "Tackade nej"),
                                    ("sent", "Skickat"),
                                    ("not_sent", "Inte skickat"),
                                ],
                                default="attended",
                                max_length=10,
                                verbose_name="deltagande",
                            ),
                        ),
                        ("has_talked", models.BooleanField(default=False, verbose_name="samtal noterat")),
                        ("held_role", models.CharField(blank=True, max_length=120, verbose_name="roll då")),
                        (
                            "held_organization",
                            models.CharField(blank=True, max_length=200, verbose_name="organisation då"),
                        ),
                        ("held_party", models.CharField(blank=True, max_length=20, verbose_name="parti då")),
                        ("held_county", models.CharField(blank=True, max_length=100, verbose_name="län då")),
                        (
                            "interaction",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participations",
                                to="advocacy.interaction",
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="participations",
                                to="contacts.membership",
                                verbose_name="uppdrag då",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participations",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="participations",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="kollega",
                            ),
                        ),
                        (
                            "tone",
                            models.CharField(
                                blank=True,
                                choices=[("positive", "Positiv"), ("neutral", "Neutral"), ("negative", "Negativ")],
                                max_length=10,
                                verbose_name="tonläge",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "deltagare",
                        "verbose_name_plural": "deltagare",
                        "ordering": ["side", "pk"],
                        "indexes": [
                            models.Index(fields=["person", "interaction"], name="participation_person"),
                            models.Index(
                                fields=["interaction", "side", "attendance", "has_talked", "person", "membership"],
                                name="participation_counted",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("interaction", "person"), name="participation_person_once"),
                            models.UniqueConstraint(fields=("interaction", "user"), name="participation_user_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("person__isnull", False), ("side", "theirs"), ("user__isnull", True)),
                                    models.Q(
                                        ("side", "ours"),
                                        models.Q(
                                            ("person__isnull", False),
                                            ("user__isnull", False),
                                            models.Q(("name", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="participation_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyDeadline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="senast")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="anteckning")),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="motion_deadlines",
                                to="contacts.party",
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="party_deadlines",
                                to="advocacy.motionperiod",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "partiets inlämningsdag",
                        "verbose_name_plural": "partiernas inlämningsdagar",
                        "ordering": ["period", "due_on"],
                        "constraints": [
                            models.UniqueConstraint(fields=("period", "party"), name="party_deadline_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanItemArea",
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
                                related_name="plan_items",
                                to="contacts.area",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="areas",
                                to="advocacy.planitem",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "län i plan",
                        "verbose_name_plural": "län i plan",
                        "constraints": [models.UniqueConstraint(fields=("item", "area"), name="plan_item_area_once")],
                    },
                ),
                migrations.CreateModel(
                    name="PlanItemBody",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lead_bodies",
                                to="advocacy.planitem",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_items",
                                to="contacts.organization",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ledande organ i plan",
                        "verbose_name_plural": "ledande organ i plan",
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "organization"), name="plan_item_body_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanItemDirection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "direction_goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="advocacy.directiongoal",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="directions",
                                to="advocacy.planitem",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "inriktningsmål i plan",
                        "verbose_name_plural": "inriktningsmål i plan",
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "direction_goal"), name="plan_item_direction_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriorityLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="advocacy.priority",
                            ),
                        ),
                        (
                            "works_through",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="linked_from",
                                to="advocacy.priority",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "koppling mellan sakfrågor",
                        "verbose_name_plural": "kopplingar mellan sakfrågor",
                        "constraints": [
                            models.UniqueConstraint(fields=("priority", "works_through"), name="priority_link_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriorityTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=100, verbose_name="sökord")),
                        ("is_exclusion", models.BooleanField(default=False, verbose_name="utesluter")),
                        (
                            "priority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="terms",
                                to="advocacy.priority",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sökord",
                        "verbose_name_plural": "sökord",
                        "ordering": ["is_exclusion", "text"],
                        "constraints": [
                            models.UniqueConstraint(fields=("priority", "text"), name="priority_term_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProposalLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("accepted", "Hör till sakfrågan"), ("refused", "Hör inte dit")],
                                default="accepted",
                                max_length=10,
                                verbose_name="läge",
                            ),
                        ),
                        ("words", models.JSONField(blank=True, default=list, verbose_name="träffade ord")),
                        ("decided_at", models.DateTimeField(auto_now=True, verbose_name="avgjort")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proposal_links",
                                to="advocacy.priority",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="advocacy.motionproposal",
                            ),
                        ),
                        (
                            "leaning",
                            models.CharField(
                                choices=[("for", "För"), ("neither", "Varken eller"), ("against", "Emot")],
                                default="neither",
                                max_length=10,
                                verbose_name="för vår ståndpunkt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "koppling till sakfråga",
                        "verbose_name_plural": "kopplingar till sakfrågor",
                        "ordering": ["priority", "proposal"],
                        "constraints": [
                            models.UniqueConstraint(fields=("proposal", "priority"), name="proposal_link_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reservation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                        ("point", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="punkt")),
                        ("title", models.CharField(blank=True, max_length=500, verbose_name="rubrik")),
                        ("parties", models.JSONField(blank=True, default=list, verbose_name="partier")),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reservations",
                                to="advocacy.committeereport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reservation",
                        "verbose_name_plural": "reservationer",
                        "ordering": ["report", "number"],
                        "constraints": [models.UniqueConstraint(fields=("report", "number"), name="reservation_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Stance",
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
                            "value",
                            models.CharField(
                                choices=[
                                    ("for", "För"),
                                    ("leans_for", "Lutar åt för"),
                                    ("neutral", "Neutral"),
                                    ("leans_against", "Lutar åt emot"),
                                    ("against", "Emot"),
                                ],
                                max_length=15,
                                verbose_name="inställning",
                            ),
                        ),
                        ("stated_on", models.DateField(verbose_name="dag")),
                        ("evidence", models.CharField(max_length=1000, verbose_name="vad som visar det")),
                        ("url", models.URLField(blank=True, max_length=500, verbose_name="länk")),
                        (
                            "interaction",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stances",
                                to="advocacy.interaction",
                                verbose_name="kontakt",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noterad av",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stances",
                                to="contacts.organization",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stances",
                                to="contacts.person",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "priority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stances",
                                to="advocacy.priority",
                                verbose_name="sakfråga",
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[("low", "Låg"), ("medium", "Medel"), ("high", "Hög")],
                                default="medium",
                                max_length=8,
                                verbose_name="hur säkert är det",
                            ),
                        ),
                        (
                            "motion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stances",
                                to="advocacy.motion",
                                verbose_name="motion",
                            ),
                        ),
                        (
                            "vote",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="stances",
                                to="advocacy.reportpoint",
                                verbose_name="votering",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "inställning",
                        "verbose_name_plural": "inställningar",
                        "ordering": ["-stated_on", "-pk"],
                        "indexes": [models.Index(fields=["priority", "person", "-stated_on"], name="stance_latest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organization__isnull", True), ("person__isnull", False)),
                                    models.Q(("organization__isnull", False), ("person__isnull", True)),
                                    _connector="OR",
                                ),
                                name="stance_one_subject",
                            )
                        ],
                    },
                ),
            ]
        ),
        migrations.RunPython(add_intervals, migrations.RunPython.noop),
    ]
