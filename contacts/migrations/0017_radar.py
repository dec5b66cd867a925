import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


from crm.common.migrating import AlterFields, CreateModels


STATEMENT = 'ALTER TABLE contacts_radarchange ALTER COLUMN sort_key TYPE varchar(200) COLLATE "C"'


def order_by_bytes(apps, schema_editor):
    """As for people and organizations: the sort key is made for byte order."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(STATEMENT)


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0016_tiers_are_named_by_letter'),
        ('crm', '0006_radar_look_and_letters'),
        ('crm', '__first__'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='FetchedSource',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('address', models.URLField(max_length=500, unique=True, verbose_name='adress')),
                    ('file', models.FileField(blank=True, upload_to='fetched/', verbose_name='kopia')),
                    ('digest', models.CharField(blank=True, max_length=64, verbose_name='kontrollsumma')),
                    ('etag', models.CharField(blank=True, max_length=200)),
                    ('last_modified', models.CharField(blank=True, max_length=60)),
                    ('fetched_at', models.DateTimeField(verbose_name='hämtad')),
                    ('checked_at', models.DateTimeField(verbose_name='senast kontrollerad')),
                    ('headers', models.JSONField(blank=True, default=dict)),
                ],
                options={
                    'verbose_name': 'hämtad källa',
                    'verbose_name_plural': 'hämtade källor',
                    'ordering': ['address'],
                },
            ),
            migrations.CreateModel(
                name='RadarRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source', models.CharField(choices=[('riksdagen', 'Riksdagens personlista'), ('valmyndigheten', 'Valmyndighetens valda'), ('candidates', 'Valmyndighetens kandidater'), ('history', 'Valmyndighetens ledamöter med historik'), ('sheet', 'Lista över förtroendevalda')], max_length=20, verbose_name='källa')),
                    ('file_name', models.CharField(max_length=255, verbose_name='fil')),
                    ('file', models.FileField(blank=True, upload_to='radar/', verbose_name='uppladdad fil')),
                    ('address', models.URLField(blank=True, max_length=500, verbose_name='adress')),
                    ('source_on', models.DateField(blank=True, null=True, verbose_name='källans datum')),
                    ('as_of', models.DateField(blank=True, null=True, verbose_name='jämförs per')),
                    ('state', models.CharField(choices=[('reading', 'Jämförs'), ('open', 'Att gå igenom'), ('applying', 'Genomförs'), ('done', 'Genomgången'), ('failed', 'Misslyckad'), ('undone', 'Ångrad')], default='reading', max_length=10, verbose_name='läge')),
                    ('options', models.JSONField(blank=True, default=dict, verbose_name='val')),
                    ('progress', models.PositiveIntegerField(default=0, verbose_name='rader klara')),
                    ('total', models.PositiveIntegerField(default=0, verbose_name='rader')),
                    ('result', models.JSONField(blank=True, default=dict, verbose_name='resultat')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='skapad')),
                    ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='klar')),
                    ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='radar_runs', to=settings.AUTH_USER_MODEL, verbose_name='av')),
                ],
                options={
                    'verbose_name': 'körning av mandatbevakningen',
                    'verbose_name_plural': 'körningar av mandatbevakningen',
                    'ordering': ['-created_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='RadarChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=250)),
                    ('row', models.PositiveIntegerField(default=0, verbose_name='rad')),
                    ('kind', models.CharField(choices=[('new_person', 'Ny person'), ('re_elected', 'Omvald'), ('new_mandate', 'Nytt uppdrag'), ('moved_up', 'Gått uppåt'), ('moved_down', 'Gått nedåt'), ('left', 'Lämnar'), ('changed_party', 'Bytt parti'), ('changed_constituency', 'Bytt valkrets'), ('new_committee_seat', 'Ny plats i utskott eller nämnd'), ('ended_committee_seat', 'Lämnar utskott eller nämnd'), ('substitute_in', 'Ersättare in'), ('substitute_out', 'Ersättare ut'), ('office', 'Statsråd eller talman'), ('name_changed', 'Ändrat namn'), ('details', 'Ändrade uppgifter'), ('corrected', 'Rättat av källan'), ('same_person', 'Samma person två gånger'), ('doubtful', 'Tveksam träff')], max_length=24, verbose_name='slag av förändring')),
                    ('also', models.JSONField(blank=True, default=list)),
                    ('name', models.CharField(max_length=200, verbose_name='namn')),
                    ('sort_key', models.CharField(blank=True, max_length=200)),
                    ('number', models.CharField(blank=True, max_length=100, verbose_name='källans id')),
                    ('before', models.JSONField(blank=True, default=list, verbose_name='i registret')),
                    ('after', models.JSONField(blank=True, default=list, verbose_name='i källan')),
                    ('reasons', models.JSONField(blank=True, default=list, verbose_name='skäl')),
                    ('candidates', models.JSONField(blank=True, default=list, verbose_name='möjliga')),
                    ('score', models.PositiveSmallIntegerField(default=100, verbose_name='säkerhet')),
                    ('is_certain', models.BooleanField(default=False, verbose_name='säker')),
                    ('state', models.CharField(choices=[('open', 'Att avgöra'), ('accepted', 'Godkänd'), ('refused', 'Avvisad'), ('applied', 'Genomförd'), ('gone', 'Gäller inte längre')], default='open', max_length=10, verbose_name='läge')),
                    ('choice', models.CharField(blank=True, max_length=20, verbose_name='vald')),
                    ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='avgjord')),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='anmärkning')),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='radar_changes', to='contacts.area', verbose_name='område eller valkrets')),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='radar_decisions', to=settings.AUTH_USER_MODEL, verbose_name='avgjord av')),
                    ('operation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='radar_changes', to='crm.operation')),
                    ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='radar_changes', to='contacts.organization', verbose_name='organisation')),
                    ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='radar_changes_as_other', to='contacts.person', verbose_name='den andra')),
                    ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='radar_changes', to='contacts.party', verbose_name='parti')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='radar_changes', to='contacts.person', verbose_name='person')),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='contacts.radarrun')),
                ],
                options={
                    'verbose_name': 'förändring',
                    'verbose_name_plural': 'förändringar',
                    'ordering': ['run', 'row', 'pk'],
                    'indexes': [models.Index(fields=['run', 'state', 'kind'], name='radar_change_to_decide'), models.Index(fields=['key', 'state'], name='radar_change_refused_before')],
                    'constraints': [models.UniqueConstraint(fields=('run', 'key'), name='radar_change_once')],
                },
            ),
        ]),
        AlterFields([
            migrations.AlterField(
                model_name='externalidentifier',
                name='scheme',
                field=models.CharField(choices=[('samsyn', 'Samsyn'), ('riksdagen', 'Riksdagen, intressent_id'), ('riksdagen-guid', 'Riksdagen, sourceid'), ('val-2026', 'Valmyndigheten 2026, kandidatnummer'), ('val-2022', 'Valmyndigheten 2022, kandidatnummer'), ('val-mandat', 'Valmyndigheten, mandat'), ('wikidata', 'Wikidata'), ('import', 'Eget id i importerad fil')], max_length=30, verbose_name='system'),
            ),
            migrations.AlterField(
                model_name='historicalexternalidentifier',
                name='scheme',
                field=models.CharField(choices=[('samsyn', 'Samsyn'), ('riksdagen', 'Riksdagen, intressent_id'), ('riksdagen-guid', 'Riksdagen, sourceid'), ('val-2026', 'Valmyndigheten 2026, kandidatnummer'), ('val-2022', 'Valmyndigheten 2022, kandidatnummer'), ('val-mandat', 'Valmyndigheten, mandat'), ('wikidata', 'Wikidata'), ('import', 'Eget id i importerad fil')], max_length=30, verbose_name='system'),
            ),
        ]),
        migrations.RunPython(order_by_bytes, migrations.RunPython.noop),
    ]
