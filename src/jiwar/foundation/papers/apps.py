from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "jiwar.foundation.papers"
    label = "papers"
    verbose_name = _("Papers")
    default_auto_field = "django.db.models.BigAutoField"
