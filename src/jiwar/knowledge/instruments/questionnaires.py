"""Guided interviews as data (`interviews/*.toml`): questions in three languages, asked one after the other.

A question is asked where its condition holds on the answers before it that count: those that were asked themselves. An
answer that is no more asked for is kept by whoever keeps answers, and is neither shown nor told. So any answers lead to
one path, no longer than the interview. Answers are plain values as JSON has them; None: looked at and left empty.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jiwar.knowledge.calendars import GivenDate
from jiwar.knowledge.instruments.conditions import Condition, ConditionError, Mention, read_condition

LANGUAGES: Final = ("en", "ar", "fr")
YES, NO = "yes", "no"
LONGEST_TEXT: Final = 4000

Answers = Mapping[str, Any]


class InterviewError(ValueError):
    """What is at fault, each by file and question."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Asks(StrEnum):
    """What a question asks for. NOTE asks for nothing: it is read out."""

    TEXT = "text"
    YES_NO = "yes-no"
    ONE_OF = "one-of"
    MANY_OF = "many-of"
    DATE = "date"
    NUMBER = "number"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """`known`: by which name the file may know the answer already. `ahead`: its date may still be to come."""

    id: str
    asks: Asks
    texts: Mapping[str, str]
    help: Mapping[str, str]
    choices: tuple[Choice, ...]
    required: bool
    ahead: bool
    known: str
    relevant: Condition | None


@dataclass(frozen=True, slots=True)
class Interview:
    """`shows_way`: at its end the dates and next steps of the case are shown."""

    id: str
    version: str
    shows_way: bool
    titles: Mapping[str, str]
    about: Mapping[str, str]
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question | None:
        return next((each for each in self.questions if each.id == question_id), None)


def said(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("en", "")


@cache
def interviews() -> tuple[Interview, ...]:
    folder = files(__package__).joinpath("interviews")
    named = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(read_interview(file.read_text(encoding="utf-8"), file.name) for file in named)


def interview(interview_id: str) -> Interview | None:
    return next((each for each in interviews() if each.id == interview_id), None)


def path(of: Interview, answers: Answers) -> tuple[Question, ...]:
    """The questions these answers lead to, in order."""
    asked: list[Question] = []
    counted: dict[str, Any] = {}
    for question in of.questions:
        if question.relevant is None or question.relevant.holds(counted):
            asked.append(question)
            if fits(question, answers.get(question.id)):
                counted[question.id] = answers[question.id]
    return tuple(asked)


def next_open(of: Interview, answers: Answers) -> Question | None:
    """The first on the path that was not looked at, or must still be answered; None: it is at its end."""
    return next((each for each in path(of, answers) if not _done(each, answers)), None)


def _done(question: Question, answers: Answers) -> bool:
    if question.id not in answers:
        return False
    return fits(question, answers[question.id]) or (answers[question.id] is None and not question.required)


def told(of: Interview, answers: Answers) -> tuple[tuple[Question, Any], ...]:
    """What was answered along the path: what is shown and taken out."""
    return tuple((each, answers[each.id]) for each in path(of, answers) if fits(each, answers.get(each.id)))


def fits(question: Question, answer: Any) -> bool:
    """Whether it is an answer to this question."""
    codes = {choice.id for choice in question.choices}
    match question.asks:
        case Asks.TEXT:
            return isinstance(answer, str) and 0 < len(answer.strip()) <= LONGEST_TEXT
        case Asks.YES_NO:
            return isinstance(answer, str) and answer in {YES, NO}
        case Asks.ONE_OF:
            return isinstance(answer, str) and answer in codes
        case Asks.MANY_OF:
            several = isinstance(answer, list) and bool(answer)
            return several and all(isinstance(each, str) and each in codes for each in answer)
        case Asks.NUMBER:
            return type(answer) is int and 0 <= answer < 10**9
        case Asks.DATE:
            return _is_date(answer)
        case Asks.NOTE:
            return False


def _is_date(answer: Any) -> bool:
    return isinstance(answer, dict) and given_date(answer) is not None


def given_date(kept: Mapping[str, Any]) -> GivenDate | None:
    """A date from its plain form; None where it is none."""
    try:
        return GivenDate.of_plain(kept)
    except (KeyError, TypeError, ValueError):
        return None


def read_interview(text: str, file: str) -> Interview:
    """Raises `InterviewError` naming everything that is at fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InterviewError([f"{file}: {error}"]) from None
    reading = _Reading(file)
    found = reading.interview(data)
    if reading.problems:
        raise InterviewError(reading.problems)
    return found


_OF_INTERVIEW: Final = frozenset({"id", "version", "shows_way", "title", "about", "questions"})
_OF_QUESTION: Final = frozenset({"id", "type", "text", "help", "choices", "required", "ahead", "known", "relevant"})


class _Reading:
    """One file; goes on after a fault, so that all are named at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[str] = []
        self.before: dict[str, Question] = {}

    def interview(self, data: dict[str, Any]) -> Interview:
        self._unknown("", data, _OF_INTERVIEW)
        if f"{data.get('id')}.toml" != self.file:
            self._fault("", "id", "is not the name of the file")
        rows = data.get("questions")
        if not isinstance(rows, list) or not rows:
            self._fault("", "questions", "are missing")
            rows = []
        return Interview(
            id=str(data.get("id", "")),
            version=str(data.get("version", "")),
            shows_way=bool(data.get("shows_way", False)),
            titles=self._texts("", "title", data.get("title")),
            about=self._texts("", "about", data.get("about")),
            questions=tuple(self._question(row if isinstance(row, dict) else {}) for row in rows),
        )

    def _question(self, row: dict[str, Any]) -> Question:
        name = str(row.get("id", ""))
        self._unknown(name, row, _OF_QUESTION)
        if not name.replace("_", "a").isalnum() or not name.isascii() or not name.islower() or not name[:1].isalpha():
            self._fault(name, "id", "is not a small word")
        if name in self.before:
            self._fault(name, "id", "stands twice")
        question = Question(
            id=name,
            asks=self._asks(name, row.get("type")),
            texts=self._texts(name, "text", row.get("text")),
            help=self._texts(name, "help", row["help"]) if "help" in row else {},
            choices=tuple(self._choices(name, row.get("choices", []))),
            required=self._truth(name, row, "required"),
            ahead=self._truth(name, row, "ahead"),
            known=str(row.get("known", "")),
            relevant=self._condition(name, row["relevant"]) if "relevant" in row else None,
        )
        self._consistent(question)
        self.before[name] = question
        return question

    def _asks(self, name: str, given: Any) -> Asks:
        if given in set(Asks):
            return Asks(given)
        self._fault(name, "type", f"is none of {', '.join(Asks)}")
        return Asks.NOTE

    def _consistent(self, question: Question) -> None:
        chooses = question.asks in {Asks.ONE_OF, Asks.MANY_OF}
        if chooses and len(question.choices) < 2:
            self._fault(question.id, "choices", "are fewer than two")
        if not chooses and question.choices:
            self._fault(question.id, "choices", "are for one-of and many-of alone")
        if question.required and question.asks is Asks.NOTE:
            self._fault(question.id, "required", "asks an answer of a note")
        if question.ahead and question.asks is not Asks.DATE:
            self._fault(question.id, "ahead", "is for a date alone")

    def _choices(self, name: str, rows: Any) -> Iterator[Choice]:
        seen: set[str] = set()
        for row in rows if isinstance(rows, list) else []:
            code = str(row.get("id", "")) if isinstance(row, dict) else ""
            if not code or code in seen or "'" in code:
                self._fault(name, "choices", f"have no id of their own: {code}")
            seen.add(code)
            texts = {key: value for key, value in row.items() if key != "id"} if isinstance(row, dict) else None
            yield Choice(code, self._texts(name, f"choice {code}", texts))

    def _condition(self, name: str, given: Any) -> Condition | None:
        try:
            found = read_condition(str(given))
        except ConditionError as error:
            self._fault(name, "relevant", str(error))
            return None
        for mention in found.mentions():
            self._mentioned(name, mention)
        return found

    def _mentioned(self, name: str, mention: Mention) -> None:
        """Only earlier questions, and answers they can have: a condition that never holds is a fault."""
        question = self.before.get(mention.name)
        if question is None:
            self._fault(name, "relevant", f"names no earlier question: {mention.name}")
            return
        wanted: Any = [mention.value] if mention.several else mention.value
        if (question.asks is Asks.MANY_OF) is not mention.several or question.asks in {Asks.TEXT, Asks.DATE}:
            self._fault(name, "relevant", f"cannot be asked of {mention.name}, which is {question.asks.value}")
        elif not fits(question, wanted):
            self._fault(name, "relevant", f"looks for an answer {mention.name} does not have: {mention.value}")

    def _texts(self, name: str, key: str, given: Any) -> dict[str, str]:
        found = given if isinstance(given, dict) else {}
        for language in LANGUAGES:
            if not isinstance(found.get(language), str) or not found[language].strip():
                self._fault(name, key, f"has no text in {language}")
        for other in set(found) - set(LANGUAGES):
            self._fault(name, key, f"has a text nobody reads: {other}")
        return {language: str(found.get(language, "")) for language in LANGUAGES}

    def _truth(self, name: str, row: dict[str, Any], key: str) -> bool:
        if not isinstance(row.get(key, False), bool):
            self._fault(name, key, "is neither true nor false")
        return bool(row.get(key, False))

    def _unknown(self, name: str, row: dict[str, Any], known: frozenset[str]) -> None:
        for key in sorted(set(row) - known):
            self._fault(name, key, "is nothing we read")

    def _fault(self, name: str, key: str, what: str) -> None:
        where = f"{self.file}: {name}: {key}" if name else f"{self.file}: {key}"
        self.problems.append(f"{where} {what}")
