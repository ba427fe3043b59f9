from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "jiwar.foundation.jobs"
    label = "jobs"
    verbose_name = _("Background work")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jiwar.foundation.access import events
        from jiwar.foundation.jobs import outbox

        autodiscover_modules("recurring")
        events.subscribe(events.SignInChanged, outbox.tell_of_changed_sign_in)
