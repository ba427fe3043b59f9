"""How much each finding weighs. The weights were learned from invented people of many origins, see docs/duplicates.md.

`m`: how often the finding is met between two records of one person; `u`: between two people who share a block.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np

from jiwar.knowledge import names

WEIGHTS: Final = Path(__file__).with_name("weights.toml")
_FEW: Final = 1e-6
_REMEMBERED: Final = 200_000

SHARED: Final = {"duckdb": "len(list_intersect({0}, {1}))", "spark": "size(array_intersect({0}, {1}))"}
"""How many entries two arrays share, as each of Splink's backends says it."""


def shared(column: str, dialect: str, *, sides: str = "{}_{}") -> str:
    return SHARED[dialect].format(sides.format(column, "l"), sides.format(column, "r"))


_RARE_NAME = "least(rarity_l, rarity_r) >= 18"
LEVELS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "name": tuple(
        (f"{label}_{rarity}", f"name_score(names_l, names_r) >= {least}{condition}")
        for label, least in (("same", 0.98), ("alike", 0.9), ("near", 0.7), ("somewhat", 0.4))
        for rarity, condition in (("rare", f" AND {_RARE_NAME}"), ("common", ""))
    ),
    "birth": (
        ("same_day", "turned_l = turned_r AND born_from_l = born_from_r AND NOT default_day_l"),
        ("turned", "turned_l = turned_r AND NOT default_day_l"),
        ("same_default", "turned_l = turned_r AND default_day_l"),
        ("one_default", "(default_day_l OR default_day_r) AND abs(born_from_l - born_from_r) < 366"),
        ("can_be", "(turned_l IS NULL OR turned_r IS NULL) AND born_from_l <= born_to_r AND born_from_r <= born_to_l"),
        ("near", "abs(born_from_l - born_from_r) < 800"),
    ),
    "sex": (("same", "sex_l = sex_r"),),
    "nationality": (("same", "{nationalities} > 0"),),
    "father": (("alike", "name_score(father_l, father_r) >= 0.7"),),
    "mother": (("alike", "name_score(mother_l, mother_r) >= 0.7"),),
    "phone": (("same", "{phones} > 0"),),
    "paper": (("same", "{papers} > 0"),),
}
MISSING: Final = {
    "name": "names_l = '' OR names_r = ''",
    "birth": "born_from_l IS NULL OR born_from_r IS NULL",
    "sex": "sex_l IS NULL OR sex_r IS NULL",
    "nationality": "nationalities_l IS NULL OR nationalities_r IS NULL",
    "father": "father_l IS NULL OR father_r IS NULL",
    "mother": "mother_l IS NULL OR mother_r IS NULL",
    "phone": "phones_l IS NULL OR phones_r IS NULL",
    "paper": "papers_l IS NULL OR papers_r IS NULL",
}


_NEAR = "abs(l.born_from - r.born_from) < 800"
_SAME_SEX = "coalesce(l.sex = r.sex, TRUE)"
_SAME_ORIGIN = "coalesce({nationalities} > 0, TRUE)"
_ALL_PARTS = "{keys} >= 2 AND {keys} >= least({size}(l.keys), {size}(r.keys))"
# A pair is compared where something besides one part of the name speaks for it; the name itself is weighed last, for it
# costs most. Records that contradict each other in several ways are left, unless the day of birth is the same.
_WORTH = (
    f"(l.turned = r.turned AND ({_SAME_SEX} OR {_SAME_ORIGIN}))",
    f"({_NEAR} AND {_SAME_SEX} AND {_SAME_ORIGIN} AND 2 * {{keys}} >= least({{size}}(l.keys), {{size}}(r.keys)) "
    "AND ({keys} >= 2 OR l.default_day OR r.default_day))",
    f"({_NEAR} AND ({_SAME_SEX} OR {_SAME_ORIGIN}) AND {_ALL_PARTS} AND least(l.rarity, r.rarity) >= 18)",
    f"((l.born_from IS NULL OR r.born_from IS NULL) AND ({_SAME_SEX} OR {_SAME_ORIGIN}) AND {_ALL_PARTS})",
    f"({_SAME_SEX} AND {_SAME_ORIGIN} AND {_ALL_PARTS} AND least(l.rarity, r.rarity) >= 22)",
    "coalesce({phones} > 0, FALSE)",
    "coalesce({papers} > 0, FALSE)",
)


def worth_comparing(dialect: str) -> str:
    """The condition two records of a block must meet, of `l` and `r`."""
    functions = {name: shared(name, dialect, sides="{1}.{0}") for name in ("nationalities", "keys", "phones", "papers")}
    return f"({' OR '.join(_WORTH)})".format(size="len" if dialect == "duckdb" else "size", **functions)


def weights() -> dict[str, Any]:
    return tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))


def settings(dialect: str = "duckdb") -> dict[str, Any]:
    """As Splink takes them."""
    learned = weights()
    rule = f"l.blocks = r.blocks AND {worth_comparing(dialect)}"
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": learned["prior"],
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule, "arrays_to_explode": ["blocks"]}],
        "comparisons": [_comparison(name, learned[name], dialect) for name in LEVELS],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def conditions(name: str, dialect: str = "duckdb") -> list[tuple[str, str]]:
    """Labels and conditions of one comparison, of columns ending in `_l` and `_r`."""
    arrays = {column: shared(column, dialect) for column in ("nationalities", "phones", "papers")}
    return [(label, condition.format(**arrays)) for label, condition in LEVELS[name]]


def _comparison(name: str, learned: dict[str, list[float]], dialect: str) -> dict[str, Any]:
    missing = {"sql_condition": MISSING[name], "label_for_charts": "missing", "is_null_level": True}
    met = [_level(label, condition, learned[label]) for label, condition in conditions(name, dialect)]
    return {
        "output_column_name": name,
        "comparison_levels": [missing, *met, _level("else", "ELSE", learned["else"])],
    }


def _level(label: str, condition: str, learned: list[float]) -> dict[str, Any]:
    m, u = (max(share, _FEW) for share in learned)
    return {"sql_condition": condition, "label_for_charts": label, "m_probability": m, "u_probability": u}


def name_score() -> Callable[[Any, Any], Any]:
    """The function behind `name_score`: the best of all names of the one against all of the other, batch by batch.

    SQL asks it again for each level of the same pairs, so what was scored is remembered for a while.
    """
    known: dict[tuple[str, str], float] = {}

    def scored(ones: Any, others: Any) -> Any:
        import pyarrow

        pairs = list(zip(ones.to_pylist(), others.to_pylist(), strict=True))
        # Several threads ask: what one needs it holds itself, whatever another forgets meanwhile.
        own = {pair: known.get(pair, -1.0) for pair in pairs}
        fresh = [pair for pair, score in own.items() if score < 0]
        own |= zip(fresh, _best_of_each(fresh), strict=True)
        if len(known) > _REMEMBERED:
            known.clear()
        known.update(own)
        return pyarrow.array([own[pair] for pair in pairs], pyarrow.float32())

    return scored


def _best_of_each(pairs: list[tuple[str, str]]) -> list[float]:
    """Names of one person stand in lines."""
    which, ones, others = [], [], []
    for at, (left, right) in enumerate(pairs):
        for one in (left or "").split("\n"):
            for other in (right or "").split("\n"):
                which.append(at)
                ones.append(one)
                others.append(other)
    best = np.zeros(len(pairs), np.float32)
    if ones:
        np.maximum.at(best, np.array(which), names.compare_many(ones, others))
    return best.tolist()
