"""The standing cast."""

from tests.cast import cast, group, other_group

__all__ = ["cast", "group", "other_group"]
