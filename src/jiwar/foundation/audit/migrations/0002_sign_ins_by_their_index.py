from django.db import migrations, models

from jiwar.foundation.groups.beside_work import AddIndexBesideWork


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('audit', '0001_entries_and_their_chain'),
    ]

    operations = [
        AddIndexBesideWork(
            model_name='entry',
            index=models.Index(condition=models.Q(('kind', 'signed-in')), fields=['member_id', 'at', 'address'], name='sign_ins_of_a_member'),
        ),
    ]
