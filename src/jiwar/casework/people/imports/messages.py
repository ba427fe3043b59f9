"""What is to say about a row, kept as codes and said in the language of whoever reads it."""

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from jiwar.casework.people.imports.fields import field_name
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
    said = _SENTENCES[message.code](message.about)
    if message.column is None:
        return said
    place = {"cell": cell_name(message.column, row), "field": field_name(message.field), "sentence": said}
    return _("%(cell)s, %(field)s: %(sentence)s") % place


def sentences(messages: Iterable[dict[str, Any]], row: int) -> list[str]:
    return [sentence(from_data(each), row) for each in messages]


def _date(about: About) -> str:
    parameters = {name: value for name, value in about.items() if name != "problem"}
    return date_sentence(DateError(DateProblem(str(about["problem"])), **parameters))


def _read_as(about: About) -> str:
    name = calendar_name(Calendar(str(about["calendar"])))
    return _("“%(text)s” was read in the %(calendar)s calendar.") % {"text": about["text"], "calendar": name}


def _fields(about: About) -> str:
    return _(", ").join(field_name(code) for code in str(about["fields"]).split(" "))


_SENTENCES: Final[dict[str, Callable[[About], str]]] = {
    # passed over
    "empty": lambda about: _("Nothing but a number stands in this row."),
    "total": lambda about: _("A row of totals, not a person."),
    "heading": lambda about: _("The headings once more."),
    "same-row": lambda about: _("The same row stands in row %(row)s of this list.") % about,
    "already": lambda about: _("This row was brought in before, as %(number)s.") % about,
    "left-out": lambda about: _("Left out by decision."),
    # cannot be read
    "formula": lambda about: _("A formula stands here. Write what it says, not how it is computed."),
    "fault": lambda about: _("A formula that failed stands here. Write the value itself."),
    "too-long": lambda about: _("More than %(number)s signs stand here. Shorten it.") % {"number": format_number(limits.CELL)},
    "name-too-long": lambda about: _("This is too long for a name."),
    "no-letters": lambda about: _("No name can be read here. Write it with letters, in any script."),
    "no-name": lambda about: _("No name stands in this row."),
    "lost-signs": lambda about: _("Question marks stand here: the program that saved the list lost what was written. Save it again as UTF-8 or XLSX."),
    "date": _date,
    "future": lambda about: _("“%(text)s” is still to come.") % about,
    "too-old": lambda about: _("“%(text)s” is too long ago.") % about,
    "age": lambda about: _("“%(text)s” is no age in years.") % about,
    "sex": lambda about: _("“%(text)s” is no word for woman or man that we know.") % about,
    "country": lambda about: _("“%(text)s” is no country or nationality that we know.") % about,
    "phone": lambda about: _("“%(text)s” is not a telephone number.") % about,
    "paper": lambda about: _("“%(text)s” is not the number of a paper.") % about,
    # needs a decision
    "name-unknown": lambda about: _("“%(text)s” says that the name is not known.") % about,
    "calendar-doubt": lambda about: _("“%(text)s” can be Hijri or Solar Hijri. Write the calendar beside it.") % about,
    "century-doubt": lambda about: _("“%(text)s” can be several years. Write the year with four digits.") % about,
    "phone-country": lambda about: _("“%(text)s”: the country of this number is not certain. Write it with + and the country.") % about,
    "candidates": lambda about: _("May be somebody who is here already."),
    "like-row": lambda about: _("May be the same person as in row %(row)s of this list.") % about,
    # worth saying
    "read-as": _read_as,
    "short-year": lambda about: _("“%(text)s” was kept as the year %(year)s only: which number is the month is not certain.") % about,
    "day-count": lambda about: _("“%(text)s” was read as a spreadsheet’s number of days.") % about,
    "not-taken": lambda about: _("Not taken over: “%(text)s”.") % about,
    "not-taken-value": lambda about: _("Taken without what could not be read here."),
    "note-stays": lambda about: _("Notes are not taken over: they belong to a case, where those who work on it read them."),
    "phone-read": lambda about: _("“%(text)s” was read as %(number)s.") % {"text": about["text"], "number": shown_phone(str(about["number"]))},
    "household-elsewhere": lambda about: _("They are recorded as living with others already; that was left as it is."),
    "added": lambda about: _("Added to the file: %(fields)s.") % {"fields": _fields(about)},
    "nothing-new": lambda about: _("The file has all of it already."),
    "kept": lambda about: _("The file says otherwise and was left as it is: %(fields)s.") % {"fields": _fields(about)},
    # undone
    "undone": lambda about: _("Undone: the file of %(number)s was erased.") % about,
    "undone-added": lambda about: _("Undone: what was added to %(number)s was taken away again.") % about,
    "not-undone": lambda about: _("Not undone: somebody has worked on %(number)s since.") % about,
}  # fmt: skip


def all_codes() -> frozenset[str]:
    return frozenset(_SENTENCES)
