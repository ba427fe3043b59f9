"""Names while they are sealed: how fast they are found, how large the index is, and what it tells a thief.

  python -m benchmarks.sealed_names --data names/dev [--people 1000000] [--quick] [--json] [--only sqlite]

`--data`: the folder with pool_latin.txt.gz and pool_native.txt.gz; half the register comes from each. Queries are names
of the register as written, and words of them alone. With queries.tsv beside them it is counted, too, how many held-out
names are found though they are written otherwise: all names lie in one register, so a name as typed, which is another
person, rightly comes first. The thief has the whole database without its keys and knows how often each part of a name
is borne (from names that are not in the register): once against a table of keyed hashes and people, as is usual, once
against the sealed lists.
"""

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.desk import database

P95_MS, INDEX_MB = 25.0, 150.0
# Measured before on one million names in clear: PostgreSQL's trigram index.
PEER, PEER_P95_MS, PEER_MB = "pg_trgm GIN over names in clear (measured before)", 122.0, 42.0
QUICK_PEOPLE, FULL_PEOPLE, BATCH, QUERIES = 2_000, 1_000_000, 2_000, 200
ATTACKED = 50_000
LISTED_AT_ONCE = 250_000
TASKS = {"A": "native script to Latin", "B": "Latin to native script", "C": "Latin to other Latin spellings"}
RECALLED, SHOWN = 400, 20
MIXED = 7
"""Seed of the order of the register."""


def names_of(data: Path, count: int, *, start: int = 0) -> list[str]:
    """Half in Latin letters, half in others."""
    found: list[str] = []
    for file, share in (("pool_latin.txt.gz", count - count // 2), ("pool_native.txt.gz", count // 2)):
        with gzip.open(data / file, "rt", encoding="utf-8") as lines:
            found += [line.rstrip("\n") for line in islice(lines, start, start + share)]
    random.Random(MIXED).shuffle(found)
    return found


def asked_otherwise(data: Path, people: int) -> dict[str, list[tuple[str, set[int]]]]:
    """By task, held-out queries and the places in `names_of` of who is meant, evenly taken."""
    if not (data / "queries.tsv").exists():
        return {}
    from jiwar.knowledge.names.learning.corpus import Split

    split, latin, native = Split(data), people - people // 2, people // 2
    order = list(range(people))
    random.Random(MIXED).shuffle(order)
    place_of = {row: place for place, row in enumerate(order)}
    found: dict[str, list[tuple[str, set[int]]]] = {task: [] for task in TASKS}
    for line in (data / "queries.tsv").read_text(encoding="utf-8").splitlines():
        task, _group, query, rows = line.split("\t")
        start, length = (latin, native) if task == "B" else (0, latin)
        right = {place_of[start + int(row)] for row in rows.split(",") if int(row) < length}
        if task in found and right and split.held_out(query):
            found[task].append((query, right))
    return {task: asked[:: -(-len(asked) // RECALLED)] for task, asked in found.items() if asked}


def run(kind: str, data: Path, people: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="jiwar-bench-") as folder, database(kind, Path(folder)) as (given, _beside):
        command = [sys.executable, "-m", "benchmarks.sealed_names", "--inside", "--data", str(data)]
        inside = subprocess.run(
            [*command, "--people", str(people)],
            env={**os.environ, **given},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    found: dict[str, Any] = json.loads(inside.stdout.splitlines()[-1])
    return found


def fill_and_ask(data: Path, people: int) -> dict[str, Any]:
    """In a process of its own, with a home and a database of its own."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from benchmarks.filling import staff
    from jiwar.foundation.groups.context import acting_for
    from jiwar.foundation.groups.models import Group
    from jiwar.foundation.vault import custody, keys
    from jiwar.site import options
    from jiwar.site.command_line import django_start
    from jiwar.site.postgres.owner import as_owner

    django_start.migrate()
    group = Group.objects.create(name="Benchmark", country="TR", languages=["en"], time_zone="Europe/Istanbul")
    custody.add_group(custody.create(settings.JIWAR_KEYS), group.id)
    told = names_of(data, people)
    with acting_for(group), keys.session():
        viewer = staff()[1]
    begun = time.monotonic()
    with acting_for(group):
        fill(viewer, told)
    filled = time.monotonic() - begun
    with as_owner(options.read()), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with acting_for(group):
        begun = time.process_time()
        timings = sorted(ask(viewer, text) for text in queries(told))
        spent = time.process_time() - begun
        return {
            "filled_s": round(filled),
            "p50": timings[len(timings) // 2],
            "p95": timings[int(len(timings) * 0.95)],
            "cpu_ms": spent * 1000 / QUERIES,
            "index_mb": index_megabytes(),
            "found": recalled(viewer, asked_otherwise(data, people), first_number()),
            **pieces(),
        }


def first_number() -> int:
    from jiwar.casework.people.models import Person

    return Person.objects.order_by("number").values_list("number", flat=True)[0]


def recalled(viewer: Any, asked: dict[str, list[tuple[str, set[int]]]], first: int) -> dict[str, list[float]]:
    """By task, which share of those meant is the first, among five and among twenty shown; and of how many."""
    from jiwar.casework.people import queries as people
    from jiwar.foundation.vault import keys

    found = {}
    for task, questions in asked.items():
        places: list[int] = []
        for query, right in questions:
            with keys.session():
                rows = [int(each.number.split("-")[1]) - first for each in people.found_people(viewer, query)[:SHOWN]]
            places.append(next((place for place, row in enumerate(rows) if row in right), SHOWN))
        shares = [sum(place < most for place in places) / len(places) for most in (1, 5, SHOWN)]
        found[task] = [*shares, float(len(places))]
    return found


def fill(viewer: Any, told: list[str]) -> None:
    """Sealed as the program seals, written in bulk; the lists at the end, for a long one is written anew with every
    change."""
    from django.db import transaction

    from jiwar.casework.people import name_index
    from jiwar.foundation.vault import keys

    numbered: dict[int, list[str]] = {}
    for at in range(0, len(told), BATCH):
        with keys.session(), transaction.atomic():
            numbered |= register(viewer, told[at : at + BATCH])
    numbers = list(numbered)
    for at in range(0, len(numbers), LISTED_AT_ONCE):
        with keys.session(), transaction.atomic():
            name_index.put_many({number: numbered[number] for number in numbers[at : at + LISTED_AT_ONCE]})


def register(viewer: Any, told: list[str]) -> dict[int, list[str]]:
    """People without entries in the lists: their numbers and names."""
    from benchmarks.filling import take
    from jiwar.casework.people.models import Person, PersonName
    from jiwar.foundation.access.compartments import IDENTITY
    from jiwar.foundation.vault import keys
    from jiwar.foundation.vault.models import Subject

    subjects = Subject.objects.bulk_create([Subject(kind=Subject.Kind.PERSON) for _ in told])
    keys.provide((subject.id, IDENTITY.code) for subject in subjects)
    start = take("P", len(told))
    people = Person.objects.bulk_create(
        Person(subject=subject, compartment=IDENTITY.code, number=number, registered_by=viewer.member, shown=name)
        for number, (subject, name) in enumerate(zip(subjects, told, strict=True), start)
    )
    PersonName.objects.bulk_create(
        PersonName(person=row, subject=row.subject, compartment=IDENTITY.code, position=0, kind="own", text=row.shown)
        for row in people
    )
    return {row.number: [row.shown] for row in people}


def queries(told: list[str]) -> list[str]:
    chance = random.Random(11)
    chosen = [chance.choice(told) for _ in range(QUERIES)]
    return [text if at % 4 else text.split()[0] for at, text in enumerate(chosen)]


def ask(viewer: Any, text: str) -> float:
    """Milliseconds of one search, with keys fetched anew as for each request."""
    from jiwar.casework.people import queries as people
    from jiwar.foundation.vault import keys

    begun = time.perf_counter()
    with keys.session():
        people.found_people(viewer, text)
    return (time.perf_counter() - begun) * 1000


def index_megabytes() -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size('vault_sealedpiece')")
        else:
            cursor.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE name IN "
                "(SELECT name FROM sqlite_master WHERE tbl_name = 'vault_sealedpiece')"
            )
        return float(cursor.fetchone()[0]) / 1e6


def pieces() -> dict[str, Any]:
    """All that the table shows of the lists."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT length(body), count(*) FROM vault_sealedpiece GROUP BY length(body)")
        sizes = dict(cursor.fetchall())
    alone = sum(count for count in sizes.values() if count == 1)
    return {"pieces": sum(sizes.values()), "sizes": len(sizes), "told_by_size": alone / max(sum(sizes.values()), 1)}


def attack(data: Path, people: int) -> dict[str, Any]:
    """The thief guesses that the n-th most frequent hash is the n-th most frequent key of the public names."""
    from jiwar.knowledge import names

    def keys_of(told: Iterable[str]) -> Iterator[str]:
        return (key for name in told for key in names.keys(name))

    own = Counter(keys_of(names_of(data, people)))
    public = Counter(keys_of(names_of(data, people, start=people)))
    guessed = dict(zip((key for key, _ in own.most_common()), (key for key, _ in public.most_common()), strict=False))
    right = [key for key, guess in guessed.items() if key == guess]
    lengths = sorted(own.values(), reverse=True)
    return {
        "keys": len(own),
        "keys_recovered": len(right),
        "occurrences_recovered": sum(own[key] for key in right) / max(sum(own.values()), 1),
        "longest": lengths[0],
        "median": lengths[len(lengths) // 2],
        "of_one_person": sum(count == 1 for count in lengths) / len(lengths),
    }


def claims(measured: dict[str, dict[str, Any]], attacked: dict[str, Any], people: int) -> list[dict[str, Any]]:
    rows = []
    for kind, found in measured.items():
        name = {"sqlite": "SQLite", "postgres": "PostgreSQL"}[kind]
        rows.append(_claim(f"{name}: a search by name, p95", found["p95"], "ms", PEER, PEER_P95_MS, P95_MS))
        aim = INDEX_MB * people / FULL_PEOPLE
        rows.append(_claim(f"{name}: sealed index of {people} names", found["index_mb"], "MB", PEER, PEER_MB, aim))
    usual = "keyed hashes beside people: parts of people's names that the same thief recovers"
    told = max(found["told_by_size"] for found in measured.values())
    # Even such a piece holds, sealed, whom it is about; the usual table tells that of every hash.
    claim = "pieces of the sealed lists that stand out by their size"
    rows.append(_claim(claim, told, "share", usual, attacked["occurrences_recovered"], 0.001))
    return rows


def _claim(claim: str, value: float, unit: str, peer: str, peer_value: float, aim: float) -> dict[str, Any]:
    return {
        "claim": claim,
        "value": round(value, 3),
        "unit": unit,
        "peer": peer,
        "peer_value": round(peer_value, 3),
        "ratio": round(value / peer_value, 3) if peer_value else 0.0,
        "aim": aim,
        "holds": value <= aim,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with the pools of names")
    parser.add_argument("--people", type=int, default=FULL_PEOPLE)
    parser.add_argument("--only", choices=["sqlite", "postgres"])
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_PEOPLE} people")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.data is None or not (given.data / "pool_latin.txt.gz").exists():
        print("No data: give --data with the folder that holds pool_latin.txt.gz.", file=sys.stderr)
        return 2
    people = QUICK_PEOPLE if given.quick else given.people
    if given.inside:
        print(json.dumps(fill_and_ask(given.data, people)))
        return 0
    measured = {
        kind: run(kind, given.data, people) for kind in ([given.only] if given.only else ["sqlite", "postgres"])
    }
    attacked = attack(given.data, min(people, ATTACKED))
    found = claims(measured, attacked, people)
    if given.json:
        print(json.dumps(found, indent=2))
        return 0
    for claim in found:
        holds = "holds" if claim["holds"] else "missed"
        print(f"{claim['claim']}: {claim['value']} {claim['unit']} (aim {claim['aim']}, {holds})")
    print(json.dumps({"measured": measured, "attack": attacked}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
