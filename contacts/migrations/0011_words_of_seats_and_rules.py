import django.db.models.deletion
from django.db import migrations, models


from crm.common.migrating import AlterFields


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0010_people_sorted_once'),
    ]

    operations = [
        AlterFields([
            migrations.AlterField(
                model_name='compositionrulearea',
                name='area',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.area', verbose_name='län'),
            ),
            migrations.AlterField(
                model_name='compositionrulearea',
                name='rule',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='contacts.compositionrule', verbose_name='regel'),
            ),
            migrations.AlterField(
                model_name='compositionruleorganization',
                name='organization',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contacts.organization', verbose_name='organisation'),
            ),
            migrations.AlterField(
                model_name='compositionruleorganization',
                name='rule',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organizations', to='contacts.compositionrule', verbose_name='regel'),
            ),
            migrations.AlterField(
                model_name='compositionruleparty',
                name='party',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.party', verbose_name='parti'),
            ),
            migrations.AlterField(
                model_name='compositionruleparty',
                name='rule',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='contacts.compositionrule', verbose_name='regel'),
            ),
            migrations.AlterField(
                model_name='historicalcompositionrulearea',
                name='area',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.area', verbose_name='län'),
            ),
            migrations.AlterField(
                model_name='historicalcompositionrulearea',
                name='rule',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.compositionrule', verbose_name='regel'),
            ),
            migrations.AlterField(
                model_name='historicalcompositionruleorganization',
                name='organization',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.organization', verbose_name='organisation'),
            ),
            migrations.AlterField(
                model_name='historicalcompositionruleorganization',
                name='rule',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.compositionrule', verbose_name='regel'),
            ),
            migrations.AlterField(
                model_name='historicalcompositionruleparty',
                name='party',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.party', verbose_name='parti'),
            ),
            migrations.AlterField(
                model_name='historicalcompositionruleparty',
                name='rule',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.compositionrule', verbose_name='regel'),
            ),
            migrations.AlterField(
                model_name='historicalpost',
                name='area',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.area', verbose_name='område'),
            ),
            migrations.AlterField(
                model_name='historicalpost',
                name='organization',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.organization', verbose_name='organ'),
            ),
            migrations.AlterField(
                model_name='post',
                name='area',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='contacts.area', verbose_name='område'),
            ),
            migrations.AlterField(
                model_name='post',
                name='organization',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='contacts.organization', verbose_name='organ'),
            ),
        ]),
    ]
