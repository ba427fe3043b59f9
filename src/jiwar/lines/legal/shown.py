"""A deadline as a page shows it, made from its row alone: words, tone, days left, tags and the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop, ngettext
from markupsafe import Markup, escape

from jiwar.casework.cases.models.case import SERIES
from jiwar.foundation.groups.numbering import written
from jiwar.foundation.languages.reader import Reader, current_reader
from jiwar.foundation.ui import filters
from jiwar.foundation.ui.addresses import address
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import Confidence, Step, StepCode
from jiwar.lines.legal import reasons, words
from jiwar.lines.legal.kept import steps_of
from jiwar.lines.legal.models import Deadline
from jiwar.lines.legal.phrases import foreign, phrase

SOON: Final = 7
NOW: Final = 0


@dataclass(frozen=True, slots=True)
class ShownDeadline:
    """A row on the day it is shown. Each part is put into words where a page asks for it: a list asks for few.

    `row` gives what can be done with it.
    """

    row: Deadline
    today: date

    @property
    def title(self) -> Markup | str:
        return phrase(self.row.details["action"])

    @property
    def days_left(self) -> int | None:
        return (self.row.safe - self.today).days if self.row.safe else None

    @property
    def state(self) -> str:
        """One of ui.deadline's: open, met, lost, waits."""
        return _state(self.row, self.today)

    @property
    def tone(self) -> str:
        return tone_of(self.row, self.today)

    @property
    def tags(self) -> tuple[tuple[str, str], ...]:
        return tuple(_tags(self.row, self.today))

    @property
    def basis(self) -> Markup | None:
        basis = self.row.details["basis"]
        return foreign(basis) if basis else None

    @property
    def confidence(self) -> str:
        return words.confidence(Confidence(self.row.details["confidence"]))

    @property
    def checked(self) -> date:
        return date.fromisoformat(self.row.details["checked"])

    @property
    def href(self) -> str:
        return address("legal:procedure", procedure=self.row.procedure_id)

    @property
    def sources_href(self) -> str:
        return f"{_of_pack(self.row.details['pack'])}#{self.row.details['rule']}"

    @property
    def procedure(self) -> Markup | str:
        """The name of the procedure it belongs to, where a case has several."""
        return phrase(procedures.load(self.row.details["pack"]).name)

    @property
    def label(self) -> str:
        return day_label(self.row, self.today)

    @property
    def ask_lawyer(self) -> bool:
        return bool(self.row.details["ask_lawyer"])

    @property
    def no_limit(self) -> bool:
        return bool(self.row.details["no_limit"])

    @property
    def why(self) -> tuple[Markup, ...]:
        """The reasoning, put into words when it is shown: a list shows none."""
        steps = steps_of(self.row.details)
        return (*reasons.sentences(steps), *_beside(steps))

    @property
    def law_day(self) -> date | None:
        return self.row.due

    @property
    def remedy(self) -> bool:
        return self.row.kind == Deadline.Kind.LIMIT


@lru_cache(maxsize=64)
def _of_pack(pack: str) -> str:
    return reverse("legal:pack", kwargs={"pack": pack})


def _beside(steps: Sequence[Step]) -> list[Markup]:
    """What the record says besides the counting: where sources differ, and its notes."""
    differ = [
        escape(gettext("Sources differ: %(text)s")) % {"text": foreign(text)}
        for text in reasons.spoken_of(steps, StepCode.CONFLICT)
    ]
    return differ + [foreign(text) for text in reasons.spoken_of(steps, StepCode.NOTE)]


def written_number(row: Deadline) -> str:
    """Of the case, for a row that a list has read."""
    return written(SERIES, row.case_number)  # type: ignore[attr-defined]  # as `queries.listed` reads it


def owner_name(row: Deadline) -> str:
    """Empty where nobody owns it; for a row that a list has read."""
    return row.owner_name or ""  # type: ignore[attr-defined]  # as `queries.listed` reads it


def tone_of(row: Deadline, today: date) -> str:
    """Red for today, lost, or a limit nobody could verify; amber within a week."""
    if row.status != Deadline.Status.OPEN or row.kind != Deadline.Kind.LIMIT:
        return ""
    if row.safe is None:
        return "now" if row.sort_by is not None else ""
    left = (row.safe - today).days
    return "now" if left <= NOW else "soon" if left <= SOON else ""


_DAY_MEANS: Final = {
    Deadline.Kind.LIMIT: (gettext_noop("Act by"), gettext_noop("Act by")),
    Deadline.Kind.AUTHORITY: (gettext_noop("Ask what became of it"), gettext_noop("Ask what became of it")),
    Deadline.Kind.WAIT: (gettext_noop("Possible from"), gettext_noop("Possible since")),
    Deadline.Kind.VALIDITY: (gettext_noop("Runs out"), gettext_noop("Ran out")),
}
"""What the day says, before and after it has passed."""


def day_label(row: Deadline, today: date) -> str:
    """What the day beside it means."""
    passed = row.safe is not None and row.safe < today
    return gettext(_DAY_MEANS[Deadline.Kind(row.kind)][passed])


def _state(row: Deadline, today: date) -> str:
    if row.status == Deadline.Status.MET:
        return "met"
    if row.status != Deadline.Status.OPEN:
        return "waits"
    return "lost" if row.kind == Deadline.Kind.LIMIT and row.due is not None and row.due < today else "open"


def _tags(row: Deadline, today: date) -> list[tuple[str, str]]:
    details = row.details
    if row.status == Deadline.Status.SET_ASIDE:
        return [(gettext("set aside"), "")]
    if row.status == Deadline.Status.CLOSED:
        return [(gettext("no longer needed"), "")]
    if row.status != Deadline.Status.OPEN:
        return []
    limit = row.kind == Deadline.Kind.LIMIT
    act_today = limit and row.safe is not None and row.due is not None and row.safe <= today <= row.due
    possible = (
        (act_today, gettext_noop("act today"), "now"),
        (details["ask_lawyer"], gettext_noop("time limit not verified: ask a lawyer now"), "now"),
        (details["no_limit"], gettext_noop("no limit set by law"), ""),
        (details["confirm"], gettext_noop("confirm on the decision letter"), "soon"),
        (row.precaution, gettext_noop("precaution, not law"), "soon"),
        (details["conflicting_print"], gettext_noop("the letter says another day: a lawyer must confirm"), "soon"),
        (row.escalated_level > 0, gettext_noop("escalated"), "now"),
    )
    return [(gettext(text), tone) for applies, text, tone in possible if applies]


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A row of the board. `title` is empty where the viewer oversees the file but does not read it."""

    number: str
    owner: str
    safe: date | None
    due: date | None
    days_left: int | None
    left: Markup | str
    tone: str
    title: Markup | str
    tags: tuple[tuple[str, str], ...]
    href: str
    label: str
    started: date | None
    remedy: bool


@lru_cache(maxsize=4096)
def time_left(days: int | None, _reader: Reader, *, remedy: bool) -> Markup | str:
    """'tomorrow', '3 days late', for the reader at hand; None where no day could be computed."""
    if days is None:
        return gettext("ask now")
    if days in (0, 1):
        return gettext("tomorrow") if days else gettext("today")
    shown, count = filters.number(abs(days)), abs(days)
    if days > 0:
        said = ngettext("%(shown)s day", "%(shown)s days", count)
    elif remedy:
        said = ngettext("%(shown)s day late", "%(shown)s days late", count)
    else:
        said = ngettext("%(shown)s day ago", "%(shown)s days ago", count)
    return escape(said) % {"shown": shown}


def board_lines(rows: list[Deadline], opened: frozenset[UUID], today: date) -> list[BoardLine]:
    return [_board_line(row, today, opened=row.id in opened) for row in rows]


def _board_line(row: Deadline, today: date, *, opened: bool) -> BoardLine:
    card = ShownDeadline(row, today) if opened else None
    days_left = (row.safe - today).days if row.safe else None
    remedy = row.kind == Deadline.Kind.LIMIT
    return BoardLine(
        number=written_number(row),
        owner=owner_name(row),
        safe=row.safe,
        due=row.due,
        days_left=days_left,
        left=time_left(days_left, current_reader(), remedy=remedy),
        tone=tone_of(row, today),
        title=card.title if card else "",
        tags=card.tags if card else (),
        href=card.href if card else "",
        label=day_label(row, today),
        started=row.sort_by if row.safe is None else None,
        remedy=remedy,
    )
