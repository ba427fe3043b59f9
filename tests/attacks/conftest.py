"""The attacks of SECURITY.md by their numbers, against the doors that exist."""

from tests.casework.cases.conftest import case, person, waiting
from tests.routes.conftest import world

__all__ = ["case", "person", "waiting", "world"]
