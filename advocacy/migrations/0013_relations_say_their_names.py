import django.db.models.deletion
from django.db import migrations, models


from crm.common.migrating import AlterFields


class Migration(migrations.Migration):

    dependencies = [
        ('advocacy', '0012_tiers_are_named_by_letter'),
        ('crm', '0005_told_and_attached'),
    ]

    operations = [
        AlterFields([
            migrations.AlterField(
                model_name='discussionpoint',
                name='interaction',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='advocacy.interaction', verbose_name='kontakt'),
            ),
            migrations.AlterField(
                model_name='eventspeaker',
                name='event',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speakers', to='advocacy.event', verbose_name='arrangemang'),
            ),
            migrations.AlterField(
                model_name='eventstaff',
                name='event',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staff', to='advocacy.event', verbose_name='arrangemang'),
            ),
            migrations.AlterField(
                model_name='historicaldiscussionpoint',
                name='interaction',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='advocacy.interaction', verbose_name='kontakt'),
            ),
            migrations.AlterField(
                model_name='historicaleventspeaker',
                name='event',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='advocacy.event', verbose_name='arrangemang'),
            ),
            migrations.AlterField(
                model_name='historicaleventstaff',
                name='event',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='advocacy.event', verbose_name='arrangemang'),
            ),
            migrations.AlterField(
                model_name='historicalinteractionattachment',
                name='attachment',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='crm.attachment', verbose_name='bilaga'),
            ),
            migrations.AlterField(
                model_name='historicalinteractionattachment',
                name='interaction',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='advocacy.interaction', verbose_name='kontakt'),
            ),
            migrations.AlterField(
                model_name='historicalinteractionfacts',
                name='interaction',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='advocacy.interaction', verbose_name='kontakt'),
            ),
            migrations.AlterField(
                model_name='historicalinteractiongoal',
                name='interaction',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='advocacy.interaction', verbose_name='kontakt'),
            ),
            migrations.AlterField(
                model_name='historicalinteractionorigin',
                name='interaction',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='advocacy.interaction', verbose_name='kontakt'),
            ),
            migrations.AlterField(
                model_name='historicalinteractionpriority',
                name='interaction',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='advocacy.interaction', verbose_name='kontakt'),
            ),
            migrations.AlterField(
                model_name='historicalinteractionreader',
                name='interaction',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='advocacy.interaction', verbose_name='kontakt'),
            ),
            migrations.AlterField(
                model_name='interactionattachment',
                name='attachment',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='interaction_link', to='crm.attachment', verbose_name='bilaga'),
            ),
            migrations.AlterField(
                model_name='interactionattachment',
                name='interaction',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachment_links', to='advocacy.interaction', verbose_name='kontakt'),
            ),
            migrations.AlterField(
                model_name='interactionfacts',
                name='interaction',
                field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='advocacy.interaction', verbose_name='kontakt'),
            ),
            migrations.AlterField(
                model_name='interactiongoal',
                name='interaction',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goal_links', to='advocacy.interaction', verbose_name='kontakt'),
            ),
            migrations.AlterField(
                model_name='interactionorigin',
                name='interaction',
                field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='origin', to='advocacy.interaction', verbose_name='kontakt'),
            ),
            migrations.AlterField(
                model_name='interactionpriority',
                name='interaction',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='priority_links', to='advocacy.interaction', verbose_name='kontakt'),
            ),
            migrations.AlterField(
                model_name='interactionreader',
                name='interaction',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='advocacy.interaction', verbose_name='kontakt'),
            ),
        ]),
    ]
