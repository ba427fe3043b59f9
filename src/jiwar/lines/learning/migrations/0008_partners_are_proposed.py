import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0006_a_service_opens_a_part'),
        ('learning', '0007_meetings_are_moved'),
    ]

    operations = [
        migrations.AddField(
            model_name='partnerwish',
            name='proposed',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.helpoffer'),
        ),
        migrations.AddField(
            model_name='partnerwish',
            name='proposed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='partnerwish',
            name='proposed_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.membership'),
        ),
    ]
