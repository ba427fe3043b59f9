"""The small language in which an interview says when a question is asked.

    letter = 'yes' and not selected(papers, 'none')

`and`, `or`, `not`, brackets; `name = 'code'`, `name != 'code'`, a number without quotes; `selected(name, 'code')` of a
question with several answers. Nothing else: it is read, never run. What is not answered equals nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

LONGEST: Final = 400
DEEPEST: Final = 12
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<sign>!=|=|\(|\)|,)|'(?P<code>[^']*)'|(?P<number>[0-9]{1,9})\b|(?P<word>[a-z][a-z0-9_-]*))"
)


class ConditionError(ValueError):
    """What is wrong, in words for whoever writes the file."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A question that a condition names, and the answer it looks for. `several`: by `selected`."""

    name: str
    value: str | int
    several: bool


class Condition(Protocol):
    def holds(self, answers: Mapping[str, Any]) -> bool: ...

    def mentions(self) -> Iterator[Mention]: ...


@dataclass(frozen=True, slots=True)
class Equals:
    name: str
    value: str | int

    def holds(self, answers: Mapping[str, Any]) -> bool:
        found = answers.get(self.name)
        return type(found) is type(self.value) and found == self.value

    def mentions(self) -> Iterator[Mention]:
        yield Mention(self.name, self.value, several=False)


@dataclass(frozen=True, slots=True)
class Selected:
    name: str
    value: str

    def holds(self, answers: Mapping[str, Any]) -> bool:
        found = answers.get(self.name)
        return isinstance(found, list | tuple) and self.value in found

    def mentions(self) -> Iterator[Mention]:
        yield Mention(self.name, self.value, several=True)


@dataclass(frozen=True, slots=True)
class Not:
    of: Condition

    def holds(self, answers: Mapping[str, Any]) -> bool:
        return not self.of.holds(answers)

    def mentions(self) -> Iterator[Mention]:
        return self.of.mentions()


@dataclass(frozen=True, slots=True)
class Several:
    """All of them (`every`), or one at least."""

    parts: tuple[Condition, ...]
    every: bool

    def holds(self, answers: Mapping[str, Any]) -> bool:
        return (all if self.every else any)(part.holds(answers) for part in self.parts)

    def mentions(self) -> Iterator[Mention]:
        return (mention for part in self.parts for mention in part.mentions())


def read_condition(text: str) -> Condition:
    """Raises `ConditionError`."""
    if len(text) > LONGEST:
        raise ConditionError(f"is longer than {LONGEST} signs")
    reader = _Reader(list(_tokens(text)))
    found = reader.any_of(0)
    if reader.rest:
        raise ConditionError(f"goes on after its end: {reader.rest[0][1]}")
    return found


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at, text = 0, text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise ConditionError(f"cannot be read from here: {text[at : at + 20].strip()}")
        yield str(found.lastgroup), found[str(found.lastgroup)]
        at = found.end()


@dataclass
class _Reader:
    rest: list[tuple[str, str]]

    def any_of(self, depth: int) -> Condition:
        return self._joined("or", self.all_of, depth, every=False)

    def all_of(self, depth: int) -> Condition:
        return self._joined("and", self.one, depth, every=True)

    def _joined(self, word: str, part: Callable[[int], Condition], depth: int, *, every: bool) -> Condition:
        parts = [part(depth)]
        while self._next_is("word", word):
            self.rest.pop(0)
            parts.append(part(depth))
        return parts[0] if len(parts) == 1 else Several(tuple(parts), every)

    def one(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise ConditionError("has too many brackets")
        if self._next_is("word", "not"):
            self.rest.pop(0)
            return Not(self.one(depth + 1))
        if self._next_is("sign", "("):
            self.rest.pop(0)
            found = self.any_of(depth + 1)
            self._take("sign", ")")
            return found
        name = self._take("word")
        if name == "selected":
            return self._selected()
        sign = self._take("sign")
        if sign not in {"=", "!="}:
            raise ConditionError(f"needs = or != after {name}")
        equals = Equals(name, self._value())
        return equals if sign == "=" else Not(equals)

    def _selected(self) -> Condition:
        self._take("sign", "(")
        name = self._take("word")
        self._take("sign", ",")
        value = self._take("code")
        self._take("sign", ")")
        return Selected(name, value)

    def _value(self) -> str | int:
        if self.rest and self.rest[0][0] == "number":
            return int(self.rest.pop(0)[1])
        return self._take("code")

    def _next_is(self, kind: str, text: str) -> bool:
        return bool(self.rest) and self.rest[0] == (kind, text)

    def _take(self, kind: str, text: str = "") -> str:
        if not self.rest:
            raise ConditionError("ends too early")
        found, said = self.rest[0]
        if found != kind or (text and said != text):
            raise ConditionError(f"does not expect {said} here")
        self.rest.pop(0)
        return said
