"""Other ways to search and compare names, for `names.py` to measure beside ours. Each needs its own packages."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from tests.postgres import OWNER, Server

Found = list[tuple[int, float]]


class Missing(RuntimeError):
    """A peer cannot run here. The message says what to install."""


def romanised() -> Callable[[str], str]:
    """Any script in plain Latin letters, by AnyASCII."""
    try:
        from anyascii import anyascii
    except ImportError as error:
        raise Missing("pip install anyascii") from error
    return lambda text: re.sub(r"\W+", " ", anyascii(text).casefold()).strip()


class DoubleMetaphone:
    """Names by the double metaphone keys of their words; candidates ranked by Jaro-Winkler."""

    name = "double metaphone"
    candidates = 300

    def __init__(self) -> None:
        try:
            from metaphone import doublemetaphone
        except ImportError as error:
            raise Missing("pip install metaphone") from error
        self._romanised, self._sound = romanised(), doublemetaphone
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        self._names: list[str] = []

    def build(self, names: Sequence[str]) -> None:
        self._names = [self._romanised(name) for name in names]
        for row, name in enumerate(self._names):
            for key in self._keys(name):
                self._postings[key].append(row)

    def search(self, name: str, k: int) -> Found:
        from rapidfuzz.distance import JaroWinkler

        sought = self._romanised(name)
        shared = self._sharing(sought)
        ranked = [(row, much + JaroWinkler.similarity(sought, self._names[row])) for row, much in shared.items()]
        return sorted(ranked, key=lambda found: -found[1])[:k]

    def _sharing(self, sought: str) -> dict[int, int]:
        """Those who share most keys, and how many."""
        shared: defaultdict[int, int] = defaultdict(int)
        for key in self._keys(sought):
            for row in self._postings.get(key, ()):
                shared[row] += 1
        most = sorted(shared, key=lambda row: -shared[row])[: self.candidates]
        return {row: shared[row] for row in most}

    def _keys(self, name: str) -> set[str]:
        return {key for word in name.split() for key in self._sound(word) if key}


class LogicV2(DoubleMetaphone):
    """The same candidates, ranked by nomenklatura's LogicV2, which brings no index of its own."""

    name = "LogicV2"

    def __init__(self) -> None:
        super().__init__()
        self._alike = logic_v2()
        self._written: Sequence[str] = ()

    def build(self, names: Sequence[str]) -> None:
        super().build(names)
        self._written = names

    def search(self, name: str, k: int) -> Found:
        rows = self._sharing(self._romanised(name))
        return sorted(((row, self._alike(name, self._written[row])) for row in rows), key=lambda found: -found[1])[:k]


class RapidFuzz:
    """Every record, by the ratio of sorted words."""

    name = "rapidfuzz"

    def __init__(self) -> None:
        self._romanised = romanised()
        self._names: list[str] = []

    def build(self, names: Sequence[str]) -> None:
        self._names = [self._romanised(name) for name in names]

    def search(self, name: str, k: int) -> Found:
        from rapidfuzz import fuzz, process

        found = process.extract(self._romanised(name), self._names, scorer=fuzz.token_sort_ratio, limit=k)
        return [(row, score) for _, score, row in found]


class Trigrams:
    """PostgreSQL's pg_trgm with a GIN index on names in plain Latin letters."""

    name = "pg_trgm"

    def __init__(self) -> None:
        self._romanised = romanised()
        self._server = Server()
        self._server.start()
        import psycopg

        self._connection = psycopg.connect(f"host={self._server.directory} user={OWNER} dbname=jiwar", autocommit=True)

    def build(self, names: Sequence[str]) -> None:
        run = self._connection.execute
        try:
            run("CREATE EXTENSION pg_trgm")
        except Exception as error:
            raise Missing("apt-get install postgresql-contrib") from error
        run("CREATE TABLE names (row int, name text)")
        with self._connection.cursor().copy("COPY names FROM STDIN") as copy:
            for row, name in enumerate(names):
                copy.write_row((row, self._romanised(name)))
        run("CREATE INDEX ON names USING gin (name gin_trgm_ops)")
        run("ANALYZE names")
        run("SET pg_trgm.similarity_threshold = 0.4")

    def search(self, name: str, k: int) -> Found:
        sought = self._romanised(name)
        found = self._connection.execute(
            "SELECT row, similarity(name, %s) AS alike FROM names WHERE name %% %s ORDER BY alike DESC LIMIT %s",
            (sought, sought, k),
        )
        return [(int(row), float(alike)) for row, alike in found]

    def close(self) -> None:
        self._connection.close()
        self._server.stop()


def jaro_winkler() -> Callable[[str, str], float]:
    """Jaro-Winkler of names in plain Latin letters."""
    from rapidfuzz.distance import JaroWinkler

    plain = romanised()
    return lambda a, b: float(JaroWinkler.similarity(plain(a), plain(b)))


def sorted_ratio() -> Callable[[str, str], float]:
    """rapidfuzz's ratio of sorted words in plain Latin letters."""
    from rapidfuzz import fuzz

    plain = romanised()
    return lambda a, b: float(fuzz.token_sort_ratio(plain(a), plain(b))) / 100


def logic_v2() -> Callable[[str, str], float]:
    """nomenklatura's LogicV2 on two persons with nothing but a name."""
    try:
        from followthemoney import model
        from nomenklatura.matching import get_algorithm
    except ImportError as error:
        raise Missing(
            "pip install nomenklatura (builds PyICU: needs a C++ compiler, pkg-config, libicu-dev)"
        ) from error
    algorithm: Any = get_algorithm("logic-v2")
    settings = algorithm.default_config()

    def person(name: str) -> Any:
        return model.get_proxy({"id": name or "-", "schema": "Person", "properties": {"name": [name]}})

    return lambda a, b: float(algorithm.compare(person(a), person(b), settings).score)
