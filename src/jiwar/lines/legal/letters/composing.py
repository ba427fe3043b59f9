"""From what is kept of a letter to the letter that is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from jiwar.foundation.papers.filling import filled
from jiwar.foundation.papers.isolating import reference
from jiwar.foundation.papers.letter import Column, Letter, Letterhead, Signature
from jiwar.lines.legal.letters.catalogue import LetterKind, To
from jiwar.lines.legal.letters.texts import BASE, Text, texts_of
from jiwar.lines.legal.letters.wording import Words


def allowed_names(kind: LetterKind) -> frozenset[str]:
    """What the text of a letter may name."""
    return BASE | frozenset(kind.asks)


def compose(
    kind: LetterKind,
    *,
    languages: Sequence[str],
    file: Mapping[str, Any],
    answers: Mapping[str, Any],
    hijri: bool,
    number: int,
    mark: str = "",
    signed: Mapping[str, str] | None = None,
) -> Letter:
    """`number`: which version of the letter this is; `mark`: of the person, as `marks.to_be_placed` gives it; `signed`:
    how they signed, when, and who watched."""
    texts = texts_of(kind.code)
    spoken = [Words(language, file, answers, hijri=hijri) for language in languages]
    columns = _even([_column(kind, texts[each.language], each, mark, signed or {}) for each in spoken])
    first = spoken[0]
    version = f"{first.own['version']} {first.reader.figures(str(number))}"
    return Letter(
        head=Letterhead(str(file["group"]), first.letterhead()),
        reference=f"{reference(file['case_number'])} · {version}",
        columns=tuple(columns),
        digits=first.reader.digits,
        fictional=str(first.own["fictional"]) if file["fictional"] else "",
    )


def _column(kind: LetterKind, text: Text, words: Words, mark: str, signed: Mapping[str, str]) -> Column:
    values = words.values()
    allowed = allowed_names(kind)

    def said(part: str) -> str:
        return filled(part, values, allowed=allowed)

    facts = tuple((words.fact(name), values[name]) for name in kind.shows if values[name])
    return Column(
        language=words.language,
        to=_to(kind, words, values),
        dated=values["today"],
        title=said(text.title),
        subject=said(text.subject),
        opening=said(text.opening),
        facts=facts,
        body=tuple(tuple(said(part).splitlines()) for part in text.body),
        closing=said(text.closing),
        signed=tuple(_signature(who, words, values, mark, signed) for who in kind.signs),
    )


def _even(columns: list[Column]) -> list[Column]:
    """Without the paragraphs that are empty in all of them: those beside each other stay beside each other."""
    kept = [number for number in range(len(columns[0].body)) if any(column.body[number] for column in columns)]
    return [replace(column, body=tuple(column.body[number] for number in kept)) for column in columns]


def _to(kind: LetterKind, words: Words, values: Mapping[str, str]) -> tuple[str, ...]:
    if kind.to is To.PERSON:
        return (values["person"],)
    if kind.to is To.ANYBODY:
        return (str(words.own["to_whom"]),)
    name, address = (
        ("partner_name", "partner_address") if kind.to is To.PARTNER else ("authority_name", "authority_address")
    )
    return tuple(line for line in (values[name], *values[address].splitlines()) if line)


def _signature(who: str, words: Words, values: Mapping[str, str], mark: str, signed: Mapping[str, str]) -> Signature:
    name = {"person": values["person"], "group": values["adviser"]}.get(who, "")
    if who != "person":
        return Signature(words.sign(who), name)
    return Signature(words.sign(who), name, mark, words.marked(signed))
