"""Kinds of entry for tests."""

from jiwar.foundation.audit.kinds import Kind, register

OPENED: Kind = register("opened-in-a-test", "opened it in a test", looked=True)
