"""Writes `changes.txt` anew from what the acts do now: a draft for a person to read line by line.

python -m pytest tests/foundation/access/write_changes.py
"""

import pytest
from django.db import transaction

from tests.foundation.access.calls import CALLS
from tests.foundation.access.house import House, found_again
from tests.foundation.access.test_what_acts_change import FILE, changed, crowd
from tests.foundation.access.test_what_pages_show import _only_the_house_s_own

__all__ = ["_only_the_house_s_own", "crowd"]


@pytest.mark.django_db
def test_write(crowd: House) -> None:
    said = []
    for name in CALLS:
        with transaction.atomic(), found_again(crowd) as here:
            said.append(f"== {name}\n{changed(here, name)}\n")
            transaction.set_rollback(True)
    FILE.write_text("\n".join(said))
