"""The lists of name pairs, and the fifth of the names that is held out of all learning."""

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from jiwar.knowledge.names.scripts import plain

FULL = ("full_ar", "full_magh", "full_fa", "full_af", "full_ur", "full_so", "full_bn", "full_am")
TOKENS = ("tok_ar", "tok_ru", "tok_am", "tok_pop", "eq_arab", "eq_beng", "eq_cyrl", "eq_ethi")
HELD_OUT_SHARE = 5

Pair = tuple[str, str]


def lines(path: Path) -> list[str]:
    """The lines of a text file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as handle:
        return str(handle.read()).split("\n")[:-1]


def pairs(folder: Path, name: str) -> list[Pair]:
    """The pairs of one list."""
    return [(row[0], row[1]) for row in (line.split("\t") for line in lines(folder / f"{name}.tsv.gz")) if len(row) > 1]


class Split:
    """Which names are held out: whole groups of names that are spellings of one another, by a hash of the group."""

    def __init__(self, folder: Path) -> None:
        self._parents: dict[str, str] = {}
        for name in (*FULL, "latlat", *TOKENS):
            for a, b in pairs(folder, name):
                # Tokens repeat within thousands of groups: they are split by the native form alone.
                if name in TOKENS:
                    continue
                self._join(plain(a), plain(b))
        members: dict[str, str] = {}
        for text in self._parents:
            root = self._root(text)
            members[root] = min(members.get(root, text), text)
        self._smallest = members

    def held_out(self, name: str) -> bool:
        """Whether a full name, or a token in its native form, is held out."""
        text = plain(name)
        if text in self._parents:
            text = self._smallest[self._root(text)]
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") % HELD_OUT_SHARE == 0

    def _root(self, text: str) -> str:
        while self._parents[text] != text:
            self._parents[text] = self._parents[self._parents[text]]
            text = self._parents[text]
        return text

    def _join(self, a: str, b: str) -> None:
        for text in (a, b):
            self._parents.setdefault(text, text)
        self._parents[self._root(a)] = self._root(b)


def learned_from(folder: Path, split: Split, names: Iterable[str]) -> Iterator[Pair]:
    """The pairs of these lists that are not held out."""
    for name in names:
        for a, b in pairs(folder, name):
            if not split.held_out(a):
                yield a, b
