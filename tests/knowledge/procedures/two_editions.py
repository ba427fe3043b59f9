"""The small pack before and after a change of its law: the suit had 14 days until 2024, and has 7 since."""

from jiwar.knowledge.procedures.loading import read_pack
from jiwar.knowledge.procedures.pack import Pack
from tests.knowledge.procedures.small_pack import SMALL

BEFORE = SMALL.replace("effective_from = 2020-01-01", "effective_from = 2020-01-01\neffective_until = 2024-12-31")
SINCE = (
    SMALL.replace('version = "1"', 'version = "2"')
    .replace("effective_from = 2020-01-01", "effective_from = 2025-01-01")
    .replace("value = 14", "value = 7")
)


def editions() -> list[tuple[str, Pack]]:
    return [(name, read_pack(text, name)) for name, text in (("zz-since.toml", SINCE), ("zz-before.toml", BEFORE))]
