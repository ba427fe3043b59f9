from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackupsConfig(AppConfig):
    name = "jiwar.site.backups"
    label = "backups"
    verbose_name = _("Backups")

    def ready(self) -> None:
        from jiwar.casework.erasing import horizon as erasing
        from jiwar.foundation.access import capabilities as can
        from jiwar.foundation.ui.navigation import Destination, register
        from jiwar.site.backups import audit_kinds, horizon, queries  # noqa: F401

        erasing.register(horizon.horizon)

        register(
            Destination(
                _("Backups"), "backups:backups", "download", can.MANAGE_GROUP, count=queries.how_many_old, order=87
            )
        )
