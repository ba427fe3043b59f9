"""Writes `pages.txt` and `acts.txt` anew from what the pages do now: a draft for a person to read line by line.

python -m pytest tests/foundation/access/write_pages.py
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from django.db import transaction

from tests.foundation.access import test_what_pages_do as doing
from tests.foundation.access import test_what_pages_show as showing
from tests.foundation.access.house import House, found_again
from tests.foundation.access.test_what_pages_show import _only_the_house_s_own, told

__all__ = ["_only_the_house_s_own", "told"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "names", "answer"), [(showing.FILE, showing.PAGES, showing.shown), (doing.FILE, doing.ACTS, doing.done)]
)
def test_write(
    told: House,
    file: Path,
    names: Sequence[str],
    answer: Callable[[House, str], str],
) -> None:
    said = []
    for name in names:
        with transaction.atomic(), found_again(told) as here:
            said.append(f"== {name}\n{answer(here, name)}\n")
            transaction.set_rollback(True)
    file.write_text("\n".join(said))
