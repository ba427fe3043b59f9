"""The decks that are shipped, read strictly: a fault in a file is named, with its line, and nothing is guessed.

`decks/<situation>/icons.tsv` says which phrases there are, in their order, each with the name of an icon or none.
`decks/<situation>/<language>.tsv` says them: id, text, said, example, and `yes` where a native speaker confirmed it.
A language may leave phrases out. Who learns sees those that both their languages have.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from jiwar.knowledge.phrases.wordings import TONGUES, Wording, faults_of, is_icon_name

SITUATIONS: Final = (
    "asylum-interview",
    "police",
    "doctor",
    "school",
    "work",
    "market",
    "rights",
    "housing",
    "family",
    "time",
    "numbers",
)
_ICONS: Final = "icons"
_OF_ICONS: Final = ("id", "icon")
_OF_LANGUAGE: Final = ("id", "text", "said", "example", "confirmed")
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class DeckError(ValueError):
    """What is at fault, each by file and line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Phrase:
    """`icon`: its name in the desk's own icons; '' where none fits. `wordings`: by language."""

    id: str
    situation: str
    icon: str
    wordings: Mapping[str, Wording]


@dataclass(frozen=True, slots=True)
class Deck:
    situation: str
    phrases: tuple[Phrase, ...]

    def between(self, learned: str, own: str) -> tuple[Phrase, ...]:
        """What can be asked of somebody who learns one and reads the other."""
        return tuple(each for each in self.phrases if learned in each.wordings and own in each.wordings)


@cache
def decks() -> tuple[Deck, ...]:
    """In the order of `SITUATIONS`. An id stands once in all of them."""
    found = tuple(read_deck(situation, _texts(situation)) for situation in SITUATIONS)
    twice = _repeated(each.id for one in found for each in one.phrases)
    if twice:
        raise DeckError([f"{each}: stands in two decks" for each in twice])
    return found


def deck(situation: str) -> Deck | None:
    return next((each for each in decks() if each.situation == situation), None)


def phrase(phrase_id: str) -> Phrase | None:
    return _by_id().get(phrase_id)


def tongues_of(situation: str) -> tuple[str, ...]:
    """The languages a shipped deck has a wording in."""
    found = deck(situation)
    said = {tongue for each in found.phrases for tongue in each.wordings} if found else set()
    return tuple(tongue for tongue in TONGUES if tongue in said)


@cache
def _by_id() -> Mapping[str, Phrase]:
    return {each.id: each for one in decks() for each in one.phrases}


def read_deck(situation: str, texts: Mapping[str, str]) -> Deck:
    """From the texts of its files by name without ending. Raises `DeckError` naming everything that is at fault."""
    reading = _Reading(situation)
    icons = reading.icons(texts.get(_ICONS, ""))
    wordings: dict[str, dict[str, Wording]] = {each: {} for each in icons}
    for name in sorted(set(texts) - {_ICONS}):
        for phrase_id, wording in reading.language(name, texts[name], known=icons):
            wordings[phrase_id][name] = wording
    for each in icons:
        if len(wordings[each]) < 2:
            reading.fault(_ICONS, 0, f"{each}: is said in fewer than two languages")
    if reading.problems:
        raise DeckError(reading.problems)
    return Deck(situation, tuple(Phrase(each, situation, icon, wordings[each]) for each, icon in icons.items()))


def _texts(situation: str) -> dict[str, str]:
    folder = files(__package__).joinpath("decks", situation)
    named = (file for file in folder.iterdir() if file.name.endswith(".tsv"))
    return {file.name.removesuffix(".tsv"): file.read_text(encoding="utf-8") for file in named}


def _repeated(ids: Iterator[str]) -> list[str]:
    return [each for each, times in Counter(ids).items() if times > 1]


class _Reading:
    """One deck; goes on after a fault, so that all are named at once."""

    def __init__(self, situation: str) -> None:
        self.situation = situation
        self.problems: list[str] = []

    def icons(self, text: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for line, (phrase_id, icon) in self._rows(_ICONS, text, _OF_ICONS):
            if _ID.fullmatch(phrase_id) is None:
                self.fault(_ICONS, line, f"is no id: {phrase_id}")
            if phrase_id in found:
                self.fault(_ICONS, line, f"{phrase_id}: stands twice")
            if icon and not is_icon_name(icon):
                self.fault(_ICONS, line, f"is no name of an icon: {icon}")
            found[phrase_id] = icon
        return found

    def language(self, name: str, text: str, known: Mapping[str, str]) -> Iterator[tuple[str, Wording]]:
        if name not in TONGUES:
            self.fault(name, 0, "is no language we write")
            return
        seen: set[str] = set()
        for line, (phrase_id, written, said, example, confirmed) in self._rows(name, text, _OF_LANGUAGE):
            if phrase_id not in known:
                self.fault(name, line, f"{phrase_id}: is none of the phrases of this deck")
                continue
            if phrase_id in seen:
                self.fault(name, line, f"{phrase_id}: stands twice")
            if confirmed not in {"", "yes"}:
                self.fault(name, line, f"{phrase_id}: confirmed is neither yes nor empty: {confirmed}")
            seen.add(phrase_id)
            wording = Wording(written, said, example, confirmed == "yes")
            for found in faults_of(name, wording):
                self.fault(name, line, f"{phrase_id}: {found.value}")
            yield phrase_id, wording

    def _rows(self, name: str, text: str, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
        lines = text.splitlines()
        if not lines or tuple(lines[0].split("\t")) != columns:
            self.fault(name, 1, f"does not begin with the columns {', '.join(columns)}")
            return
        for number, line in enumerate(lines[1:], 2):
            cells = line.split("\t")
            if len(cells) != len(columns):
                self.fault(name, number, f"has {len(cells)} cells, not {len(columns)}")
                continue
            yield number, cells

    def fault(self, name: str, line: int, what: str) -> None:
        self.problems.append(f"{self.situation}/{name}.tsv:{line}: {what}")
