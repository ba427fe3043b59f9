"""When the law changed: what would be different under the newer rules, as rows of two columns."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext
from markupsafe import Markup, escape

from jiwar.foundation.ui import filters
from jiwar.knowledge.procedures import Change, Deadline, Pack, Rule, Standing, amendments, what_would_change
from jiwar.lines.legal import words
from jiwar.lines.legal.models import Procedure
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.standings import standing_of

Row = tuple[Markup | str, Markup | str, Markup | str, bool]
"""What, before, after, and whether to point at the difference."""


@dataclass(frozen=True, slots=True)
class NewerRules:
    """Since when newer rules hold than those some dates of a procedure are counted by, and what they would change."""

    since: date | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class EarlierEdition:
    """An edition that no longer holds, and how its periods differ from those after it."""

    pack: Pack
    rows: tuple[Row, ...]


def of_procedure(procedure: Procedure, standing: Standing, today: date) -> NewerRules | None:
    """None where all running dates are counted by the newest rules."""
    newest = standing.pack
    if all(found.pack is newest for found in standing.running):
        return None
    changed = what_would_change(standing, standing_of(procedure, today, by_newest=True))
    return NewerRules(newest.effective_from, tuple(_row(change) for change in changed))


def between_editions(newest: Pack) -> list[EarlierEdition]:
    """The latest first."""
    editions = newest.editions
    pairs = pairwise(editions)
    found = [
        EarlierEdition(older, tuple(_amended(each.before, each.after) for each in amendments(older, newer)))
        for older, newer in pairs
    ]
    return found[::-1]


def _row(change: Change) -> Row:
    found = change.after or change.before
    action = phrase(found.rule.action) if found else ""
    return action, _dates(change.before), _dates(change.after), False


def _dates(found: Deadline | None) -> Markup | str:
    if found is None:
        return gettext("no such period")
    period = words.period_of(found.rule)
    if found.due is None:
        return period
    return escape(gettext("%(day)s (%(period)s)")) % {"day": filters.day(found.due), "period": period}


def _amended(before: Rule | None, after: Rule | None) -> Row:
    rule = after or before
    action = phrase(rule.action) if rule else ""
    return action, _period(before), _period(after), False


def _period(rule: Rule | None) -> str:
    return gettext("no such period") if rule is None else words.period_of(rule)
