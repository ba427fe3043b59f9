"""A name as its parts: what was written, in plain letters, with the words that belong together joined."""

import re
from dataclasses import dataclass
from functools import lru_cache

from jiwar.knowledge.names import particles
from jiwar.knowledge.names.scripts import Script, letters, plain, script_of

MOST_PARTS = 12
SHORTEST_ROOT = 3
_ARABIC_ARTICLE = "ال"
_X = re.compile("(?<![^aeiou])x(?=[aeiou])|(?<=aa)x$")

_WORD = re.compile(
    r"[^\W\d_]+(?:[^\W\d_]|[\u0300-\u036f\u0483-\u0487\u0610-\u061a\u064b-\u065f\u0670\u0981-\u0983\u09bc-\u09cd\u09d7])*"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name. `written` is for people, `letters` for comparing; `root` lacks a grown-on article, link or
    feminine ending, where there is one, or is respelt from Somali."""

    written: str
    letters: str
    script: Script
    root: str = ""
    title: bool = False

    @property
    def is_initial(self) -> bool:
        return len(self.letters) == 1 and self.script is not Script.ARABIC


@dataclass(frozen=True, slots=True)
class Name:
    """A name as read. `left_out`: articles and the like, as written."""

    parts: tuple[Part, ...]
    left_out: tuple[str, ...] = ()


@dataclass(slots=True)
class _Word:
    written: str
    letters: str
    script: Script
    linked: str = ""


@lru_cache(maxsize=16384)
def read(text: str) -> Name:
    """The parts of a name in any script. Never raises; what is beyond `MOST_PARTS` parts is not read."""
    left_out: list[str] = []
    words = _with_endings(_with_links(_words(text), left_out))
    return Name(tuple(_part(word) for word in words[:MOST_PARTS]), tuple(left_out))


def _words(text: str) -> list[_Word]:
    found = []
    for written in _WORD.findall(plain(text))[: 3 * MOST_PARTS]:
        for run in _one_script(written):
            script = script_of(run[0])
            spelt = letters(run, script)
            if spelt:
                spelt = particles.ABBREVIATIONS.get(script, {}).get(spelt, spelt)
                found.append(_Word(run, spelt, script_of(spelt[0])))
    return found


def _one_script(word: str) -> list[str]:
    """The word, cut where its script changes; marks stay with the letter before them."""
    if word.isascii():
        return [word]
    runs: list[str] = []
    last: Script | None = None
    for letter in word:
        script = script_of(letter)
        if (script is Script.OTHER and not letter.isalpha() and runs) or script is last:
            runs[-1] += letter
        else:
            runs.append(letter)
            last = script
    return runs


def _with_links(words: list[_Word], left_out: list[str]) -> list[_Word]:
    """Articles left out; a servant-word or link joined to what follows it."""
    joined: list[_Word] = []
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        following = joined[-1] if joined and joined[-1].script is word.script else None
        if joined and word.letters in particles.ADDRESS.get(word.script, ()):
            left_out.append(word.written)
            continue
        if following is not None and _is_article(word, following):
            if place and _is_servant(words[place - 1]):
                _put_before(word, following)
            else:
                left_out.append(word.written)
        elif following is not None and _is_servant(word):
            _put_before(word, following)
        elif following is not None and word.letters in particles.LINKS.get(word.script, ()):
            following.linked = following.linked or following.letters
            _put_before(word, following)
        else:
            joined.append(word)
    left_out.reverse()
    return joined[::-1]


def _is_servant(word: _Word) -> bool:
    return word.letters in particles.SERVANT.get(word.script, ())


def _is_article(word: _Word, following: _Word) -> bool:
    if word.letters in particles.ARTICLES.get(word.script, ()):
        return True
    return word.letters in particles.ASSIMILATED and following.letters[0] == word.letters[1]


def _put_before(word: _Word, following: _Word) -> None:
    following.written = f"{word.written} {following.written}"
    following.letters = (word.letters + following.letters)[:24]


def _with_endings(words: list[_Word]) -> list[_Word]:
    grown: list[_Word] = []
    for word in words:
        if grown and grown[-1].script is word.script and word.letters in particles.ENDINGS.get(word.script, ()):
            before = grown[-1]
            before.written = f"{before.written} {word.written}"
            before.letters = (before.letters + word.letters)[:24]
        else:
            grown.append(word)
    return grown


def _part(word: _Word) -> Part:
    title = word.letters in particles.TITLES.get(word.script, ())
    root = _root(word.linked or word.letters, word.script) or word.linked
    return Part(word.written, word.letters, word.script, root, title)


def _root(spelt: str, script: Script) -> str:
    if script is Script.LATIN and (respelt := _from_somali(spelt)) != spelt:
        return respelt
    glued, feminine = particles.GLUED.get(script, ()), particles.FEMININE.get(script, ())
    for prefix in glued if spelt.startswith(glued) else ():
        shortest = SHORTEST_ROOT - (prefix == _ARABIC_ARTICLE)
        if spelt.startswith(prefix) and len(spelt) >= len(prefix) + shortest:
            return spelt[len(prefix) :]
    for ending, shorter in feminine:
        if spelt.endswith(ending) and len(spelt) > len(ending) + 2:
            return spelt[: -len(ending)] + shorter
    return ""


def _from_somali(spelt: str) -> str:
    """The word with h for x and without the c of ayn, where it is written as Somali writes."""
    if spelt.startswith(particles.SOMALI):
        spelt = spelt[1:]
    return _X.sub("h", spelt) if "x" in spelt else spelt
