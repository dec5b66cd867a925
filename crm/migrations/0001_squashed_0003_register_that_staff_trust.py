import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from crm.common.migrating import CreateModels


def make_roles(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in ("reader", "editor", "manager", "admin"):
        group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    """All that its forerunners made, for empty databases; in others they stay as they are."""

    replaces = [
        ('crm', '0001_initial'),
        ('crm', '0002_roles'),
        ('crm', '0003_register_that_staff_trust'),
    ]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='ScheduledRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80, unique=True, verbose_name='jobb')),
                    ('last_run_at', models.DateTimeField(verbose_name='senast körd')),
                ],
                options={
                    'verbose_name': 'schemalagt jobb',
                    'verbose_name_plural': 'schemalagda jobb',
                },
            ),
            migrations.CreateModel(
                name='SearchWord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('word', models.CharField(max_length=100, unique=True, verbose_name='ord')),
                ],
                options={
                    'verbose_name': 'sökord',
                    'verbose_name_plural': 'sökord',
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-post')),
                    ('name', models.CharField(max_length=150, verbose_name='namn')),
                    ('is_active', models.BooleanField(default=True, verbose_name='får logga in')),
                    ('is_staff', models.BooleanField(default=False, verbose_name='teknisk administration')),
                    ('is_system', models.BooleanField(default=False, editable=False, verbose_name='systemkonto')),
                    ('language', models.CharField(choices=[('sv', 'Svenska'), ('en', 'Engelska')], default='sv', max_length=5, verbose_name='språk')),
                    ('date_joined', models.DateTimeField(auto_now_add=True, verbose_name='tillagd')),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ],
                options={
                    'verbose_name': 'användare',
                    'verbose_name_plural': 'användare',
                    'ordering': ['name', 'email'],
                },
            ),
            migrations.CreateModel(
                name='ExportLog',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.CharField(max_length=120, verbose_name='lista')),
                    ('query', models.TextField(blank=True, verbose_name='urval')),
                    ('format', models.CharField(max_length=10, verbose_name='format')),
                    ('rows', models.PositiveIntegerField(verbose_name='rader')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='när')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exports', to=settings.AUTH_USER_MODEL, verbose_name='användare')),
                    ('reason', models.CharField(blank=True, max_length=200, verbose_name='varför')),
                ],
                options={
                    'verbose_name': 'export',
                    'verbose_name_plural': 'exporter',
                    'ordering': ['-created_at'],
                },
            ),
            migrations.CreateModel(
                name='ExportTemplate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='skapad')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='ändrad')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('name', models.CharField(max_length=80, verbose_name='namn')),
                    ('is_shared', models.BooleanField(default=False, verbose_name='delas med alla')),
                    ('list_name', models.CharField(editable=False, max_length=60)),
                    ('columns', models.JSONField(default=list, verbose_name='kolumner')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skapad av')),
                ],
                options={
                    'verbose_name': 'exportmall',
                    'verbose_name_plural': 'exportmallar',
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(models.F('owner'), models.F('list_name'), django.db.models.functions.text.Lower('name'), name='export_template_once', violation_error_message='Du har redan en mall med det namnet.')],
                },
            ),
            migrations.CreateModel(
                name='ImportMapping',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='skapad')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='ändrad')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('name', models.CharField(max_length=80, verbose_name='namn')),
                    ('is_shared', models.BooleanField(default=False, verbose_name='delas med alla')),
                    ('columns', models.JSONField(default=dict, verbose_name='kolumner')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skapad av')),
                ],
                options={
                    'verbose_name': 'kolumnöversättning',
                    'verbose_name_plural': 'kolumnöversättningar',
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(models.F('owner'), django.db.models.functions.text.Lower('name'), name='import_mapping_once', violation_error_message='Du har redan en översättning med det namnet.')],
                },
            ),
            migrations.CreateModel(
                name='Operation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('bulk', 'Ändring av flera'), ('merge', 'Sammanslagning'), ('import', 'Import')], max_length=10, verbose_name='slag')),
                    ('title', models.CharField(max_length=200, verbose_name='vad')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='när')),
                    ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='ångrad')),
                    ('result', models.JSONField(default=dict, verbose_name='resultat')),
                    ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='operations', to=settings.AUTH_USER_MODEL, verbose_name='av')),
                    ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='operations_undone', to=settings.AUTH_USER_MODEL, verbose_name='ångrad av')),
                ],
                options={
                    'verbose_name': 'större ändring',
                    'verbose_name_plural': 'större ändringar',
                    'ordering': ['-created_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='SavedView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='skapad')),
                    ('updated_at', models.DateTimeField(auto_now=True, verbose_name='ändrad')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('name', models.CharField(max_length=80, verbose_name='namn')),
                    ('is_shared', models.BooleanField(default=False, verbose_name='delas med alla')),
                    ('list_name', models.CharField(editable=False, max_length=60)),
                    ('query', models.TextField(blank=True, verbose_name='urval')),
                    ('columns', models.JSONField(blank=True, default=list, verbose_name='kolumner')),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skapad av')),
                ],
                options={
                    'verbose_name': 'sparad vy',
                    'verbose_name_plural': 'sparade vyer',
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(models.F('owner'), models.F('list_name'), django.db.models.functions.text.Lower('name'), name='saved_view_once', violation_error_message='Du har redan en vy med det namnet.')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalExportTemplate',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='skapad')),
                    ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='ändrad')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('name', models.CharField(max_length=80, verbose_name='namn')),
                    ('is_shared', models.BooleanField(default=False, verbose_name='delas med alla')),
                    ('list_name', models.CharField(editable=False, max_length=60)),
                    ('columns', models.JSONField(default=list, verbose_name='kolumner')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skapad av')),
                    ('operation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm.operation')),
                ],
                options={
                    'verbose_name': 'historical exportmall',
                    'verbose_name_plural': 'historical exportmallar',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalImportMapping',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='skapad')),
                    ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='ändrad')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('name', models.CharField(max_length=80, verbose_name='namn')),
                    ('is_shared', models.BooleanField(default=False, verbose_name='delas med alla')),
                    ('columns', models.JSONField(default=dict, verbose_name='kolumner')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skapad av')),
                    ('operation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm.operation')),
                ],
                options={
                    'verbose_name': 'historical kolumnöversättning',
                    'verbose_name_plural': 'historical kolumnöversättningar',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalSavedView',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='skapad')),
                    ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='ändrad')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('name', models.CharField(max_length=80, verbose_name='namn')),
                    ('is_shared', models.BooleanField(default=False, verbose_name='delas med alla')),
                    ('list_name', models.CharField(editable=False, max_length=60)),
                    ('query', models.TextField(blank=True, verbose_name='urval')),
                    ('columns', models.JSONField(blank=True, default=list, verbose_name='kolumner')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skapad av')),
                    ('operation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm.operation')),
                ],
                options={
                    'verbose_name': 'historical sparad vy',
                    'verbose_name_plural': 'historical sparade vyer',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalUser',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('email', models.EmailField(db_index=True, max_length=254, verbose_name='e-post')),
                    ('name', models.CharField(max_length=150, verbose_name='namn')),
                    ('is_active', models.BooleanField(default=True, verbose_name='får logga in')),
                    ('is_staff', models.BooleanField(default=False, verbose_name='teknisk administration')),
                    ('is_system', models.BooleanField(default=False, editable=False, verbose_name='systemkonto')),
                    ('language', models.CharField(choices=[('sv', 'Svenska'), ('en', 'Engelska')], default='sv', max_length=5, verbose_name='språk')),
                    ('date_joined', models.DateTimeField(blank=True, editable=False, verbose_name='tillagd')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('operation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm.operation')),
                ],
                options={
                    'verbose_name': 'historical användare',
                    'verbose_name_plural': 'historical användare',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='ImportRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source', models.CharField(max_length=40, verbose_name='källa')),
                    ('file_name', models.CharField(max_length=255, verbose_name='fil')),
                    ('file', models.FileField(blank=True, upload_to='imports/', verbose_name='uppladdad fil')),
                    ('state', models.CharField(choices=[('uploaded', 'Uppladdad'), ('reading', 'Läses'), ('previewed', 'Förhandsgranskad'), ('queued', 'I kö'), ('applied', 'Genomförd'), ('failed', 'Misslyckad'), ('undone', 'Ångrad')], default='previewed', max_length=20, verbose_name='läge')),
                    ('result', models.JSONField(default=dict, verbose_name='resultat')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='skapad')),
                    ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='klar')),
                    ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='import_runs', to=settings.AUTH_USER_MODEL, verbose_name='av')),
                    ('decisions', models.JSONField(default=dict, verbose_name='beslut om tveksamma rader')),
                    ('options', models.JSONField(default=dict, verbose_name='val')),
                    ('progress', models.PositiveIntegerField(default=0, verbose_name='rader klara')),
                    ('total', models.PositiveIntegerField(default=0, verbose_name='rader')),
                    ('operation', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='import_run', to='crm.operation')),
                ],
                options={
                    'verbose_name': 'import',
                    'verbose_name_plural': 'importer',
                    'ordering': ['-created_at'],
                },
            ),
        ]),
        migrations.RunPython(make_roles, migrations.RunPython.noop),
    ]
