"""The scope letter in the languages we have it in. The texts are ours; what is promised in one case is typed."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jiwar.casework.cases.models import Case
from jiwar.foundation.groups.models import Group
from jiwar.foundation.languages.directions import direction
from jiwar.foundation.languages.reader import Reader, format_day_in_full
from jiwar.foundation.languages.spoken import language_name
from jiwar.lines.legal.helping.actions import LETTER_LANGUAGES
from jiwar.lines.legal.models import Scope

_TEXTS: Final = Path(__file__).with_name("letter_texts")


@dataclass(frozen=True)
class Section:
    """`lines`: a list; otherwise one paragraph."""

    title: str
    text: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Letter:
    language: str
    direction: str
    title: str
    opening: str
    sections: tuple[Section, ...]
    told: tuple[str, ...]
    """How it was explained and agreed; empty before."""
    signatures: tuple[str, str, str]
    number: str


@lru_cache(maxsize=8)
def texts(language: str) -> dict[str, Any]:
    return tomllib.loads((_TEXTS / f"scope.{language}.toml").read_text(encoding="utf-8"))


def scope_letter(scope: Scope, *, group: Group, case: Case, usual: str) -> Letter:
    """`usual`: the language of the letter where we have none in the person's: it is then read out by an interpreter."""
    own = scope.language if scope.language in LETTER_LANGUAGES else usual
    language = own if own in LETTER_LANGUAGES else "en"
    said = texts(language)
    known = {"group": group.name, "kind": said["kinds"].get(scope.kind, scope.kind)}
    return Letter(
        language=language,
        direction=direction(language),
        title=said["title"],
        opening=said["opening"].format_map(known),
        sections=(
            Section(said["we_do"], lines=_lines(scope.does)),
            Section(said["we_do_not"], lines=_lines(scope.does_not)),
            *(Section(each["title"], each["text"].format_map(known)) for each in said["sections"]),
        ),
        told=_told(scope, said, Reader(language, months=group.months)),
        signatures=(said["signed_person"], said["signed_adviser"], said["day"]),
        number=case.written_number,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _told(scope: Scope, said: dict[str, Any], reader: Reader) -> tuple[str, ...]:
    if scope.agreed_on is None or scope.explained_by is None:
        return ()
    known = {
        "name": scope.explained_by.account.name,
        "day": format_day_in_full(scope.agreed_on, reader),
        "interpreter": scope.interpreter,
        "language": language_name(scope.interpreter_language, reader.language),
    }
    agreed = said["agreed_paper" if scope.agreed_how == "paper" else "agreed_aloud"]
    through = [said["through"]] if scope.interpreter else []
    return tuple(line.format_map(known) for line in (said["explained"], *through, agreed))
