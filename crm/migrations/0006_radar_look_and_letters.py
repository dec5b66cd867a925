import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


from crm.common.migrating import AlterFields, CreateModels


class Migration(migrations.Migration):

    dependencies = [
        ('crm', '0005_told_and_attached'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='HistoricalLook',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='skapad')),
                    ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='ändrad')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('name', models.CharField(blank=True, max_length=120, verbose_name='organisationens namn')),
                    ('accent', models.CharField(default='#0d5c8c', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$', 'Skriv färgen som #0d5c8c.')], verbose_name='färg')),
                    ('typeface', models.CharField(choices=[('sans', 'Rak (sans-serif)'), ('serif', 'Med seriffer')], default='sans', max_length=10, verbose_name='typsnitt')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('logo', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='crm.attachment', verbose_name='logotyp')),
                    ('operation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm.operation')),
                ],
                options={
                    'verbose_name': 'historical utseende',
                    'verbose_name_plural': 'historical utseende',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Look',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='skapad')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='ändrad')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('name', models.CharField(blank=True, max_length=120, verbose_name='organisationens namn')),
                    ('accent', models.CharField(default='#0d5c8c', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$', 'Skriv färgen som #0d5c8c.')], verbose_name='färg')),
                    ('typeface', models.CharField(choices=[('sans', 'Rak (sans-serif)'), ('serif', 'Med seriffer')], default='sans', max_length=10, verbose_name='typsnitt')),
                    ('logo', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='look', to='crm.attachment', verbose_name='logotyp')),
                ],
                options={
                    'verbose_name': 'utseende',
                    'verbose_name_plural': 'utseende',
                },
            ),
        ]),
        AlterFields([
            migrations.AlterField(
                model_name='notification',
                name='kind',
                field=models.CharField(choices=[('mention', 'Nämnd'), ('handover', 'Överlämnat'), ('task', 'Uppgift'), ('mail', 'E-post in'), ('motion', 'Motioner'), ('paper', 'Styrelseunderlag')], max_length=10, verbose_name='slag'),
            ),
            migrations.AlterField(
                model_name='operation',
                name='kind',
                field=models.CharField(choices=[('bulk', 'Ändring av flera'), ('merge', 'Sammanslagning'), ('import', 'Import'), ('handover', 'Överlämning'), ('radar', 'Mandatbevakning')], max_length=10, verbose_name='slag'),
            ),
        ]),
    ]
