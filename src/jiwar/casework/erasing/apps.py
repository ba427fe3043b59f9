from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ErasingConfig(AppConfig):
    name = "jiwar.casework.erasing"
    label = "erasing"
    verbose_name = _("Erasing")

    def ready(self) -> None:
        from jiwar.casework.erasing import audit_kinds, panels, queries, words  # noqa: F401  # kinds registered by being imported
        from jiwar.casework.people import contributions
        from jiwar.foundation.access import capabilities as can
        from jiwar.foundation.ui import navigation

        words.register()
        contributions.add_panel(panels.OfPerson())
        navigation.register(
            navigation.Destination(
                _("Erasing"),
                "erasing:erasing",
                "clock",
                can.AGREE_TO_ERASING,
                count=queries.how_many_wait,
                order=83,
            )
        )
