"""The list of people one may see, as a table. Only what finds and greets them: no telephone, no number of a paper, no
address, nothing of their file; what lies about as a sheet is not sealed any more."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.people import wording
from jiwar.casework.people.models import Person
from jiwar.casework.people.models.person import Sex
from jiwar.casework.people.said_dates import from_data
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, reading
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import current_reader
from jiwar.foundation.languages.spoken import language_name
from jiwar.foundation.sheets.writing import Value
from jiwar.foundation.vault.models import Subject

AT_ONCE = 500


def people(viewer: Viewer) -> QuerySet[Person]:
    """Everyone the viewer may know of, for those who may take that out; for the others those they work with."""
    known = policy.known(viewer, Person.objects.select_related("subject"), Subject.Kind.PERSON)
    if viewer.can(can.EXPORT_PEOPLE):
        return known
    policy.require(viewer, can.WORK_ON_FILES)
    return known.filter(Exists(policy.running_grants(viewer).filter(subject=OuterRef("subject"))))


def table(viewer: Viewer) -> list[list[Value]]:
    """Under a line of headings a line for each. Whoever makes it has been shown them all, and that is counted."""
    rows, shown, after = [_headings()], set[UUID](), 0
    while some := list(people(viewer).filter(number__gt=after).order_by("number")[:AT_ONCE]):
        vault.prefetch(some)
        rows += map(_row, some)
        shown |= {person.subject_id for person in some}
        after = some[-1].number
    reading.taken_out(viewer, shown)
    return rows


def _headings() -> list[Value]:
    return [
        _("Number"),
        _("Name"),
        _("In other letters"),
        _("Date of birth"),
        _("Woman or man"),
        _("Nationality"),
        _("Languages"),
        _("Arrived"),
        _("Registered"),
    ]


def _row(person: Person) -> list[Value]:
    name, other = wording.heading(person)
    language = current_reader().language
    return [
        person.written_number,
        name,
        other,
        wording.said_date(from_data(person.birth)),
        str(Sex(person.sex).label) if person.sex else "",
        wording.origin(person),
        wording.listed([language_name(row["code"], language) for row in person.languages]),
        wording.said_date(from_data(person.arrived)),
        timezone.localdate(person.registered_at).isoformat(),
    ]
