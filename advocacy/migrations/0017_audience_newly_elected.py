from django.db import migrations, models

CHOICES = [
    ('organization_kind', 'Slag av organisation'),
    ('level', 'Nivå'),
    ('sector', 'Sektor'),
    ('role_kind', 'Slag av roll'),
    ('customer_status', 'Medlemskap hos oss'),
    ('area', 'Område'),
    ('party', 'Parti'),
    ('organization', 'Organisation'),
    ('responsibility', 'Ansvarsområde'),
    ('tag', 'Etikett'),
    ('contact_list', 'Kontaktlista'),
    ('newly_elected', 'Nyvald'),
]


class Migration(migrations.Migration):
    dependencies = [('advocacy', '0016_influence')]

    operations = [
        migrations.AlterField(
            model_name=name,
            name='dimension',
            field=models.CharField(choices=CHOICES, max_length=20, verbose_name='egenskap'),
        )
        for name in ('audiencecondition', 'historicalaudiencecondition')
    ]
