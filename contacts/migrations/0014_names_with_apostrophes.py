from django.db import migrations
from django.db.models import Q

from crm.common.text import indexed, joined

NAMES = {
    "Person": ("given_name", "family_name", "legal_name", "other_names"),
    "Organization": ("name", "short_name"),
}


def words(apps, schema_editor):
    for name, fields in NAMES.items():
        rows = apps.get_model("contacts", name)._base_manager.using(schema_editor.connection.alias)
        held = Q()
        for field in fields:
            for sign in "'’´`":
                held |= Q(**{f"{field}__contains": sign})
        for row in rows.filter(held).only("search_text", *fields).iterator():
            more = indexed(row.search_text, *(joined(getattr(row, field)) for field in fields))
            rows.filter(pk=row.pk).update(search_text=more)


class Migration(migrations.Migration):
    dependencies = [("contacts", "0013_history_is_written_cheaply")]
    operations = [migrations.RunPython(words, migrations.RunPython.noop)]
