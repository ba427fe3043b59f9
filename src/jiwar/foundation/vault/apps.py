from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VaultConfig(AppConfig):
    name = "jiwar.foundation.vault"
    label = "vault"
    verbose_name = _("Vault")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from jiwar.foundation.vault import changing, rotation

        words = _("Keys of files, under newer keys of their parts")
        changing.register(changing.Step("subject-keys", words, rotation.rewrap_subjects, deep=True))
