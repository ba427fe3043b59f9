from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "jiwar.casework.cases"
    label = "cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        from jiwar.casework.cases import declarations

        declarations.declare()
