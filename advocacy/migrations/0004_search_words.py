from django.db import migrations

from crm.common.search.rewriting import rewrite
from crm.common.text import stemmed

TEXTS = {
    "Interaction": ("title", "summary", "place"),
    "Event": ("name", "place", "description"),
    "Priority": ("code", "name", "description"),
}


def words(apps, schema_editor):
    for model, names in TEXTS.items():
        rewrite(schema_editor, apps.get_model("advocacy", model), names, stemmed)


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0003_register_that_staff_trust")]
    operations = [migrations.RunPython(words, migrations.RunPython.noop)]
