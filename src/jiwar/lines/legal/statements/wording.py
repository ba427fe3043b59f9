"""The words for what was told: days as people read them, and what does not fit yet as a question."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.foundation.languages.reader import format_day
from jiwar.knowledge.calendars import Span
from jiwar.lines.legal import words
from jiwar.lines.legal.statements.queries import Open

STAGES: Final[Mapping[str, str | Promise]] = {
    "": gettext_lazy("not said"),
    "home": gettext_lazy("before leaving"),
    "way": gettext_lazy("on the way"),
    "here": gettext_lazy("in this country"),
}
ANSWERS: Final[Mapping[str, str | Promise]] = {
    "yes": gettext_lazy("confirmed by the person"),
    "corrections": gettext_lazy("the person had corrections"),
    "not-yet": gettext_lazy("not confirmed yet"),
}


def days(span: Span) -> str:
    """'between … and …', or the one end that is known."""
    first, last = (format_day(day, weekday=False) for day in (span.days.earliest, span.days.latest))
    if span.open_start and span.open_end:
        return _("about that time: %(first)s to %(last)s, both ends not known") % {"first": first, "last": last}
    if span.open_end:
        return _("from %(first)s on, until when is not known") % {"first": first}
    if span.open_start:
        return _("until %(last)s, since when is not known") % {"last": last}
    if span.days.is_one_day:
        return first
    return _("between %(first)s and %(last)s") % {"first": first, "last": last}


def question(open_: Open) -> str:
    """What the program found, in words that blame nobody."""
    found = open_.found
    if found is None:
        return open_.row.text if open_.row else ""
    if found.step is not None:
        step = words.EVENTS[found.step]
        return _("This and what the procedure records (%(event)s) do not fit together yet: ask.") % {"event": step}
    return str(_QUESTIONS[found.kind])


_QUESTIONS: Final[Mapping[str, Promise]] = {
    "undated": gettext_lazy("When was it? What was said gives no days yet: ask what came before and after."),
    "after-session": gettext_lazy(
        "By its days it comes after the session in which it was told: ask, or mend the days."
    ),
    "order": gettext_lazy("These two do not fit together yet: the order that was said and the days differ. Ask."),
    "places": gettext_lazy("These two do not fit together yet: the same day, two places. Ask."),
}
