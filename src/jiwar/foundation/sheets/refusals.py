"""Why a table is not read, as codes the child can say and sentences a person can act on."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from jiwar.foundation.sheets import limits


class Refusal(StrEnum):
    TOO_LARGE = "too-large"
    EMPTY = "empty"
    NO_TABLE = "no-table"
    OLD_EXCEL = "old-excel"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    BOMB = "bomb"
    DANGEROUS_XML = "dangerous-xml"
    DAMAGED = "damaged"
    TOO_MANY_ROWS = "too-many-rows"
    EMPTY_ROWS = "empty-rows"
    TOO_MANY_COLUMNS = "too-many-columns"
    TOO_MANY_SHEETS = "too-many-sheets"
    NO_SUCH_SHEET = "no-such-sheet"
    OPEN_QUOTE = "open-quote"
    TOO_HEAVY = "too-heavy"


class SheetRefused(Exception):
    """`str()` is the code alone: a file's content must not reach a log."""

    def __init__(self, code: Refusal, **about: int) -> None:
        super().__init__(code.value)
        self.code = code
        self.about = about

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in the language at hand."""
        return sentences()[self.code]() % {**_NUMBERS, **self.about}


_NUMBERS: Final = {
    "megabytes": limits.BYTES // 1024**2,
    "rows": limits.ROWS,
    "empty": limits.EMPTY_ROWS,
    "columns": limits.COLUMNS,
}


def sentences() -> dict[Refusal, Callable[[], str]]:
    # The child reads this module and does without Django.
    from django.utils.translation import gettext as _

    return {
        Refusal.TOO_LARGE: lambda: _("The file is larger than %(megabytes)s MB. Save the list in several files."),
        Refusal.EMPTY: lambda: _("There is nothing in this file."),
        Refusal.NO_TABLE: lambda: _("This file is not a table. Save the list as XLSX, ODS or CSV and send that."),
        Refusal.OLD_EXCEL: lambda: _("This is an old Excel file (.xls). Open it and save it as XLSX, then send that."),
        Refusal.ENCRYPTED: lambda: _("The file is locked with a password. Take the password off, then send it."),
        Refusal.MACROS: lambda: _("The file holds macros (programs). Save the list as XLSX without macros, or as CSV."),
        Refusal.BOMB: lambda: _("Unpacked, this file would be far larger than any list. It is not opened."),
        Refusal.DANGEROUS_XML: lambda: _("The file holds instructions that no list needs. It is not opened."),
        Refusal.DAMAGED: lambda: _("The file is damaged. Open it where it was made and save it again."),
        Refusal.TOO_MANY_ROWS: lambda: _("The list has more than %(rows)s rows. Save it in several files."),
        Refusal.EMPTY_ROWS: lambda: _(
            "After row %(last)s follow more than %(empty)s empty rows. Delete the rows below the list and save again."
        ),
        Refusal.TOO_MANY_COLUMNS: lambda: _(
            "Row %(row)s has more than %(columns)s columns. Keep the columns about people and save the list again."
        ),
        Refusal.TOO_MANY_SHEETS: lambda: _("The file has too many sheets. Save the one with the list by itself."),
        Refusal.NO_SUCH_SHEET: lambda: _("There is no sheet of this name in the file."),
        Refusal.OPEN_QUOTE: lambda: _(
            "In row %(row)s a quotation mark is opened and never closed, or a cell is endless. Mend it and save again."
        ),
        Refusal.TOO_HEAVY: lambda: _("Reading this file would take more time or memory than any list needs."),
    }
