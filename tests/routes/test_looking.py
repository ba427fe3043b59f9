"""Nobody reads something of a file without an entry in the audit: every page with a place in its address is asked."""

import pytest
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from jiwar.casework.cases.models import Case
from jiwar.casework.people.models import Person
from jiwar.foundation.access import grants
from jiwar.foundation.access.queries import files
from jiwar.foundation.audit.models import Entry
from jiwar.lines.learning.kinds import REGISTER_SEEN
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED
from tests.routes.routes import every_route
from tests.routes.world import World

pytestmark = pytest.mark.once

READERS = ("reception", "caseworker", "legal_adviser", "teacher", "coordinator")
CHOOSES_AMONG_OWN = {"legal:argument_use", "legal:cite", "learning:outside"}
"""Number and names, as on the reader's list of their own cases or learners, which keeps no entry either."""


@pytest.mark.parametrize("who", READERS)
def test_a_page_that_shows_something_of_a_file_is_kept(world: World, who: str) -> None:
    subjects = [
        Person.objects.get(id=world.rows["person"]).subject_id,
        Case.objects.get(id=world.rows["case"]).subject_id,
    ]
    client, unseen = world.client(who), []
    for route in (route for route in every_route() if route.places):
        with transaction.atomic():
            kept_of = Entry.objects.filter(Q(subject__in=subjects) | Q(kind=REGISTER_SEEN.code, subject=None))
            known = kept_of.count()
            answer = client.get(reverse(route.name, kwargs=world.places(route)))
            body = answer.getvalue().decode(errors="replace")
            kept = kept_of.count() > known
            transaction.set_rollback(True)
        shown = [name for name, text in world.secrets.items() if text in body]
        if answer.status_code == 200 and shown and not kept and route.name not in CHOOSES_AMONG_OWN:
            unseen.append(f"{route.name} shows {', '.join(shown)}")
    assert not unseen, "\n".join(unseen)


def test_who_looked_says_nothing_of_a_part_that_is_closed_to_the_reader(world: World) -> None:
    case = Case.objects.select_related("subject").get(id=world.rows["case"])
    caseworker, adviser, guardian = (world.cast[who].viewer for who in ("caseworker", "legal_adviser", "guardian"))
    seen = [
        files.entries_of(viewer, case.subject).filter(object_id=world.rows["privileged"]).exists()
        for viewer in (caseworker, adviser, guardian)
    ]
    assert seen == [False, True, True]
    let_in = files.entries_of(caseworker, case.subject).filter(compartment=LEGAL_PRIVILEGED.code)
    assert set(let_in.values_list("kind", flat=True)) == {grants.GRANTED.code}
