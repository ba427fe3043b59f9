"""What became of a list, as a sheet: the rows as they stood, and beside each its fate."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from jiwar.casework.people import audit_kinds
from jiwar.casework.people.imports import queries
from jiwar.casework.people.imports.models import PeopleImport
from jiwar.casework.people.imports.queries import RowShown
from jiwar.casework.people.imports.verdicts import as_row
from jiwar.casework.people.imports.words import fate_words
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.sheets.writing import Value

AT_ONCE = 500


def taken(viewer: Viewer, found: PeopleImport) -> list[list[Value]]:
    """The table, taken out: written into the audit."""
    rows = list(table(found))
    about = {"rows": len(rows) - 1}
    record(viewer, audit_kinds.IMPORT_RESULT, subject=found.subject, compartment=IDENTITY, row=found, about=about)
    return rows


def table(found: PeopleImport) -> Iterator[list[Value]]:
    """Headings, then every row: fate and number first, so that they are seen beside whatever the list holds."""
    plan, _rows = queries.preview(found)
    trying = found.state == PeopleImport.State.TRIED
    yield [_("Row"), _("What would happen") if trying else _("What happened"), _("Person"), _("Why"), *plan.headings]
    for shown in _all(found):
        said = "\n".join(shown.said)
        yield [
            shown.row.row,
            fate_words(shown.row.fate, trying=trying),
            shown.number,
            said,
            *(cell.text for cell in as_row(shown.row).cells),
        ]


def _all(found: PeopleImport) -> Iterator[RowShown]:
    after = 0
    while some := list(queries.rows(found).filter(row__gt=after).order_by("row")[:AT_ONCE]):
        yield from queries.shown(found, some)
        after = some[-1].row
