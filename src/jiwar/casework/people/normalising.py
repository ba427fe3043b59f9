"""One spelling for all that differs only in marks, letter forms, digits or case."""

import re
import unicodedata

from jiwar.knowledge import names
from jiwar.knowledge.calendars import fold_digits

# Marks that are written or left out at will: harakat, the dagger alef, tatweel, joiners and direction marks.
_LEFT_OUT = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
# Kurdish ە is a vowel where names are heard; as it is typed, it stands for ه.
_LETTERS = {**names.LETTER_FORMS, ord("ە"): "ه"}
# Signs that belong to the letter before them and are no letters to Python: without them a word would fall apart.
_SIGNS = (
    "\u0300-\u036f\u0483-\u0487\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u0981-\u0983\u09bc-\u09cd\u09d7\u09e2\u09e3\u135d-\u135f"
)
_BETWEEN = re.compile(rf"[^\w{_SIGNS}]+|_+")
_SIGN = re.compile(f"[{_SIGNS}]")
LONGEST = 200


def normalised(text: str) -> str:
    """One spelling for all that differs only in marks, letter forms, digits or case. Idempotent."""
    if text.isascii() and text.isalpha():
        return text[:LONGEST].lower()
    text = fold_digits(unicodedata.normalize("NFKC", text[:LONGEST])).casefold()
    text = _LEFT_OUT.sub("", unicodedata.normalize("NFC", text)).translate(_LETTERS)
    return " ".join(_BETWEEN.sub(" ", text).split())


def words(text: str) -> list[str]:
    """The normalised words of a name, each once, in order."""
    return list(dict.fromkeys(normalised(text).split()))


def normalised_identifier(text: str) -> str:
    """Letters and digits only: `ABC-12C00345` and `abc 12c00345` are one number."""
    return _SIGN.sub("", normalised(text)).replace(" ", "")
