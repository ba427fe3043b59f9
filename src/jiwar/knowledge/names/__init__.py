"""Personal names in any script: read, key, compare, search.

Pure: no clock, no network. Names may be of any length and any characters; nothing here raises on what a name holds.

Comparing   `compare` (a score and why: `Comparison`, `Reason`, `How`), `compare_all` for a page of pairs
            (`Comparisons`), `compare_many` for pairs by the million
Keys        `keys`: what an index holds of a name; two names that share none are not worth comparing. `parts`: of how
            many parts it is; `left_out`: which words are none; `is_particle`: whether a word would be none
Searching   `Index`: the likeliest among many names
Letters     `LETTER_FORMS`: a table for `str.translate`
Evidence    `Evidence`, `combine` (`Combined`, `Weighed`, `Item`, `Finding`): the name with birth, parents, phones
"""

from jiwar.knowledge.names.comparing import Comparisons, compare, compare_all, compare_many
from jiwar.knowledge.names.evidence import Combined, Evidence, Finding, Item, Weighed, combine
from jiwar.knowledge.names.reasons import Comparison, How, Reason
from jiwar.knowledge.names.scripts import LETTER_FORMS
from jiwar.knowledge.names.searching import Index
from jiwar.knowledge.names.skeleton import is_particle, keys, left_out, parts

__all__ = [
    "LETTER_FORMS",
    "Combined",
    "Comparison",
    "Comparisons",
    "Evidence",
    "Finding",
    "How",
    "Index",
    "Item",
    "Reason",
    "Weighed",
    "combine",
    "compare",
    "compare_all",
    "compare_many",
    "is_particle",
    "keys",
    "left_out",
    "parts",
]
