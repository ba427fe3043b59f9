"""What the audit knows of this room."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.audit.kinds import register

OPPOSED_MARKED = register("opposed-marked", _("wrote down somebody who stands against the person"))
OPPOSED_WITHDRAWN = register("opposed-withdrawn", _("withdrew that somebody stands against the person"))
CHECKED = register("conflicts-checked", _("looked for conflicts of interest"))
FOUND = register("conflict-found", _("found a possible conflict of interest"))
DECIDED = register("conflict-decided", _("decided about a conflict of interest"))
MATCH_SEEN = register("conflict-seen", _("opened what may be a conflict of interest"), looked=True)
LIST_SEEN = register("conflicts-seen", _("looked at what may be a conflict of interest"), looked=True)
