"""Django's SQLite backend with durable settings and the writer queue.

Every connection runs in WAL mode with synchronous FULL (an acknowledged write survives power loss), foreign keys on,
deleted content overwritten, temporary tables in memory. A transaction begins IMMEDIATE after its turn in the queue
has come; a single writing statement outside a transaction queues too.
"""

from collections.abc import Iterable
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base as django_sqlite

from jiwar.site.sqlite.queue import QueueTimeout, WriterQueue, queue_of

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
)
READING = ("SELECT", "EXPLAIN", "PRAGMA", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "VALUES")
SECONDS_TO_WAIT = 20.0


class QueuedCursor(django_sqlite.SQLiteCursorWrapper):
    """A cursor whose single writing statements wait for their turn."""

    wrapper: "DatabaseWrapper"

    def execute(self, query: str, params: Any = None) -> Any:
        if not self._queues(query):
            return super().execute(query, params)
        self.wrapper.take_turn()
        try:
            return super().execute(query, params)
        finally:
            self.wrapper.end_turn()

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        if not self._queues(query):
            return super().executemany(query, param_list)
        self.wrapper.take_turn()
        try:
            return super().executemany(query, param_list)
        finally:
            self.wrapper.end_turn()

    def _queues(self, query: str) -> bool:
        return not self.wrapper.has_turn and not query.lstrip("( \n\t").upper().startswith(READING)


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    """The engine named in DATABASES as `jiwar.site.sqlite`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_turn = False

    def get_connection_params(self) -> dict[str, Any]:
        self.settings_dict["OPTIONS"].setdefault("transaction_mode", "IMMEDIATE")
        self.settings_dict["OPTIONS"].setdefault("timeout", SECONDS_TO_WAIT)
        params: dict[str, Any] = super().get_connection_params()
        self.seconds_to_wait = float(params["timeout"])
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        return connection

    def create_cursor(self, name: str | None = None) -> QueuedCursor:
        cursor = self.connection.cursor(factory=QueuedCursor)
        cursor.wrapper = self
        return cursor  # type: ignore[no-any-return]

    def take_turn(self) -> None:
        """Wait in the queue of writers; raises OperationalError when the turn does not come."""
        queue = self._queue()
        if queue is None or self.has_turn:
            return
        try:
            queue.enter(seconds=self.seconds_to_wait)
        except QueueTimeout as error:
            raise OperationalError(f"database is locked: {error}") from error
        self.has_turn = True

    def end_turn(self) -> None:
        """Let the next writer in. Does nothing without a turn."""
        if not self.has_turn:
            return
        self.has_turn = False
        queue = self._queue()
        if queue is not None:
            queue.leave()

    def _queue(self) -> WriterQueue | None:
        return None if self.is_in_memory_db() else queue_of(str(self.settings_dict["NAME"]))

    def _start_transaction_under_autocommit(self) -> None:
        self.take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self.end_turn()
            raise

    def _commit(self) -> None:
        # A commit that fails is rolled back by Django, which ends the turn.
        super()._commit()  # type: ignore[misc]
        self.end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self.end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self.end_turn()
