"""What a letter says, before it is drawn: text with isolated values (`isolating`), a column for each language."""

from dataclasses import dataclass
from typing import Any

from jiwar.foundation.languages.directions import Direction, direction


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, what is written below the line, and, once signed, the mark above it (PNG as a `data:` address)
    and how, when and before whom below it."""

    role: str
    name: str
    mark: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """The letter in one language. `body`: paragraphs, each of one line or several; one that begins with '- ' is an item
    of a list, with '# ' a heading. All columns of a letter have the same parts, so that they can stand side by side."""

    language: str
    to: tuple[str, ...]
    dated: str
    title: str
    subject: str
    opening: str
    facts: tuple[tuple[str, str], ...]
    body: tuple[tuple[str, ...], ...]
    closing: str
    signed: tuple[Signature, ...]

    @property
    def direction(self) -> Direction:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The group as it writes: its name, and what it says of itself below."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """`reference` stands in the foot of each page, with no name in it. `fictional`: the group is invented."""

    head: Letterhead
    reference: str
    columns: tuple[Column, ...]
    digits: str = "latn"
    fictional: str = ""

    @property
    def language(self) -> str:
        return self.columns[0].language

    @property
    def direction(self) -> Direction:
        return self.columns[0].direction

    @property
    def headed(self) -> bool:
        """It has headings: an agreement, longer than a letter, and set closer."""
        return any(line.startswith("# ") for lines in self.columns[0].body for line in lines)

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> "Letter":
        """From what `dataclasses.asdict` made of one, after a way through JSON."""
        columns = tuple(
            Column(
                **{
                    **column,
                    "to": tuple(column["to"]),
                    "facts": tuple((term, said) for term, said in column["facts"]),
                    "body": tuple(tuple(lines) for lines in column["body"]),
                    "signed": tuple(Signature(**{**each, "notes": tuple(each["notes"])}) for each in column["signed"]),
                }
            )
            for column in data["columns"]
        )
        head = Letterhead(data["head"]["name"], tuple(data["head"]["lines"]))
        return cls(**{**data, "head": head, "columns": columns})
