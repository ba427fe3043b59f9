"""What this room adds to a person's page and to the search."""

import re
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import queries
from jiwar.casework.people import queries as people
from jiwar.casework.people.contributions import Found
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.calendars import fold_digits

_NUMBER: Final = re.compile(r"c\s*-?\s*0*(\d{1,7})", re.IGNORECASE | re.ASCII)


class CasesOfPerson:
    """The person's cases, and the way to open one for whoever may."""

    template = "cases/of_person.html"

    def context(self, viewer: Viewer, person: Person) -> dict[str, Any] | None:
        others = people.other_records(viewer, person)
        lines = queries.of_person(viewer, person, *(each.person for each in others))
        may_open = viewer.can(can.TRIAGE)
        if not lines and not may_open:
            return None
        new_href = reverse("cases:new", args=[person.id]) if may_open else None
        return {"lines": lines, "new_href": new_href, "of_several": bool(others)}


def find(viewer: Viewer, text: str) -> list[Found]:
    """Cases by their number: C-0142, c142, C ١٤٢."""
    match = _NUMBER.fullmatch(fold_digits(text.strip()))
    if match is None:
        return []
    return [
        Found(
            kind=_("Case"),
            id=line.case.id,
            number=line.number,
            name=line.names[0] if line.names else line.number,
            url=line.url,
            why=(_("by number"),),
        )
        for line in queries.by_number(viewer, int(match[1]))
    ]
