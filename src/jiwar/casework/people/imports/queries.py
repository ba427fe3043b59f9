"""What can be asked about imports: always the viewer's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from jiwar.casework.people.imports import likeness, verdicts
from jiwar.casework.people.imports.entry import Entry
from jiwar.casework.people.imports.headers import Plan, from_data
from jiwar.casework.people.imports.messages import sentences
from jiwar.casework.people.imports.models import ImportedRow, PeopleImport
from jiwar.casework.people.models import Person
from jiwar.casework.people.queries.finding import Likely
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.file_names import subject_of
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.sheets.cells import Row, unpacked
from jiwar.foundation.vault.models import Subject

UNDECIDED = (ImportedRow.Fate.DECISION, ImportedRow.Fate.ERROR)


def imports(viewer: Viewer) -> QuerySet[PeopleImport]:
    """The viewer's own, to be paged by the time they began."""
    policy.require(viewer, can.IMPORT_PEOPLE)
    return PeopleImport.objects.filter(member=viewer.member).select_related("subject")


def brought(viewer: Viewer, import_id: UUID) -> PeopleImport:
    """One's own; anyone else's is `NotThere`."""
    found = imports(viewer).select_related("file", "group").filter(id=import_id).first()
    if found is None:
        raise NotThere()
    return found


def open_abouts(rows: Iterable[PeopleImport]) -> None:
    vault.prefetch(row for row in rows if row.is_open)


def preview(found: PeopleImport) -> tuple[Plan, list[Row]]:
    return from_data(found.plan), [unpacked(row) for row in found.about["rows"]]


def rows(found: PeopleImport, fates: Iterable[str] = ()) -> QuerySet[ImportedRow]:
    """In the order of the list."""
    among = ImportedRow.objects.filter(of=found)
    return among.filter(fate__in=list(fates)) if fates else among


def row(found: PeopleImport, number: int) -> ImportedRow:
    one = ImportedRow.objects.filter(of=found, row=number).first()
    if one is None:
        raise NotThere(found.subject_id)
    return one


def next_undecided(found: PeopleImport, after: int) -> int | None:
    """The next row that waits for a decision, else the first one."""
    waiting = rows(found, UNDECIDED).order_by("row").values_list("row", flat=True)
    following: int | None = waiting.filter(row__gt=after).first()
    return following if following is not None else waiting.first()


@dataclass(frozen=True)
class RowShown:
    """A row in words. `said`: the messages; `number`: whom it is, as it was when it was handled."""

    row: ImportedRow
    name: str
    number: str
    said: tuple[str, ...]


def shown(found: PeopleImport, some: Iterable[ImportedRow], *, briefly: bool = False) -> list[RowShown]:
    """`briefly`: without what is said of nearly every row."""
    plan = from_data(found.plan)
    return [RowShown(each, _name(each, plan), each.told.get("number", ""), _said(each, briefly)) for each in some]


def _said(each: ImportedRow, briefly: bool) -> tuple[str, ...]:
    told = [message for message in each.told.get("messages", []) if not (briefly and message["code"] == "note-stays")]
    return tuple(sentences(told, each.row))


def _name(each: ImportedRow, plan: Plan) -> str:
    """What stands in the columns of the name, as it stands, shortened to a line."""
    row = verdicts.as_row(each)
    meant = [column for field in ("name", "given", "middle", "family") for column in plan.columns(field)]
    return " ".join(" ".join(row.at(column).text.split()) for column in meant if row.at(column))[:120]


def entry_of(found: PeopleImport, one: ImportedRow) -> Entry:
    return verdicts.read(found, one, from_data(found.plan))


def candidates(viewer: Viewer, entry: Entry) -> list[Likely]:
    """Asked anew: whom the viewer may know now."""
    return likeness.candidates(viewer, entry)


def person_numbered(viewer: Viewer, said: str) -> Person | None:
    """Somebody the viewer may know, by number."""
    subject = subject_of(said if said[:1].isalpha() else f"P-{said}")
    people = Person.objects.filter(subject=subject).select_related("subject")
    return policy.known(viewer, people, Subject.Kind.PERSON).first() if subject else None
