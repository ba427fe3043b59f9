"""Facts and answers in the words of one language, each kept apart from the direction around it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel.dates import format_date

from jiwar.casework.people.wording import script
from jiwar.foundation.languages.countries import STATELESS, UNKNOWN_NATIONALITY, country_name
from jiwar.foundation.languages.directions import direction
from jiwar.foundation.languages.phones import shown_phone
from jiwar.foundation.languages.reader import LATIN, Reader, format_other_day
from jiwar.foundation.languages.spoken import language_name
from jiwar.foundation.papers.isolating import isolated, reference
from jiwar.knowledge.calendars import Calendar, GivenDate
from jiwar.lines.legal.letters.asked import SHAPES, Shape
from jiwar.lines.legal.letters.texts import words

NO_HIJRI = frozenset({"tr"})
"""Languages for which the months of the other calendar have no names here."""


class Words:
    """`file` and `answers` as kept with a letter; `hijri` puts that day beside the civil one."""

    def __init__(self, language: str, file: Mapping[str, Any], answers: Mapping[str, Any], *, hijri: bool) -> None:
        self.language, self.file, self.answers = language, file, answers
        self.own = words()[language]
        self.reader = Reader(
            language=language,
            other_calendar=Calendar.HIJRI if hijri and language not in NO_HIJRI else None,
            digits=file["digits"] if language == "ar" else LATIN,
            months=file["months"],
        )

    def values(self) -> dict[str, str]:
        """Every name a text may use; what is not known is empty."""
        file = self.file
        main, other = self._names()
        said = {
            "group": isolated(file["group"]),
            "adviser": isolated(file["adviser"]),
            "person": isolated(main),
            "other_name": isolated(other),
            "birth": self._given(GivenDate.of_plain(file["birth"])) if file["birth"] else "",
            "nationality": self._list([self._country(code) for code in file["nationalities"]]),
            "paper": self._paper(),
            "case_number": reference(file["case_number"]),
            "today": self.day(date.fromisoformat(file["today"])),
            "interpreter_language": self._spoken(),
            "interpreter_gender": self.own["genders"].get(file["interpreter_gender"], ""),
        }
        return {**said, **{name: self._answer(name) for name in SHAPES}, "present_at": self._present_at()}

    def day(self, day: date) -> str:
        """'26 November 2026', with the Hijri day beside it where the letter carries both."""
        other = format_other_day(day, self.reader)
        civil = isolated(self._written(day))
        return f"{civil} ({isolated(other)})" if other else civil

    def _given(self, given: GivenDate) -> str:
        """A date of birth as it was told; from another calendar with the civil days it can be beside it."""
        civil = self._civil(given)
        if given.calendar is not Calendar.GREGORIAN:
            return f"{isolated(self._told(given))} ({isolated(civil)})"
        if given.about:
            # Its interval is wide on purpose; on paper stands the year that was said.
            return isolated(self.own["about"] % self.reader.figures(str(given.year)))
        return isolated(civil)

    def _civil(self, given: GivenDate) -> str:
        """As exact as it is certain: a day, a month, a year or two."""
        days = given.interval()
        first, last = days.earliest, days.latest
        if first == last:
            return self._written(first)
        if (first.year, first.month) == (last.year, last.month):
            return self._month(first)
        years = "–".join(str(year) for year in sorted({first.year, last.year}))
        return self.reader.figures(years)

    def _told(self, given: GivenDate) -> str:
        """In its own calendar: with the name of the month where the language has one, else in numbers."""
        if self.language not in NO_HIJRI and given.month is not None:
            month = self.reader.month(given.calendar, given.month)
            parts = [given.day, month, given.year]
            return self.reader.figures(" ".join(str(part) for part in parts if part))
        numbers = "/".join(str(part) for part in (given.day, given.month, given.year) if part)
        return f"{self.reader.figures(numbers)} {self.own['calendars'][given.calendar.value]}"

    def _written(self, day: date) -> str:
        if self.language == "ar":
            return self.reader.figures(f"{day.day} {self.reader.month(Calendar.GREGORIAN, day.month)} {day.year}")
        return str(format_date(day, "d MMMM y", locale=self.language))

    def _month(self, day: date) -> str:
        if self.language == "ar":
            return self.reader.figures(f"{self.reader.month(Calendar.GREGORIAN, day.month)} {day.year}")
        return str(format_date(day, "MMMM y", locale=self.language))

    def _names(self) -> tuple[str, str]:
        """The name in the script of the language, and the one in another."""
        names = list(self.file["names"])
        wanted = "ARABIC" if direction(self.language) == "rtl" else "LATIN"
        names.sort(key=lambda name: script(name) != wanted)
        return names[0], names[1] if len(names) > 1 else ""

    def _country(self, code: str) -> str:
        if code in {STATELESS, UNKNOWN_NATIONALITY}:
            return str(self.own["stateless" if code == STATELESS else "unknown"])
        return country_name(code, self.language)

    def _paper(self) -> str:
        paper = self.file["paper"]
        return f"{self.own['papers'][paper['kind']]} {reference(paper['number'])}" if paper else ""

    def _spoken(self) -> str:
        languages = self.file["languages"]
        if not languages:
            return ""
        named = isolated(language_name(languages[0], self.language))
        return f"{named} ({isolated(self.file['dialect'])})" if self.file["dialect"] else named

    def _list(self, said: list[str]) -> str:
        return str(self.own["list_and"]).join(isolated(each) for each in said)

    def _answer(self, name: str) -> str:
        value, shape = self.answers.get(name), SHAPES[name]
        if not value:
            return ""
        if shape is Shape.DAY:
            return self.day(date.fromisoformat(value))
        if shape is Shape.LIST:
            return "\n".join(f"- {isolated(line)}" for line in str(value).splitlines() if line.strip())
        if shape is Shape.SERVICES:
            return str(self.own["list_and"]).join(self.own["services"][code] for code in value)
        if shape is Shape.BASIS:
            return reference(self.file.get("basis", ""))
        if shape is Shape.LANGUAGE:
            return isolated(language_name(value, self.language))
        if shape is Shape.YES:
            return "yes"
        return reference(value) if shape in {Shape.NUMBER, Shape.TIME} else isolated(str(value))

    def _present_at(self) -> str:
        """From when until when: the first stands where a line of the language begins."""
        times = [self.answers.get(name) for name in ("present_from", "present_until")]
        return "–".join(reference(self.reader.figures(time)) for time in times if time)

    def letterhead(self) -> tuple[str, ...]:
        office = self.file["office"]
        if not office:
            return ()
        place = " · ".join(isolated(part) for part in dict.fromkeys((office["name"], office["area"])) if part)
        phone = reference(shown_phone(office["phone"])) if office["phone"] else ""
        return tuple(line for line in (place, phone) if line)

    def fact(self, name: str) -> str:
        return str(self.own["facts"][name])

    def marked(self, signed: Mapping[str, str]) -> tuple[str, ...]:
        """How and when it was signed, and who watched."""
        if not signed:
            return ()
        lines = [self.own["marked"][signed["how"]] % self.day(date.fromisoformat(signed["on"]))]
        if signed.get("witness"):
            lines.append(self.own["marked"]["witness"] % isolated(signed["witness"]))
        return tuple(lines)

    def sign(self, who: str) -> str:
        return str(self.own["signs"][who])
