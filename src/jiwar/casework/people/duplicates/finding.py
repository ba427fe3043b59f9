"""One run through the register. It goes on where it stopped, and what somebody has decided is left alone."""

import importlib.util
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jiwar.casework.people import twins
from jiwar.casework.people.actions.matching import queue_found
from jiwar.casework.people.duplicates import blocks, model, opening
from jiwar.casework.people.likeness import Facts, assess
from jiwar.casework.people.models import Pair, PairSearch, Person
from jiwar.casework.people.name_index import RECIPE
from jiwar.foundation.vault import keys

PACKAGES: Final = ("splink", "duckdb", "pyarrow")
PEOPLE_A_SLICE: Final = 60_000
LIKELY: Final = 0.5
"""Chance at which a pair is worth somebody's eyes."""
Say = Callable[[str], None]


@dataclass(frozen=True)
class _Person:
    id: UUID
    hidden: bool
    facts: Facts


@dataclass(frozen=True)
class Outcome:
    """What one run did. `queued`: pairs put to the desk; `told`: pairs with a hidden file, to the data guardian."""

    people: int
    queued: int
    told: int


def missing_packages() -> list[str]:
    return [name for name in PACKAGES if importlib.util.find_spec(name) is None]


def find(say: Say) -> Outcome:
    """For the group acted for. Interrupt it at any time: the next run goes on with the next slice."""
    people = _opened(say)
    if len(people) < 2:
        return Outcome(len(people), 0, 0)
    run = _run(len(people))
    queued = told = 0
    for number, pairs in _slices(people, run, say):
        with keys.session(), transaction.atomic():
            of_slice = _keep(people, pairs)
            run.done, run.found = number, run.found + sum(of_slice)
            run.finished_at = timezone.now() if run.done == run.slices else None
            run.save(update_fields=["done", "found", "finished_at"])
        queued, told = queued + of_slice[0], told + of_slice[1]
        say(f"Slice {number} of {run.slices}: {len(pairs)} likely pairs.")
    return Outcome(len(people), queued, told)


def _opened(say: Say) -> dict[int, _Person]:
    total = Person.objects.count()
    rows = opening.opened(lambda done: say(f"Opened {done} of {total} records."))
    return {number: _Person(id_, hidden, facts) for id_, number, hidden, facts in rows}


def _run(people: int) -> PairSearch:
    """The run that was interrupted, while it is about the same program and about as many people; else a new one."""
    slices = max(1, -(-people // PEOPLE_A_SLICE))
    engine = f"{RECIPE}/{slices}"
    going = PairSearch.objects.filter(engine=engine, finished_at__isnull=True).order_by("-started_at").first()
    return going or PairSearch.objects.create(engine=engine, slices=slices)


def _slices(people: dict[int, _Person], run: PairSearch, say: Say) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    database = connect()
    load_records(database, [opening.record(number, person.facts) for number, person in people.items()])
    say("Names are keyed; looking for likely pairs.")
    linker = linker_over(database)
    for number in range(run.done + 1, run.slices + 1):
        chunk = (number, run.slices) if run.slices > 1 else None
        found = linker.inference.predict_chunk(left_chunk=chunk, threshold_match_probability=LIKELY)
        rows = database.execute(f"SELECT unique_id_l, unique_id_r FROM {found.physical_name}").fetchall()  # noqa: S608
        found.drop_table_from_database_and_remove_from_cache()
        yield number, [(int(one), int(other)) for one, other in rows]


def connect(memory: str = "") -> Any:
    """In memory only: what does not fit is refused, never written to a temporary file in clear."""
    import duckdb

    database = duckdb.connect(":memory:", config={"temp_directory": "", "max_temp_directory_size": "0B"})
    if memory:
        database.execute(f"SET memory_limit = '{memory}'")
    arguments: list[Any] = ["VARCHAR", "VARCHAR"]
    kind: Any = "arrow"
    database.create_function("name_score", model.name_score(), arguments, "FLOAT", type=kind)
    return database


def load_records(database: Any, records: list[opening.Record]) -> None:
    """The table to be searched, with its blocks."""
    import pyarrow

    opened = pyarrow.Table.from_pylist(records, schema=_schema(pyarrow))
    database.register("arriving", opened)
    database.execute("CREATE OR REPLACE TABLE opened AS SELECT * FROM arriving")
    database.unregister("arriving")
    blocks.make_blocks(database)


def _schema(pyarrow: Any) -> Any:
    text, texts, number = pyarrow.string(), pyarrow.list_(pyarrow.string()), pyarrow.int32()
    kinds = {"unique_id": number, "names": text, "keys": texts, "father": text, "mother": text, "sex": text}
    kinds |= {"nationalities": texts, "phones": texts, "papers": texts}
    kinds |= {"born_from": number, "born_to": number, "turned": text, "default_day": pyarrow.bool_()}
    return pyarrow.schema(list(kinds.items()))


def linker_over(database: Any) -> Any:
    """Splink over the table `people`."""
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection=database)
    return Linker(api.register("people"), model.settings(), log_level=logging.ERROR)


def _keep(people: dict[int, _Person], pairs: list[tuple[int, int]]) -> tuple[int, int]:
    """Into the queue, or silently to the data guardian where a file is hidden. Returns how many of each."""
    decided = set(Pair.objects.exclude(decided_at=None).values_list("first_id", "second_id"))
    told, fresh = 0, []
    for low, high in (sorted(pair) for pair in pairs):
        one, other = people[low], people[high]
        if (one.id, other.id) in decided:
            continue
        if one.hidden or other.hidden:
            seen, hidden = (low, high) if other.hidden else (high, low)
            twins.tell(Person(number=seen), Person(number=hidden))
            told += 1
        else:
            fresh.append((one.id, other.id, round(assess(one.facts, other.facts).score * 100)))
    for at in range(0, len(fresh), opening.AT_ONCE):
        queue_found(fresh[at : at + opening.AT_ONCE])
    return len(fresh), told
