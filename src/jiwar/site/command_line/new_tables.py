"""New tables of a migration are made together: an empty database is filled in a quarter of the time.

Before each operation Django draws up every model anew that hangs together with the one it touches, and in the end all
of ours do: for a first start that was most of a minute. What a migration makes and then adds to its own new tables
(columns, indexes, constraints) is known beforehand; the models are drawn up once, and the tables made as they shall be.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation

ADDITIONS: tuple[type[Operation], ...] = (AddConstraint, AddField, AddIndex)


class NewTables(Operation):
    """Stands for a run of operations of one migration, while it is applied."""

    reversible = False

    def __init__(self, run: Sequence[Operation]) -> None:
        self.run = run

    def state_forwards(self, app_label: str, state: Any) -> None:
        # Without models drawn up there are none to draw up anew; whoever asks next has all of them.
        state.__dict__.pop("apps", None)
        for operation in self.run:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self.run:
            if isinstance(operation, CreateModel):
                operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.run)


def gathered(operations: Sequence[Operation]) -> list[Operation]:
    """The same operations in the same order, with each run of new tables as one."""
    return [run[0] if len(run) == 1 else NewTables(run) for run in _runs(operations)]


def _runs(operations: Sequence[Operation]) -> Iterator[list[Operation]]:
    run: list[Operation] = []
    made: set[str] = set()
    for operation in operations:
        if type(operation) is CreateModel:
            made.add(operation.name_lower)
        elif not (type(operation) in ADDITIONS and _of(operation) in made):
            if run:
                yield run
            yield [operation]
            run, made = [], set()
            continue
        run.append(operation)
    if run:
        yield run


def _of(operation: Any) -> str:
    return str(operation.model_name_lower)
