from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AppointmentsConfig(AppConfig):
    name = "jiwar.casework.appointments"
    label = "appointments"
    verbose_name = _("Appointments")

    def ready(self) -> None:
        from jiwar.casework.appointments import declarations

        declarations.declare()
