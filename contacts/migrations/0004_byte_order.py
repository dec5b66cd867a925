from django.db import migrations

TABLES = ("contacts_person", "contacts_organization", "contacts_area")


def order_by_bytes(apps, schema_editor):
    """The sort keys are made for byte order; a server's own collation would sort them in another."""
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f'ALTER TABLE {table} ALTER COLUMN sort_key TYPE varchar(200) COLLATE "C"')


class Migration(migrations.Migration):
    dependencies = [("contacts", "0003_trigram")]
    operations = [migrations.RunPython(order_by_bytes, migrations.RunPython.noop)]
