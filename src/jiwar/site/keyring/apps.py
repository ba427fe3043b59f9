from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KeyringConfig(AppConfig):
    name = "jiwar.site.keyring"
    label = "keyring"
    verbose_name = _("Keys")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jiwar.foundation.vault import passphrase
        from jiwar.site.keyring import asking

        passphrase.ask_with(asking.for_the_key_file)
