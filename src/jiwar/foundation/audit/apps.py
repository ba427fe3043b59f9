from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "jiwar.foundation.audit"
    label = "audit"
    verbose_name = _("Audit")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jiwar.foundation.audit import checkpoints
        from jiwar.foundation.vault import changing

        changing.register(changing.Step("checkpoints", _("Marks of the audit’s checkpoints"), checkpoints.mark_anew))
