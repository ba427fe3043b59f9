"""Words in a name that are not names: articles, links between generations, titles. The data is `particles.toml`."""

import tomllib
from importlib.resources import files
from typing import Any

from jiwar.knowledge.names.scripts import Script

_DATA: dict[str, Any] = tomllib.loads(files(__package__).joinpath("particles.toml").read_text(encoding="utf-8"))


def _words(table: str) -> dict[Script, tuple[str, ...]]:
    return {Script(script): tuple(words.split()) for script, words in _DATA[table].items()}


def _sets(table: str) -> dict[Script, frozenset[str]]:
    return {script: frozenset(words) for script, words in _words(table).items()}


ARTICLES = _sets("articles")
ASSIMILATED = _sets("assimilated")[Script.LATIN]
SERVANT = _sets("servant")
LINKS = _sets("links")
GLUED = _words("glued")
ENDINGS = _sets("endings")
TITLES = _sets("titles")
ADDRESS = _sets("address")
SOMALI = _words("somali")[Script.LATIN]
FEMININE: dict[Script, tuple[tuple[str, str], ...]] = {
    Script(script): tuple(pairs.items()) for script, pairs in _DATA["feminine"].items()
}
ABBREVIATIONS: dict[Script, dict[str, str]] = {
    Script(script): pairs for script, pairs in _DATA["abbreviations"].items()
}
