"""Reading a date that was half said: 'after Ramadan 2019', 'early 2017', 'two months after the wedding', '2019-2020'.

What cannot be read is None, and stays as it was said; nothing here guesses. 'When the rains began' is a date we do not
know: no season is made up for a country. Conventions of this program, each wide on purpose:

* seasons are those of the northern half of the earth, of whole months, overlapping by one; 'winter 2018' is either of
  the two winters that touch the year;
* a feast of the moon is taken from the tables, a day earlier or later, and marked `estimated`; in a civil year that has
  two of them, it is either;
* early, middle and late are the first, middle and last two fifths;
* a year of 1343 to 1501 without a word that says its calendar is Hijri for feasts, and else not read.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Final

from jiwar.knowledge.calendars.counting import Unit
from jiwar.knowledge.calendars.digits import fold_digits
from jiwar.knowledge.calendars.errors import DateError
from jiwar.knowledge.calendars.given import ABOUT_MONTH, GivenDate, Interval
from jiwar.knowledge.calendars.half_words import Feast, words
from jiwar.knowledge.calendars.parsing import parse
from jiwar.knowledge.calendars.spans import Link, Side, Span, beyond
from jiwar.knowledge.calendars.systems import Calendar, years
from jiwar.knowledge.calendars.wording import fold_letters

LONGEST: Final = 200
_TOKEN: Final = re.compile(r"[0-9]+|[^\W\d_]+")
_CAN_BE: Final = Interval(date(1900, 1, 1), date(2100, 12, 31))
_MOON_MARGIN: Final = 2
_SEASONS: Final = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "winter": (12, 15)}

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HalfDate:
    """What was read: the days it can be, or its link to another event. `estimated`: the moon, or a convention;
    `either`: the span covers two periods, of which one is meant."""

    span: Span | None = None
    link: Link | None = None
    estimated: bool = False
    either: bool = False


def read_half(text: str, calendar: Calendar | None = None) -> HalfDate | None:
    """Never raises. `calendar`: in which the years are, where somebody said so; else the words decide."""
    if len(text) > LONGEST:
        return None
    tokens = _tokens(text)
    return _bounded(_whole(tokens, calendar)) if tokens else None


def _tokens(text: str) -> Tokens:
    plain = fold_digits(unicodedata.normalize("NFKC", text))
    bare = "".join(mark for mark in plain if unicodedata.category(mark) not in {"Mn", "Cf"} and mark != "ـ")
    found = (token if token.isdecimal() else fold_letters(token) for token in _TOKEN.findall(bare))
    return (*(("about",) if "~" in plain else ()), *(token for token in found if token))


def _bounded(found: HalfDate | None) -> HalfDate | None:
    if found is None or found.span is None:
        return found
    return found if _CAN_BE.overlaps(found.span.days) else None


def _whole(tokens: Tokens, calendar: Calendar | None) -> HalfDate | None:
    tokens = _bare(tokens)
    return _sided(tokens, calendar) or _range(tokens, calendar) or _period(tokens, calendar)


def _bare(tokens: Tokens) -> Tokens:
    """Without what only joins words, at its beginning."""
    while tokens and tokens[0] in words().fillers:
        tokens = tokens[1:]
    return tokens


def _begins(tokens: Tokens, phrases: Mapping[Tokens, str]) -> tuple[str, Tokens] | None:
    """The longest phrase the words begin with, and the rest."""
    for length in range(min(4, len(tokens)), 0, -1):
        code = phrases.get(tokens[:length])
        if code is not None:
            return code, tokens[length:]
    return None


def _sided(tokens: Tokens, calendar: Calendar | None) -> HalfDate | None:
    """'[two months] after …', 'بعد شهرين من …', 'بعد العرس بشهرين'."""
    known = words()
    for at in range(len(tokens)):
        found = _begins(tokens[at:], known.sides)
        if found is None:
            continue
        side, rest = Side(found[0]), _bare(found[1])
        before = tokens[:at]
        amount = _amount(before)
        if amount is None or amount[2]:
            # Words before it that say no length: a sentence, not a date.
            return (
                None if before and any(word not in known.fillers for word in before) else _after(side, rest, calendar)
            )
        return _linked(side, amount[0], amount[1], _bare(rest), calendar)
    return None


def _after(side: Side, rest: Tokens, calendar: Calendar | None) -> HalfDate | None:
    period = _range(rest, calendar) or _period(rest, calendar)
    if period is not None and period.span is not None:
        margin = _MOON_MARGIN if period.estimated else 0
        span = beyond(period.span, side, from_its_end=not period.either, margin=margin)
        return HalfDate(span, estimated=period.estimated)
    first = _amount(rest)
    if first is not None and not first[2]:
        return None
    if first is not None:
        return _linked(side, first[0], first[1], _bare(first[2]), calendar)
    last = _amount((rest[-1].removeprefix("ب"),)) if len(rest) > 1 and rest[-1].startswith("ب") else None
    if last is not None:
        return _linked(side, last[0], last[1], rest[:-1], calendar)
    return HalfDate(link=Link(side, " ".join(rest))) if rest else None


def _linked(side: Side, amount: int, unit: Unit, rest: Tokens, calendar: Calendar | None) -> HalfDate | None:
    if not rest:
        return None
    link = Link(side, " ".join(rest), amount, unit)
    period = _period(rest, calendar)
    if period is None or period.span is None:
        return HalfDate(link=link)
    days = period.span.days
    near = days.latest if side is Side.AFTER else days.earliest
    return HalfDate(link.span_from(Span(days if period.either else Interval(near, near))), estimated=True)


def _amount(tokens: Tokens) -> tuple[int, Unit, Tokens] | None:
    """How long, and the rest: '3 weeks', 'deux mois', 'شهرين', 'سنة'."""
    known, tokens = words(), _without_amountless(tokens)
    if not tokens:
        return None
    if tokens[0] in known.pairs:
        return 2, Unit(known.pairs[tokens[0]]), tokens[1:]
    if tokens[0] in known.units:
        return 1, Unit(known.units[tokens[0]]), tokens[1:]
    number = known.numbers.get(tokens[0]) or (int(tokens[0]) if tokens[0].isdecimal() and len(tokens[0]) < 4 else 0)
    if number and len(tokens) > 1 and tokens[1] in known.units:
        return number, Unit(known.units[tokens[1]]), tokens[2:]
    return None


def _without_amountless(tokens: Tokens) -> Tokens:
    """Fillers go, but not those that are also a number ('a month')."""
    while tokens and tokens[0] in words().fillers and tokens[0] not in words().numbers:
        tokens = tokens[1:]
    return tokens


def _range(tokens: Tokens, calendar: Calendar | None) -> HalfDate | None:
    """'2019-2020', 'between March and June 2018', 'من … إلى …'."""
    known = words()
    if len(tokens) == 2 and all(token.isdecimal() and len(token) == 4 for token in tokens):
        return _hull(_period(tokens[:1], calendar), _period(tokens[1:], calendar))
    begun = _begins(tokens, known.between)
    rest = begun[1] if begun else tokens
    for at in range(1, len(rest) - 1):
        if rest[at] not in known.until:
            continue
        first, last = rest[:at], _bare(rest[at + 1 :])
        year = next((token for token in reversed(last) if len(token) == 4 and token.isdecimal()), "")
        if not any(len(token) == 4 and token.isdecimal() for token in first):
            first = (*first, year)
        found = _hull(_period(_bare(first), calendar), _period(last, calendar))
        if found is not None:
            return found
    return None


def _hull(first: HalfDate | None, last: HalfDate | None) -> HalfDate | None:
    if first is None or last is None or first.span is None or last.span is None:
        return None
    if last.span.days.latest < first.span.days.earliest:
        return None
    earliest = min(first.span.days.earliest, last.span.days.earliest)
    latest = max(first.span.days.latest, last.span.days.latest)
    return HalfDate(Span(Interval(earliest, latest)), estimated=first.estimated or last.estimated)


def _period(tokens: Tokens, calendar: Calendar | None) -> HalfDate | None:
    """A day, a month, a year, a season or a feast; or the early, middle or late part of one."""
    tokens = _bare(tokens)
    part = _begins(tokens, words().parts)
    if part is not None:
        whole = _period(part[1], calendar)
        return replace(whole, span=_part(whole.span, part[0])) if whole and whole.span else None
    if tokens and tokens[0] in words().about and len(tokens) > 1:
        found = _feast(_bare(tokens[1:]), calendar) or _season(_bare(tokens[1:]), calendar)
        if found is not None and found.span is not None:
            return replace(found, span=found.span.moved(-ABOUT_MONTH.days, ABOUT_MONTH.days), estimated=True)
    return _given(tokens, calendar) or _feast(tokens, calendar) or _season(tokens, calendar)


def _part(span: Span, part: str) -> Span:
    days = span.days
    length = (days.latest - days.earliest).days
    first, last = {"early": (0.0, 0.4), "middle": (0.3, 0.7), "late": (0.6, 1.0)}[part]
    return Span(
        Interval(
            days.earliest + timedelta(days=int(length * first)), days.earliest + timedelta(days=round(length * last))
        )
    )


def _given(tokens: Tokens, calendar: Calendar | None) -> HalfDate | None:
    """A date `parse` reads. With no calendar said: the civil one, or the only other one in which it can be."""
    text = " ".join(tokens)
    if not any(token.isdecimal() for token in tokens):
        return None
    found = {each: read for each in Calendar if (read := _parsed(text, each)) is not None}
    if calendar is not None:
        return _of(found.get(calendar))
    if Calendar.GREGORIAN in found:
        return _of(found[Calendar.GREGORIAN])
    named = any(not token.isdecimal() for token in tokens)
    if Calendar.HIJRI in found and named and any(token in words().hijri_marks for token in tokens):
        return _of(found[Calendar.HIJRI])
    return _of(next(iter(found.values()))) if len(found) == 1 and named else None


def _parsed(text: str, calendar: Calendar) -> GivenDate | None:
    try:
        found = parse(text, calendar)
    except DateError:
        return None
    return found if _CAN_BE.overlaps(found.interval()) else None


def _of(given: GivenDate | None) -> HalfDate | None:
    if given is None:
        return None
    return HalfDate(Span(given.interval()), estimated=given.about or given.calendar is Calendar.HIJRI)


def _feast(tokens: Tokens, calendar: Calendar | None) -> HalfDate | None:
    known = words()
    begun = _begins(tokens, known.feast_phrases)
    year = _years(_bare(begun[1])) if begun else ()
    if begun is None or len(year) != 1:
        return None
    days = _feast_days(known.feasts[begun[0]], year[0], calendar)
    if not days:
        return None
    return HalfDate(Span(Interval(days[0].earliest, days[-1].latest)), estimated=True, either=len(days) > 1)


@cache
def _feast_days(feast: Feast, year: int, calendar: Calendar | None) -> tuple[Interval, ...]:
    """In a year of its own calendar, or all of those that touch the civil year."""
    if year in years(feast.calendar) and calendar in {None, feast.calendar}:
        return (feast.days_in(year),)
    if calendar not in {None, Calendar.GREGORIAN} or year not in range(1925, 2077):
        return ()
    guess = year - 621 if feast.calendar is Calendar.SOLAR_HIJRI else round((year - 622) * 33 / 32)
    civil = Interval(date(year, 1, 1), date(year, 12, 31))
    nearby = (feast.days_in(own) for own in range(guess - 2, guess + 3) if own in years(feast.calendar))
    return tuple(days for days in nearby if days.overlaps(civil))


def _season(tokens: Tokens, calendar: Calendar | None) -> HalfDate | None:
    begun = _begins(tokens, words().season_phrases)
    found = _years(_bare(begun[1])) if begun else ()
    if begun is None or not 1 <= len(found) <= 2 or calendar not in {None, Calendar.GREGORIAN}:
        return None
    first, last = found[0], found[-1]
    if not (1900 <= first <= last <= 2099 and last - first <= 1):
        return None
    months = _SEASONS[begun[0]]
    winter = begun[0] == "winter"
    starts = [first] if first < last or not winter else [first - 1, first]
    span = Interval(_first(starts[0], months[0]), _first(starts[-1] if winter else last, months[1] + 1) - timedelta(1))
    return HalfDate(Span(span), estimated=True, either=len(starts) > 1)


def _first(year: int, month: int) -> date:
    """The first day of a month, counted on into the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _years(tokens: Sequence[str]) -> tuple[int, ...]:
    """The years that are all there is left, with nothing but marks of a calendar beside them."""
    kept = [token for token in tokens if token not in words().year_marks]
    if not kept or not all(token.isdecimal() and len(token) == 4 for token in kept):
        return ()
    return tuple(map(int, kept))
