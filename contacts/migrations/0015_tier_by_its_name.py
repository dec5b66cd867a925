from django.db import migrations, models

TIERS = [("A", "A, var tredje månad"), ("B", "B, varje halvår"), ("C", "C, varje år"), ("none", "Ingen")]


class Migration(migrations.Migration):
    dependencies = [("contacts", "0014_names_with_apostrophes")]
    operations = [
        migrations.AlterField(
            model,
            "tier",
            models.CharField(blank=True, choices=TIERS, max_length=5, verbose_name="kontaktnivå"),
        )
        for model in ("person", "historicalperson")
    ]
