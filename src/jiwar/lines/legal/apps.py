from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalConfig(AppConfig):
    name = "jiwar.lines.legal"
    label = "legal"
    verbose_name = _("Legal")

    def ready(self) -> None:
        from jiwar.foundation.groups import opening
        from jiwar.lines.legal import kinds, navigation, rights  # noqa: F401  # registered by being imported
        from jiwar.lines.legal.announcing import days
        from jiwar.lines.legal.line import LINE

        navigation.declare()
        opening.known_to_rest(days.of_our_country)
        LINE.subscribe()
