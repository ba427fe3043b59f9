
import django.db.models.deletion
import django.db.models.manager
import jiwar.foundation.vault.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0002_grants_answered_by_their_index'),
        ('groups', '0001_groups_offices_and_days'),
        ('vault', '0001_subjects_keys_and_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='grant',
            name='closed_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.membership'),
        ),
        migrations.AlterField(
            model_name='grant',
            name='origin',
            field=models.UUIDField(help_text='The assignment or the lending this grant follows from', null=True),
        ),
        migrations.AlterField(
            model_name='grant',
            name='source',
            field=models.CharField(choices=[('assignment', 'works on the case'), ('supervision', 'supervises someone who works on it'), ('registered', 'registered it'), ('coordinator', 'given by a coordinator for a time'), ('emergency', 'opened in an emergency')], max_length=16),
        ),
        migrations.CreateModel(
            name='Decoy',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('group', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.membership')),
                ('subject', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vault.subject')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'across_groups',
                'default_manager_name': 'objects',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('across_groups', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('many', 'opened very many files'), ('locked', 'opened far too many files: the account is locked'), ('decoy', 'opened a decoy')], max_length=8)),
                ('hour', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('shown', models.PositiveIntegerField(default=0)),
                ('usual', models.PositiveIntegerField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('group', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.membership')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.membership')),
                ('subject', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vault.subject')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'across_groups',
                'default_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('settled_at__isnull', True)), fields=['group', 'at'], name='alarms_not_settled')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'decoy'), _negated=True), fields=('member', 'kind', 'hour'), name='one_alarm_of_a_kind_an_hour'), models.UniqueConstraint(condition=models.Q(('kind', 'decoy')), fields=('member', 'subject', 'hour'), name='one_alarm_a_decoy_and_hour')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('across_groups', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='FileShown',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('hour', models.DateTimeField()),
                ('at', models.DateTimeField()),
                ('group', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.membership')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vault.subject')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'across_groups',
                'default_manager_name': 'objects',
                'indexes': [models.Index(fields=['group', 'hour'], name='files_shown_by_hour')],
                'constraints': [models.UniqueConstraint(fields=('member', 'hour', 'subject'), name='one_file_shown_an_hour_and_member')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('across_groups', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Lending',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('compartment', models.CharField(editable=False, max_length=32)),
                ('kind', models.CharField(choices=[('given', 'given for some hours'), ('emergency', 'opened in an emergency')], max_length=12)),
                ('parts', models.JSONField(default=list, help_text='Codes of the parts of the file itself')),
                ('purpose', jiwar.foundation.vault.fields.SealedText(default='')),
                ('begun_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('outcome', models.CharField(blank=True, choices=[('in-order', 'in order'), ('not-in-order', 'not in order')], max_length=16)),
                ('review', jiwar.foundation.vault.fields.SealedText(default='')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.membership')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.membership')),
                ('group', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.membership')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.membership')),
                ('subject', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.subject')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'across_groups',
                'default_manager_name': 'objects',
                'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['member', 'until'], name='running_lendings'), models.Index(fields=['subject', '-begun_at'], name='lendings_of_a_file'), models.Index(condition=models.Q(('kind', 'emergency'), ('reviewed_at__isnull', True)), fields=['group', 'begun_at'], name='emergencies_to_review')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('across_groups', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ReadingLimits',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('slow_at', models.PositiveSmallIntegerField(default=60)),
                ('alarm_at', models.PositiveSmallIntegerField(default=90)),
                ('lock_at', models.PositiveSmallIntegerField(default=150)),
                ('times_usual', models.PositiveSmallIntegerField(default=5)),
                ('group', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'across_groups',
                'default_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('group',), name='one_row_of_reading_limits_a_group')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('across_groups', django.db.models.manager.Manager()),
            ],
        ),
    ]
