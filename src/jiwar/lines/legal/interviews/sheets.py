"""What came of an interview, in one language: questions with their answers, and the way of the case at its end."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import (
    current_reader,
    format_day,
    format_day_with_other_calendar,
    format_given,
    format_number,
)
from jiwar.foundation.papers.isolating import isolated, reference
from jiwar.foundation.papers.letter import Column, Letterhead
from jiwar.foundation.papers.letter import Letter as Drawn
from jiwar.foundation.vault import prefetch
from jiwar.knowledge.instruments import Asks, Interview, Question, given_date, said, told
from jiwar.knowledge.instruments.questionnaires import YES
from jiwar.lines.legal import queries, words
from jiwar.lines.legal.journeys import journey_cards
from jiwar.lines.legal.models import Deadline, GuidedInterview
from jiwar.lines.legal.shown import ShownDeadline
from jiwar.lines.legal.standings import standing_of


@dataclass(frozen=True, slots=True)
class Line:
    """`typed`: somebody's own words, in their own direction."""

    id: str
    question: str
    answer: str
    typed: bool


@dataclass(frozen=True, slots=True)
class Due:
    what: Markup | str
    by: str


@dataclass(frozen=True, slots=True)
class Way:
    """As the pages of the procedure say it: where the case stands, what has to be done by when, what may come next."""

    here: tuple[Markup | str, ...]
    alarms: tuple[Markup, ...]
    due: tuple[Due, ...]
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    lines: tuple[Line, ...]
    way: Way | None


def sheet_of(viewer: Viewer, row: GuidedInterview, of: Interview, today: date) -> Sheet:
    """In the language at hand."""
    language = current_reader().language
    lines = tuple(_line(question, answer, language) for question, answer in told(of, row.answers))
    way = _way(viewer, row.case, today) if of.shows_way else None
    return Sheet(said(of.titles, language), lines, way)


def _line(question: Question, answer: Any, language: str) -> Line:
    words_of = in_words(question, answer, language)
    return Line(question.id, said(question.texts, language), words_of, question.asks is Asks.TEXT)


def in_words(question: Question, answer: Any, language: str) -> str:
    names = {choice.id: said(choice.texts, language) for choice in question.choices}
    match question.asks:
        case Asks.YES_NO:
            return _("Yes") if answer == YES else _("No")
        case Asks.ONE_OF:
            return names[answer]
        case Asks.MANY_OF:
            return _(", ").join(name for code, name in names.items() if code in answer)
        case Asks.DATE:
            given = given_date(answer)
            return format_given(given) if given else ""
        case Asks.NUMBER:
            return format_number(answer)
        case _:
            return str(answer)


def _way(viewer: Viewer, case: Case, today: date) -> Way:
    rows = queries.deadlines_of_case(viewer, case)
    prefetch(rows)
    limits = [ShownDeadline(row, today) for row in rows if row.kind == Deadline.Kind.LIMIT]
    running = [row for row in queries.procedures_of(viewer, case) if row.is_open]
    cards = journey_cards(running, today)
    stages = [stage["name"] for card in cards for stage in card.stages if stage["state"] == "here"]
    coming = [event.kind for row in running for event in standing_of(row, today).may_come]
    return Way(
        here=tuple(dict.fromkeys(stages)),
        alarms=tuple(alarm for card in cards for alarm in card.alarms),
        due=tuple(Due(card.title, _by(card)) for card in limits),
        next=tuple(str(words.EVENTS[kind]) for kind in dict.fromkeys(coming)),
    )


def _by(card: ShownDeadline) -> str:
    if card.row.safe is None:
        return _("Time limit not verified: ask a lawyer now.")
    return _("Act by %(day)s") % {"day": format_day_with_other_calendar(card.row.safe)}


def on_paper(viewer: Viewer, case: Case, sheet: Sheet, today: date) -> Drawn:
    """The sheet as it is drawn, in the language at hand."""
    reader, group = current_reader(), viewer.group
    column = Column(
        language=reader.language,
        to=(),
        dated=format_day(today),
        title=sheet.title,
        subject="",
        opening="",
        facts=tuple((line.question, isolated(line.answer) if line.typed else line.answer) for line in sheet.lines),
        body=tuple(_paragraphs(sheet.way)) if sheet.way else (),
        closing="",
        signed=(),
    )
    fictional = _("Invented for the demonstration") if group.fictional else ""
    return Drawn(Letterhead(group.name, ()), reference(case.written_number), (column,), reader.digits, fictional)


def _paragraphs(way: Way) -> list[tuple[str, ...]]:
    due = [f"- {_plain(each.what)}: {isolated(each.by)}" for each in way.due]
    parts = [
        (_("Where it stands now"), [f"- {_plain(each)}" for each in way.here]),
        (_("Take care"), [_plain(each) for each in way.alarms]),
        (_("What has to be done, and by when"), due),
        (_("What may come next"), [f"- {each}" for each in way.next]),
    ]
    return [(title, *lines) for title, lines in parts if lines]


def _plain(text: Markup | str) -> str:
    return isolated(text.striptags()) if isinstance(text, Markup) else text
