from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalConfig(AppConfig):
    name = "jiwar.lines.legal"
    label = "legal"
    verbose_name = _("Legal")

    def ready(self) -> None:
        from jiwar.foundation.groups import opening
        from jiwar.foundation.papers.signatures import for_group
        from jiwar.lines.legal import kinds, navigation, rights  # noqa: F401  # registered by being imported
        from jiwar.lines.legal.announcing import days
        from jiwar.lines.legal.line import LINE
        from jiwar.lines.legal.signing import queries as signing

        navigation.declare()
        opening.known_to_rest(days.of_our_country)
        for_group.kept_by(signing.key_in_force)
        LINE.subscribe()
