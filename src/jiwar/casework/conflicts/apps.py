from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConflictsConfig(AppConfig):
    name = "jiwar.casework.conflicts"
    label = "conflicts"
    verbose_name = _("Conflicts of interest")

    def ready(self) -> None:
        from jiwar.casework.conflicts import declarations

        declarations.declare()
