"""Named situations with the dates a lawyer expects: `scenarios/*.toml`, run by the tests and by `check_all`."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from jiwar.knowledge.calendars import LocalDay, OpenDays
from jiwar.knowledge.procedures.asking import read_date
from jiwar.knowledge.procedures.editions import joined, load, pack_files, procedures
from jiwar.knowledge.procedures.errors import PackError, Problem, QuestionError
from jiwar.knowledge.procedures.events import Event, HowNotified, PrintedDate, Proof
from jiwar.knowledge.procedures.fields import Faults, Table
from jiwar.knowledge.procedures.loading import read_pack
from jiwar.knowledge.procedures.pack import Pack
from jiwar.knowledge.procedures.replaying import replay
from jiwar.knowledge.procedures.standing import Deadline, Standing
from jiwar.knowledge.procedures.vocabulary import EventKind

DATES = ("due", "safe", "precaution", "precaution_safe", "follow_up", "computed")
FACTS = (*DATES, "status")
NONE = "none"


@dataclass(frozen=True, slots=True)
class Expected:
    """What must come out for one deadline: the facts of `FACTS` that are named, as text, and steps it must show."""

    deadline: str
    facts: dict[str, str]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """`why`: how a person works the result out. `rules`: the rules of the house it shows. `first`: the deadline that
    must come first; `stage`: the stage reached; `cautions`: codes that must be given. Empty: not looked at."""

    file: str
    id: str
    situation: str
    why: str
    rules: tuple[str, ...]
    procedure: str
    tracks: tuple[str, ...]
    today: date
    events: tuple[Event, ...]
    open_days: OpenDays | None
    expected: tuple[Expected, ...]
    first: str
    stage: str
    cautions: tuple[str, ...]

    def standing(self) -> Standing:
        return replay(load(self.procedure), self.tracks, self.events, today=self.today, open_days=self.open_days)


def scenarios() -> list[Scenario]:
    """All of them. Raises `PackError` when a file is at fault."""
    folder = files(__package__).joinpath("scenarios")
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return [scenario for file in found for scenario in read_scenarios(file.read_text(encoding="utf-8"), file.name)]


def read_scenarios(text: str, file: str) -> list[Scenario]:
    """The scenarios of one file. Raises `PackError` with all that is wrong with it."""
    faults = Faults(file)
    try:
        top = Table(tomllib.loads(text), "the file", faults)
    except tomllib.TOMLDecodeError as error:
        faults.add("the file", f"is not TOML: {error}.", "Repair the syntax there.")
        raise PackError(tuple(faults.found)) from None
    found = [_scenario(table, file) for table in top.tables("scenario")]
    top.done()
    if faults.found:
        raise PackError(tuple(faults.found))
    return found


def failures(scenario: Scenario) -> list[Problem]:
    """Where the standing differs from what the scenario expects."""
    place = f'scenario "{scenario.id}"'
    remedy = "Correct the rule or the pack; or, if a lawyer agrees that the law reads so, the scenario."
    try:
        standing = scenario.standing()
    except QuestionError as error:
        return [Problem(scenario.file, place, str(error), "Correct the scenario.")]
    found = [*_differences(scenario, standing)]
    return [Problem(scenario.file, place, problem, remedy) for problem in found]


def check_all() -> list[Problem]:
    """Every fault of the packs and every scenario that does not come out. An empty list: all is well."""
    problems: list[Problem] = []
    read: dict[str, list[tuple[str, Pack]]] = {}
    for file in pack_files():
        try:
            pack = read_pack(file.read_text(encoding="utf-8"), file.name)
        except PackError as error:
            problems += error.problems
        else:
            read.setdefault(pack.id, []).append((file.name, pack))
    for editions in read.values():
        problems += _misfits(editions)
    # With the single values of `packs/changes/`, which are at fault only beside packs that are in order.
    problems = problems or _of_changes(read)
    if problems:
        return problems
    try:
        told = scenarios()
    except PackError as error:
        return list(error.problems)
    untold = sorted(set(procedures()) - {scenario.procedure for scenario in told})
    problems += [Problem(f"{name}", "scenarios", "are missing for this pack.", "Add some.") for name in untold]
    return problems + [problem for scenario in told for problem in failures(scenario)]


def _of_changes(known: Iterable[str]) -> list[Problem]:
    found: list[Problem] = []
    for procedure in known:
        try:
            load(procedure)
        except PackError as error:
            found += error.problems
    return found


def _misfits(editions: list[tuple[str, Pack]]) -> tuple[Problem, ...]:
    try:
        joined(editions)
    except PackError as error:
        return error.problems
    return ()


def _differences(scenario: Scenario, standing: Standing) -> list[str]:
    found: list[str] = []
    for expected in scenario.expected:
        chosen = _chosen(standing, expected.deadline)
        if chosen is None:
            found.append(f"{expected.deadline} is not in the standing.")
            continue
        for name, wanted in expected.facts.items():
            actual = _fact(chosen, name)
            if actual != wanted:
                found.append(f"{expected.deadline}: {name} is {actual}, expected {wanted}.")
        shown = {step.code.value for step in chosen.why}
        found += [f"{expected.deadline}: its reasoning lacks {code}." for code in expected.steps if code not in shown]
    given = {caution.code.value for caution in standing.cautions}
    found += [f"The warning {code} is missing." for code in scenario.cautions if code not in given]
    reached = standing.stage.id if standing.stage else NONE
    if scenario.stage and reached != scenario.stage:
        found.append(f"The stage is {reached}, expected {scenario.stage}.")
    if scenario.first and standing.deadlines[0].key.split(":")[0] != scenario.first:
        found.append(f"The first deadline is {standing.deadlines[0].id}, expected {scenario.first}.")
    return found


def _chosen(standing: Standing, name: str) -> Deadline | None:
    """By id, or by the key that also names the event."""
    return next((deadline for deadline in standing.deadlines if name in {deadline.id, deadline.key}), None)


def _fact(deadline: Deadline, name: str) -> str:
    value = getattr(deadline, name)
    if value is None:
        return NONE
    return value.isoformat() if isinstance(value, date) else str(value)


def _scenario(table: Table, file: str) -> Scenario:
    scenario = Scenario(
        file=file,
        id=table.text("id"),
        situation=table.text("situation"),
        why=table.text("why"),
        rules=table.texts("rules", required=True),
        procedure=table.text("procedure"),
        tracks=table.texts("tracks", required=True),
        today=table.day("today"),
        events=tuple(_event(event, number) for number, event in enumerate(table.tables("events"), 1)),
        open_days=_open_days(table.table("open_days")) if table.has("open_days") else None,
        expected=_expectations(table.table("expect")),
        first=table.text("first", ""),
        stage=table.text("stage", ""),
        cautions=table.texts("cautions"),
    )
    table.done()
    return scenario


def _event(table: Table, number: int) -> Event:
    kind, printed = table.choice("kind", EventKind), table.table("printed") if table.has("printed") else None
    confirmed = table.texts("confirmed")
    try:
        given = read_date(table.text("on"), kind.value)
    except QuestionError as error:
        table.fault("on", str(error), "Correct it.")
        given = read_date("1970-01-01")
    event = Event(
        kind=kind,
        given=given,
        ref=table.text("ref", f"{number}"),
        how_notified=table.choice("how", HowNotified) if table.has("how") else None,
        proof=table.choice("proof", Proof) if table.has("proof") else None,
        about=table.texts("about"),
        printed={name: PrintedDate(printed.day(name), name in confirmed) for name in printed.values} if printed else {},
        type_certain=table.flag("type_certain", True),
        withdrawn=table.flag("withdrawn", False),
    )
    table.done()
    return event


def _open_days(table: Table) -> OpenDays:
    closed = [read_date(day).interval().earliest for day in table.texts("closed")]
    name = table.text("name", "")
    days = OpenDays(table.text("country"), local_days=[LocalDay(day, closed=True, name=name) for day in closed])
    table.done()
    return days


def _expectations(table: Table) -> tuple[Expected, ...]:
    return tuple(_expected(table.table(name), name) for name in table.values)


def _expected(table: Table, name: str) -> Expected:
    facts: dict[str, str] = {}
    for fact in FACTS:
        if table.has(fact):
            facts[fact] = table.text(fact)
    expected = Expected(name, facts, table.texts("steps"))
    table.done()
    return expected
