"""Attendance as a picture: a row a learner, a square a meeting, with the numbers beside them."""

from dataclasses import dataclass
from datetime import date

from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import format_number
from jiwar.knowledge.attendance import Hours, Mark, absent_in_a_row, hours
from jiwar.lines.learning import queries as learners
from jiwar.lines.learning.attending import queries
from jiwar.lines.learning.models import ClassMeeting, Enrolment, TaughtClass
from jiwar.lines.learning.places import queries as places
from jiwar.lines.learning.words import MARKS

SHOWN = 24
"""Meetings in the picture: the last ones."""


@dataclass(frozen=True)
class Row:
    """`squares`: a mark's code and its words, empty where nothing was marked."""

    shown: learners.Shown
    place: Enrolment
    squares: list[tuple[str, str]]
    hours: Hours
    in_a_row: int

    @property
    def percent(self) -> str:
        share = self.hours.share
        return "" if share is None else format_number(round(share * 100))


@dataclass(frozen=True)
class Picture:
    meetings: list[ClassMeeting]
    rows: list[Row]


def picture(viewer: Viewer, taught: TaughtClass) -> Picture:
    """Of the learners who stand open to the viewer."""
    return _drawn(places.places_in(viewer, taught), queries.held(taught))


def of_place(place: Enrolment) -> Row:
    """Of one learner in one class, whom the caller has fetched for its viewer."""
    return _drawn([place], queries.held(place.taught)).rows[0]


def _drawn(here: list[Enrolment], meetings: list[ClassMeeting]) -> Picture:
    marks = queries.marks_of([place.learner_id for place in here], meetings)
    shown = {each.learner.id: each for each in learners.shown([place.learner for place in here])}
    rows = []
    for place in here:
        own = [(row, marks.get((place.learner_id, row.id))) for row in meetings if _was_there(place, row.day)]
        marked = [(row, mark) for row, mark in own if mark is not None]
        rows.append(
            Row(
                shown[place.learner_id],
                place,
                [_square(place, row, marks) for row in meetings[-SHOWN:]],
                hours((row.known, mark) for row, mark in marked),
                absent_in_a_row([mark for _row, mark in marked]),
            )
        )
    return Picture(meetings[-SHOWN:], rows)


def _was_there(place: Enrolment, day: date) -> bool:
    return place.since <= day and (place.ended_on is None or day < place.ended_on)


def _square(place: Enrolment, row: ClassMeeting, marks: dict[tuple[object, object], Mark]) -> tuple[str, str]:
    mark = marks.get((place.learner_id, row.id))
    return ("", "") if mark is None else (mark.value, str(MARKS[mark]))
