from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "jiwar.lines.learning"
    label = "learning"
    verbose_name = _("Learning")

    def ready(self) -> None:
        from jiwar.lines.learning import kinds, navigation, rights  # noqa: F401  # registered by being imported
        from jiwar.lines.learning.line import LINE

        navigation.declare()
        LINE.subscribe()
