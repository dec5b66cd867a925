from django.db import migrations

SQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS person_search_trigram ON contacts_person USING gin (search_text gin_trgm_ops)",
    "CREATE INDEX IF NOT EXISTS organization_search_trigram ON contacts_organization"
    " USING gin (search_text gin_trgm_ops)",
)


def make_indexes(apps, schema_editor):
    """PostgreSQL finds parts of words by trigrams; SQLite reads the narrow column through."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in SQL:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("contacts", "0002_initial")]
    operations = [migrations.RunPython(make_indexes, migrations.RunPython.noop)]
