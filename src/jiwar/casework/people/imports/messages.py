"""What is to say about a row, kept as codes and said in the language of whoever reads it."""

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from jiwar.casework.people.imports.fields import field_name
from jiwar.foundation.languages.bidi import harmless
from jiwar.foundation.languages.fields.problems import calendar_name, date_sentence
from jiwar.foundation.languages.phones import shown_phone
from jiwar.foundation.languages.reader import format_number
from jiwar.foundation.sheets import limits
from jiwar.foundation.sheets.cells import cell_name
from jiwar.knowledge.calendars import Calendar, DateError, DateProblem

About = dict[str, str | int]


@dataclass(frozen=True)
class Message:
    """`column` (from 0) where it is about one cell. `about` is sealed with the row: it may quote the cell."""

    code: str
    field: str = ""
    column: int | None = None
    about: About = dataclasses.field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def from_data(data: dict[str, Any]) -> Message:
    return Message(**data)


def of_date(error: DateError) -> Message:
    return Message("date", about={"problem": error.code.value, **error.parameters})


def sentence(message: Message, row: int) -> str:
    """One sentence, with the cell and its column in front where it is about a cell."""
    code, about = message.code, message.about
    said = _date(about) if code == "date" else _SAYS[code]() % _shown(code, about)
    if message.column is None:
        return said
    place = {"cell": _isolated(cell_name(message.column, row)), "field": field_name(message.field), "sentence": said}
    return _("%(cell)s, %(field)s: %(sentence)s") % place


def sentences(messages: Iterable[dict[str, Any]], row: int) -> list[str]:
    return [sentence(from_data(each), row) for each in messages]


def _shown(code: str, about: About) -> dict[str, str | int]:
    """What stands in a message as codes, in words."""
    shown: dict[str, str | int] = dict(about)
    if "fields" in about:
        shown["fields"] = _(", ").join(field_name(each) for each in str(about["fields"]).split(" "))
    if "calendar" in about:
        shown["calendar"] = calendar_name(Calendar(str(about["calendar"])))
    if code == "phone-read":
        shown["number"] = shown_phone(str(about["number"]))
    if code == "too-long":
        shown["number"] = format_number(limits.CELL)
    return {name: _isolated(value) if name in {"text", "number"} else value for name, value in shown.items()}


def _isolated(value: str | int) -> str:
    """A telephone stays in its order inside an Arabic sentence, and a stranger's text turns nothing round."""
    return f"\u2068{harmless(str(value))}\u2069"


def _date(about: About) -> str:
    parameters = {name: value for name, value in about.items() if name != "problem"}
    return date_sentence(DateError(DateProblem(str(about["problem"])), **parameters))


_SAYS: Final[dict[str, Callable[[], str]]] = {
    # passed over
    "empty": lambda: _("Nothing but a number stands in this row."),
    "total": lambda: _("A row of totals, not a person."),
    "heading": lambda: _("The headings once more."),
    "same-row": lambda: _("The same row stands in row %(row)s of this list."),
    "already": lambda: _("This row was brought in before, as %(number)s."),
    "left-out": lambda: _("Left out by decision."),
    # cannot be read
    "formula": lambda: _("A formula stands here. Write what it says, not how it is computed."),
    "fault": lambda: _("A formula that failed stands here. Write the value itself."),
    "too-long": lambda: _("More than %(number)s signs stand here. Shorten it."),
    "name-too-long": lambda: _("This is too long for a name."),
    "no-letters": lambda: _("No name can be read here. Write it with letters, in any script."),
    "no-name": lambda: _("No name stands in this row."),
    "lost-signs": lambda: _(
        "Question marks stand here: the program that saved the list lost what was written. Save it again as XLSX."
    ),
    "future": lambda: _("“%(text)s” is still to come."),
    "too-old": lambda: _("“%(text)s” is too long ago."),
    "age": lambda: _("“%(text)s” is no age in years."),
    "sex": lambda: _("“%(text)s” is no word for woman or man that we know."),
    "country": lambda: _("“%(text)s” is no country or nationality that we know."),
    "phone": lambda: _("“%(text)s” is not a telephone number."),
    "paper": lambda: _("“%(text)s” is not the number of a paper."),
    # needs a decision
    "name-unknown": lambda: _("“%(text)s” says that the name is not known."),
    "calendar-doubt": lambda: _("“%(text)s” can be Hijri or Solar Hijri. Write the calendar beside it."),
    "century-doubt": lambda: _("“%(text)s” can be several years. Write the year with four digits."),
    "phone-country": lambda: _(
        "“%(text)s”: the country of this number is not certain. Write it with + and the country."
    ),
    "candidates": lambda: _("May be somebody who is here already."),
    "like-row": lambda: _("May be the same person as in row %(row)s of this list."),
    # worth saying
    "read-as": lambda: _("“%(text)s” was read in the %(calendar)s calendar."),
    "short-year": lambda: _("“%(text)s” was kept as the year %(year)s only: which number is the month is not certain."),
    "day-count": lambda: _("“%(text)s” was read as a spreadsheet’s number of days."),
    "not-taken": lambda: _("Not taken over: “%(text)s”."),
    "not-taken-value": lambda: _("Taken without what could not be read here."),
    "note-stays": lambda: _("Not taken over: notes belong to a case, where those who work on it read them."),
    "phone-read": lambda: _("“%(text)s” was read as %(number)s."),
    "household-elsewhere": lambda: _("They are recorded as living with others already; that was left as it is."),
    "added": lambda: _("Added to the file: %(fields)s."),
    "nothing-new": lambda: _("The file has all of it already."),
    "kept": lambda: _("The file says otherwise and was left as it is: %(fields)s."),
    # undone
    "undone": lambda: _("Undone: the file of %(number)s was erased."),
    "undone-added": lambda: _("Undone: what was added to %(number)s was taken away again."),
    "not-undone": lambda: _("Not undone: somebody has worked on %(number)s since."),
}
