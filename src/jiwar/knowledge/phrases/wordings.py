"""A phrase in one language: how it is written, how it is said in Latin letters, and an example."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

HOSTS: Final = ("ar", "tr", "ms", "ur", "fr", "en")
"""Languages of the countries people reach: what is learned."""

TONGUES: Final = {
    "en": "LATIN",
    "ar": "ARABIC",
    "fr": "LATIN",
    "tr": "LATIN",
    "ms": "LATIN",
    "ur": "ARABIC",
    "fa": "ARABIC",
    "ps": "ARABIC",
    "so": "LATIN",
    "am": "ETHIOPIC",
    "ti": "ETHIOPIC",
    "kmr": "LATIN",
    "ckb": "ARABIC",
    "ug": "ARABIC",
}
"""Every language a wording may be in, with its script as Unicode names it. Rohingya is not among them: we could not
write it so that a speaker would trust it."""

WITH_SAYING: Final = frozenset(code for code, script in TONGUES.items() if script != "LATIN") | {"en"}
"""Languages in which how it is said must stand beside how it is written; English spelling does not tell it."""

LONGEST: Final = 160
_PAIRS: Final = {")": "(", "]": "[", "»": "«", "”": "“", "}": "{"}
_SAID: Final = frozenset(" '’ʿʾ-.,?!/()")
_ICON: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")


class Fault(StrEnum):
    """What is wrong with a wording."""

    NO_TONGUE = "no-tongue"
    EMPTY = "empty"
    LONG = "long"
    SPACES = "spaces"
    HIDDEN_SIGNS = "hidden-signs"
    BRACKETS = "brackets"
    SCRIPT = "script"
    NOT_SAID = "not-said"
    SAID_NOT_LATIN = "said-not-latin"


@dataclass(frozen=True, slots=True)
class Wording:
    """`said`: how it is said, in Latin letters; '' where the spelling tells it. `confirmed`: by a native speaker; all
    others were drafted by a machine and wait for one."""

    text: str
    said: str = ""
    example: str = ""
    confirmed: bool = False


def faults_of(tongue: str, wording: Wording) -> tuple[Fault, ...]:
    """In the order of the enumeration; empty: nothing is wrong."""
    script = TONGUES.get(tongue)
    if script is None:
        return (Fault.NO_TONGUE,)
    found = set()
    if not wording.text:
        found.add(Fault.EMPTY)
    for text in (wording.text, wording.example, wording.said):
        found |= _faults_of_text(text)
    if not all(_in_script(text, script) for text in (wording.text, wording.example)):
        found.add(Fault.SCRIPT)
    if tongue in WITH_SAYING and not wording.said:
        found.add(Fault.NOT_SAID)
    if not all(_may_be_said(sign) for sign in wording.said):
        found.add(Fault.SAID_NOT_LATIN)
    return tuple(fault for fault in Fault if fault in found)


def is_icon_name(name: str) -> bool:
    return _ICON.fullmatch(name) is not None


def _faults_of_text(text: str) -> set[Fault]:
    found = set()
    if len(text) > LONGEST:
        found.add(Fault.LONG)
    if text != " ".join(text.split()):
        found.add(Fault.SPACES)
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cs", "Cn"} and sign != "\u200c" for sign in text):
        found.add(Fault.HIDDEN_SIGNS)
    if not _balanced(text):
        found.add(Fault.BRACKETS)
    return found


def _in_script(text: str, script: str) -> bool:
    """Every letter of it; what is no letter (digits, signs) is of all scripts."""
    letters = (sign for sign in text if unicodedata.category(sign)[0] == "L" and not sign.isdecimal())
    return all(unicodedata.name(sign, "").startswith(script) for sign in letters)


def _may_be_said(sign: str) -> bool:
    name = unicodedata.name(sign, "")
    return name.startswith("LATIN ") or unicodedata.category(sign) == "Mn" or sign in _SAID or sign.isdigit()


def _balanced(text: str) -> bool:
    opened: list[str] = []
    for sign in text:
        if sign in _PAIRS.values():
            opened.append(sign)
        elif sign in _PAIRS and (not opened or opened.pop() != _PAIRS[sign]):
            return False
    return not opened
