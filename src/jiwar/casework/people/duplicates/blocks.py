"""Which records are worth comparing: an array of blocks for each, made from the keys of their names and all else.

A part of a name alone says too little to bring two of a million together, so it comes with a day, a year, or another
part. Blocks so large that they tell nothing are left out.
"""

from typing import Any, Final

LARGEST: Final = 400
"""Records in one block. Larger ones are common names in common years: other blocks bring those together that agree."""
RARE: Final = 1000
"""A part of a name that no more records bear is looked at with the year alone."""
LARGEST_BY_NAME: Final = 30
"""Records brought together by two parts of a name and nothing else: only where hardly anybody is called so."""
MOST_YEARS: Final = 12
"""An approximate age stands in the block of each year it can mean, up to so many."""

_STEPS: Final = (
    "CREATE OR REPLACE TABLE one_key AS SELECT unique_id, unnest(keys) AS k FROM opened",
    "CREATE OR REPLACE TABLE borne AS SELECT k, count(*) AS n FROM one_key GROUP BY k",
    # The rarest five keys of a name are enough to make pairs of.
    """CREATE OR REPLACE TABLE rarest AS SELECT unique_id, k, n FROM one_key JOIN borne USING (k)
       QUALIFY row_number() OVER (PARTITION BY unique_id ORDER BY n, k) <= 5""",
    """CREATE OR REPLACE TABLE two_keys AS SELECT a.unique_id, a.k || '+' || b.k AS k
       FROM rarest a JOIN rarest b ON a.unique_id = b.unique_id AND a.k < b.k""",
    """CREATE OR REPLACE TABLE years AS SELECT unique_id, unnest(range(
         year(DATE '0001-01-01' + CAST(born_from - 1 AS INTEGER)),
         least(year(DATE '0001-01-01' + CAST(born_to - 1 AS INTEGER)),
               year(DATE '0001-01-01' + CAST(born_from - 1 AS INTEGER)) + {most_years}) + 1)) AS y
       FROM opened WHERE born_from IS NOT NULL""",
    """CREATE OR REPLACE TABLE block AS
       SELECT DISTINCT unique_id, hash(b) AS b, starts_with(b, 'name|') AS by_name FROM (
         SELECT unique_id, 'day|' || k || '|' || turned AS b FROM one_key JOIN opened USING (unique_id)
           WHERE turned IS NOT NULL AND NOT default_day
         UNION ALL SELECT unique_id, 'year|' || k || '|' || y FROM two_keys JOIN years USING (unique_id)
         UNION ALL SELECT unique_id, 'rare|' || k || '|' || y FROM rarest JOIN years USING (unique_id) WHERE n <= {rare}
         UNION ALL SELECT unique_id, 'name|' || k FROM two_keys
         UNION ALL SELECT unique_id, 'phone|' || unnest(phones) FROM opened WHERE phones IS NOT NULL
         UNION ALL SELECT unique_id, 'paper|' || unnest(papers) FROM opened WHERE papers IS NOT NULL)""",
    """CREATE OR REPLACE TABLE useful AS SELECT unique_id, b FROM block
       QUALIFY count(*) OVER (PARTITION BY b) BETWEEN 2 AND CASE WHEN by_name THEN {by_name} ELSE {largest} END""",
    """CREATE OR REPLACE TABLE rarity AS SELECT unique_id, sum(ln((SELECT count(*) FROM opened) / n)) AS rarity
       FROM rarest GROUP BY unique_id""",
    """CREATE OR REPLACE TABLE people AS SELECT o.*, coalesce(r.rarity, 0) AS rarity, u.blocks
       FROM opened o LEFT JOIN rarity r USING (unique_id)
       JOIN (SELECT unique_id, list(b) AS blocks FROM useful GROUP BY unique_id) u USING (unique_id)""",
)
_OVER: Final = ("one_key", "borne", "rarest", "two_keys", "years", "block", "useful", "rarity", "opened")


def make_blocks(database: Any) -> None:
    """From the table `opened` the table `people`: the same records with their blocks and how rare their name is."""
    for step in _STEPS:
        database.execute(step.format(largest=LARGEST, by_name=LARGEST_BY_NAME, rare=RARE, most_years=MOST_YEARS))
    for table in _OVER:
        database.execute(f"DROP TABLE {table}")
