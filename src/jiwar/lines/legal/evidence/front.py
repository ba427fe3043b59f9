"""Cover, index, stamps and bookmarks of a bundle in its language."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jiwar.foundation.papers.bundles.front import Front, Line, Strip
from jiwar.foundation.papers.bundles.plan import Plan, Range, Stamp
from jiwar.foundation.papers.isolating import isolated, reference
from jiwar.foundation.papers.letter import Letterhead
from jiwar.lines.legal.evidence import words
from jiwar.lines.legal.letters.wording import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """One exhibit as it is called in a bundle."""

    label: str
    title: str
    version: str


@cache
def texts() -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / "texts.toml").read_text(encoding="utf-8"))


class Saying:
    """`file`: the facts of a letter (`letters.facts.of_file`); `names`: of all the bundle is about."""

    def __init__(
        self,
        language: str,
        file: Mapping[str, Any],
        names: Sequence[str],
        *,
        subject: str,
        authority: str,
        their_reference: str,
        hijri: bool,
    ) -> None:
        self.own, self.language = texts()[language], language
        self.names, self.subject = names, subject
        self.authority, self.their_reference = authority, their_reference
        self.spoken = Words(language, file, {}, hijri=hijri)

    def front(self, plan: Plan, entries: Sequence[Entry]) -> Front:
        own, values = self.own, self.spoken.values()
        facts = (
            (own["case"], values["case_number"]),
            (own["person"], str(self.spoken.own["list_and"]).join(isolated(name) for name in self.names)),
            (own["authority"], isolated(self.authority)),
            (own["reference"], reference(self.their_reference)),
            (own["date"], values["today"]),
            (own["exhibits"], self.spoken.reader.figures(str(len(entries)))),
            (own["numbers"], _span(plan, Range(1, plan.pages))),
            (own["by"], values["adviser"]),
        )
        file = self.spoken.file
        return Front(
            language=self.language,
            head=Letterhead(str(file["group"]), self.spoken.letterhead()),
            title=own["title"],
            subject=isolated(self.subject),
            facts=tuple(pair for pair in facts if pair[1]),
            index=own["index"],
            headings=(own["exhibit"], own["what"], own["pages"]),
            lines=[
                Line(reference(entry.label), self._said(entry), _span(plan, span))
                for entry, span in zip(entries, plan.ranges(), strict=True)
            ],
            fictional=str(self.spoken.own["fictional"]) if file["fictional"] else "",
        )

    def strip(self, stamp: Stamp, entries: Sequence[Entry]) -> Strip:
        page = reference(f"{stamp.page}/{stamp.of}")
        if stamp.exhibit is None:
            return Strip(f"{self.own['front']} {page}", reference(stamp.bates))
        said = self.own["stamp"].format(exhibit=reference(entries[stamp.exhibit].label), page=page)
        return Strip(said, reference(stamp.bates))

    def marks(self, plan: Plan, entries: Sequence[Entry]) -> list[tuple[str, int]]:
        """Bookmarks: plain, since a reader of PDF has no marks for direction."""
        first = [(self.own["title"], 1), (self.own["index"], 2)]
        spans = zip(entries, plan.ranges(), strict=True)
        return [*first, *((f"{entry.label} {entry.title}", span.first) for entry, span in spans)]

    def _said(self, entry: Entry) -> str:
        title = isolated(entry.title)
        note = {words.TRANSLATED: self.own["translation"], words.BOTH: self.own["both"]}.get(entry.version)
        return f"{title}\n{note}" if note else title


def _span(plan: Plan, span: Range) -> str:
    first, last = plan.bates(span.first), plan.bates(span.last)
    return reference(first if first == last else f"{first} – {last}")
