"""Writes the table anew from what the program answers now: a draft for a person to read line by line.

python -m tests.routes.rewrite
"""

import subprocess
import sys

import pytest

from tests.routes.routes import every_route
from tests.routes.table import COLUMNS, Line, write
from tests.routes.test_every_route import ask
from tests.routes.world import World


@pytest.mark.django_db
def test_write_the_table(world: World) -> None:
    lines = []
    for route in every_route():
        for method in ("get", "post"):
            draft = Line(route.name, method, {})
            found = {who: ask(world.client(who), draft, world)[0] for who in COLUMNS}
            lines.append(Line(route.name, method, found))
    write(lines)


if __name__ == "__main__":
    raise SystemExit(subprocess.call([sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:xdist", __file__]))
