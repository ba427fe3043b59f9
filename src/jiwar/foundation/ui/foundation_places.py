"""Where the pages of the rooms below stand in the navigation: they cannot say so themselves."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.queries import guardian
from jiwar.foundation.ui.navigation import Destination, Place, register


def connect() -> None:
    register(
        Destination(_("Members"), "access:members", "users", can.SEE_MEMBERS, order=80),
        Destination(
            _("Data guardian"), "access:guardian", "key", can.GUARD_DATA, count=guardian.how_many_wait, order=82
        ),
        Destination(_("Audit"), "access:audit", "audit", can.GUARD_DATA, order=84),
        Destination(_("The group"), "access:group", "settings", can.MANAGE_GROUP, order=86),
        Destination(_("Yourself"), "access:me", "user", can.SIGNED_IN, order=10, place=Place.OWN),
        Destination(_("Second factor"), "mfa_index", "lock", can.SIGNED_IN, order=20, place=Place.OWN),
        Destination(
            _("Where you are signed in"), "usersessions_list", "phone", can.SIGNED_IN, order=30, place=Place.OWN
        ),
    )
