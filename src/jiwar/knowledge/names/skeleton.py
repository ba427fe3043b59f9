"""A part of a name in any script as a few classes of consonants: what is left when vowels and habits are taken away.

Where a letter is heard in two ways there are two skeletons. Whole skeletons are the keys of the sealed index. The
classes of letters are `skeletons.toml`.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from itertools import product

from jiwar.knowledge.names import particles
from jiwar.knowledge.names.reading import SHORTEST_ROOT, Part, read
from jiwar.knowledge.names.scripts import Script

MOST_READINGS = 4
LONGEST_SKELETON = 8


def _classes() -> dict[Script, dict[str, str]]:
    data = tomllib.loads(files(__package__).joinpath("skeletons.toml").read_text(encoding="utf-8"))
    return {
        Script(script): {letter: heard.replace("_", " ") for heard, spelt in table.items() for letter in spelt.split()}
        for script, table in data.items()
    }


_TABLES = _classes()
_LATIN_PIECES = re.compile("tch|sch|[sckptdgbz]h|d[jz]|t[sz]|ck|gn|ng(?=h?$)|.")
_ARTICLE_INSIDE = re.compile("^(ABD)L|L(DN)$")
_MAY_BELONG = frozenset(("al", "el", "bel", "ben", "bin", "بل", "بن", "بال"))
_ARTICLE = "ال"
_VOWEL_FIRST = frozenset("اعوي")
_DOUBLE = re.compile(r"(.)\1+")
_SOFT = frozenset("eiy")


def keys(text: str) -> frozenset[str]:
    """The index keys of a name: every skeleton of every part. Two names that share none are not compared."""
    return frozenset(key for part in read(text).parts for key in part_keys(part))


def parts(text: str) -> int:
    """Of how many parts a name is, as it is read: articles are none, `Abd` and what follows are one."""
    return len(read(text).parts)


def left_out(text: str) -> tuple[str, ...]:
    """The words of a name that are no part of it and no half of one, as written: articles, forms of address."""
    return read(text).left_out


def is_particle(word: str) -> bool:
    """Whether a word alone is an article, a link between generations, or what stands before a name of God."""
    tables = (particles.ARTICLES, particles.LINKS, particles.SERVANT)
    return all(
        part.letters in particles.ASSIMILATED or any(part.letters in table.get(part.script, ()) for table in tables)
        for part in read(word).parts
    )


def part_keys(part: Part) -> tuple[str, ...]:
    """The keys of one part: without its grown-on article or link and, where that may belong to the name, with it."""
    found = list(skeletons(part.root or part.letters, part.script))
    if part.root and part.script is Script.LATIN and len(part.root) == len(part.letters):
        found += skeletons(part.letters, part.script)
    if part.root and part.letters.endswith(part.root):
        front = part.letters[: -len(part.root)]
        if front in _MAY_BELONG or (front == _ARTICLE and len(part.root) <= SHORTEST_ROOT):
            found += skeletons(part.letters, part.script)
        if front == _ARTICLE and part.root[0] in _VOWEL_FIRST:
            # al-Arabi becomes Larbi.
            found += skeletons(front[1:] + part.root, part.script)
    return tuple(dict.fromkeys(found))[:MOST_READINGS]


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
        if piece == "c" and following and following[0] in _SOFT:
            heard.append("SG")
        elif piece == "ch" and following == "r":
            heard.append("XK")
        else:
            heard.append(_TABLES[Script.LATIN].get(piece, " "))
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
    folded = first + classes[1:].replace(" ", "").replace("H", "").replace("NB", "MB")
    # Abd al-, al-Din: the l of the article is often assimilated.
    folded = _ARTICLE_INSIDE.sub(r"\1\2", folded)
    return _DOUBLE.sub(r"\1", folded)[:LONGEST_SKELETON]


# Classes heard or written for one another; A only at the beginning.
_MISHEARD = {
    "B": "F", "F": "B", "D": "STG", "S": "DXT", "T": "DSX", "K": "GX", "G": "KXDR", "X": "KGST",
    "M": "N", "N": "M", "R": "G",
}  # fmt: skip
_MISHEARD_FIRST = {"A": "HGFB", "H": "AK", "G": "A", "F": "A", "B": "A", "K": "H"}
_CLASSES = "BDFGKLMNRSTX"


@lru_cache(maxsize=16384)
def nearby(skeleton: str) -> tuple[str, ...]:
    """The skeleton itself, and those one class away from it, likelier ones first. Short ones are left almost alone:
    there one class is half the name."""
    found = [skeleton]
    for place, heard in enumerate(skeleton):
        others = _MISHEARD.get(heard, "") + (_MISHEARD_FIRST.get(heard, "") if place == 0 else "")
        found += [skeleton[:place] + other + skeleton[place + 1 :] for other in others]
    found.append(skeleton[1:] if skeleton[0] == "A" and len(skeleton) > 2 else "A" + skeleton)
    if len(skeleton) > 3:
        found += [skeleton[:place] + skeleton[place + 1 :] for place in range(len(skeleton))]
    near = [_DOUBLE.sub(r"\1", other) for other in found]
    if len(skeleton) > 2:
        near += [
            (skeleton[:place] + other + skeleton[place:])[:LONGEST_SKELETON]
            for place in range(1, len(skeleton) + 1)
            for other in _CLASSES
            if other not in skeleton[place - 1 : place + 1]
        ]
    return tuple(dict.fromkeys(near))
