"""Cells that hold one of a few words: sex, nationality, languages."""

import re
from typing import Final

from jiwar.casework.people.imports import wordlists
from jiwar.casework.people.imports.folding import folded
from jiwar.casework.people.imports.messages import Message
from jiwar.casework.people.imports.values.read import Read, wrong
from jiwar.casework.people.parts import Speaks, Spoken

_BRACKETS: Final = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_BETWEEN: Final = re.compile(r"[/|\\\n;؛,،&+]|\s(?:and|et|ve|و)\s")


def says_nothing(text: str) -> bool:
    """A dash, 'none', 'unknown': written because the cell was not to stay empty."""
    return not folded(text) or folded(text) in wordlists.words("nothing")


def read_sex(text: str) -> Read[str]:
    known = wordlists.words("sex")
    meant = {known[part] for part in map(folded, (text, *_BETWEEN.split(text))) if part in known}
    return Read(meant.pop()) if len(meant) == 1 else wrong("sex", text=text)


def read_nationality(text: str) -> Read[tuple[str, ...]]:
    """One or several countries, or stateless. What stands in brackets (a people, a region) is said and left out: an
    ethnicity is never a column of ours."""
    known = wordlists.countries()
    whole = known.get(folded(text))
    if whole:
        return Read((whole,))
    aside = [said.strip() for said in _BRACKETS.findall(text)]
    parts = [part for part in _BETWEEN.split(_BRACKETS.sub(" ", text)) if folded(part)]
    codes = [known.get(folded(part)) for part in parts]
    found = tuple(dict.fromkeys(code for code in codes if code))
    if not found or None in codes:
        return wrong("country", text=text)
    remarks = tuple(
        Message("not-taken", about={"text": said}) for said in aside if known.get(folded(said)) not in found
    )
    return Read(found, remarks=remarks)


def read_languages(text: str) -> Read[tuple[Spoken, ...]]:
    """The first one named is taken for the one they speak best. Unknown words are said and left out."""
    spoken: dict[str, Spoken] = {}
    unknown = []
    for part in _BETWEEN.split(text):
        if not folded(part):
            continue
        code = _language(part)
        if code is None:
            unknown.append(Message("not-taken", about={"text": part.strip()}))
        elif code not in spoken:
            level = _level(part) or (Speaks.WELL.value if spoken else Speaks.FIRST.value)
            spoken[code] = Spoken(code, speaks=level)
    return Read(tuple(spoken.values()), remarks=tuple(unknown))


def _language(part: str) -> str | None:
    known = wordlists.languages()
    return known.get(folded(_BRACKETS.sub(" ", part))) or known.get(folded(part))


def _level(part: str) -> str:
    levels = wordlists.words("level")
    return next((levels[folded(said)] for said in _BRACKETS.findall(part) if folded(said) in levels), "")
