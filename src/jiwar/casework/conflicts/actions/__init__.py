"""What can be done about conflicts of interest: viewer first, one transaction each; policy, write, timeline, audit."""

from jiwar.casework.conflicts.actions.checking import check, require_no_conflict
from jiwar.casework.conflicts.actions.deciding import decide
from jiwar.casework.conflicts.actions.marking import mark, withdraw

__all__ = ["check", "decide", "mark", "require_no_conflict", "withdraw"]
