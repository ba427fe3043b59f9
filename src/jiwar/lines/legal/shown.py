"""A deadline as a page shows it, made from its row alone: words, tone, days left, tags and the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from markupsafe import Markup, escape

from jiwar.knowledge.procedures import Confidence, Step, StepCode
from jiwar.lines.legal import reasons, words
from jiwar.lines.legal.kept import steps_of
from jiwar.lines.legal.models import Deadline
from jiwar.lines.legal.phrases import foreign, phrase

SOON: Final = 7
NOW: Final = 0


@dataclass(frozen=True, slots=True)
class ShownDeadline:
    """`state` is one of ui.deadline's: open, met, lost, waits. `row` gives what can be done with it."""

    row: Deadline
    title: Markup | str
    days_left: int | None
    state: str
    tone: str
    tags: tuple[tuple[str, str], ...]
    basis: Markup | None
    confidence: str
    checked: date
    href: str
    sources_href: str
    label: str
    ask_lawyer: bool
    no_limit: bool

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


def shown(row: Deadline, today: date) -> ShownDeadline:
    details = row.details
    href = reverse("legal:procedure", kwargs={"procedure": row.procedure_id})
    days_left = (row.safe - today).days if row.safe else None
    state = _state(row, today)
    confidence = Confidence(details["confidence"])
    return ShownDeadline(
        row=row,
        title=phrase(details["action"]),
        days_left=days_left,
        state=state,
        tone=tone_of(row, today),
        tags=tuple(_tags(row, today)),
        basis=foreign(details["basis"]) if details["basis"] else None,
        confidence=words.confidence(confidence),
        checked=date.fromisoformat(details["checked"]),
        href=href,
        sources_href=f"{reverse('legal:pack', kwargs={'pack': details['pack']})}#{details['rule']}",
        label=day_label(row, today),
        ask_lawyer=details["ask_lawyer"],
        no_limit=details["no_limit"],
    )


def _beside(steps: Sequence[Step]) -> list[Markup]:
    """What the record says besides the counting: where sources differ, and its notes."""
    differ = [
        escape(gettext("Sources differ: %(text)s")) % {"text": foreign(text)}
        for text in reasons.spoken_of(steps, StepCode.CONFLICT)
    ]
    return differ + [foreign(text) for text in reasons.spoken_of(steps, StepCode.NOTE)]


def tone_of(row: Deadline, today: date) -> str:
    """Red for today, lost, or a limit nobody could verify; amber within a week."""
    if row.status != Deadline.Status.OPEN or row.kind != Deadline.Kind.LIMIT:
        return ""
    if row.safe is None:
        return "now" if row.sort_by is not None else ""
    left = (row.safe - today).days
    return "now" if left <= NOW else "soon" if left <= SOON else ""


def day_label(row: Deadline, today: date) -> str:
    """What the day beside it means."""
    passed = row.safe is not None and row.safe < today
    said = {
        Deadline.Kind.LIMIT: gettext_noop("Act by"),
        Deadline.Kind.AUTHORITY: gettext_noop("Ask what became of it"),
        Deadline.Kind.WAIT: gettext_noop("Possible since") if passed else gettext_noop("Possible from"),
        Deadline.Kind.VALIDITY: gettext_noop("Ran out") if passed else gettext_noop("Runs out"),
    }
    return gettext(said[Deadline.Kind(row.kind)])


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
    tone: str
    title: Markup | str
    tags: tuple[tuple[str, str], ...]
    href: str
    label: str
    started: date | None
    remedy: bool


def board_lines(rows: list[Deadline], opened: frozenset[UUID], today: date) -> list[BoardLine]:
    return [_board_line(row, today, opened=row.id in opened) for row in rows]


def _board_line(row: Deadline, today: date, *, opened: bool) -> BoardLine:
    card = shown(row, today) if opened else None
    return BoardLine(
        number=row.case.written_number,
        owner=row.owner.account.name if row.owner else "",
        safe=row.safe,
        due=row.due,
        days_left=(row.safe - today).days if row.safe else None,
        tone=tone_of(row, today),
        title=card.title if card else "",
        tags=card.tags if card else (),
        href=card.href if card else "",
        label=day_label(row, today),
        started=row.sort_by if row.safe is None else None,
        remedy=row.kind == Deadline.Kind.LIMIT,
    )
