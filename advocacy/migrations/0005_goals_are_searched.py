from django.db import migrations, models

from crm.common.search.rewriting import rewrite
from crm.common.text import stemmed


def words(apps, schema_editor):
    rewrite(schema_editor, apps.get_model("advocacy", "Goal"), ("code", "statement"), stemmed)


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0004_search_words")]
    operations = [
        migrations.AddField("goal", "search_text", models.TextField(default="", editable=False)),
        migrations.RunPython(words, migrations.RunPython.noop),
    ]
