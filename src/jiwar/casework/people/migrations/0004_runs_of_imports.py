from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_lists_brought_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='peopleimport',
            name='run',
            field=models.UUIDField(help_text='Whose turn it is: a worker with an older one stops', null=True),
        ),
    ]
