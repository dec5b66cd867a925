from django.db import migrations

STATEMENT = 'ALTER TABLE contacts_radarchange ALTER COLUMN sort_key TYPE varchar(200) COLLATE "C"'


def order_by_bytes(apps, schema_editor):
    """As for people and organizations: the sort key is made for byte order."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(STATEMENT)


class Migration(migrations.Migration):
    dependencies = [("contacts", "0018_candidate_numbers_of_2022")]
    operations = [migrations.RunPython(order_by_bytes, migrations.RunPython.noop)]
