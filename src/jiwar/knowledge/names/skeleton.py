"""A part of a name in any script as a few classes of consonants: what is left when vowels and habits are taken away.

Where a letter is heard in two ways there are two skeletons. Whole skeletons are the keys of the sealed index.
"""

import re
from functools import lru_cache
from itertools import product

from jiwar.knowledge.names.reading import Name, Part, read
from jiwar.knowledge.names.scripts import Script

MOST_READINGS = 4
LONGEST_SKELETON = 8

# Classes: B D F G H K L M N R S T X (sh, ch), A for a beginning that is a vowel, w, y or v. A space is nothing: the letter
# is heard as a vowel or not at all. Several classes: several readings.
_ARABIC = {
    **dict.fromkeys("بپ", "B"), **dict.fromkeys("دذضظز", "D"), "ڈ": "D", "ف": "F", "ڤ": "F ", **dict.fromkeys("جغگژ", "G"),
    **dict.fromkeys("كخ", "K"), "ق": "KG", "ل": "L", "م": "M", **dict.fromkeys("نں", "N"), **dict.fromkeys("رڑ", "R"),
    **dict.fromkeys("سص", "S"), "ث": "TS", **dict.fromkeys("تطٹ", "T"), **dict.fromkeys("شچ", "X"), "ښ": "XK", "ږ": "GD",
    "ځ": "D", "څ": "S", **dict.fromkeys("هح", "H"), "ھ": " ",
}  # fmt: skip
_CYRILLIC = {
    **dict.fromkeys("бп", "B"), **dict.fromkeys("дз", "D"), "ф": "F", **dict.fromkeys("гжџґѓғ", "G"), **dict.fromkeys("кқќ", "K"),
    "х": "HK", "ҳ": "H", "һ": "H", **dict.fromkeys("лљ", "L"), "м": "M", **dict.fromkeys("нњңһ", "N"), "р": "R", **dict.fromkeys("сц", "S"),
    **dict.fromkeys("т", "T"), **dict.fromkeys("чшщћ", "X"), "ҷ": "G", "ђ": "G",
}  # fmt: skip
_BENGALI = {
    **dict.fromkeys("কখ", "K"), **dict.fromkeys("গঘ", "G"), "চ": "X", "ছ": "XS", **dict.fromkeys("জঝয", "GD"),
    **dict.fromkeys("টঠতথ", "T"), **dict.fromkeys("ডঢদধ", "D"), **dict.fromkeys("\u09dc\u09ddর", "R"), **dict.fromkeys("নণঙঞং", "N"),
    "প": "B", "ফ": "F", "ব": "B", "ভ": "B ", "ম": "M", "ল": "L", **dict.fromkeys("শষ", "XS"), "স": "S", "হ": "H",
}  # fmt: skip
_ETHIOPIC = {
    "ሀ": "H", "ለ": "L", "መ": "M", "ሰ": "S", "ረ": "R", "ሸ": "X", "ቀ": "K", "በ": "B", "ተ": "T", "ቸ": "X", "ነ": "N", "ኘ": "N",
    "ከ": "K", "ኸ": "HK", "ዘ": "D", "ዠ": "G", "ደ": "D", "ጀ": "G", "ገ": "G", "ጠ": "T", "ጨ": "X", "ጰ": "B", "ጸ": "ST", "ፈ": "F",
    "ፐ": "B", "ቈ": "K", "ኈ": "H", "ኰ": "K", "ጐ": "G", "ዸ": "D",
}  # fmt: skip
_LATIN = {
    "tch": "X", "sch": "X", "sh": "X", "ch": "X", "ph": "F", "th": "TS", "dh": "D", "kh": "K", "gh": "G", "bh": "B",
    "zh": "G", "dj": "G", "dz": "D", "ts": "S", "tz": "S", "ck": "K", "ç": "XS", "b": "B", "p": "B", "d": "D", "z": "D",
    "f": "F", "g": "G", "j": "G", "h": "H", "k": "K", "q": "K", "l": "L", "m": "M", "n": "N", "r": "R", "s": "S", "t": "T",
    "x": "H", "c": "K",
}  # fmt: skip
_LATIN_PIECES = re.compile("tch|sch|[sckptdgbz]h|d[jz]|t[sz]|ck|.")
_ARTICLE_INSIDE = re.compile("^(ABD)L|L(DN)$")
_SOFT = frozenset("eiy")
_TABLES = {
    Script.ARABIC: _ARABIC,
    Script.CYRILLIC: _CYRILLIC,
    Script.BENGALI: _BENGALI,
    Script.ETHIOPIC: _ETHIOPIC,
}


def keys(text: str) -> frozenset[str]:
    """The index keys of a name: every skeleton of every part. Two names that share none are not compared."""
    return frozenset(key for part in read(text).parts for key in part_keys(part))


def name_keys(name: Name) -> list[tuple[str, ...]]:
    """The keys of each part, in order."""
    return [part_keys(part) for part in name.parts]


def part_keys(part: Part) -> tuple[str, ...]:
    """The keys of one part, without its grown-on article or link."""
    return skeletons(part.root or part.letters, part.script)


@lru_cache(maxsize=65536)
def skeletons(spelt: str, script: Script) -> tuple[str, ...]:
    """The skeletons of plain letters, likeliest first, at most `MOST_READINGS`."""
    if script is Script.OTHER:
        return (spelt[:LONGEST_SKELETON],)
    heard = _heard_latin(spelt) if script is Script.LATIN else [_TABLES[script].get(letter, " ") for letter in spelt]
    readings: list[str] = []
    for choice in product(*_few(heard)):
        skeleton = _folded("".join(choice))
        if skeleton not in readings:
            readings.append(skeleton)
    return tuple(readings[:MOST_READINGS])


def _heard_latin(spelt: str) -> list[str]:
    pieces = _LATIN_PIECES.findall(spelt)
    heard = []
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
        soft = piece == "c" and following[:1] in _SOFT and following
        heard.append("SG" if soft else _LATIN.get(piece, " "))
    return heard


def _few(heard: list[str]) -> list[str]:
    """The classes heard, with no more than two letters left ambiguous."""
    kept, ambiguous = [], 0
    for classes in heard:
        ambiguous += len(classes) > 1
        kept.append(classes if ambiguous <= 2 else classes[0])
    return kept


def _folded(classes: str) -> str:
    """First letter kept, or A; then consonants only, doubles once, h dropped, n before b as m."""
    first = "A" if classes[:1] == " " else classes[:1]
    rest = classes[1:].replace(" ", "").replace("H", "").replace("NB", "MB")
    folded = first
    for letter in rest:
        if letter != folded[-1]:
            folded += letter
    # Abd al-, al-Din: the l of the article is often assimilated.
    folded = _ARTICLE_INSIDE.sub(r"\1\2", folded)
    return folded[:LONGEST_SKELETON]
