"""What this room writes into the audit."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.audit.kinds import register

REHEARSAL_ASKED = register("backup-rehearsal-asked", _("asked that a restore be rehearsed"))
