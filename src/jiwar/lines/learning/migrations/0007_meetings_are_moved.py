import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0006_words_and_phrases'),
    ]

    operations = [
        migrations.AddField(
            model_name='classmeeting',
            name='reason',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='classmeeting',
            name='moved_to',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_from', to='learning.classmeeting'),
        ),
        migrations.AlterField(
            model_name='classmeeting',
            name='state',
            field=models.CharField(choices=[('held', 'held'), ('called-off', 'called off'), ('moved', 'moved to another time')], default='held', max_length=12),
        ),
    ]
