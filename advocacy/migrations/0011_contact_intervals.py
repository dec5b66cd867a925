from django.db import migrations

MONTHS = {"A": 3, "B": 6, "C": 12}


def add(apps, schema_editor):
    intervals = apps.get_model("advocacy", "ContactInterval")._base_manager.using(schema_editor.connection.alias)
    for tier, months in MONTHS.items():
        intervals.get_or_create(tier=tier, defaults={"months": months})


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0010_mails_may_know_everybody")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
