"""What can be done with evidence: one verb a function, the acting viewer first."""

from jiwar.lines.legal.evidence.actions.bundles import Pick, Wanted, make_bundle, record_filed
from jiwar.lines.legal.evidence.actions.exhibits import (
    Described,
    add_exhibit,
    describe_exhibit,
    move_original,
    same_as_kept,
)

__all__ = [
    "Described",
    "Pick",
    "Wanted",
    "add_exhibit",
    "describe_exhibit",
    "make_bundle",
    "move_original",
    "record_filed",
    "same_as_kept",
]
