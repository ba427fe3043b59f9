"""The legal tests' people and case, on the same day: the desk shows what the rooms below hand it."""

from tests.lines.legal.conftest import case, cast, group, legal_adviser, other_group, procedure, today

__all__ = ["case", "cast", "group", "legal_adviser", "other_group", "procedure", "today"]
