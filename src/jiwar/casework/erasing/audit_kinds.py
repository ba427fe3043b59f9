"""What this room writes into the audit."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.audit.kinds import register

ASKED = register("erasure-asked", _("asked that a person be erased"))
AGREED = register("erasure-agreed", _("agreed that a person is erased"))
REFUSED = register("erasure-refused", _("refused that a person is erased"))
WITHDRAWN = register("erasure-withdrawn", _("withdrew that a person be erased"))
HELD = register("erasure-held", _("stopped an erasure because something needs the file"))
ERASED = register("erased", _("erased the file for good"))
ERASED_AGAIN = register("erased-again", _("erased the file again after a restore"))
LEFT_A_CASE = register("erased-person-left", _("took an erased person off the case"))
KEPT = register("file-kept", _("decided to keep the file until a day"))
LET_GO = register("file-let-go", _("ended that the file is kept"))
YEARS = register("keeping-years-changed", _("changed how long files are kept"))
LOOKED = register("erasure-looked", _("looked at what erasing a person would take"), looked=True)
