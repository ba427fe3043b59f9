from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "jiwar.foundation.groups"
    label = "groups"
    verbose_name = _("Groups")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_raise_walls, sender=self, dispatch_uid="jiwar.groups.walls")


def _raise_walls(*, using: str, **_signal: Any) -> None:
    from django.db import connections

    from jiwar.foundation.groups import walls

    walls.raise_where_missing(connections[using])
