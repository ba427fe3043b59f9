"""What this room says to the others when the program starts."""

from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import following, person_page, told
from jiwar.casework.people import contributions
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.ui import navigation

__all__ = ["declare", "told"]


def declare() -> None:
    """Called by the app's `ready`. Who only sorts the queue finds it in the rail; who works on files, their own."""
    following.subscribe()
    contributions.add_panel(person_page.CasesOfPerson())
    contributions.add_finder(person_page.find)
    navigation.register(
        navigation.Destination(_("Cases"), "cases:list", "cases", can.WORK_ON_FILES, order=25),
        navigation.Destination(_("Intake queue"), "cases:queue", "inbox", can.TRIAGE, order=26),
    )
