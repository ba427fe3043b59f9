"""An age as it is said: '35', 'about 35', 'حوالي ٣٥ سنة', 'environ 35 ans'."""

import re
from typing import Final

from jiwar.knowledge.calendars import fold_digits

# Only years are understood: '8 months' must not become eight years, nor '35-40' one of the two.
_AROUND: Final = (
    r"about|around|approximately|circa|ca\.?|maybe|~|≈|environ|vers|à peu près|peut-être|"
    r"حوالي|حوالى|نحو|قرابة|تقريبا|تقريبًا|yaklaşık|aşağı yukarı|حدود|حدودا"
)
_YEARS: Final = r"years?(?: old)?|yrs?|y|ans?|سنة|سنه|سنوات|سنين|عام|عاما|عامًا|أعوام|yaş|yaşında|سال|ساله"
_AGE: Final = re.compile(rf"(?:{_AROUND})?\s*(\d{{1,3}})\s*(?:{_YEARS})?\s*(?:{_AROUND})?", re.IGNORECASE)


def read_age(typed: str) -> int | None:
    """The years, or None where this is not an age in years. How old somebody can be is not asked here."""
    match = _AGE.fullmatch(fold_digits(typed).strip())
    return int(match[1]) if match else None
