from django.db import migrations

from crm.common.search.rewriting import rewrite
from crm.common.text import indexed, stemmed

# Words are looked up whole now, by the indexes of crm.common.search.index.
TRIGRAMS = ("person_search_trigram", "organization_search_trigram")


def organization(name, short_name, number):
    return indexed(name, short_name, number, number.replace("-", ""))


def words(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in TRIGRAMS:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")
    person = ("given_name", "family_name", "legal_name", "other_names")
    rewrite(schema_editor, apps.get_model("contacts", "Person"), person, indexed)
    named = ("name", "short_name", "organization_number")
    rewrite(schema_editor, apps.get_model("contacts", "Organization"), named, organization)
    rewrite(schema_editor, apps.get_model("contacts", "Note"), ("text",), stemmed)


class Migration(migrations.Migration):
    dependencies = [("contacts", "0007_import_row_data")]
    operations = [migrations.RunPython(words, migrations.RunPython.noop)]
