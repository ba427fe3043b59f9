"""What this room says to the others when the program starts."""

from django.utils.translation import gettext_lazy as _

from jiwar.casework.appointments import panels
from jiwar.casework.cases import closing
from jiwar.casework.cases import panels as case_panels
from jiwar.casework.people import contributions
from jiwar.casework.service_lines import MenuEntry
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.ui import navigation


def declare() -> None:
    """Called by the app's `ready`."""
    case_panels.add_aside(panels.OfCase())
    case_panels.add_menu(MenuEntry(_("Appointment"), "appointments:book-on", "calendar", can.BOOK))
    contributions.add_panel(panels.OfPerson())
    closing.add_asker(panels.open_matters)
    navigation.register(
        navigation.Destination(_("Appointments"), "appointments:week", "calendar", can.SEE_DESK, order=30),
        navigation.Destination(
            _("Calendar address"), "appointments:feed-address", "link", can.SEE_DESK, place=navigation.Place.OWN
        ),
    )
