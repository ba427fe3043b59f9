"""Django's PostgreSQL backend, which tells the database for which group it is asked.

The policies of `groups.walls` compare each row with two settings of the connection: the group acted for, and a door
that stands open. They are sent when they differ from what the connection was told last: once or twice a request, never
once a query. A connection that is new, or comes back from the pool, has been told nothing and finds no rows.

A transaction that is rolled back takes back what was told inside it; so after a rollback it is told anew.
"""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.db.backends.postgresql import base as django_postgres
from psycopg.pq import TransactionStatus

from jiwar.foundation.groups import context, doors

Told = tuple[UUID | None, str]
NOTHING: Final[Told] = (None, "")
_TELL: Final = "SELECT set_config('jiwar.group', %s, false), set_config('jiwar.door', %s, false)"


def forget(connection: Any) -> None:
    """Before the pool lends a connection to somebody else."""
    connection.execute(_TELL, ("", ""))
    if not connection.autocommit:
        connection.commit()


class DatabaseWrapper(django_postgres.DatabaseWrapper):
    """The engine named in DATABASES as `jiwar.site.postgres`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: Told | None = NOTHING
        self.execute_wrappers.append(self._tell_before)

    @property
    def pool(self) -> Any:
        options = self.settings_dict["OPTIONS"].get("pool")
        if isinstance(options, dict):
            options["reset"] = forget
        return super().pool

    def init_connection_state(self) -> None:
        self._told = NOTHING
        super().init_connection_state()

    def create_cursor(self, name: str | None = None) -> Any:
        # For what goes past `execute`, such as COPY.
        if self._wanted() != self._told and self.connection.info.transaction_status != TransactionStatus.INERROR:
            self.tell()
        return super().create_cursor(name)

    def tell(self) -> None:
        """Sends the group acted for and the open door, where the connection was last told something else."""
        wanted = self._wanted()
        if wanted == self._told:
            return
        group, door = wanted
        self._told = None
        with self.wrap_database_errors:
            self.connection.execute(_TELL, ("" if group is None else str(group), door))
        self._told = wanted

    def _wanted(self) -> Told:
        return context.chosen_id(), doors.standing_open()

    def _tell_before(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, details: dict[str, Any]
    ) -> Any:
        if isinstance(sql, str) and sql.startswith("ROLLBACK"):
            # A transaction that has failed takes no other statement, and what was told in it is taken back.
            self._told = None
            return execute(sql, params, many, details)
        self.validate_no_broken_transaction()
        self.tell()
        return execute(sql, params, many, details)

    def _rollback(self) -> None:
        self._told = None
        super()._rollback()  # type: ignore[misc]  # Django's own, without a stub
