"""One value of the group's own counts, one waits for its second word, and a day of rest was announced. All invented."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.announcing import actions as announcing
from jiwar.lines.legal.overriding import actions
from jiwar.lines.legal.overriding.actions import Value

_NOTICES: Final = (
    "refusal-notified",
    "inadmissibility-notified",
    "withdrawal-notified",
    "cessation-notified",
    "deportation-decision-notified",
)
_UNTIL_THE_HOLIDAY: Final = timedelta(days=60)


def tell(story: Story, advisers: Sequence[Viewer]) -> None:
    """Needs two advisers; a story with one leaves it out."""
    if len(advisers) < 2:
        return
    first, second = advisers[:2]
    shorter = _value(45, _NOTICES, story.today)
    own = actions.propose(first, pack="eg", rule="eg-annulment-suit", value=shorter)
    actions.decide(second, override=own, agreed=True)
    waiting = _value(14, ("judgment-notified",), story.today)
    actions.propose(second, pack="tr", rule="tr-istinaf", value=waiting)
    announcing.announce(
        first,
        country="TR",
        days=[story.today + _UNTIL_THE_HOLIDAY],
        name="Örnek resmî tatil",
        source="Invented for the demo: decree 1, Official Gazette of that morning",
    )


def _value(days: int, starts: tuple[str, ...], today: date) -> Value:
    since = today - timedelta(days=10)
    return Value(
        known=True,
        value=days,
        unit="day",
        day_type="calendar",
        starts_from=starts,
        suspensive_effect="unknown",
        since=since,
        reason="Invented for the demo: a circular shortens the time.",
        source_title="Circular 12 (invented)",
        source_publisher="The Council of State",
        source_place="Gazette 77, page 3",
        source_date=since - timedelta(days=3),
    )
