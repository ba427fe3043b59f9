"""The way through a procedure as a line with its stages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from jiwar.knowledge.calendars import Interval
from jiwar.knowledge.procedures import CautionCode, Journey, Place, Standing
from jiwar.lines.legal import reasons, words
from jiwar.lines.legal.models import Procedure
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.standings import standing_of

ALARMS: Final = frozenset({CautionCode.OTHER_TRACK, CautionCode.NOTHING_RECORDED})

_STATES = {Place.PAST: "past", Place.HERE: "here", Place.AHEAD: ""}


@dataclass(frozen=True, slots=True)
class JourneyCard:
    name: Markup | str
    track: Markup | str
    checked: date
    href: str
    stages: tuple[dict[str, Any], ...]
    outcome: str
    alarms: tuple[Markup, ...] = ()
    """What no deadline of the case can say: a notice for which no time limit is recorded."""


def journey_cards(rows: Sequence[Procedure], today: date) -> list[JourneyCard]:
    """One card a procedure and track."""
    found = []
    for row in rows:
        standing = standing_of(row, today)
        href = reverse("legal:procedure", kwargs={"procedure": row.id})
        cards = [card_of(standing, journey, href) for journey in standing.journeys]
        found += [replace(cards[0], alarms=_alarms(standing)), *cards[1:]]
    return found


def _alarms(standing: Standing) -> tuple[Markup, ...]:
    return tuple(reasons.caution_words(caution) for caution in standing.cautions if caution.code in ALARMS)


def card_of(standing: Standing, journey: Journey, href: str) -> JourneyCard:
    return JourneyCard(
        name=phrase(standing.pack.name),
        track=phrase(journey.track.label),
        checked=standing.pack.checked_on,
        href=href,
        stages=tuple(_stage(stage.stage.label, stage.place, stage.entered) for stage in journey.stages),
        outcome=str(words.EVENTS[standing.outcome]) if standing.outcome else "",
    )


def _stage(label: str, place: Place, entered: Interval | None) -> dict[str, Any]:
    note: date | str | None = entered.earliest + (entered.latest - entered.earliest) // 2 if entered else None
    if note is None and place is Place.HERE:
        note = _("now")
    if note is None and place is Place.PAST:
        note = _("day not recorded")
    return {"name": phrase(label), "state": _STATES[place], "note": note}
