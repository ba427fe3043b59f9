from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "jiwar.faces.desk"
    label = "desk"
    verbose_name = _("My day")

    def ready(self) -> None:
        from jiwar.foundation.access import capabilities as can
        from jiwar.foundation.ui import navigation

        navigation.register(navigation.Destination(_("My day"), "desk:day", "my-day", can.SEE_DESK, order=10))
