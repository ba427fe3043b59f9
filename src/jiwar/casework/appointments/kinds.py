"""What the audit knows of this room."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.audit.kinds import register

BOOKED = register("appointment-booked", _("booked an appointment"))
MOVED = register("appointment-moved", _("moved an appointment"))
ENDED = register("appointment-ended", _("said whether the person came"))
SEEN = register("appointment-seen", _("opened an appointment"), looked=True)
FEED_MADE = register("feed-made", _("made a secret calendar address"))
FEED_REVOKED = register("feed-revoked", _("revoked a calendar address"))
