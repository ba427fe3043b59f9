"""What this room writes into the audit."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.audit.kinds import Kind, register

__all__ = ["BEGUN", "FINISHED", "REHEARSED", "SPLIT", "Kind"]

BEGUN = register("key-change-begun", _("the group’s key began to be changed"))
FINISHED = register("key-change-finished", _("the group’s key was changed, and the one before is gone"))
SPLIT = register("keys-split", _("the keys were printed as shares or as a sheet"))
REHEARSED = register("key-shares-rehearsed", _("the shares of the keys were typed in, to see whether they open them"))
