"""What stands on a person's page for whoever guards the data."""

from typing import Any

from jiwar.casework.erasing import queries
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.viewer import Viewer


class OfPerson:
    template = "erasing/of_person.html"

    def context(self, viewer: Viewer, person: Person) -> dict[str, Any] | None:
        if not viewer.can(can.GUARD_DATA):
            return None
        return {"person": person, "waiting": queries.waiting_of(viewer, person)}
