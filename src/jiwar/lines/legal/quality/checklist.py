"""The checklist: its items are data, their words are here, and what the file itself says is in `own_word`."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OWN: Final = "own"


class Verdict(StrEnum):
    FINE = "fine"
    MEND = "mend"
    NOT_FOR_IT = "not-for-it"


VERDICTS: Final[dict[Verdict, str | Promise]] = {
    Verdict.FINE: _("fine"),
    Verdict.MEND: _("to mend"),
    Verdict.NOT_FOR_IT: _("does not apply"),
}
ASKS: Final[dict[str, str | Promise]] = {
    "conflict": _("Conflicts of interest were looked for"),
    "scope": _("The person knows what we do and do not do, and agreed"),
    "consent": _("The person agreed that we work for them"),
    "deadline": _("Every deadline stands there with its source and somebody who keeps it"),
    "next-step": _("The next step has a day and somebody who does it"),
    "statement": _("What the person told was read back to them"),
    "evidence": _("What proves the claim is registered"),
    "advice": _("The advice fits the facts, and was understood"),
    "wishes": _("The person decided; what they want is written down"),
}


@dataclass(frozen=True)
class Item:
    """`told`: code of what the program can say of it, '' where only a person can."""

    id: str
    told: str
    source: str

    @property
    def asks(self) -> str | Promise:
        return ASKS[self.id]


@lru_cache(maxsize=1)
def items() -> tuple[Item, ...]:
    """Raises `KeyError` for an item without words or source."""
    data = tomllib.loads(files(__package__).joinpath("checklist.toml").read_text("utf-8"))
    rows = tuple(Item(row["id"], row.get("told", ""), row["source"]) for row in data["item"])
    for row in rows:
        ASKS[row.id]
    return rows


def asks(item: str) -> str | Promise:
    """Of an item that is asked no more, its code."""
    return ASKS.get(item, item)
