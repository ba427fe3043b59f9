"""A table as an answer: to be saved, never shown by the browser, kept by nobody on the way."""

from django.http import HttpResponse

from jiwar.foundation.sheets import writing
from jiwar.foundation.sheets.writing import Table
from jiwar.foundation.ui.downloads import to_be_saved


def as_sheet(rows: Table, *, kind: str, name: str, sheet: str, right_to_left: bool = False) -> HttpResponse:
    """`kind` 'csv', else XLSX. `name` without a person's name in it: it stands in a list of downloads."""
    if kind == "csv":
        response = HttpResponse(writing.csv(rows), content_type=writing.CSV_TYPE)
    else:
        made = writing.xlsx(rows, sheet=sheet, right_to_left=right_to_left)
        response = HttpResponse(made, content_type=writing.XLSX_TYPE)
    ending = "csv" if kind == "csv" else "xlsx"
    to_be_saved(response, disposition=f'attachment; filename="{name}.{ending}"')
    return response
