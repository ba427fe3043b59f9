"""What is killed at random moments. A room that writes in a way of its own adds its scenario here."""

from tests.faults.backing_up import BACKUPS
from tests.faults.casework import CHAIN, UPLOADS, WRITES
from tests.faults.importing import IMPORTS
from tests.faults.killing import Scenario
from tests.faults.migrating import MIGRATIONS

SCENARIOS: tuple[Scenario, ...] = (WRITES, UPLOADS, IMPORTS, CHAIN, BACKUPS, MIGRATIONS)
