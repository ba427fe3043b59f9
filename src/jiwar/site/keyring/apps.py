from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KeyringConfig(AppConfig):
    name = "jiwar.site.keyring"
    label = "keyring"
    verbose_name = _("Keys")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jiwar.foundation.access import told
        from jiwar.foundation.vault import passphrase
        from jiwar.site.keyring import asking, audit_kinds, changing  # noqa: F401

        told.register(changing.BEGUN_WORD, _("The key of the group is being changed. Nothing you do is interrupted."))
        told.register(changing.FINISHED_WORD, _("The key of the group was changed. The recovery sheet is a new one."))
        passphrase.ask_with(asking.for_the_key_file)
