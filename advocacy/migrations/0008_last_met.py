import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Max

from advocacy.querysets.interaction import counted_q
from advocacy.querysets.participation import MET


def keep(apps, schema_editor):
    kept = apps.get_model("advocacy", "LastMet")._base_manager.using(schema_editor.connection.alias)
    parts = apps.get_model("advocacy", "Participation")._base_manager.using(schema_editor.connection.alias)
    talks = parts.filter(MET, counted_q("interaction__"), side="theirs", person__isnull=False).order_by()
    days = talks.values("person").annotate(last=Max("interaction__held_on")).values_list("person", "last")
    kept.bulk_create([kept.model(person_id=pk, met_on=day) for pk, day in days.iterator()], batch_size=5_000)


class Migration(migrations.Migration):
    dependencies = [
        ("advocacy", "0007_talk_intake_and_touch"),
        ("contacts", "0001_squashed_0005_register_that_staff_trust"),
    ]

    operations = [
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
            options={"verbose_name": "senast träffad", "verbose_name_plural": "senast träffade"},
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
