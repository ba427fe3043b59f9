"""Which packs there are. One procedure may have several editions, one a file, each for its time; see `pack.Pack`.

A file is named after its procedure (`eg-asylum.toml`), so that listing them reads none, and asking for one reads only
its own. A list of many reads their outlines: the head of each file.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any

from jiwar.knowledge.procedures.errors import PackError, Problem, UnknownProcedure
from jiwar.knowledge.procedures.loading import read_pack
from jiwar.knowledge.procedures.overlay import Override, overlaid, read_fragment
from jiwar.knowledge.procedures.pack import DecisionMaker, Pack

FOLDER: Traversable = files(__package__).joinpath("packs")


@cache
def procedures() -> tuple[str, ...]:
    """The ids of all procedures."""
    return tuple(sorted({_procedure_of(file) for file in pack_files()}))


@cache
def load(procedure_id: str) -> Pack:
    """The newest edition, with the earlier ones. Raises `UnknownProcedure`, or `PackError` when a file is at fault."""
    if procedure_id not in procedures():
        known = ", ".join(procedures())
        raise UnknownProcedure(f'There is no procedure "{procedure_id}"; known procedures: {known}.')
    own = [file for file in pack_files() if _procedure_of(file) == procedure_id]
    pack = joined([(file.name, read_pack(file.read_text(encoding="utf-8"), file.name)) for file in own])
    return overlaid(pack, changes(procedure_id))


def changes(procedure_id: str) -> list[Override]:
    """Single values the package took over from a group, not yet written into the pack itself: `packs/changes/`."""
    own = [file for file in _toml_files(FOLDER.joinpath("changes")) if _procedure_of(file) == procedure_id]
    return [read_fragment(file.read_text(encoding="utf-8"), file.name) for file in own]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a list of many shows of one. `country` is empty where the procedure belongs to none."""

    id: str
    name: str
    country: str
    decision_maker: DecisionMaker

    @classmethod
    def of(cls, pack: Pack) -> "Outline":
        return cls(pack.id, pack.name, pack.country.iso2, pack.country.decision_maker)


@cache
def outlines() -> tuple[Outline, ...]:
    """Of all procedures, by id. Whether the rest of a file is in order is for `load` to say."""
    newest: dict[str, tuple[date, Outline]] = {}
    for file in pack_files():
        head = _head(file.read_text(encoding="utf-8"))
        country, since = head["country"], head.get("effective_from", date.min)
        decides = DecisionMaker(country["decision_maker"])
        outline = Outline(head["id"], head["name"], country.get("iso2", ""), decides)
        if outline.id not in newest or newest[outline.id][0] < since:
            newest[outline.id] = (since, outline)
    return tuple(newest[name][1] for name in sorted(newest))


def _head(text: str) -> dict[str, Any]:
    """All that stands before laws and calendar; reading the whole would take ten times as long."""
    return tomllib.loads(text.partition("\n[calendar]")[0].partition("\n[[laws]]")[0])


def pack_files() -> list[Traversable]:
    return _toml_files(FOLDER)


def _toml_files(folder: Traversable) -> list[Traversable]:
    """None where the folder is not there."""
    found = (file for file in folder.iterdir() if file.name.endswith(".toml")) if folder.is_dir() else ()
    return sorted(found, key=lambda file: file.name)


def _procedure_of(file: Traversable) -> str:
    return file.name.partition("-")[0].removesuffix(".toml")


def joined(named: Iterable[tuple[str, Pack]]) -> Pack:
    """The newest of the editions, carrying the others. Raises `PackError` where they do not fit together."""
    read = sorted(named, key=lambda each: (each[1].effective_from is not None, each[1].effective_from))
    problems = [*_misnamed(read), *_overlapping(read)]
    if problems:
        raise PackError(tuple(problems))
    *earlier, newest = [pack for _file, pack in read]
    return replace(newest, earlier=tuple(earlier))


def _misnamed(read: list[tuple[str, Pack]]) -> Iterable[Problem]:
    for file, pack in read:
        if file.partition("-")[0] != pack.id:
            yield Problem(file, "id", f'is "{pack.id}".', f"Name the file {pack.id}-….toml.")


def _overlapping(read: list[tuple[str, Pack]]) -> Iterable[Problem]:
    for (file, pack), (other, following) in pairwise(read):
        if pack.version == following.version:
            yield Problem(other, "version", f"is the same as that of {file}.", "Give each edition its own version.")
        if pack.effective_until is None or following.effective_from is None:
            remedy = f"Say in {file} until when it held, and in {other} since when it holds."
            yield Problem(file, "effective_until", "or the beginning of the next edition is missing.", remedy)
        elif pack.effective_until >= following.effective_from:
            remedy = f"End it before {following.effective_from.isoformat()}, when {other} begins."
            yield Problem(file, "effective_until", "reaches into the time of the next edition.", remedy)
