"""Figures that are safe to show. Pure: no clock, no database.

`hide_small`   a table of counts without the small ones, and without what would tell them
"""

from jiwar.knowledge.disclosure.tables import LEAST, Table, hide_small

__all__ = ["LEAST", "Table", "hide_small"]
