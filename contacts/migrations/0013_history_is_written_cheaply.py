import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from crm.common.migrating import AlterFields


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0012_lists_in_byte_order'),
        ('crm', '0004_exports_that_are_told'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AlterFields([
            migrations.AlterField(
                model_name='historicalcontactdetail',
                name='history_date',
                field=models.DateTimeField(),
            ),
            migrations.AlterField(
                model_name='historicalcontactdetail',
                name='history_user',
                field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='historicalcontactdetail',
                name='operation',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm.operation'),
            ),
            migrations.AlterField(
                model_name='historicalcontactlistmember',
                name='contact_list',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.contactlist', verbose_name='kontaktlista'),
            ),
            migrations.AlterField(
                model_name='historicalcontactlistmember',
                name='history_date',
                field=models.DateTimeField(),
            ),
            migrations.AlterField(
                model_name='historicalcontactlistmember',
                name='history_user',
                field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='historicalcontactlistmember',
                name='operation',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm.operation'),
            ),
            migrations.AlterField(
                model_name='historicalcontactlistmember',
                name='person',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.person', verbose_name='person'),
            ),
            migrations.AlterField(
                model_name='historicalexternalidentifier',
                name='history_date',
                field=models.DateTimeField(),
            ),
            migrations.AlterField(
                model_name='historicalexternalidentifier',
                name='history_user',
                field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='historicalexternalidentifier',
                name='membership',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.membership'),
            ),
            migrations.AlterField(
                model_name='historicalexternalidentifier',
                name='operation',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm.operation'),
            ),
            migrations.AlterField(
                model_name='historicalexternalidentifier',
                name='organization',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.organization'),
            ),
            migrations.AlterField(
                model_name='historicalexternalidentifier',
                name='person',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.person'),
            ),
            migrations.AlterField(
                model_name='historicalmembership',
                name='area',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.area', verbose_name='område eller valkrets'),
            ),
            migrations.AlterField(
                model_name='historicalmembership',
                name='history_date',
                field=models.DateTimeField(),
            ),
            migrations.AlterField(
                model_name='historicalmembership',
                name='history_user',
                field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='historicalmembership',
                name='operation',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm.operation'),
            ),
            migrations.AlterField(
                model_name='historicalmembership',
                name='organization',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.organization', verbose_name='organisation'),
            ),
            migrations.AlterField(
                model_name='historicalmembership',
                name='party',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.party', verbose_name='parti'),
            ),
            migrations.AlterField(
                model_name='historicalmembership',
                name='post',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.post', verbose_name='plats'),
            ),
            migrations.AlterField(
                model_name='historicalmembership',
                name='represents',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, help_text='Vilken organisation personen sitter för, i ett nätverk, en styrgrupp eller ett råd.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.organization', verbose_name='företräder'),
            ),
            migrations.AlterField(
                model_name='historicalmembership',
                name='stands_in_for',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.membership', verbose_name='ersätter'),
            ),
            migrations.AlterField(
                model_name='historicalmembership',
                name='term',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.term', verbose_name='mandatperiod'),
            ),
            migrations.AlterField(
                model_name='historicalmembershipstatus',
                name='history_date',
                field=models.DateTimeField(),
            ),
            migrations.AlterField(
                model_name='historicalmembershipstatus',
                name='history_user',
                field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='historicalmembershipstatus',
                name='operation',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm.operation'),
            ),
            migrations.AlterField(
                model_name='historicalperson',
                name='history_date',
                field=models.DateTimeField(),
            ),
            migrations.AlterField(
                model_name='historicalperson',
                name='history_user',
                field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='historicalperson',
                name='merged_into',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.person'),
            ),
            migrations.AlterField(
                model_name='historicalperson',
                name='operation',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm.operation'),
            ),
            migrations.AlterField(
                model_name='historicalperson',
                name='owner',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kontaktansvarig'),
            ),
            migrations.AlterField(
                model_name='historicalperson',
                name='user',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='egen inloggning'),
            ),
            migrations.AlterField(
                model_name='historicalpersontag',
                name='history_date',
                field=models.DateTimeField(),
            ),
            migrations.AlterField(
                model_name='historicalpersontag',
                name='history_user',
                field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AlterField(
                model_name='historicalpersontag',
                name='operation',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='crm.operation'),
            ),
            migrations.AlterField(
                model_name='historicalpersontag',
                name='tag',
                field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contacts.tag'),
            ),
            migrations.AlterField(
                model_name='membership',
                name='area',
                field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='contacts.area', verbose_name='område eller valkrets'),
            ),
            migrations.AlterField(
                model_name='membership',
                name='organization',
                field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='contacts.organization', verbose_name='organisation'),
            ),
            migrations.AlterField(
                model_name='membership',
                name='post',
                field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='contacts.post', verbose_name='plats'),
            ),
            migrations.AlterField(
                model_name='membership',
                name='represents',
                field=models.ForeignKey(blank=True, db_index=False, help_text='Vilken organisation personen sitter för, i ett nätverk, en styrgrupp eller ett råd.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='represented_by', to='contacts.organization', verbose_name='företräder'),
            ),
            migrations.AlterField(
                model_name='membership',
                name='stands_in_for',
                field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stood_in_by', to='contacts.membership', verbose_name='ersätter'),
            ),
            migrations.AlterField(
                model_name='membership',
                name='term',
                field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='contacts.term', verbose_name='mandatperiod'),
            ),
            migrations.AlterField(
                model_name='person',
                name='merged_into',
                field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='contacts.person'),
            ),
            migrations.AlterField(
                model_name='person',
                name='owner',
                field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people_owned', to=settings.AUTH_USER_MODEL, verbose_name='kontaktansvarig'),
            ),
        ]),
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(condition=models.Q(('term__isnull', False)), fields=['term'], name='membership_term'),
        ),
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(condition=models.Q(('post__isnull', False)), fields=['post'], name='membership_post'),
        ),
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(condition=models.Q(('stands_in_for__isnull', False)), fields=['stands_in_for'], name='membership_stands_in_for'),
        ),
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(condition=models.Q(('represents__isnull', False)), fields=['represents'], name='membership_represents'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('owner__isnull', False)), fields=['owner'], name='person_owned'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='person_merged'),
        ),
    ]
