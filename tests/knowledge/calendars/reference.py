"""Month tables computed by ICU, to hold our conversions against: (year, month) -> first civil day and length."""

from datetime import date, timedelta
from pathlib import Path


def icu_months(file_name: str) -> dict[tuple[int, int], tuple[date, int]]:
    months: dict[tuple[int, int], tuple[date, int]] = {}
    for line in Path(__file__).with_name(file_name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        year, new_year, lengths = line.split("\t")
        first = date.fromisoformat(new_year)
        for month, length in enumerate(map(int, lengths.split()), start=1):
            months[int(year), month] = (first, length)
            first += timedelta(days=length)
    return months
