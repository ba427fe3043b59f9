"""The paragraphs of a version: kept in two circles, put together for whoever sees both, and changed as a form sends.

A paragraph keeps its id through the versions; what is split off it has an id of its own and the same `root`, so that
what becomes sensitive in one version leaves the wider circle in all versions before.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID, uuid4

_BLANK: Final = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    id: str
    root: str
    text: str
    narrow: bool = False


def new_id() -> str:
    return uuid4().hex[:12]


def split(text: str) -> list[str]:
    """An empty line begins a new paragraph."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return [part.strip() for part in _BLANK.split(plain) if part.strip()]


def root_of(entry: UUID) -> str:
    """Of the paragraphs that were filled from an event: where that becomes sensitive, they do."""
    return f"event-{entry.hex}"


def begun(texts: Iterable[tuple[str, bool]], *, root: str = "", make_id: Callable[[], str] = new_id) -> list[Paragraph]:
    """New paragraphs: each text, and whether it is for the narrower circle."""
    made = []
    for text, narrow in texts:
        for part in split(text):
            known = make_id()
            made.append(Paragraph(known, root or known, part, narrow))
    return made


def changed(before: Paragraph, text: str, *, narrow: bool, make_id: Callable[[], str] = new_id) -> list[Paragraph]:
    """What became of a paragraph: the first part goes on as it; an empty one is gone."""
    parts = split(text)
    first = [replace(before, text=parts[0], narrow=narrow)] if parts else []
    return first + [Paragraph(make_id(), before.root, part, narrow) for part in parts[1:]]


def circles(paragraphs: Sequence[Paragraph]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """As they are kept: the wider circle in order, the narrower one with its places."""
    wide = [_kept(each) for each in paragraphs if not each.narrow]
    return wide, [{"at": at, **_kept(each)} for at, each in enumerate(paragraphs) if each.narrow]


def joined(wide: Iterable[dict[str, Any]], narrow: Iterable[dict[str, Any]] = ()) -> list[Paragraph]:
    """In the order of the text; without `narrow`, what is left for the wider circle."""
    found = [Paragraph(each["id"], each["root"], each["text"]) for each in wide]
    for each in sorted(narrow, key=lambda kept: kept["at"]):
        found.insert(each["at"], Paragraph(each["id"], each["root"], each["text"], narrow=True))
    return found


def narrowed(paragraphs: Sequence[Paragraph], roots: frozenset[str]) -> list[Paragraph]:
    """The same text, with all that comes from these in the narrower circle."""
    return [replace(each, narrow=each.narrow or each.root in roots) for each in paragraphs]


def _kept(each: Paragraph) -> dict[str, Any]:
    return {"id": each.id, "root": each.root, "text": each.text}
