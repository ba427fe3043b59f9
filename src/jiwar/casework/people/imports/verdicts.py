"""What becomes of a row: decided in one place, for trying and for bringing in alike."""

from dataclasses import dataclass, field
from uuid import UUID

from jiwar.casework.people.imports import likeness
from jiwar.casework.people.imports.entry import Entry, passed_over, read_row
from jiwar.casework.people.imports.headers import Plan
from jiwar.casework.people.imports.likeness import RowsSoFar
from jiwar.casework.people.imports.messages import Message
from jiwar.casework.people.imports.models import ImportedRow, ImportMark, PeopleImport
from jiwar.casework.people.models import Person
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.sheets.cells import Row, unpacked
from jiwar.foundation.vault.models import Subject

Fate = ImportedRow.Fate


@dataclass
class Verdict:
    """`entry` None: the row is no person. `person`: whom the row is, where that is known."""

    fate: str
    entry: Entry | None = None
    person: Person | None = None
    messages: list[Message] = field(default_factory=list)


def as_row(row: ImportedRow) -> Row:
    return unpacked([row.row, row.cells])


def read(brought: PeopleImport, row: ImportedRow, plan: Plan) -> Entry:
    return read_row(as_row(row), plan, country=brought.about["country"], today=brought.came_on)


def judge(
    viewer: Viewer, brought: PeopleImport, row: ImportedRow, plan: Plan, above: RowsSoFar | None = None
) -> Verdict:
    """`above` while the list is only tried."""
    over = passed_over(as_row(row), plan)
    if over is not None:
        return Verdict(Fate.SKIPPED, messages=[over])
    entry = read(brought, row, plan)
    before = _brought_before(viewer, brought, row, entry)
    if before is not None:
        return Verdict(Fate.SKIPPED, entry, messages=[before])
    if entry.problems:
        return Verdict(Fate.ERROR, entry, messages=[*entry.problems, *entry.doubts, *entry.remarks])
    return _among_the_known(viewer, entry, above)


def _among_the_known(viewer: Viewer, entry: Entry, above: RowsSoFar | None) -> Verdict:
    found = [each.person for each in likeness.candidates(viewer, entry)]
    sure = [person for person in found if likeness.certain(person, entry)]
    if len(sure) == 1 and not entry.doubts:
        return Verdict(Fate.UPDATED, entry, sure[0], [*entry.remarks])
    open_questions = [*entry.doubts]
    if found:
        open_questions.append(Message("candidates"))
    elif above is not None and (like := above.like(entry)) is not None:
        open_questions.append(Message("like-row", about={"row": like}))
    fate = Fate.DECISION if open_questions else Fate.CREATED
    return Verdict(fate, entry, messages=[*open_questions, *entry.remarks])


def _brought_before(viewer: Viewer, brought: PeopleImport, row: ImportedRow, entry: Entry) -> Message | None:
    """The same row above in this list, or in an earlier one. Somebody hidden counts as nobody: whoever may not know of
    them registers them anew, and the data guardian is told in silence."""
    keys = entry.keys
    person = _marked(viewer, keys)
    if person is not None:
        return Message("already", about={"number": person.written_number})
    same = ImportedRow.objects.filter(of=brought, key__in=keys, row__lt=row.row).exclude(fate=Fate.SKIPPED)
    first = same.order_by("row").values_list("row", "person_id").first()
    if first is None or _is_hidden(viewer, first[1]):
        return None
    return Message("same-row", about={"row": first[0]})


def _marked(viewer: Viewer, keys: list[bytes]) -> Person | None:
    ids = list(ImportMark.objects.filter(key__in=keys).values_list("person_id", flat=True))
    known = policy.known(viewer, Person.objects.filter(id__in=ids).select_related("subject"), Subject.Kind.PERSON)
    return known.order_by("number").first()


def _is_hidden(viewer: Viewer, person_id: UUID | None) -> bool:
    if person_id is None:
        return False
    rows = policy.known(viewer, Person.objects.filter(id=person_id), Subject.Kind.PERSON)
    return not rows.exists()
